/*---
name: craft_city_readiness
title:
  fa: سنجه‌های آمادگی جهانی
  en: Checklist of world readiness
grain: one row a craft city and criterion
key: [area_code, criterion_id]
optional: [judged_on, measured, needed, evidence_table, value_id, delivery_ids, source_url]
codes: {result: [met, not_met, not_known], source_kind: [law, minutes, guide, team_proposal]}
columns:
  area_code: City
  criterion_id: Criterion
  ordinal: Place in the checklist
  title_fa: Criterion in Persian
  title_en: Criterion in English
  weight: Weight (the team's proposal)
  result: met, not_met or not_known
  is_manual: Whether it is judged by hand
  judged_on: Day of a verdict by hand
  measured: What was counted or measured
  needed: What is needed at least
  evidence_fa: On what the result stands, in Persian
  evidence_en: On what the result stands, in English
  evidence_table: Table that was looked at
  evidence_rows: Rows that speak for it
  value_id: The measured value, where it is one
  delivery_ids: Deliveries of those rows
  source_kind: Where the criterion comes from
  source_fa: Its source in Persian
  source_en: Its source in English
  source_url: Address of the source
  is_synthetic: True for invented data
---*/
SELECT area_code, criterion_id, ordinal, title_fa, title_en, weight, result, is_manual, judged_on, measured, needed,
  evidence_fa, evidence_en, evidence_table, evidence_rows, value_id, delivery_ids, source_kind, source_fa, source_en,
  source_url, is_synthetic
FROM derived.craft_city_readiness
ORDER BY area_code, ordinal
