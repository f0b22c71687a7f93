/*---
name: destinations
title:
  fa: کشورهای مقصد
  en: Countries of destination
grain: one row a country or other destination
key: [destination_code]
optional: [alpha3]
columns:
  destination_code: ISO 3166-1 alpha-2; a code that begins with Z- is our own, for what is no country
  destination: Persian name, as it stands in the exports
  name_en: Name in English
  alpha3: ISO 3166-1 alpha-3
  kind: country, former (a country that is no more), zone, special, part (of a country) or unclear
---*/
SELECT destination_code, name_fa AS destination, name_en, alpha3, kind
FROM reference.destinations
ORDER BY destination_code
