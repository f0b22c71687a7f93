/*---
name: craft_city_scores
title:
  fa: آمادگی ثبت جهانی
  en: Readiness for world registration
grain: one row a craft city
from: derived.craft_city_scores
key: [area_code]
---*/
