/*---
id: commitments_overdue_share
title:
  fa: سهم تعهدهای موعدگذشته
  en: Share of commitments overdue
definition:
  fa: >-
    تعهدهایی که موعدشان گذشته است تقسیم بر همهٔ تعهدها.
  en: >-
    Commitments overdue divided by all commitments.
unit: share
kind: ratio
direction: down
decimals: 1
theme: commitments
owner: chamber
caveat:
  fa: >-
    حالی است که فهرست می‌گوید؛ بیشتر تعهدها موعدی نگفته‌اند و هرگز موعدگذشته نمی‌شوند.
  en: >-
    The state as the list tells it; most commitments named no date and never fall overdue.
rollup: {register: province}
---*/
SELECT c.row_id, c.area_code, c.domain, '' AS breakdown, '' AS category, c.frequency, c.period, c.basis,
  CASE WHEN c.category = 'overdue' THEN 1 ELSE 0 END AS numerator, 1 AS denominator, 'exact' AS qualifier,
  NULL AS status
FROM indicators.commitments AS c
WHERE c.category <> ''
