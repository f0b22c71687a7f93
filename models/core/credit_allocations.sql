/*---
name: credit_allocations
grain: one row a transaction on an allocation (notified, moved out or in, deadline extended)
description: >-
  Shares of a credit scheme notified to the province and what was done with them, as transactions: a share is
  what its transactions add up to, and none is overwritten. What had been applied for stands where it was stated.
columns:
  row_id: ~
  allocation_id: VARCHAR, Key of the transaction
  scheme: VARCHAR, Credit scheme (note, clause)
  budget_year: INTEGER, Budget year of the scheme
  clause: VARCHAR, Clause of the law
  area_code: VARCHAR, Area that got the share
  domain: VARCHAR, crafts, carpet …
  transaction_kind: VARCHAR, allocated, reallocated (out), received (in) or extended (deadline)
  counterpart_domain: VARCHAR, Domain on the other side of a movement
  counterpart_area_code: VARCHAR, Area on the other side of a movement
  decided_on: VARCHAR, Date of the decision to move or extend (partial Jalali date)
  decided_by: VARCHAR, Body that decided
  decision_no: VARCHAR, Number of the decision
  notified_on: VARCHAR, Date of the notification (partial Jalali date)
  amount_rial: DECIMAL(38,9), Amount in rial, as written
  net_amount_rial: DECIMAL(38,9), What the transaction adds to the share; negative for what was moved out
  applied_files: BIGINT, Files that had been presented
  applied_amount_rial: DECIMAL(38,9), Amount that had been applied for, in rial
  is_applied_stated: BOOLEAN, Whether somebody stated the files presented for the same area, domain and year beside the letter
  is_movement_told: >-
    BOOLEAN, Whether a list has come that tells what was moved of this share: one that names a movement of it, or one that the
    office sent of a later year
  deadline: VARCHAR, Date by which it must be used (partial Jalali date)
  extendable: VARCHAR, Whether the deadline may be extended
  remark_fa: VARCHAR, Remark in Persian
  remark_en: VARCHAR, Remark in English
  frequency: VARCHAR, A
  period: VARCHAR, The budget year
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
WITH told AS (
  -- A list of all transactions so far tells the earlier ones again: the last claim stands.
  SELECT c.row_id,
    row_number() OVER (PARTITION BY c.allocation_id ORDER BY p.last_month DESC, c.row_id DESC) AS place
  FROM clean.credit_allocations AS c
  LEFT JOIN reference.period_keys AS p ON p.period_key = c.delivery_period
),
stated AS (
  SELECT DISTINCT s.area_code, s.domain, s.period
  FROM core.statements AS s
  WHERE s.indicator_id = 'credit_applied_files' AND s.category = '' AND s.is_preferred
),
-- The list of its own year tells that a share was notified. What was moved of it later stands in a later one; until that
-- has come, no row of a movement is not a zero.
last_lists AS (
  SELECT coalesce(c.delivery_office, '') AS office, max(substring(c.delivery_period, 1, 4)) AS last_year
  FROM clean.credit_allocations AS c
  GROUP BY coalesce(c.delivery_office, '')
),
lines AS (
  SELECT c.scheme, c.budget_year, c.area, c.domain, bool_or(c.transaction_kind IN ('reallocated', 'received')) AS has_moved,
    max(l.last_year) AS last_year
  FROM clean.credit_allocations AS c
  INNER JOIN last_lists AS l ON l.office = coalesce(c.delivery_office, '')
  GROUP BY c.scheme, c.budget_year, c.area, c.domain
)
SELECT c.row_id, c.allocation_id, c.scheme, c.budget_year, c.clause, c.area AS area_code, c.domain,
  c.transaction_kind, c.counterpart_domain, c.counterpart_area AS counterpart_area_code, c.decided_on, c.decided_by,
  c.decision_no, c.notified_on, c.amount_rial,
  CASE c.transaction_kind
    WHEN 'reallocated' THEN -c.amount_rial
    WHEN 'extended' THEN CAST(0 AS DECIMAL(38,9))
    ELSE c.amount_rial
  END AS net_amount_rial, c.applied_files, c.applied_amount_rial,
  s.period IS NOT NULL AS is_applied_stated, l.has_moved OR l.last_year > CAST(c.budget_year AS VARCHAR) AS is_movement_told,
  c.deadline, c.extendable, c.remark_fa, c.remark_en,
  'A' AS frequency, CAST(c.budget_year AS VARCHAR) AS period, c.delivery_id, c.sheet_name, c.row_number,
  c.is_synthetic
FROM clean.credit_allocations AS c
INNER JOIN told AS t ON t.row_id = c.row_id
INNER JOIN lines AS l
  ON l.scheme = c.scheme AND l.budget_year = c.budget_year AND l.area = c.area AND l.domain = c.domain
LEFT JOIN stated AS s ON s.area_code = c.area AND s.domain = c.domain AND s.period = CAST(c.budget_year AS VARCHAR)
WHERE t.place = 1
