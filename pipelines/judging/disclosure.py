"""Disclosure control: which values of person-level registers are too small to be published.

A count between one and four is suppressed. Where exactly one of an area's children is suppressed, the total
would give it away, so the next smallest child is suppressed too. A ratio goes with its numerator.
"""

from __future__ import annotations

SMALLEST_PUBLISHED = 5

#: Grain: one row a value to suppress.
SUPPRESSED = f"""
WITH counts AS (
  SELECT m.value_id, m.indicator_id, m.domain, m.breakdown, m.category, m.frequency, m.period, m.basis,
    a.parent_code, m.numerator,
    m.numerator > 0 AND m.numerator < {SMALLEST_PUBLISHED} AS is_small
  FROM judged.measured m
  JOIN judged.indicator_facts f ON f.indicator_id = m.indicator_id
  LEFT JOIN reference.areas a ON a.area_code = m.area_code
  WHERE f.disclosure = 'small_counts' AND m.basis = 'register'
),
siblings AS (
  SELECT counts.*,
    count(*) FILTER (is_small) OVER family AS small_ones,
    row_number() OVER (
      PARTITION BY indicator_id, domain, breakdown, category, frequency, period, basis, parent_code, is_small
      ORDER BY numerator, value_id
    ) AS place
  FROM counts
  WINDOW family AS (
    PARTITION BY indicator_id, domain, breakdown, category, frequency, period, basis, parent_code
  )
)
SELECT value_id FROM siblings
WHERE is_small OR (small_ones = 1 AND place = 1 AND numerator > 0)
"""
