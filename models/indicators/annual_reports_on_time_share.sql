/*---
id: annual_reports_on_time_share
title:
  fa: سهم گزارش‌های به‌موقع
  en: Share of annual reports on time
definition:
  fa: >-
    گزارش‌های سالانهٔ شهرها و روستاهای جهانی که تا موعد رسیده‌اند، تقسیم بر گزارش‌هایی که بدهکارند و موعدشان رسیده است.
  en: >-
    Annual reports on world craft cities and villages that came by the day they were due divided by those owed whose time
    has come.
unit: share
kind: ratio
direction: up
decimals: 1
theme: governance
owner: heritage
blank:
  fa: هیچ دستگاهی گزارشی بدهکار نبوده یا فهرست گزارش‌ها نرسیده است؛ سهم صفر نیست.
  en: No agency owed a report, or no list of reports has come; the share is not zero.
caveat:
  fa: >-
    جایی که موعد گفته نشده، پایان خرداد سال بعد گرفته شده است.
  en: >-
    Where no due day was told, the end of Khordad of the next year is taken.
rollup: {register: province}
---*/
SELECT a.row_id, a.area_code, 'all' AS domain, a.frequency, a.period, 'register' AS basis,
  CASE WHEN a.state = 'submitted' AND NOT a.is_late THEN 1 ELSE 0 END AS numerator, 1 AS denominator
FROM core.annual_report_duties AS a
WHERE a.state <> 'awaited' AND a.is_world_city
