/*---
name: cross_rule_parts
grain: one row a rule of models/rules/cross_figures.yaml and selector of one of its sides
description: Which values stand on either side of a rule. A rule between areas has none.
columns:
  rule_id: VARCHAR, Rule
  side: VARCHAR, part or whole
  place: INTEGER, Place among the parts, 1 first
  indicator_id: VARCHAR, Indicator
  domain: VARCHAR, Domain; missing for any
  category: VARCHAR, Category, empty for the whole
function: pipelines.analysis.cross_figures.cross_rule_parts
---*/
