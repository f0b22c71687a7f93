/*---
branch: stated
means: >-
  The figures that somebody stated of the indicator, each for the area and the period of which it was said. Of several
  that speak of one cell the preferred one counts. A figure that was announced and not given is missing, not zero.
parameters:
  breakdown: What the kinds of the statements break the indicator down by; without it they stand under kind, never under nothing
---*/
SELECT s.row_id, s.area_code, s.domain,
  CASE WHEN s.category = '' THEN ''
    WHEN s.category <> '' THEN $breakdown
    ELSE 'kind' END AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = $indicator_id AND s.is_preferred
