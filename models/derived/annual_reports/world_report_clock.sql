/*---
name: world_report_clock
grain: one row a world craft city or village, body that registers, and report owed to it
description: >-
  When each report to the World Crafts Council (after two and after four years) and to UNESCO is due, reckoned from the
  day of registration by models/reference/world_report_duties.csv. No list tells whether such a report was sent, so a day
  that has passed is never called missed.
columns:
  city_id: VARCHAR, Key of the city in the register
  area_code: VARCHAR, City
  body: VARCHAR, wcc or unesco
  after_years: INTEGER, Years after registration
  registered_on: VARCHAR, Date of registration (partial Jalali date)
  due_from: DATE, First day that it may be due on; a date known to the year may be any day of it
  due_until: DATE, Last day that it may be due on
  status: >-
    VARCHAR, to_come, due (its day may be today), passed (over; no list tells whether it came), not_registered
    (registration is conditional or disputed), date_not_known, or membership_not_known (no list tells that the city is a
    member of the network)
  days_left: INTEGER, Days until the last of these days; negative where it is over
  name_fa: VARCHAR, The body in Persian
  name_en: VARCHAR, The body in English
  source_fa: VARCHAR, On what the duty stands, in Persian
  source_en: VARCHAR, On what the duty stands, in English
  source_url: VARCHAR, Address of the source
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: BOOLEAN, True for invented data
function: pipelines.analysis.annual_reports.told_world_clock
---*/
WITH owed AS (
  SELECT c.city_id, c.area_code, d.body, CAST(d.after_years AS INTEGER) AS after_years, c.registered_on, c.state,
    d.needs_membership = 'yes' AS needs_membership, d.name_fa, d.name_en, d.source_fa, d.source_en, d.source_url,
    c.is_synthetic, r.first_day AS registered_from, r.last_day AS registered_until
  FROM core.craft_cities c
  JOIN reference.world_report_duties d ON d.city_kind = c.kind
  LEFT JOIN reference.jalali_dates r ON r.jalali_date = c.registered_on
  WHERE c.is_newest
),
-- The same Jalali date so many years on; the thirtieth of Esfand is there in leap years only, so its month stands in.
dated AS (
  SELECT o.*, coalesce(s.first_day, m.last_day) AS from_day, coalesce(s.last_day, m.last_day) AS until_day
  FROM owed o
  LEFT JOIN reference.jalali_dates s ON NOT o.needs_membership AND s.jalali_date
    = concat(CAST(left(o.registered_on, 4) AS INTEGER) + o.after_years, substring(o.registered_on, 5))
  LEFT JOIN reference.jalali_dates m ON NOT o.needs_membership AND length(o.registered_on) = 10 AND m.jalali_date
    = concat(CAST(left(o.registered_on, 4) AS INTEGER) + o.after_years, substring(o.registered_on, 5, 3))
)
SELECT city_id, area_code, body, after_years, registered_on,
  CASE WHEN state = 'definitive' THEN from_day END AS due_from,
  CASE WHEN state = 'definitive' THEN until_day END AS due_until,
  CASE
    WHEN needs_membership THEN 'membership_not_known'
    WHEN state IS NULL OR state <> 'definitive' THEN 'not_registered'
    WHEN until_day IS NULL THEN 'date_not_known'
    WHEN until_day < $today THEN 'passed'
    WHEN from_day <= $today THEN 'due'
    ELSE 'to_come'
  END AS status,
  CASE WHEN state = 'definitive' THEN CAST(until_day - $today AS INTEGER) END AS days_left,
  name_fa, name_en, source_fa, source_en, source_url, is_synthetic
FROM dated
ORDER BY area_code, city_id, body, after_years
