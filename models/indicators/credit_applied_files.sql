/*---
id: credit_applied_files
title:
  fa: طرح‌های ارائه‌شده
  en: Projects submitted
definition:
  fa: >-
    شمار پرونده‌هایی که برای گرفتن تسهیلات یک سال بودجه ثبت شده است.
  en: >-
    Files registered for the credit line of a budget year.
unit: projects
kind: flow
direction: up
decimals: 0
theme: credit
owner: heritage
caveat:
  fa: >-
    از فهرست بانک است؛ تا فهرستی نرسد، از نامهٔ ابلاغ، با مبنای «اظهارشده».
  en: >-
    From the lists of banks; until one has come from the letter of the notification, as “reported”.
headline: 4
stated: true
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.is_least THEN 'provisional' ELSE 'final' END AS status,
  CASE WHEN o.is_registered THEN 1 ELSE 0 END AS numerator
FROM core.credit_outcomes AS o
WHERE o.is_registered IS NOT NULL
UNION ALL
-- Until a list of files comes, what the letter of the notification says stands in; the two are never added.
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'reported' AS basis, 'final' AS status,
  c.applied_files AS numerator
FROM core.credit_allocations AS c
LEFT JOIN core.credit_stages_told AS t
  ON t.scheme = c.scheme AND t.budget_year = c.budget_year AND t.domain = c.domain AND t.stage = 'registered'
WHERE c.transaction_kind = 'allocated' AND c.applied_files IS NOT NULL AND t.stage IS NULL AND NOT c.is_applied_stated
