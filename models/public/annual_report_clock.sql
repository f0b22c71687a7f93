/*---
name: annual_report_clock
title:
  fa: ساعت گزارش سالانه
  en: Annual-report clock
grain: one row an agency and city; a world city of which no list came has one row without an agency
key: [agency, area_code]
optional: [agency, years_reported, years_late, years_missed, missed_years, last_report_year, last_due_on, last_submitted_on, days_late, overdue_year, days_overdue, next_report_year, next_due_on, days_left]
codes: {status: [in_order, overdue, not_known, no_duty]}
columns:
  agency: Agency; empty where none has been named
  area_code: City
  status: in_order, overdue, not_known (no list was delivered) or no_duty
  is_owed: Whether a report is owed every year
  legal_source_fa: On what the duty stands, in Persian
  legal_source_en: On what the duty stands, in English
  years_reported: Reports that came
  years_late: Of these, after the due date
  years_missed: Years that are due and have no report
  missed_years: Those years
  last_report_year: Year of the newest report
  last_due_on: When that one was due
  last_submitted_on: When it came
  days_late: Days by which it was late
  overdue_year: Newest year that is due and has no report
  days_overdue: Days since it was due
  next_report_year: Year of the next report
  next_due_on: When it is due
  days_left: Days left on the day of the build
  sentence_fa: In words, Persian
  sentence_en: In words, English
  is_synthetic: True for invented data
---*/
SELECT agency, area_code, status, is_owed, legal_source_fa, legal_source_en, years_reported, years_late, years_missed,
  missed_years, last_report_year, last_due_on, last_submitted_on, days_late, overdue_year, days_overdue,
  next_report_year, next_due_on, days_left, sentence_fa, sentence_en, is_synthetic
FROM derived.annual_report_clock
ORDER BY area_code, agency
