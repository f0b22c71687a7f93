/*---
name: stale_figures
title:
  fa: رقم‌های بی‌تغییر
  en: Stale figures
grain: one row a number that was stated unchanged over years
from: derived.stale_figures
key: [indicator_id, area_code, domain, category, first_period, is_synthetic]
optional: [category, unit, roles, sources_fa, sources_en, others_moved, register_moved]
---*/
