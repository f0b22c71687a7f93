/*---
name: annual_report_clock
title:
  fa: ساعت گزارش سالانه
  en: Annual-report clock
grain: one row an agency and city; a world city of which no list came has one row without an agency
from: derived.annual_report_clock
key: [agency, area_code]
optional: [agency, years_reported, years_late, years_missed, missed_years, last_report_year, last_due_on, last_submitted_on, days_late, overdue_year, days_overdue, next_report_year, next_due_on, days_left]
codes: {status: [in_order, overdue, not_known, no_duty]}
---*/
