/*---
name: annual_reports
title:
  fa: گزارش‌های سالانه
  en: Annual reports
grain: one row an agency, city and year of report
key: [agency, area_code, report_year]
optional: [submitted_on, is_late, document, days_late, days_overdue, days_left]
codes: {clock: [on_time, late, overdue, awaited, no_duty]}
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
  clock: ~
  days_late: ~
  days_overdue: ~
  days_left: ~
  document: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT r.agency, r.area_code, r.report_year, r.due_on, r.is_due_date_told, r.submitted_on, r.state, y.is_late,
  r.is_world_city, y.clock, y.days_late, y.days_overdue, y.days_left, r.document, r.delivery_id, r.sheet_name,
  r.row_number, r.is_synthetic
FROM core.annual_report_duties AS r
INNER JOIN derived.annual_report_years AS y ON y.row_id = r.row_id
ORDER BY r.report_year, r.area_code, r.agency
