/*---
name: release_calendar
grain: one row a Jalali quarter
description: >-
  When the bulletin of each quarter is due: of the quarters of which something is told, the running one and those of
  the next year.
columns:
  period: VARCHAR, Quarter of which the bulletin speaks
  due_on: DATE, Day on which it is due
  due_on_jalali: VARCHAR, The same day in the Jalali calendar
  days_left: BIGINT, Days until then from the day of the version; less than zero once it has passed
  state: VARCHAR, passed, next or ahead
rules:
  days: release_calendar.days_after_quarter
  ahead: release_calendar.quarters_ahead
---*/
WITH told AS (SELECT min(period) AS first FROM derived.indicator_values WHERE frequency = 'Q'),
running AS (
  SELECT CAST(4 * jalali_year + quarter AS INTEGER) AS place FROM reference.quarters
  WHERE $today BETWEEN first_day AND last_day
),
due AS (
  SELECT q.period, CAST(q.last_day + CAST($days AS INTEGER) AS DATE) AS due_on
  FROM reference.quarters q CROSS JOIN running r CROSS JOIN told t
  WHERE q.period >= t.first AND 4 * q.jalali_year + q.quarter <= r.place + $ahead
)
SELECT d.period, d.due_on, j.jalali_date AS due_on_jalali,
  CAST(date_diff('day', $today, d.due_on) AS BIGINT) AS days_left,
  CASE
    WHEN d.due_on < $today THEN 'passed'
    WHEN d.due_on = min(d.due_on) FILTER (d.due_on >= $today) OVER () THEN 'next'
    ELSE 'ahead'
  END AS state
FROM due d
LEFT JOIN reference.jalali_dates j ON j.first_day = d.due_on AND length(j.jalali_date) = 10
ORDER BY d.period
