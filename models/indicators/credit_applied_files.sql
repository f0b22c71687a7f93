/*---
id: credit_applied_files
title:
  fa: طرح‌های ارائه‌شده
  en: Projects submitted
definition:
  fa: >-
    شمار طرح‌هایی که برای گرفتن تسهیلات ارائه شده است.
  en: >-
    Projects presented for the credit line.
unit: projects
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
headline: 4
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'credit_applied_files' AND s.is_preferred
UNION ALL
SELECT c.row_id, c.area_code, c.domain, '' AS breakdown, '' AS category, c.frequency, c.period,
  'register' AS basis, c.applied_files AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.credit_allocations AS c
WHERE c.transaction_kind = 'allocated' AND c.applied_files IS NOT NULL
