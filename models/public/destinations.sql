/*---
name: destinations
title:
  fa: کشورهای مقصد
  en: Countries of destination
grain: one row a country
key: [destination]
columns:
  destination: Name as it stands in the exports
  name_en: Name in English
---*/
SELECT destination, name_en
FROM reference.destinations
ORDER BY destination
