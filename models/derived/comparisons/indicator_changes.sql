/*---
name: indicator_changes
grain: one row a known value and comparison
description: >-
  What a published value is beside another: the period before, the year before, its whole, the people or artisans of
  its area. All is made of published values: a suppressed one has no comparison and nothing is compared with it, so
  whatever stands here could be computed by anyone. Like is compared with like: one indicator, basis, domain, unit and
  frequency, both real or both invented; only artisans are another indicator, of the same register, area and period. A
  difference tells nothing where one of the two is only a bound, where the county became smaller between them, or
  where two statements are of different sources or can be misread (the exports of eleven months beside those of a
  year). A part that is more than its whole is none. Shares are asked only of figures that the roll-up carries: of a
  statement nobody has said that it is a part. Quotients are rounded to six places.
columns:
  value_id: VARCHAR, The value that is compared
  comparison: VARCHAR, previous (period), year_before (the same quarter), share_of_province, share_of_breakdown, per_artisan or per_1000_people
  other_value_id: VARCHAR, The value with which it is compared; empty where nobody has told it, and for people
  people_year: VARCHAR, Year of the census, for 1,000 people
  change: DECIMAL(38,9), Difference, for previous and year_before
  change_unit: VARCHAR, Unit of the difference; of shares percentage_points, else that of the values
  relative: DECIMAL(38,9), Growth as a fraction of the other value, or the share, or the number for each artisan or 1,000 people. Growth is empty where the other is zero, and of shares and ranks; a unit value (USD/kg) grows like an amount
  qualifier: VARCHAR, exact, or about where one of the two is
  status: VARCHAR, final, provisional, missing (the other is), suppressed (the other is) or not_applicable
  is_synthetic: BOOLEAN, True for invented data; real and invented are never compared
rules:
  comparable: comparisons.comparable_qualifiers
  people_units: comparisons.per_1000_people.units
  per_artisan: comparisons.per_artisan.indicators
---*/
WITH known AS (
  SELECT v.value_id, v.indicator_id, v.area_code, v.domain, v.breakdown, v.category, v.frequency, v.period, v.basis,
    v.value, v.unit, v.qualifier, v.status, v.is_synthetic, v.source_en, v.ambiguity_en, f.kind,
    f.kind IN ('stock', 'flow', 'cumulative') AS is_added, v.unit = 'share' AS is_share, r.top,
    v.area_code AS own_area, v.period AS own_period, CAST(left(v.period, 4) AS INTEGER) - 1 AS earlier_year
  FROM derived.indicator_values v
  JOIN derived.indicator_facts f ON f.indicator_id = v.indicator_id
  -- Statements are not carried up: their top is empty.
  LEFT JOIN derived.rollups r ON r.indicator_id = v.indicator_id AND r.basis = v.basis
  WHERE v.value IS NOT NULL
),
-- Each known value at the address of the value with which it is compared.
wanted AS (
  SELECT 'previous' AS comparison, * REPLACE (
    CASE
      WHEN frequency = 'A' THEN CAST(earlier_year AS VARCHAR)
      WHEN right(period, 1) = '1' THEN concat(earlier_year, 'Q4')
      ELSE concat(left(period, 5), CAST(right(period, 1) AS INTEGER) - 1)
    END AS period
  )
  FROM known
  UNION ALL
  SELECT 'year_before', * REPLACE (concat(earlier_year, substr(period, 5)) AS period) FROM known WHERE frequency = 'Q'
  UNION ALL
  SELECT 'share_of_province', v.* REPLACE (a.parent_code AS area_code)
  FROM known v
  JOIN reference.areas a ON a.area_code = v.area_code AND a.kind = 'county'
  JOIN reference.areas p ON p.area_code = a.parent_code AND p.kind = 'province'
  WHERE v.is_added AND v.top >= 2
  UNION ALL
  SELECT 'share_of_breakdown', * REPLACE ('' AS breakdown, '' AS category)
  FROM known WHERE is_added AND category <> '' AND top IS NOT NULL
  UNION ALL
  SELECT 'per_artisan', v.* REPLACE (d.artisans AS indicator_id)
  FROM known v
  JOIN derived.domain_artisans d ON d.domain = v.domain
  WHERE v.basis = 'register' AND v.breakdown = '' AND v.category = '' AND v.indicator_id IN ($per_artisan)
),
beside AS (
  SELECT w.value_id, w.comparison, w.kind, w.is_share, w.unit, w.value, w.qualifier, w.status, w.is_synthetic,
    o.value_id AS other_value_id, o.value AS other, o.qualifier AS other_qualifier, o.status AS other_status,
    CAST(NULL AS VARCHAR) AS people_year,
    w.comparison IN ('previous', 'year_before') AS is_change,
    o.is_synthetic = w.is_synthetic AND (o.unit = w.unit OR w.comparison = 'per_artisan')
      AND o.qualifier IN ($comparable) AND w.qualifier IN ($comparable)
      AND (w.basis <> 'reported' OR (o.source_en IS NOT DISTINCT FROM w.source_en
        AND o.ambiguity_en IS NULL AND w.ambiguity_en IS NULL))
      AND (s.since IS NULL OR s.since <= left(o.period, 4)) AS is_alike
  FROM wanted w
  LEFT JOIN derived.indicator_values o ON o.indicator_id = w.indicator_id AND o.area_code = w.area_code
    AND o.domain = w.domain AND o.breakdown = w.breakdown AND o.category = w.category AND o.frequency = w.frequency
    AND o.period = w.period AND o.basis = w.basis
  LEFT JOIN derived.smaller_counties s ON s.area_code = w.own_area AND s.since <= left(w.own_period, 4)
  WHERE o.value_id IS NOT NULL OR w.comparison IN ('previous', 'year_before')
  UNION ALL
  SELECT v.value_id, 'per_1000_people', v.kind, v.is_share, v.unit, v.value, v.qualifier, v.status, v.is_synthetic,
    NULL, p.people, 'exact', CASE WHEN p.people IS NULL THEN 'missing' ELSE 'final' END, p.people_year,
    false, v.qualifier IN ($comparable)
  FROM known v
  JOIN reference.areas a ON a.area_code = v.area_code AND a.kind IN ('county', 'province')
  LEFT JOIN derived.people p ON p.area_code = v.area_code AND p.year = left(v.period, 4)
  WHERE v.breakdown = '' AND v.category = '' AND v.unit IN ($people_units) AND v.indicator_id <> 'population'
    AND v.is_added
),
assessed AS (
  SELECT b.* EXCLUDE (status),
    CASE
      WHEN other_status IS NULL THEN 'missing'
      WHEN other IS NULL THEN other_status
      WHEN NOT is_alike THEN 'not_applicable'
      WHEN NOT is_change AND other <= 0 THEN 'not_applicable'
      WHEN comparison IN ('share_of_province', 'share_of_breakdown') AND value > other THEN 'not_applicable'
      WHEN status = 'provisional' OR other_status = 'provisional' THEN 'provisional'
      ELSE 'final'
    END AS status
  FROM beside b
)
SELECT value_id, comparison, other_value_id, people_year,
  CASE
    WHEN is_change AND status IN ('final', 'provisional')
      THEN CAST(CASE WHEN is_share THEN (value - other) * 100 ELSE value - other END AS DECIMAL(38,9))
  END AS change,
  CASE WHEN is_change THEN CASE WHEN is_share THEN 'percentage_points' ELSE unit END END AS change_unit,
  CAST(CAST(CASE
    WHEN status NOT IN ('final', 'provisional') OR other <= 0 THEN NULL
    WHEN comparison = 'per_1000_people' THEN value / other * 1000
    WHEN NOT is_change THEN value / other
    WHEN kind <> 'rank' AND NOT is_share THEN (value - other) / other
  END AS DECIMAL(38,6)) AS DECIMAL(38,9)) AS relative,
  CASE WHEN qualifier = 'exact' AND coalesce(other_qualifier, 'exact') = 'exact' THEN 'exact' ELSE 'about' END
    AS qualifier,
  status, is_synthetic
FROM assessed
ORDER BY value_id, comparison
