/*---
name: group_relations
grain: one row a relation and group
description: >-
  What a reader may reckon with: sums of areas, categories, domains and the quarters of a year; in a ratio the part
  beside its whole, and what the whole leaves of it; what only ever grows; and the balances that headers tell. A sum
  is known where its whole is published: at its own address, or wherever exactly the same persons are counted. The
  terms of a sum and of a balance add up to nothing, those of the others to something that is not below nothing.
columns:
  relation_id: BIGINT, Relation
  is_equation: BOOLEAN, Whether the terms add up to nothing; else to nothing or more
  is_balance: BOOLEAN, Whether it is a balance of stocks and flows
  group_id: ~
  coefficient: BIGINT, How often the group counts in it, below nothing where it is taken away
---*/
WITH grouped AS (
  SELECT c.indicator_id, c.area_code, c.domain, c.breakdown, c.category, c.frequency, c.period, c.basis, c.part, c.value_id,
    c.multiple, c.number, c.moment, a.parent_code, g.group_id, g.print, g.persons, f.kind,
    f.kind = 'flow' OR r.indicator_id IS NOT NULL AS makes_years
  FROM derived.counted c
  JOIN derived.person_groups g
    ON g.area_code = c.area_code AND g.moment = c.moment AND g.print = c.print AND g.persons = c.persons
  JOIN derived.indicator_facts f ON f.indicator_id = c.indicator_id
  LEFT JOIN reference.areas a ON a.area_code = c.area_code
  LEFT JOIN derived.rollups r ON r.indicator_id = c.indicator_id AND r.basis = c.basis AND r.over_time = 'sum'
),
-- Each part at the address of its whole; the categories of two breakdowns are parts of two sums.
placed AS (
  SELECT 'area' AS sum_of, indicator_id, parent_code AS area_code, domain, breakdown, category, frequency, period, basis, part,
    CAST(NULL AS VARCHAR) AS apart, moment, group_id, print, persons
  FROM grouped WHERE parent_code IS NOT NULL
  UNION ALL
  SELECT 'category', indicator_id, area_code, domain, '', '', frequency, period, basis, part, breakdown, moment, group_id, print,
    persons
  FROM grouped WHERE category <> ''
  UNION ALL
  SELECT 'domain', indicator_id, area_code, 'all', breakdown, category, frequency, period, basis, part, NULL, moment, group_id,
    print, persons
  FROM grouped WHERE domain <> 'all'
  UNION ALL
  SELECT 'time', indicator_id, area_code, domain, breakdown, category, 'A', substr(period, 1, 4), basis, part, NULL,
    substr(period, 1, 4), group_id, print, persons
  FROM grouped WHERE frequency = 'Q' AND makes_years
),
parts AS (
  SELECT concat_ws('|', indicator_id, area_code, domain, breakdown, category, frequency, period, basis, part) AS whole,
    concat_ws('|', sum_of, indicator_id, area_code, domain, breakdown, category, frequency, period, basis, part, apart)
      AS sum_key, area_code, moment, group_id, print, persons
  FROM placed
),
added AS (
  SELECT sum_key, any_value(whole) AS whole, any_value(area_code) AS area_code, any_value(moment) AS moment,
    CAST(sum(print) FILTER (persons > 0) AS HUGEINT) AS print,
    CAST(sum(persons) AS BIGINT) AS persons
  FROM parts GROUP BY sum_key
),
addressed AS (
  SELECT concat_ws('|', indicator_id, area_code, domain, breakdown, category, frequency, period, basis, part) AS whole, group_id
  FROM grouped
),
wholes AS (
  SELECT a.sum_key, coalesce(w.group_id, g.group_id) AS group_id
  FROM added a
  LEFT JOIN addressed w ON w.whole = a.whole
  LEFT JOIN derived.person_groups g
    ON g.area_code = a.area_code AND g.moment = a.moment AND g.print = a.print AND g.persons = a.persons
  WHERE w.group_id IS NOT NULL OR g.group_id IS NOT NULL
),
ratios AS (
  SELECT w.value_id, w.group_id AS whole, w.multiple AS wholes, p.group_id AS part, p.multiple AS parts,
    CASE WHEN w.multiple = p.multiple THEN r.group_id END AS rest
  FROM grouped w
  JOIN grouped p ON p.value_id = w.value_id AND p.part = 'numerator'
  LEFT JOIN derived.person_groups r ON r.area_code = w.area_code AND r.moment = w.moment
    AND r.print = w.print - p.print AND r.persons = w.persons - p.persons AND r.persons > 0
  WHERE w.part = 'denominator' AND p.group_id <> w.group_id
),
-- What a ratio leaves of its whole is another indicator wherever both are told: whose term ended is renewed or expired.
rests AS (
  SELECT w.value_id, w.group_id AS whole, p.group_id AS part, x.group_id AS rest, w.number - p.number - x.number AS differs,
    w.indicator_id, x.indicator_id AS other_id, x.number
  FROM grouped w
  JOIN grouped p ON p.value_id = w.value_id AND p.part = 'numerator'
  JOIN grouped x ON x.area_code = w.area_code AND x.domain = w.domain AND x.breakdown = w.breakdown
    AND x.category = w.category AND x.frequency = w.frequency AND x.period = w.period AND x.basis = w.basis
    AND x.kind <> 'ratio' AND x.multiple = 1
  WHERE w.part = 'denominator' AND w.multiple = 1 AND p.multiple = 1
),
complements AS (
  SELECT indicator_id, other_id FROM rests GROUP BY ALL
  HAVING count(*) FILTER (differs = 0 AND number > 0) > 9 * count(*) FILTER (differs <> 0) + 9
),
quarters AS (
  SELECT period, CAST(4 * jalali_year + quarter AS INTEGER) AS place FROM reference.quarters
),
growing AS (
  SELECT g.*, q.place FROM grouped g JOIN quarters q ON q.period = g.period WHERE g.kind = 'cumulative' AND g.frequency = 'Q'
),
-- Every number that a balance may need, those too of which nothing is protected; one that is not known breaks it off.
balanced AS (
  SELECT b.balance_id, b.sign, s.shift, m.area_code, m.domain, m.breakdown, m.category, m.basis, q.place + s.shift AS place,
    b.is_leading, m.numerator, g.group_id
  FROM derived.balances b
  JOIN derived.measured m ON m.indicator_id = b.indicator_id AND m.frequency = 'Q'
  JOIN quarters q ON q.period = m.period
  CROSS JOIN (SELECT unnest([0, 1]) AS shift) s
  LEFT JOIN grouped g ON g.value_id = m.value_id AND g.part = 'numerator'
  WHERE b.is_stock OR s.shift = 0
),
balances AS (
  SELECT concat_ws('|', 'balance', balance_id, area_code, domain, breakdown, category, basis, place) AS relation_key
  FROM balanced
  GROUP BY balance_id, area_code, domain, breakdown, category, basis, place
  HAVING count(*) FILTER (is_leading) = 2 AND bool_and(numerator IS NOT NULL AND (numerator = 0 OR group_id IS NOT NULL))
),
told AS (
  SELECT concat('sum|', sum_key) AS relation_key, true AS is_equation, group_id, 1 AS coefficient FROM wholes
  UNION ALL
  SELECT concat('sum|', p.sum_key), true, p.group_id, -1 FROM parts p SEMI JOIN wholes w ON w.sum_key = p.sum_key
  UNION ALL
  SELECT concat('part|', value_id), false, unnest([whole, part]), unnest([wholes, -parts]) FROM ratios
  UNION ALL
  SELECT concat('rest|', value_id), true, unnest([whole, part, rest]), unnest([1, -1, -1]) FROM ratios WHERE rest IS NOT NULL
  UNION ALL
  SELECT concat('complement|', r.value_id, r.other_id), true, unnest([r.whole, r.part, r.rest]), unnest([1, -1, -1])
  FROM rests r
  JOIN complements c ON c.indicator_id = r.indicator_id AND c.other_id = r.other_id
  WHERE r.differs = 0
  UNION ALL
  SELECT concat('grows|', a.value_id), false, unnest([b.group_id, a.group_id]), unnest([1, -1])
  FROM growing a
  JOIN growing b ON b.indicator_id = a.indicator_id AND b.area_code = a.area_code AND b.domain = a.domain
    AND b.breakdown = a.breakdown AND b.category = a.category AND b.basis = a.basis AND b.part = a.part
    AND b.place = a.place + 1
  UNION ALL
  SELECT k.relation_key, true, b.group_id, CASE WHEN b.shift = 1 THEN -b.sign ELSE b.sign END
  FROM balanced b
  JOIN balances k ON k.relation_key = concat_ws(
    '|', 'balance', b.balance_id, b.area_code, b.domain, b.breakdown, b.category, b.basis, b.place
  )
  WHERE b.group_id IS NOT NULL
),
summed AS (
  SELECT relation_key, is_equation, group_id, CAST(sum(coefficient) AS BIGINT) AS coefficient
  FROM told GROUP BY ALL HAVING sum(coefficient) <> 0
)
SELECT dense_rank() OVER (ORDER BY relation_key) AS relation_id, is_equation, relation_key LIKE 'balance|%' AS is_balance,
  group_id, coefficient
FROM summed ORDER BY 1, 4
