/*---
name: cross_rules
grain: one row a rule of models/rules/cross_figures.yaml
description: What figures must satisfy among themselves; the selectors of both sides stand in cross_rule_parts.
columns:
  rule_id: VARCHAR, Rule
  place: INTEGER, Place of the rule in the rules, 1 first
  title_fa: VARCHAR, Rule in Persian
  title_en: VARCHAR, Rule in English
  kind: VARCHAR, parts_sum (parts make the whole), at_most (subset and set), area_at_most, areas_sum_at_most
  severity: VARCHAR, hold asks for a decision when it fails, warn only says so
  indicator_id: VARCHAR, Indicator of the whole; missing between areas
  domain: VARCHAR, Domain of the whole; missing where none is named
  category: VARCHAR, Category of the whole; missing between areas
  parts: INTEGER, Parts that the rule names; none between areas
  is_same_domain: BOOLEAN, Whether no selector names a domain, so that both sides must speak of the same one
  tolerance: DECIMAL(38,9), How far the figures may be apart, in the unit of the indicator
  bases: VARCHAR[], Bases of which the rule speaks; empty for all
  indicators: VARCHAR[], Indicators that are compared between areas; empty for all counts and sums
function: pipelines.analysis.cross_figures.cross_rules
---*/
