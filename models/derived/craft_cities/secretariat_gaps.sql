/*---
name: secretariat_gaps
grain: one row a time in which a seat was empty, or held twice
description: >-
  Vacancies and overlaps of a seat, with a sentence. A day on which one hands over to the next is no overlap. A vacancy
  that the office told itself is not told a second time.
columns:
  area_code: VARCHAR, City of the secretariat
  role: VARCHAR, secretary or head
  kind: VARCHAR, vacancy or overlap
  from_on: VARCHAR, First day (Jalali)
  to_on: VARCHAR, Last day (Jalali)
  days: INTEGER, Days
  is_open: BOOLEAN, Whether it lasts on the day of the build
  is_told: BOOLEAN, Whether the office itself told it
  role_before: VARCHAR, Office of the holder before
  role_after: VARCHAR, Office of the holder after
  covered_days: INTEGER, Days on which somebody else of the secretariat could have been secretary without the limit
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: ~
rules:
  others: craft_cities.others_who_could
function: pipelines.analysis.secretariats.told_gaps
---*/
WITH held AS (
  SELECT area_code, role, is_synthetic, holder_role, begins, held_until, row_id,
    max(held_until) OVER earlier AS held_before, last_value(holder_role) OVER earlier AS role_before
  FROM derived.secretariat_terms WHERE is_held AND role IN ('secretary', 'head')
  WINDOW earlier AS (
    PARTITION BY area_code, role, is_synthetic ORDER BY begins, row_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  )
),
reckoned AS (
  SELECT area_code, role, is_synthetic, 'vacancy' AS kind, held_before + 1 AS first_day, begins - 1 AS last_day,
    false AS is_open, role_before, holder_role AS role_after
  FROM held WHERE begins > held_before + 1
  UNION ALL
  SELECT area_code, role, is_synthetic, 'overlap', begins, least(held_before, held_until), false, role_before,
    holder_role
  FROM held WHERE begins < held_before
  UNION ALL
  SELECT area_code, role, is_synthetic, 'vacancy', max(held_until) + 1, $today, true, max_by(holder_role, begins), NULL
  FROM held GROUP BY ALL HAVING max(held_until) < $today
),
told AS (
  SELECT t.area_code, t.role, t.is_synthetic, t.begins, least(coalesce(t.ends, $today), $today) AS until,
    t.ends IS NULL AS is_open
  FROM derived.secretariat_terms t
  WHERE t.state = 'vacant' AND t.role IN ('secretary', 'head') AND t.begins <= $today
),
gaps AS (
  SELECT r.*, EXISTS (
    SELECT 1 FROM told v WHERE v.area_code = r.area_code AND v.role = r.role AND v.begins <= r.last_day
      AND v.until >= r.first_day
  ) AS is_told FROM reckoned r
  UNION ALL
  SELECT v.area_code, v.role, v.is_synthetic, 'vacancy', v.begins, v.until, v.is_open, NULL, NULL, true
  FROM told v
  WHERE NOT EXISTS (
    SELECT 1 FROM derived.secretariat_terms h WHERE h.is_held AND h.area_code = v.area_code AND h.role = v.role
  )
),
days AS (
  SELECT jalali_date, first_day AS day FROM reference.jalali_dates WHERE length(jalali_date) = 10
)
SELECT g.area_code, g.role, g.kind, f.jalali_date AS from_on, l.jalali_date AS to_on,
  CAST(g.last_day - g.first_day + 1 AS INTEGER) AS days, g.is_open, g.is_told, g.role_before, g.role_after,
  CASE WHEN g.kind = 'vacancy' AND g.role = 'secretary' THEN (
    SELECT CAST(count(DISTINCT d.day) AS INTEGER)
    FROM days d JOIN derived.secretariat_terms o ON d.day BETWEEN o.begins AND o.held_until
    WHERE o.is_held AND o.area_code = g.area_code AND o.role IN ($others)
      AND d.day BETWEEN g.first_day AND g.last_day
  ) END AS covered_days, g.is_synthetic
FROM gaps g
LEFT JOIN days f ON f.day = g.first_day
LEFT JOIN days l ON l.day = g.last_day
ORDER BY g.area_code, g.role, g.first_day, g.kind
