/*---
name: export_concentration
title:
  fa: تمرکز صادرات
  en: Concentration of exports
grain: one row a period, domain and dimension (line, destination, office)
from: derived.export_concentration
key: [frequency, period, domain, dimension]
codes:
  dimension: export_dimensions
---*/
