/*---
name: craft_city_readiness
grain: one row a craft city and criterion
description: >-
  The checklist for world registration, assessed criterion by criterion, with a sentence on what the result stands.
  Unknown is not no. A verdict by hand speaks of a real city and never stands beside invented rows.
columns:
  area_code: ~
  criterion_id: ~
  ordinal: ~
  title_fa: ~
  title_en: ~
  weight: ~
  result: VARCHAR, met, not_met or not_known
  is_manual: ~
  decided_on: VARCHAR, Day of a verdict by hand
  measured: DECIMAL(38,9), What was counted or measured
  needed: DECIMAL(38,9), What is needed at least
  evidence_fa: VARCHAR, On what the result stands, in Persian
  evidence_en: VARCHAR, On what the result stands, in English
  evidence_table: VARCHAR, Table that was looked at
  evidence_rows: INTEGER, Rows that speak for it
  value_id: ~
  delivery_ids: ~
  source_kind: ~
  source_fa: ~
  source_en: ~
  source_url: ~
  is_synthetic: ~
function: pipelines.analysis.readiness.craft_city_readiness
---*/
SELECT c.area_code, c.is_synthetic, k.criterion_id, k.ordinal, k.title_fa, k.title_en, k.weight, k.is_manual, m.measured,
  k.needed, m.evidence_table, coalesce(m.rows, 0) AS evidence_rows, m.value_id, m.delivery_ids,
  coalesce(m.is_unclear, false) AS is_unclear, k.source_kind, k.source_fa, k.source_en, k.source_url
FROM derived.cities c CROSS JOIN derived.readiness_criteria k
LEFT JOIN derived.readiness_measures m ON m.area_code = c.area_code AND m.criterion_id = k.criterion_id
ORDER BY c.area_code, k.ordinal
