/*---
name: counted
grain: one row a value and part
description: >-
  Values of which persons are counted under the small-counts rule; zeros hide nobody. A row may count several (the
  members of a cooperative), so it is the sum that is small or not, never the number of rows.
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
  persons: BIGINT, How many persons it counts
  print: HUGEINT, Fingerprint of which rows of persons contribute
  is_low: BOOLEAN, Whether it is too small to be published
rules:
  smallest: disclosure.smallest_published
---*/
SELECT m.value_id, 'numerator' AS part, m.indicator_id, m.area_code, m.domain, m.breakdown, m.category, m.frequency, m.period, m.basis, CAST(m.numerator AS BIGINT) AS persons,
  m.numerator_print AS print, m.numerator > 0 AND m.numerator < $smallest AS is_low
FROM derived.measured m WHERE m.disclosure = 'small_counts' AND m.numerator_persons > 0 AND m.numerator IS NOT NULL
UNION ALL
SELECT m.value_id, 'denominator', m.indicator_id, m.area_code, m.domain, m.breakdown, m.category, m.frequency, m.period, m.basis, CAST(m.denominator AS BIGINT),
  m.denominator_print, m.denominator > 0 AND m.denominator < $smallest
FROM derived.measured m WHERE m.disclosure = 'small_counts' AND m.denominator_persons > 0 AND m.denominator IS NOT NULL
