/*---
name: annual_report_clock
grain: one row an agency and city; a world city of which no list came has one row without an agency
description: >-
  What each agency owes for a world craft city, what came, and how many days are left, with a sentence. A list that was
  never delivered says nothing about reports, so the years of such a city are not known rather than missed.
columns:
  agency: VARCHAR, Agency; empty where none has been named
  area_code: ~
  status: VARCHAR, in_order, overdue, not_known (no list was delivered) or no_duty
  is_owed: BOOLEAN, Whether a report is owed every year
  legal_source_fa: VARCHAR, On what the duty stands, in Persian
  legal_source_en: VARCHAR, On what the duty stands, in English
  years_reported: INTEGER, Reports that came
  years_late: INTEGER, Of these, after the due date
  years_missed: INTEGER, Years that are due and have no report
  missed_years: VARCHAR, Those years
  last_report_year: INTEGER, Year of the newest report
  last_due_on: VARCHAR, When that one was due
  last_submitted_on: VARCHAR, When it came
  days_late: INTEGER, Days by which it was late
  overdue_year: INTEGER, Newest year that is due and has no report
  days_overdue: INTEGER, Days since it was due
  next_report_year: INTEGER, Year of the next report
  next_due_on: VARCHAR, When it is due
  days_left: INTEGER, Days left on the day of the build
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: ~
function: pipelines.analysis.annual_reports.told_clock
---*/
WITH city_kinds AS (
  SELECT c.area_code, c.county_code, max(CASE WHEN d.owes = 'yes' THEN 1 ELSE 0 END) = 1 AS owes,
    max(CAST(d.since_year AS INTEGER)) AS since_year,
    min(CAST(left(c.registered_on, 4) AS INTEGER)) FILTER (d.owes = 'yes') AS registered_year,
    min(d.due_month_day) AS month_day,
    max_by(d.source_fa, d.owes) AS legal_source_fa, max_by(d.source_en, d.owes) AS legal_source_en,
    bool_or(c.is_synthetic) AS is_synthetic
  FROM core.craft_cities c JOIN reference.report_duties d ON d.city_kind = c.kind
  WHERE c.is_newest GROUP BY c.area_code, c.county_code
),
parties AS (
  SELECT DISTINCT y.agency, y.area_code FROM derived.annual_report_years y
  UNION
  SELECT '', k.area_code FROM city_kinds k
  WHERE k.owes AND NOT EXISTS (
    SELECT 1 FROM derived.annual_report_years y WHERE y.area_code IN (k.area_code, k.county_code)
  )
),
-- A list may speak of the county instead of its city.
places AS (
  SELECT * FROM city_kinds
  UNION ALL
  SELECT county_code, county_code, true, max(since_year), min(registered_year), min(month_day), max(legal_source_fa),
    max(legal_source_en), bool_or(is_synthetic)
  FROM city_kinds WHERE owes AND county_code NOT IN (SELECT area_code FROM city_kinds) GROUP BY county_code
),
delivered AS (
  SELECT agency, area_code, min(report_year) AS first_year, bool_or(is_synthetic) AS is_synthetic,
    bool_or(is_world_city) AS is_world, true AS is_given,
    count(*) FILTER (state = 'submitted') AS reported, count(*) FILTER (clock = 'late') AS late,
    max(report_year) FILTER (state = 'submitted') AS last_year,
    max_by(due_on, report_year) FILTER (state = 'submitted') AS last_due_on,
    max_by(submitted_on, report_year) FILTER (state = 'submitted') AS last_submitted_on,
    max_by(days_late, report_year) FILTER (state = 'submitted') AS days_late
  FROM derived.annual_report_years GROUP BY agency, area_code
),
owed AS (
  SELECT p.agency, p.area_code, coalesce(k.owes, y.is_world, false) AS owes, k.since_year, k.registered_year,
    coalesce(k.month_day, w.month_day) AS month_day, coalesce(k.legal_source_fa, w.source_fa) AS legal_source_fa,
    coalesce(k.legal_source_en, w.source_en) AS legal_source_en, y.first_year,
    coalesce(y.is_synthetic, k.is_synthetic, false) AS is_synthetic,
    y.reported, y.late, y.last_year, y.last_due_on, y.last_submitted_on, y.days_late, y.is_given
  FROM parties p
  LEFT JOIN places k ON k.area_code = p.area_code
  LEFT JOIN delivered y ON y.agency = p.agency AND y.area_code = p.area_code
  CROSS JOIN (
    SELECT min(due_month_day) AS month_day, min(source_fa) FILTER (owes = 'no') AS source_fa,
      min(source_en) FILTER (owes = 'no') AS source_en
    FROM reference.report_duties
  ) w
),
this AS (
  SELECT CAST(jalali_date AS INTEGER) AS year FROM reference.jalali_dates
  WHERE length(jalali_date) = 4 AND $today BETWEEN first_day AND last_day
),
years AS (
  SELECT o.agency, o.area_code, n.year,
    coalesce(r.due_on, concat(CAST(n.year + 1 AS VARCHAR), '-', o.month_day)) AS due_on,
    coalesce(r.state = 'submitted', false) AS came
  FROM owed o
  JOIN (SELECT CAST(unnest(range(1390, year + 2)) AS INTEGER) AS year FROM this) n
    ON n.year >= greatest(o.since_year, coalesce(o.registered_year, o.since_year), coalesce(o.first_year, o.since_year))
  LEFT JOIN derived.annual_report_years r
    ON r.agency = o.agency AND r.area_code = o.area_code AND r.report_year = n.year
  WHERE o.owes
),
days AS (
  SELECT y.*, d.last_day AS due_day FROM years y LEFT JOIN reference.jalali_dates d ON d.jalali_date = y.due_on
),
counted AS (
  SELECT agency, area_code, count(*) FILTER (NOT came AND due_day < $today) AS missed,
    string_agg(CAST(year AS VARCHAR), ', ' ORDER BY year) FILTER (NOT came AND due_day < $today) AS missed_years,
    max(year) FILTER (NOT came AND due_day < $today) AS overdue_year,
    CAST($today - max(due_day) FILTER (NOT came AND due_day < $today) AS INTEGER) AS days_overdue,
    min(year) FILTER (NOT came AND due_day >= $today) AS next_year,
    min_by(due_on, year) FILTER (NOT came AND due_day >= $today) AS next_due_on,
    CAST(min(due_day) FILTER (NOT came AND due_day >= $today) - $today AS INTEGER) AS days_left
  FROM days GROUP BY agency, area_code
)
SELECT o.agency, o.area_code,
  CASE
    WHEN NOT o.owes THEN 'no_duty' WHEN o.is_given IS NULL THEN 'not_known' WHEN c.missed > 0 THEN 'overdue'
    ELSE 'in_order'
  END AS status,
  o.owes AS is_owed, o.legal_source_fa, o.legal_source_en,
  CASE WHEN o.is_given THEN o.reported END AS years_reported,
  CASE WHEN o.is_given AND o.owes THEN o.late END AS years_late,
  CASE WHEN o.is_given THEN c.missed END AS years_missed, CASE WHEN o.is_given THEN c.missed_years END AS missed_years,
  o.last_year AS last_report_year, o.last_due_on, o.last_submitted_on, CASE WHEN o.owes THEN o.days_late END AS days_late,
  CASE WHEN o.is_given THEN c.overdue_year END AS overdue_year,
  CASE WHEN o.is_given THEN c.days_overdue END AS days_overdue,
  c.next_year AS next_report_year, c.next_due_on, c.days_left, o.is_synthetic
FROM owed o LEFT JOIN counted c ON c.agency = o.agency AND c.area_code = o.area_code
ORDER BY o.area_code, o.agency
