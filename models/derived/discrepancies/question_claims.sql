/*---
name: question_claims
grain: one row a question of models/rules/discrepancies.yaml and selector of claims
description: Which claims belong together though their indicator, domain or area differ. They are claims of real figures only.
columns:
  question_id: VARCHAR, Question
  place: INTEGER, Place of the question in the rules, 1 first
  mode: VARCHAR, any (all are compared as of one time) or by_time
  ordinal: INTEGER, Place of the selector in the question, in the order of showing
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, Domain
  category: VARCHAR, Category of the breakdown, empty text for the whole; missing for any
  basis: VARCHAR, Basis; missing for any
function: pipelines.analysis.discrepancies.rules.question_claims
---*/
