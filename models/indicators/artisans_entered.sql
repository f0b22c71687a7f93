/*---
id: artisans_entered
title:
  fa: هنرمندان تازه‌وارد
  en: Artisans who entered
definition:
  fa: >-
    هنرمندان فعال دفتر در پایان سال که تاریخ ورودشان به دفتر در همان سال است.
  en: >-
    Artisans at work in the register at the end of the year whose entry in it is dated in that year.
unit: persons
kind: flow
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    ورود به دفتر است، نه آغاز کار. کسی که در همان سال آمده و رفته، و کسی که تاریخ ورودش نوشته نشده، شمرده نمی‌شود.
  en: >-
    Entry in the register, not the beginning of work. Who came and went within the year, and whose entry is not dated,
    does not count.
rollup: {register: province}
---*/
-- Who entered in another year counts nought, so that a county where nobody did has a true zero.
SELECT a.row_id, a.area_code, a.domain, 'A' AS frequency, substring(a.period, 1, 4) AS period, 'register' AS basis,
  CASE WHEN q.jalali_year = CAST(substring(a.period, 1, 4) AS INTEGER) THEN 1 ELSE 0 END AS numerator
FROM core.artisans AS a
LEFT JOIN reference.quarters AS q ON a.joined_on >= q.first_day AND a.joined_on <= q.last_day
WHERE a.domain = 'crafts' AND a.is_at_work AND a.joined_on IS NOT NULL AND a.period LIKE '%Q4'
