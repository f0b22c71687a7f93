/*---
id: annual_reports_submitted_share
title:
  fa: سهم گزارش‌های رسیده
  en: Share of annual reports submitted
definition:
  fa: >-
    گزارش‌های سالانهٔ رسیده دربارهٔ شهرها و روستاهای جهانی، تقسیم بر گزارش‌هایی که بدهکارند و موعدشان رسیده است.
  en: >-
    Annual reports submitted on world craft cities and villages divided by those owed whose time has come.
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
    گزارشی که برای تکمیل برگشته، رسیده شمرده نمی‌شود.
  en: >-
    A report returned for completion does not count as submitted.
rollup: {register: province}
---*/
SELECT a.row_id, a.area_code, 'all' AS domain, a.frequency, a.period, 'register' AS basis,
  CASE WHEN a.state = 'submitted' THEN 1 ELSE 0 END AS numerator, 1 AS denominator
FROM core.annual_report_duties AS a
WHERE a.state <> 'awaited' AND a.is_world_city
