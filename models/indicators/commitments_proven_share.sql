/*---
id: commitments_proven_share
title:
  fa: سهم تعهدهای دارای مدرک
  en: Share of commitments with evidence
definition:
  fa: >-
    تعهدهایی که سند یا مدرکی برایشان نام برده شده است تقسیم بر همهٔ تعهدها.
  en: >-
    Commitments for which a document or another evidence is named, divided by all commitments.
unit: share
kind: ratio
direction: up
decimals: 1
theme: commitments
owner: chamber
caveat:
  fa: >-
    نام بردن از مدرک را می‌شمارد؛ درستی مدرک وارسی نشده است.
  en: >-
    It counts evidence that is named; whether it holds is not checked.
rollup: {register: province}
---*/
SELECT c.row_id, c.area_code, 'all' AS domain, c.frequency, c.period, 'register' AS basis,
  CASE WHEN c.is_proven THEN 1 ELSE 0 END AS numerator, 1 AS denominator
FROM core.commitments AS c
