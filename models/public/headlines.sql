/*---
name: headlines
title:
  fa: رقم‌های نخست و مبناهای کنار آن‌ها
  en: Headline figures and the bases beside them
grain: one row an indicator, area and basis
from: derived.headlines
key: [indicator_id, area_code, basis]
optional: [value, stated_value_id, coverage]
codes: {basis: [reported, register, customs, suitcase], frequency: [A, Q], rule: [only, decided, assessed, covers, under_coverage, evidence], status: [final, provisional, missing, suppressed, not_applicable]}
---*/
