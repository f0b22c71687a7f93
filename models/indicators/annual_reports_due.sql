/*---
id: annual_reports_due
title:
  fa: گزارش‌های سالانهٔ موعدرسیده
  en: Annual reports due
definition:
  fa: >-
    شمار گزارش‌های سالانه‌ای که دستگاه‌ها دربارهٔ شهرها و روستاهای جهانی صنایع دستی بدهکارند و موعدشان رسیده است، به تفکیک حال.
  en: >-
    Annual reports that agencies owe on world craft cities and villages and whose time has come, by state.
unit: documents
kind: flow
direction: none
decimals: 0
theme: governance
owner: heritage
caveat:
  fa: >-
    دوره، سالی است که گزارش از آن می‌گوید. گزارشی که موعدش نرسیده، و گزارش شهری که تکلیفی ندارد، در آن نیست.
  en: >-
    The period is the year of which the report speaks. Reports whose time has not come, and those of cities that owe none,
    are not in it.
rollup: {register: province, categories: total}
---*/
SELECT a.row_id, a.area_code, 'all' AS domain, 'report_state' AS breakdown, a.state AS category, a.frequency,
  a.period, 'register' AS basis, 1 AS numerator
FROM core.annual_report_duties AS a
WHERE a.state <> 'awaited' AND a.is_world_city
