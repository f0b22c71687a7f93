/*---
name: annual_report_duties
grain: one row an agency, city and year of report
description: >-
  Reports that agencies owe every year on the infrastructure of world craft cities, and which came. The duty is
  of world cities and villages; a row about another city says so.
columns:
  row_id: ~
  agency: VARCHAR, Agency that owes the report
  area_code: VARCHAR, City
  report_year: INTEGER, Year of which the report speaks
  due_on: VARCHAR, Due (partial Jalali date); the end of Khordad of the next year where it is not said
  is_due_date_told: BOOLEAN, Whether the due date was told
  submitted_on: VARCHAR, When it came (partial Jalali date)
  state: VARCHAR, awaited, submitted, returned or missing
  is_late: BOOLEAN, Whether it came after it was due; empty until it came
  is_world_city: BOOLEAN, Whether the register has the city as a world craft city or village
  document: VARCHAR, Number or title of the report
  frequency: VARCHAR, A
  period: VARCHAR, The year of the report
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
WITH told AS (
  SELECT a.row_id,
    row_number() OVER (
      PARTITION BY a.agency, a.area, a.report_year ORDER BY p.last_month DESC, a.row_id DESC
    ) AS place
  FROM clean.annual_reports AS a
  LEFT JOIN reference.period_keys AS p ON p.period_key = a.delivery_period
),
world AS (
  SELECT DISTINCT a.area_code
  FROM core.craft_cities AS c
  INNER JOIN reference.report_duties AS d ON d.city_kind = c.kind AND d.owes = 'yes'
  INNER JOIN reference.areas AS a ON a.area_code = c.area_code OR a.area_code = c.county_code
),
-- The day of which nobody spoke is a proposal and stands with its source in the reference table.
proposed AS (
  SELECT min(d.due_month_day) AS due_month_day FROM reference.report_duties AS d
),
dued AS (
  SELECT a.row_id,
    coalesce(a.due_on, concat(CAST(a.report_year + 1 AS VARCHAR), '-', p.due_month_day)) AS due_on
  FROM clean.annual_reports AS a
  CROSS JOIN proposed AS p
)
SELECT a.row_id, a.agency, a.area AS area_code, a.report_year, d.due_on, a.due_on IS NOT NULL AS is_due_date_told,
  a.submitted_on, a.state,
  CASE WHEN a.submitted_on IS NOT NULL THEN a.submitted_on > d.due_on END AS is_late,
  w.area_code IS NOT NULL AS is_world_city, a.document, 'A' AS frequency, CAST(a.report_year AS VARCHAR) AS period,
  a.delivery_id, a.sheet_name, a.row_number, a.is_synthetic
FROM clean.annual_reports AS a
INNER JOIN told AS t ON t.row_id = a.row_id
INNER JOIN dued AS d ON d.row_id = a.row_id
LEFT JOIN world AS w ON w.area_code = a.area
WHERE t.place = 1
