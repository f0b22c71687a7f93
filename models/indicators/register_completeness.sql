/*---
id: register_completeness
title:
  fa: کامل بودن دفتر هنرمندان
  en: Completeness of the registers
definition:
  fa: >-
    خانه‌های پرشدهٔ جنسیت، وضع بیمه و تحصیلات تقسیم بر همهٔ این خانه‌ها، برای کسانی که در دفترند.
  en: >-
    Filled cells of gender, insurance and education divided by all of these cells, over the persons in the
    register.
unit: share
kind: ratio
direction: up
decimals: 1
theme: quality
owner: heritage
caveat:
  fa: >-
    پر بودن را می‌سنجد، نه درست بودن را. سطرهای قرنطینه در آن نیستند.
  en: >-
    It measures whether cells are filled, not whether they are right. Rows in quarantine are not in it.
rollup: {register: province}
---*/
SELECT a.row_id, a.area_code, a.domain, a.frequency, a.period, 'register' AS basis,
  CASE WHEN a.gender IS NULL THEN 0 ELSE 1 END + CASE WHEN a.insurance IS NULL THEN 0 ELSE 1 END
    + CASE WHEN a.education IS NULL THEN 0 ELSE 1 END AS numerator, 3 AS denominator
FROM core.artisans AS a
