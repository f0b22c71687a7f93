/*---
id: weavers_insured
title:
  fa: قالی‌بافان بیمه‌شده
  en: Insured weavers
definition:
  fa: >-
    شمار قالی‌بافانی که بیمه دارند؛ در دفتر، آنان که فعال‌اند و بیمه‌شده نوشته شده‌اند.
  en: >-
    Weavers with social insurance; in the register, those at work who are written down as insured.
unit: persons
kind: stock
direction: up
decimals: 0
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    کسی که وضع بیمه‌اش نوشته یا شناخته نشده شمرده نمی‌شود؛ شمار واقعی می‌تواند بیشتر باشد.
  en: >-
    Whose insurance is not written or not recognised does not count; the true number may be higher.
rollup: {register: province}
stated: true
---*/
SELECT a.row_id, a.area_code, a.domain, a.frequency, a.period, 'register' AS basis,
  CASE WHEN a.insurance = 'insured' THEN 1 ELSE 0 END AS numerator
FROM core.artisans AS a
WHERE a.domain = 'carpet' AND a.is_at_work AND a.insurance NOT IN ('not_recognised', 'other')
