/*---
name: readiness_criteria
grain: one row a criterion of the checklist for world registration
description: >-
  What models/rules/readiness.yaml asks, and from what each criterion is measured: rows of a table, the newest value of an
  indicator, or a person (is_manual).
columns:
  criterion_id: VARCHAR, Criterion
  ordinal: INTEGER, Place in the checklist
  title_fa: VARCHAR, Criterion in Persian
  title_en: VARCHAR, Criterion in English
  weight: INTEGER, Weight (the team's proposal)
  is_manual: BOOLEAN, Whether it is decided by hand
  indicator_id: VARCHAR, Indicator whose newest value is compared
  basis: VARCHAR, Basis of that indicator
  domain: VARCHAR, Domain of that indicator
  evidence_table: VARCHAR, Table whose rows are counted
  area: VARCHAR, Whose rows or values count, those of the city, of its county, of either or of any
  needed: DECIMAL(38,9), What is needed at least; empty of one that is decided by hand
  known_by: VARCHAR, What makes a no known, something delivered for the area or for the table; by rows only a yes is
  recent_column: VARCHAR, Column that tells the year of a row, where old rows do not count
  recent_years: INTEGER, Calendar years before the present one that still count
  source_kind: VARCHAR, Where the criterion comes from
  source_fa: VARCHAR, Its source in Persian
  source_en: VARCHAR, Its source in English
  source_url: VARCHAR, Address of the source
function: pipelines.analysis.readiness.criteria
---*/
