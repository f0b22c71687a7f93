/*---
name: county_figures
grain: one row a published value of a county and that by which it is ranked
description: >-
  What counties are ranked by, and why one is not. Only figures that the roll-up carries: statements about counties
  are of different speakers. A group are the counties of a province that are ranked together; what is not told of a
  county does not count in it. Counts and shares are of something counted, so that chance alone moves them; where one
  of a group is not in whole numbers, all of it is ranked as measured.
columns:
  place: BIGINT, Number of the row
  group_id: BIGINT, Number of the group
  value_id: VARCHAR, The county’s value
  ranked_by: VARCHAR, value or per_1000_people
  indicator_id: ~
  basis: VARCHAR, Basis
  domain: VARCHAR, Domain
  frequency: ~
  period: ~
  area_code: VARCHAR, County
  value: DECIMAL(38,9), The value as published
  per_1000_people: DECIMAL(38,9), For each 1,000 people of the census
  people_year: VARCHAR, Year of the census
  figure: DECIMAL(38,9), That by which it is ranked
  direction: VARCHAR, Whether up or down is good
  goodness: DECIMAL(38,9), The figure, turned round where low is good
  unit: ~
  numerator: ~
  denominator: ~
  thousands: DOUBLE, People of the county in thousands
  nature: VARCHAR, count, share or measure (in which nothing is counted)
  compared: BIGINT, How many counties of its group are told
  why_not: VARCHAR, Why it is not ranked; empty where it is
  status: VARCHAR, Status of the value
  is_synthetic: BOOLEAN, True for invented data; real and invented are never ranked together
rules:
  people_units: comparisons.per_1000_people.units
  comparable: comparisons.comparable_qualifiers
  smallest_denominator: comparisons.rankings.smallest_denominator
  amounts: comparisons.rankings.shares_of_amounts
  count_units: comparisons.rankings.count_units
  least_counties: comparisons.rankings.least_counties
---*/
WITH counties AS (
  SELECT v.*, a.parent_code, k.kind, k.direction, c.relative AS per_1000_people, c.people_year,
    k.kind <> 'ratio' AND v.unit IN ($people_units) AS is_of_people, CAST(p.people AS DOUBLE) / 1000 AS thousands
  FROM derived.indicator_values v
  JOIN reference.areas a ON a.area_code = v.area_code AND a.kind = 'county'
  JOIN derived.indicator_facts k ON k.indicator_id = v.indicator_id
  JOIN derived.rollups r ON r.indicator_id = v.indicator_id AND r.basis = v.basis AND r.top >= 2
  LEFT JOIN derived.indicator_changes c ON c.value_id = v.value_id AND c.comparison = 'per_1000_people'
  LEFT JOIN derived.people p ON p.area_code = v.area_code AND p.year = left(v.period, 4)
  WHERE v.breakdown = '' AND v.category = '' AND k.kind IN ('stock', 'flow', 'cumulative', 'ratio')
),
measured AS (
  SELECT *, 'value' AS ranked_by, value AS figure FROM counties
  UNION ALL
  SELECT *, 'per_1000_people', per_1000_people FROM counties WHERE is_of_people
),
noted AS (
  SELECT *,
    CASE
      WHEN value IS NULL THEN 'not_told'
      WHEN figure IS NULL THEN 'no_people'
      WHEN qualifier NOT IN ($comparable) THEN 'not_told'
      WHEN kind = 'ratio' AND denominator < $smallest_denominator THEN 'too_few'
    END AS why_not,
    CASE
      WHEN kind = 'ratio' AND NOT coalesce(indicator_id IN ($amounts), false) THEN 'share'
      WHEN kind <> 'ratio' AND unit IN ($count_units) THEN 'count'
      ELSE 'measure'
    END AS nature
  FROM measured
),
grouped AS (
  SELECT *, count(*) FILTER (why_not IS NULL) OVER same AS compared,
    bool_and(coalesce(CASE WHEN kind = 'ratio' THEN numerator = floor(numerator) AND denominator = floor(denominator)
      AND numerator BETWEEN 0 AND denominator ELSE value = floor(value) AND value >= 0 END, true)) OVER same AS is_counted
  FROM noted
  WINDOW same AS (PARTITION BY indicator_id, basis, domain, frequency, period, parent_code, is_synthetic, ranked_by)
)
SELECT row_number() OVER (ORDER BY value_id, ranked_by) AS place,
  dense_rank() OVER (ORDER BY indicator_id, basis, domain, frequency, period, parent_code, is_synthetic, ranked_by)
    AS group_id,
  value_id, ranked_by, indicator_id, basis, domain, frequency, period, area_code, value, per_1000_people, people_year,
  figure, direction, CASE WHEN direction = 'down' THEN -figure ELSE figure END AS goodness, unit, numerator, denominator,
  thousands, CASE WHEN is_counted THEN nature ELSE 'measure' END AS nature, compared,
  coalesce(why_not, CASE WHEN compared < $least_counties THEN 'too_few_counties' END) AS why_not, status, is_synthetic
FROM grouped ORDER BY place
