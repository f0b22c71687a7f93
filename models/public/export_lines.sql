/*---
name: export_lines
title:
  fa: صادرات به ردیف تعرفه
  en: Exports by tariff line
grain: one row a basis, period, area, domain and tariff line
from: derived.export_lines
trap:
  fa: "basis برابر office یا origin دو نمای یک تجارت‌اند؛ یکی را برگزینید."
  en: "A basis of office and one of origin are two views of one trade, so choose one."
key: [basis, frequency, period, area_code, domain, hs8]
optional: [weight_kg, value_rial, value_usd, usd_per_kg, year_before_usd, year_before_usd_per_kg, change_usd]
codes:
  basis: export_bases
---*/
