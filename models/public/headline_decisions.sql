/*---
name: headline_decisions
title:
  fa: تصمیم‌ها دربارهٔ رقم نخست
  en: Decisions about the first figure
grain: one row an indicator and area of which a person decided which basis stands first
from: derived.headline_decisions
key: [indicator_id, area_code]
---*/
