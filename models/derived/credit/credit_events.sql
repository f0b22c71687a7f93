/*---
name: credit_events
grain: one row a credit line and event of a file in its area
description: >-
  Events of files with the lines to which they belong. Nothing is known of a stage before the day that its event
  bears; an event without a day counts from the end of the period that tells it. A file without an area is one of the
  province.
columns:
  line_id: ~
  application_no: VARCHAR, Number of the file
  county: VARCHAR, Area of the file as told
  stage: VARCHAR, Stage of which the event tells
  stage_order: INTEGER, Order of the stage
  outcome: VARCHAR, passed, rejected, withdrawn, returned or arrears
  amount_rial: DECIMAL(38,9), Amount at this stage, rial
  day: DATE, Day from which it is known
---*/
SELECT l.line_id, e.application_no, e.area_code AS county, e.stage, e.stage_order, e.outcome, e.amount_rial,
  coalesce(e.event_on, told.last_day) AS day
FROM core.credit_stage_events e
CROSS JOIN reference.place h
JOIN reference.area_ancestors a ON a.area_code = coalesce(e.area_code, h.home_area_code)
JOIN derived.credit_lines l ON l.scheme = e.scheme AND l.budget_year = e.budget_year AND l.domain = e.domain
  AND l.area_code = a.ancestor_code
LEFT JOIN reference.period_keys k ON k.period_key = e.period
LEFT JOIN reference.jalali_dates told ON told.jalali_date = k.last_month
