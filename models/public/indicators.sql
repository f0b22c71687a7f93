/*---
name: indicators
title:
  fa: شاخص‌ها
  en: Indicators
grain: one row an indicator
key: [indicator_id]
optional: [headline]
from: derived.indicators
---*/
