/*---
id: artisans_insured
title:
  fa: هنرمندان بیمه‌شده
  en: Insured artisans
definition:
  fa: >-
    شمار هنرمندان فعال صنایع دستی که در دفتر بیمه‌شده نوشته شده‌اند.
  en: >-
    Artisans at work who are written down as insured in the register.
unit: persons
kind: stock
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    کسی که وضع بیمه‌اش نوشته یا شناخته نشده شمرده نمی‌شود؛ شمار واقعی می‌تواند بیشتر باشد.
  en: >-
    Whose insurance is not written or not recognised does not count; the true number may be higher.
rollup: {register: province}
---*/
SELECT a.row_id, a.area_code, a.domain, a.frequency, a.period, 'register' AS basis,
  CASE WHEN a.insurance = 'insured' THEN 1 ELSE 0 END AS numerator
FROM core.artisans AS a
WHERE a.domain = 'crafts' AND a.is_at_work AND a.insurance NOT IN ('not_recognised', 'other')
