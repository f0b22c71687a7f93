/*---
id: credit_uptake
title:
  fa: جذب اعتبار
  en: Credit uptake
definition:
  fa: >-
    مبلغ پرداخت‌شده تقسیم بر مبلغ ابلاغ‌شدهٔ همان طرح و سال بودجه، پیش از جابه‌جایی؛ از سهم‌هایی که بانک‌ها از
    پرداختشان گفته‌اند. تا فهرست بانک نرسد، مبلغ درخواست‌شده به جای پرداخت می‌نشیند، با مبنای «اظهارشده».
  en: >-
    Amount paid divided by the amount notified for the same scheme and budget year, before anything was moved; of
    the shares of whose payments banks have told. Until a list of a bank comes, the amount applied for stands in for
    payments, as “reported”.
unit: share
kind: ratio
of_flows: IRR
direction: up
decimals: 1
theme: credit
owner: heritage
caveat:
  fa: >-
    با مبنای «اظهارشده»، درخواست به جای پرداخت نشسته است؛ پرداخت هرگز از آن بیشتر نیست. پرداخت یک سال بودجه تا
    سال‌ها بعد ادامه دارد.
  en: >-
    As “reported”, applications stand in for payments, which can only be lower. A budget year goes on being paid in
    later ones.
disclosure: {none: "Money of a public credit line is added up for the province, and nobody is counted."}
---*/
-- Numerator and denominator speak of the same shares: of those whose payments are told, else of what the letter tells.
WITH shares AS (
  SELECT c.row_id, c.scheme, c.budget_year, c.area_code, c.domain, c.frequency, c.period, c.amount_rial,
    c.applied_amount_rial, t.stage IS NOT NULL AS is_told
  FROM core.credit_allocations AS c
  LEFT JOIN core.credit_stages_told AS t
    ON t.scheme = c.scheme AND t.budget_year = c.budget_year AND t.domain = c.domain AND t.stage = 'paid'
  WHERE c.transaction_kind = 'allocated'
)
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis, o.paid_rial AS numerator,
  NULL AS denominator, 'exact' AS qualifier, CASE WHEN o.is_least THEN 'provisional' ELSE 'final' END AS status
FROM core.credit_outcomes AS o
INNER JOIN (SELECT DISTINCT scheme, budget_year, area_code, domain FROM shares) AS s
  ON s.scheme = o.scheme AND s.budget_year = o.budget_year AND s.area_code = o.area_code AND s.domain = o.domain
WHERE o.is_paid IS NOT NULL
UNION ALL
SELECT s.row_id, s.area_code, s.domain, s.frequency, s.period, 'register' AS basis, NULL AS numerator,
  s.amount_rial AS denominator, 'exact' AS qualifier, 'final' AS status
FROM shares AS s
WHERE s.is_told
UNION ALL
SELECT s.row_id, s.area_code, s.domain, s.frequency, s.period, 'reported' AS basis, s.applied_amount_rial AS numerator,
  s.amount_rial AS denominator, CASE WHEN s.applied_amount_rial = 0 THEN 'exact' ELSE 'at_most' END AS qualifier,
  'final' AS status
FROM shares AS s
WHERE NOT s.is_told AND s.applied_amount_rial IS NOT NULL
