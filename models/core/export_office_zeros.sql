/*---
name: export_office_zeros
grain: one row a counted period, customs office of the province and domain in which the office has no core row
description: >-
  True zeros of the customs file, so that an office which cleared nothing shows as zero, not as missing. Only an
  edition by office and tariff line can show such a zero.
columns:
  delivery_id: The customs delivery
  frequency: Q or A
  period: Period key
  office_name: Customs office
  area_code: Province of the office
  domain: crafts or carpet
---*/
WITH delivered AS (
  SELECT e.frequency, e.period, min(e.delivery_id) AS delivery_id
  FROM core.export_counts AS e
  WHERE e.customs_office IS NOT NULL AND e.hs8 IS NOT NULL
  GROUP BY e.frequency, e.period
),
domains AS (
  SELECT 'crafts' AS domain
  UNION ALL
  SELECT 'carpet' AS domain
)
SELECT d.delivery_id, d.frequency, d.period, o.office_name, a.area_code, k.domain
FROM delivered AS d
CROSS JOIN reference.customs_offices AS o
INNER JOIN reference.areas AS a ON a.area_code = o.province_code AND a.kind = 'province'
CROSS JOIN domains AS k
LEFT JOIN core.export_counts AS e
  ON e.frequency = d.frequency AND e.period = d.period AND e.domain = k.domain AND e.is_core_line
  AND e.customs_office_code = o.office_code
WHERE e.row_id IS NULL
