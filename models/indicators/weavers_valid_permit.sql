/*---
id: weavers_valid_permit
title:
  fa: قالی‌بافان با مجوز معتبر
  en: Weavers with a valid permit
definition:
  fa: >-
    شمار قالی‌بافانی که در روز پایان فصل دست‌کم یک کارت یا پروانهٔ قالی‌بافی معتبر دارند.
  en: >-
    Weavers who on the last day of the quarter hold at least one valid weaving card or permit.
unit: persons
kind: stock
direction: up
decimals: 0
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    تنها از دفتر پروانه‌هاست؛ مجوزی که تاریخ اعتبار ندارد تا ابطال معتبر شمرده می‌شود. پس از فصلی که نرسیده، رقم
    موقت است.
  en: >-
    From the licence register alone; a permit without a date of expiry counts as valid until it is revoked.
    After a quarter that did not come, the figure is provisional.
rollup: {register: province}
zeros: {domain: carpet, gaps: provisional}
---*/
SELECT p.row_id, p.area_code, p.domain, 'Q' AS frequency, p.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN p.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.licensed_persons AS p
WHERE p.domain = 'carpet' AND p.family = 'weaving' AND p.has_valid
