/*---
name: annual_reports
title:
  fa: گزارش‌های سالانه
  en: Annual reports
grain: one row an agency, city and year of report
key: [agency, area_code, report_year]
optional: [submitted_on, is_late, document]
columns:
  agency: ~
  area_code: ~
  report_year: ~
  due_on: ~
  is_due_date_told: ~
  submitted_on: ~
  state: ~
  is_late: ~
  is_world_city: ~
  document: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT agency, area_code, report_year, due_on, is_due_date_told, submitted_on, state, is_late, is_world_city, document,
  delivery_id, sheet_name, row_number, is_synthetic
FROM core.annual_report_duties
ORDER BY report_year, area_code, agency
