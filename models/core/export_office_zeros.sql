/*---
name: export_office_zeros
grain: one row a counted period, customs office of the province and domain in which the office has no core row
description: >-
  True zeros of the customs file, so that an office which cleared nothing shows as zero, not as missing. Only an
  edition by office and tariff line can show such a zero, and only for the offices that it covers: the list of one
  office says nothing of the others. Of a period that is made of several parts each of them has to show it.
columns:
  delivery_id: VARCHAR, The customs delivery
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period key
  office_name: VARCHAR, Customs office
  area_code: VARCHAR, Province of the office
  domain: VARCHAR, crafts or carpet
  is_synthetic: BOOLEAN, Whether the delivery is invented
---*/
WITH parts AS (
  SELECT p.frequency, p.period, count(DISTINCT p.period_key) AS parts
  FROM core.export_parts AS p
  WHERE p.sign = 1
  GROUP BY p.frequency, p.period
),
delivered AS (
  SELECT p.frequency, p.period, p.period_key, p.cover, min(e.delivery_id) AS delivery_id,
    max(CASE WHEN e.is_synthetic THEN 1 ELSE 0 END) AS invented
  FROM core.export_parts AS p
  INNER JOIN core.exports AS e
    ON p.period_key = e.period_key AND p.delivery_id = e.base_id AND p.layout = e.layout AND p.cover = e.cover
  WHERE p.sign = 1 AND e.customs_office IS NOT NULL AND e.hs8 IS NOT NULL
  GROUP BY p.frequency, p.period, p.period_key, p.cover
  -- An edition of vehicles alone has no line of a craft, of whichever office, and says nothing of crafts.
  HAVING max(CASE WHEN e.is_core_line THEN 1 ELSE 0 END) = 1
),
domains AS (
  SELECT 'crafts' AS domain
  UNION ALL
  SELECT 'carpet' AS domain
),
covered AS (
  SELECT d.frequency, d.period, o.office_code, o.office_name, a.area_code, min(d.delivery_id) AS delivery_id,
    count(DISTINCT d.period_key) AS parts, max(d.invented) = 1 AS is_synthetic
  FROM delivered AS d
  CROSS JOIN reference.customs_offices AS o
  INNER JOIN reference.areas AS a ON a.area_code = o.province_code AND a.kind = 'province'
  WHERE d.cover = '' OR d.cover = concat('area:', a.area_code) OR d.cover = concat('office:', o.office_code)
  GROUP BY d.frequency, d.period, o.office_code, o.office_name, a.area_code
)
SELECT c.delivery_id, c.frequency, c.period, c.office_name, c.area_code, k.domain, c.is_synthetic
FROM covered AS c
INNER JOIN parts AS p ON p.frequency = c.frequency AND p.period = c.period AND p.parts = c.parts
CROSS JOIN domains AS k
LEFT JOIN core.export_counts AS e
  ON e.frequency = c.frequency AND e.period = c.period AND e.domain = k.domain AND e.is_core_line
  AND e.customs_office_code = c.office_code
WHERE e.row_id IS NULL
