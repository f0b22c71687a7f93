/*---
name: parts_of_wholes
grain: one row a value and whole of the same period of which it is a part
description: >-
  The published values that the roll-up adds up, each beside its whole: counties in their province, categories in the
  total over them, domains where the header of the indicator adds them. Statements are parts of nothing.
columns:
  whole_id: VARCHAR, Value of the whole
  dimension: VARCHAR, county, domain, or the breakdown of which it is a category
  part: VARCHAR, Area code, domain or category
  value_id: VARCHAR, Value of the part
  value: DECIMAL(38,9), Value of the part in its unit
  numerator: DECIMAL(38,9), Numerator of the part
  denominator: DECIMAL(38,9), Denominator of the part
  status: VARCHAR, Status of the part
  is_alike: BOOLEAN, Whether it can be subtracted and is real or invented like the whole
rules:
  comparable: comparisons.comparable_qualifiers
---*/
WITH plain AS (
  SELECT v.*, r.top FROM derived.indicator_values v
  JOIN derived.rollups r ON r.indicator_id = v.indicator_id AND r.basis = v.basis
),
placed AS (
  SELECT v.*, 'county' AS dimension, v.area_code AS part, a.parent_code AS whole_area, v.domain AS whole_domain
  FROM plain v
  JOIN reference.areas a ON a.area_code = v.area_code AND a.kind = 'county'
  JOIN reference.areas p ON p.area_code = a.parent_code AND p.kind = 'province'
  WHERE v.breakdown = '' AND v.category = '' AND v.top >= 2
  UNION ALL
  SELECT v.*, 'domain', v.domain, v.area_code, 'all' FROM plain v
  JOIN derived.indicator_facts f ON f.indicator_id = v.indicator_id AND f.adds_domains
  WHERE v.breakdown = '' AND v.category = '' AND v.domain <> 'all'
  UNION ALL
  SELECT v.*, v.breakdown, v.category, v.area_code, v.domain FROM plain v WHERE v.category <> ''
)
SELECT w.value_id AS whole_id, p.dimension, p.part, p.value_id, p.value, p.numerator, p.denominator, p.status,
  p.qualifier IN ($comparable) AND p.is_synthetic = w.is_synthetic AS is_alike
FROM placed p
JOIN derived.indicator_values w ON w.indicator_id = p.indicator_id AND w.basis = p.basis AND w.frequency = p.frequency
  AND w.period = p.period AND w.breakdown = '' AND w.category = '' AND w.area_code = p.whole_area
  AND w.domain = p.whole_domain
