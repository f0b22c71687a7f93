/*---
name: craft_city_readiness
title:
  fa: سنجه‌های آمادگی جهانی
  en: Checklist of world readiness
grain: one row a craft city and criterion
from: derived.craft_city_readiness
key: [area_code, criterion_id]
optional: [decided_on, measured, needed, evidence_table, value_id, delivery_ids, source_url]
codes: {result: [met, not_met, not_known], source_kind: [law, minutes, guide, team_proposal]}
---*/
