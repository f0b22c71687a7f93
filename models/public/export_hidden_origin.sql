/*---
name: export_hidden_origin
title:
  fa: خاستگاه پنهان در ردیف تعرفه
  en: The origin hidden in lines
grain: one row a period, origin, domain and tariff line that names its origin
from: derived.export_hidden_origin
key: [frequency, period, area_code, domain, hs8]
optional: [weight_kg, value_usd, through_own_usd, through_others_usd, own_offices_usd]
---*/
