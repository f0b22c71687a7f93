/*---
name: training_courses
grain: one row a course held
description: >-
  Courses in crafts and carpet. Counts are seats, not persons. A course that several deliveries of one office
  tell is taken as the last of them tells it.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  course_id: VARCHAR, Number of the course with its organiser
  title: VARCHAR, Title
  craft_code: VARCHAR, Craft
  domain: VARCHAR, crafts or carpet
  centre: VARCHAR, Centre where it was held
  centre_kind: VARCHAR, Kind of centre
  area_code: VARCHAR, County
  level: VARCHAR, Level
  started_on: DATE, First day
  ended_on: DATE, Last day
  hours: DECIMAL(38,9), Hours of teaching for each trainee
  enrolled: BIGINT, Enrolled
  graduates: BIGINT, Finished in all
  graduates_women: BIGINT, Women who finished
  graduates_men: BIGINT, Men who finished
  certified: BIGINT, Got a certificate
  organiser: VARCHAR, Body that held it
  frequency: VARCHAR, Q or A
  period: VARCHAR, Quarter in which it started; the delivered period where the date is outside the calendar
  is_complete: >-
    BOOLEAN, Whether the list of its office for its quarter (or of its county, where it sends its own) has come whole
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: ~
---*/
WITH told AS (
  SELECT t.row_id,
    row_number() OVER (
      PARTITION BY coalesce(t.delivery_office, ''), t.course_id
      ORDER BY p.last_month DESC, length(t.delivery_period), t.row_id DESC
    ) AS place
  FROM clean.training AS t
  LEFT JOIN reference.period_keys AS p ON p.period_key = t.delivery_period
)
SELECT t.row_id, t.course_id, t.title, t.craft AS craft_code,
  coalesce(nullif(t.domain, 'not_recognised'), CASE
      WHEN coalesce(k.body, t.delivery_office) = 'carpet_centre' THEN 'carpet' ELSE 'crafts'
    END) AS domain, t.centre, t.centre_kind, t.area AS area_code,
  t.level, t.started_on, t.ended_on, t.hours, t.enrolled,
  coalesce(t.graduates, t.graduates_women + t.graduates_men) AS graduates, t.graduates_women, t.graduates_men,
  t.certified, coalesce(nullif(t.organiser, 'not_recognised'), t.delivery_office) AS organiser,
  CASE WHEN q.period IS NOT NULL THEN 'Q' ELSE p.frequency END AS frequency, coalesce(q.period, p.period) AS period,
  w.row_id IS NOT NULL OR (q.period IS NULL AND p.frequency = 'A') AS is_complete,
  t.delivery_id, t.sheet_name, t.row_number, t.is_synthetic
FROM clean.training AS t
INNER JOIN told AS d ON d.row_id = t.row_id
LEFT JOIN reference.crafts AS k ON k.craft_code = t.craft
LEFT JOIN reference.quarters AS q ON t.started_on >= q.first_day AND t.started_on <= q.last_day
LEFT JOIN reference.period_keys AS p ON p.period_key = t.delivery_period
LEFT JOIN core.office_reports AS w
  ON w.feed = 'training' AND w.office = coalesce(t.delivery_office, '') AND w.cover = coalesce(t.delivery_cover, '')
  AND w.period = coalesce(q.period, p.period)
WHERE d.place = 1
