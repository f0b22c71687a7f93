/*---
name: export_flows
title:
  fa: جریان‌های صادرات
  en: Export flows
grain: one row a period, domain, customs office, destination and origin
from: derived.export_flows
key: [frequency, period, domain, office_area_code, customs_office, destination, origin_area_code]
optional: [weight_kg, value_rial, value_usd]
---*/
