/*---
id: artisans_valid_licence
title:
  fa: هنرمندان با پروانهٔ معتبر
  en: Artisans with a valid licence
definition:
  fa: >-
    شمار هنرمندانی که در روز پایان فصل دست‌کم یک پروانهٔ تولید معتبر دارند: صادر یا تمدید شده، مدتش نگذشته و
    باطل نشده.
  en: >-
    Artisans who on the last day of the quarter hold at least one valid production licence: issued or renewed,
    within its term, not revoked.
unit: persons
kind: stock
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    تنها از دفتر پروانه‌هاست؛ پروانه‌ای که تاریخ اعتبار ندارد تا ابطال معتبر شمرده می‌شود. پس از فصلی که نرسیده،
    رقم موقت است.
  en: >-
    From the licence register alone; a licence without a date of expiry counts as valid until it is revoked.
    After a quarter that did not come, the figure is provisional.
rollup: {register: province}
zeros: {domain: crafts, gaps: provisional}
---*/
SELECT p.row_id, p.area_code, p.domain, 'Q' AS frequency, p.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN p.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.licensed_persons AS p
WHERE p.domain = 'crafts' AND p.family = 'production' AND p.has_valid
