/*---
id: artisans_listed
title:
  fa: نام‌های دفتر هنرمندان
  en: Persons in the registers
definition:
  fa: >-
    شمار همهٔ کسانی که در پایان دوره در دفتر هنرمندان یا بافندگان نوشته شده‌اند، به تفکیک حال: فعال، غیرفعال،
    بازنشسته، درگذشته.
  en: >-
    All persons whom the register of artisans or of weavers lists at the end of the period, by state: active,
    inactive, retired, deceased.
unit: persons
kind: stock
direction: none
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    درازی دفتر را می‌گوید، نه شمار شاغلان را؛ نامی که باید از دفتر بیرون رود در آن می‌ماند.
  en: >-
    It says how long the register is, not how many work; names that should leave it stay in it.
rollup: {register: province, categories: total, categories_from: province}
---*/
SELECT a.row_id, a.area_code, a.domain, 'artisan_state' AS breakdown,
  coalesce(a.state, 'unknown') AS category, a.frequency, a.period, 'register' AS basis, 1 AS numerator
FROM core.artisans AS a
