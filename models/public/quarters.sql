/*---
name: quarters
title:
  fa: فصل‌های شمسی
  en: Jalali quarters
grain: one row a quarter
key: [period]
columns:
  period: Period key
  jalali_year: Jalali year
  quarter: 1 to 4
  first_day: First day (Gregorian)
  last_day: Last day (Gregorian)
  first_day_jalali: First day (Jalali)
  last_day_jalali: Last day (Jalali)
  days: Days
  title_fa: Name in Persian
  title_en: Name in English
---*/
SELECT period, jalali_year, quarter, first_day, last_day, first_day_jalali, last_day_jalali, days, title_fa,
  title_en
FROM reference.quarters
ORDER BY period
