/*---
id: commitments_kept_share
title:
  fa: سهم تعهدهای انجام‌شده
  en: Share of commitments kept
definition:
  fa: >-
    تعهدهای انجام‌شده تقسیم بر همهٔ تعهدها.
  en: >-
    Commitments kept divided by all commitments.
unit: share
kind: ratio
direction: up
decimals: 1
theme: commitments
owner: chamber
caveat:
  fa: >-
    بی مدرک، هیچ تعهدی انجام‌شده شمرده نمی‌شود.
  en: >-
    Without evidence no commitment counts as kept.
rollup: {register: province}
---*/
SELECT c.row_id, c.area_code, c.domain, '' AS breakdown, '' AS category, c.frequency, c.period, c.basis,
  CASE WHEN c.category = 'kept' THEN 1 ELSE 0 END AS numerator, 1 AS denominator, 'exact' AS qualifier,
  NULL AS status
FROM indicators.commitments AS c
WHERE c.category <> ''
