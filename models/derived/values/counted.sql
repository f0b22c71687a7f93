/*---
name: counted
grain: one row a value and part
description: >-
  Values of which persons are counted under the small-counts rule, zeros too: they are published, and may have to be
  hidden where nothing else is left. A row may count several (the members of a cooperative), so it is the sum that is
  small or not, never the number of rows. Where every value of an indicator is the same multiple of its rows (three
  cells a person) it tells how many persons there are, and is counted by them.
columns:
  value_id: ~
  part: VARCHAR, numerator or denominator
  indicator_id: ~
  area_code: ~
  domain: ~
  breakdown: ~
  category: ~
  frequency: ~
  period: ~
  basis: ~
  moment: VARCHAR, Period of which it speaks; the last quarter of the year where a year is told by that
  number: BIGINT, What is published
  multiple: BIGINT, How often each person is counted in it; one where that differs from person to person
  persons: BIGINT, How many persons it counts
  print: HUGEINT, Fingerprint of which rows of persons contribute; of a zero, of its place in the series that count the same
  is_low: BOOLEAN, Whether it is too small to be published
rules:
  smallest: disclosure.smallest_published
  alike: disclosure.alike_share
---*/
WITH RECURSIVE parts AS (
  SELECT value_id, 'numerator' AS part, indicator_id, area_code, domain, breakdown, category, frequency, period, basis,
    CAST(numerator AS BIGINT) AS number, numerator_persons AS rows, numerator_print AS print
  FROM derived.measured WHERE disclosure = 'small_counts' AND numerator IS NOT NULL AND basis <> 'reported'
  UNION ALL
  SELECT value_id, 'denominator', indicator_id, area_code, domain, breakdown, category, frequency, period, basis,
    CAST(denominator AS BIGINT), denominator_persons, denominator_print
  FROM derived.measured WHERE disclosure = 'small_counts' AND denominator IS NOT NULL AND basis <> 'reported'
),
-- What somebody stated of an indicator is a figure of theirs, and no count of the persons of a list.
lists AS (
  SELECT * FROM parts WHERE rows > 0 OR number = 0
),
multiples AS (
  SELECT indicator_id, part, basis, CASE
      WHEN bool_and(number % rows = 0) AND min(number // rows) = max(number // rows) AND min(number // rows) > 0
      THEN min(number // rows) ELSE 1
    END AS multiple
  FROM lists WHERE rows > 0 GROUP BY ALL
),
-- Series that count the same persons wherever they count any: where both are zero, a reader of one knows the other.
alike AS (
  SELECT one.indicator_id, one.part, one.basis, other.indicator_id || '/' || other.part AS series
  FROM lists one
  JOIN lists other ON other.area_code = one.area_code AND other.domain = one.domain AND other.breakdown = one.breakdown
    AND other.category = one.category AND other.frequency = one.frequency AND other.period = one.period
    AND other.basis = one.basis
  WHERE one.rows > 0 OR other.rows > 0
  GROUP BY ALL
  HAVING count(*) FILTER (one.rows = other.rows AND one.print = other.print) >= $alike * count(*)
),
-- What is alike to one that is alike is alike.
reached AS (
  SELECT indicator_id, part, basis, series FROM alike
  UNION
  SELECT r.indicator_id, r.part, r.basis, a.series
  FROM reached r
  JOIN alike a ON a.indicator_id || '/' || a.part = r.series AND a.basis = r.basis
),
series AS (
  SELECT indicator_id, part, basis, min(series) AS name FROM reached GROUP BY ALL
)
SELECT p.value_id, p.part, p.indicator_id, p.area_code, p.domain, p.breakdown, p.category, p.frequency, p.period, p.basis,
  CASE WHEN p.frequency = 'A' AND (f.kind IN ('stock', 'cumulative') OR r.over_time = 'last')
    THEN p.period || 'Q4' ELSE p.period END AS moment, p.number, coalesce(m.multiple, 1) AS multiple, p.number // coalesce(m.multiple, 1) AS persons,
  CASE WHEN p.rows > 0 THEN p.print ELSE -CAST(hash(
    concat_ws('|', coalesce(s.name, p.indicator_id || '/' || p.part), p.domain, p.breakdown, p.category, moment)
  ) AS HUGEINT) END AS print,
  p.number > 0 AND p.number // coalesce(m.multiple, 1) < $smallest AS is_low
FROM lists p
JOIN derived.indicator_facts f ON f.indicator_id = p.indicator_id
LEFT JOIN derived.rollups r ON r.indicator_id = p.indicator_id AND r.basis = p.basis
LEFT JOIN multiples m ON m.indicator_id = p.indicator_id AND m.part = p.part AND m.basis = p.basis
LEFT JOIN series s ON s.indicator_id = p.indicator_id AND s.part = p.part AND s.basis = p.basis
