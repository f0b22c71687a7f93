/*---
name: local_goods
title:
  fa: کالاهای شناختهٔ این‌جا
  en: Goods the place is known for
grain: one row an area, domain and kind of goods
key: [area_code, domain, name_fa]
codes: {domain: [crafts, carpet]}
columns:
  area_code: Area of origin
  domain: crafts or carpet
  name_fa: What the goods are called in Persian
  name_en: What the goods are called in English
  own_line: Whether tariff lines of their own tell their origin
  note_fa: What customs tell of their origin, in Persian
  note_en: What customs tell of their origin, in English
---*/
SELECT area_code, domain, name_fa, name_en, own_line = 'yes' AS own_line, note_fa, note_en
FROM reference.local_goods
ORDER BY domain, own_line DESC, name_en
