/*---
name: readiness_measures
grain: one row a craft city and criterion that is measured from the data
description: >-
  What was counted or measured for each criterion, empty where the data could not have said yes or leave it open. Rows
  of elsewhere are not of the city; that there are any says only that the list was delivered.
columns:
  area_code: VARCHAR, City
  criterion_id: ~
  measured: DECIMAL(38,9), What was counted or measured; empty where it is not known
  rows: INTEGER, Rows that speak for it
  value_id: VARCHAR, The measured value, where it is one
  delivery_ids: VARCHAR, Deliveries of those rows
  evidence_table: VARCHAR, Table that was looked at
  is_unclear: BOOLEAN, Whether rows leave it open
---*/
WITH this AS (
  SELECT CAST(jalali_date AS INTEGER) AS year FROM reference.jalali_dates
  WHERE length(jalali_date) = 4 AND $today BETWEEN first_day AND last_day
),
asked AS (
  SELECT c.area_code, k.*, CASE k.area
      WHEN 'city' THEN [c.area_code] WHEN 'county' THEN [c.county_code] WHEN 'either' THEN [c.area_code, c.county_code]
    END AS places
  FROM derived.cities c CROSS JOIN derived.readiness_criteria k
),
found AS (
  SELECT k.criterion_id, k.recent_column, k.recent_years, e.evidence_table, e.row_id, e.area_code, e.delivery_id,
    to_json(e) AS facts
  FROM derived.readiness_criteria k JOIN derived.readiness_evidence e ON e.evidence_table = k.evidence_table
),
-- Whether a row counts for a criterion, and whether it leaves it open; without conditions all rows count, none does that.
weighed AS (
  SELECT f.criterion_id, f.row_id, f.area_code, f.delivery_id,
    NOT EXISTS (
      SELECT 1 FROM derived.readiness_conditions q
      WHERE q.criterion_id = f.criterion_id AND q.part = 'where'
        AND NOT coalesce(list_contains(q.accepted, f.facts ->> q.column_name), false)
    ) AND (
      f.recent_column IS NULL
      OR coalesce(TRY_CAST(left(f.facts ->> f.recent_column, 4) AS INTEGER) >= t.year - f.recent_years, false)
    ) AS counts,
    coalesce((
      SELECT bool_and(coalesce(list_contains(q.accepted, f.facts ->> q.column_name), false))
      FROM derived.readiness_conditions q WHERE q.criterion_id = f.criterion_id AND q.part = 'unclear'
    ), false) AS is_open
  FROM found f CROSS JOIN this t
),
counted AS (
  SELECT a.area_code, a.criterion_id, a.evidence_table, a.needed, a.known_by, count(w.row_id) AS seen,
    count(w.row_id) FILTER (w.counts) AS rows,
    count(w.row_id) FILTER (w.counts) >= a.needed OR count(w.row_id) FILTER (w.is_open) = 0 AS is_clear,
    string_agg(DISTINCT w.delivery_id, ', ' ORDER BY w.delivery_id) FILTER (w.counts) AS delivery_ids
  FROM asked a
  LEFT JOIN weighed w ON w.criterion_id = a.criterion_id
    AND (a.area = 'any' OR list_contains(a.places, w.area_code))
  WHERE a.evidence_table IS NOT NULL
  GROUP BY a.area_code, a.criterion_id, a.evidence_table, a.needed, a.known_by
),
delivered AS (
  SELECT evidence_table, count(*) AS rows FROM derived.readiness_evidence GROUP BY evidence_table
)
SELECT n.area_code, n.criterion_id,
  CASE WHEN n.is_clear AND CASE n.known_by
      WHEN 'area' THEN n.seen > 0 WHEN 'table' THEN d.rows > 0 WHEN 'rows' THEN n.rows > 0
    END THEN CAST(n.rows AS DECIMAL(38,9)) END AS measured,
  CAST(n.rows AS INTEGER) AS rows, CAST(NULL AS VARCHAR) AS value_id, n.delivery_ids, n.evidence_table,
  NOT n.is_clear AS is_unclear
FROM counted n LEFT JOIN delivered d ON d.evidence_table = n.evidence_table
UNION ALL
SELECT a.area_code, a.criterion_id, CAST(max_by(v.value, v.period) AS DECIMAL(38,9)),
  CAST(count(v.value_id) AS INTEGER), max_by(v.value_id, v.period), NULL, 'indicator_values', false
FROM asked a
LEFT JOIN derived.indicator_values v ON v.indicator_id = a.indicator_id AND v.basis = a.basis AND v.domain = a.domain
  AND v.category = '' AND v.value IS NOT NULL AND (a.area = 'any' OR list_contains(a.places, v.area_code))
WHERE a.indicator_id IS NOT NULL
GROUP BY a.area_code, a.criterion_id
