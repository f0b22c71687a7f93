/*---
name: annual_report_years
grain: one row an agency, city and year of report, as delivered
description: >-
  Reports against their due date; days are counted from the last day that it may be. The duty is of world cities and
  villages (models/reference/report_duties.csv), so nothing is ever late elsewhere.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  agency: VARCHAR, Agency that owes the report
  area_code: VARCHAR, City
  report_year: INTEGER, Year of which the report speaks
  due_on: VARCHAR, Due (partial Jalali date); the end of Khordad of the next year where it is not said
  submitted_on: VARCHAR, When it came (partial Jalali date)
  state: VARCHAR, awaited, submitted, returned or missing
  is_world_city: BOOLEAN, Whether the register has the city as a world craft city or village
  is_late: BOOLEAN, Whether it came after it was due; empty until it came and where nothing is owed
  clock: VARCHAR, on_time, late, overdue, awaited, or no_duty (the duty is of world cities only)
  days_late: INTEGER, Days after the due date on which it came
  days_overdue: INTEGER, Days since the due date, where it has not come
  days_left: INTEGER, Days until it is due
  is_synthetic: BOOLEAN, True for invented data
---*/
WITH dated AS (
  SELECT r.*, d.last_day AS due_day, c.first_day AS came_day, c.first_day IS NOT NULL AND r.state <> 'returned' AS came
  FROM core.annual_report_duties r
  LEFT JOIN reference.jalali_dates d ON d.jalali_date = r.due_on
  LEFT JOIN reference.jalali_dates c ON c.jalali_date = r.submitted_on
)
SELECT row_id, agency, area_code, report_year, due_on, submitted_on, state, is_world_city,
  is_late AND is_world_city AS is_late,
  CASE
    WHEN NOT is_world_city THEN 'no_duty'
    WHEN came THEN CASE WHEN came_day > due_day THEN 'late' ELSE 'on_time' END
    WHEN due_day < $today THEN 'overdue'
    ELSE 'awaited'
  END AS clock,
  CASE WHEN is_world_city AND came AND due_day IS NOT NULL
    THEN CAST(greatest(came_day - due_day, 0) AS INTEGER) END AS days_late,
  CASE WHEN is_world_city AND NOT came AND due_day < $today
    THEN CAST($today - due_day AS INTEGER) END AS days_overdue,
  CASE WHEN is_world_city AND NOT came AND due_day >= $today
    THEN CAST(due_day - $today AS INTEGER) END AS days_left,
  is_synthetic
FROM dated
ORDER BY report_year, area_code, agency
