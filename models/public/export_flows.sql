/*---
name: export_flows
title:
  fa: جریان‌های صادرات
  en: Export flows
grain: one row a period, domain, customs office, destination and origin
from: derived.export_flows
trap:
  fa: "سال کنار فصل‌های خود ایستاده است. جمع بر گمرک و جمع بر خاستگاه دو نمای یک تجارت‌اند و با هم جمع نمی‌شوند."
  en: "A year stands beside its quarters. A sum by office and a sum by origin are two views of one trade, never to be added."
key: [frequency, period, domain, office_area_code, customs_office, destination, origin_area_code]
optional: [weight_kg, value_rial, value_usd]
---*/
