/*---
name: credit_payments
grain: one row a credit file and payment
description: >-
  Payments of credit files as bank lists tell them: one row for a file that is paid at once, one an instalment for others.
  Numbered instalments are gathered from all lists, the newest claim of each; payments without a number are those of the
  newest list alone. Where the amounts of several instalments are together more than the contract and never fall, the list
  tells what was paid up to each: a payment is then the difference to the one before.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  application_no: VARCHAR, Number of the file
  instalment: BIGINT, Number of the instalment; empty where the list numbers none
  paid_on: DATE, Date of payment
  paid_rial: DECIMAL(38,9), Amount of this payment; empty where none is told or the instalments contradict the contract
  told_as: VARCHAR, payment (each amount is a payment), running_total (each is what was paid so far) or contradiction
  delivery_id: VARCHAR, Delivery
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH told AS (
  SELECT c.row_id, c.application_no, CAST(c.instalment AS BIGINT) AS instalment, c.paid_on, c.paid_rial, c.contract_rial,
    c.delivery_id, c.is_synthetic, coalesce(p.last_month, '') AS last_month
  FROM clean.credit_applications AS c
  LEFT JOIN reference.period_keys AS p ON p.period_key = c.delivery_period
),
lists AS (
  SELECT t.application_no, t.delivery_id, max(t.instalment) AS last_instalment,
    row_number() OVER (
      PARTITION BY t.application_no ORDER BY max(t.last_month) DESC, t.delivery_id DESC
    ) AS place
  FROM told AS t
  GROUP BY t.application_no, t.delivery_id
),
numbered AS (
  SELECT t.row_id,
    row_number() OVER (
      PARTITION BY t.application_no, t.instalment
      ORDER BY t.last_month DESC, t.delivery_id DESC, t.row_id DESC
    ) AS place
  FROM told AS t
  WHERE t.instalment IS NOT NULL
),
payments AS (
  SELECT t.row_id, t.application_no, t.instalment, t.paid_on, t.paid_rial, t.contract_rial, t.delivery_id, t.is_synthetic,
    row_number() OVER (
      PARTITION BY t.application_no
      ORDER BY coalesce(t.instalment, 0), coalesce(t.paid_on, CAST('1900-01-01' AS DATE)), t.row_id
    ) AS ordinal
  FROM told AS t
  INNER JOIN lists AS l ON l.application_no = t.application_no AND l.place = 1
  LEFT JOIN numbered AS n ON n.row_id = t.row_id
  WHERE (coalesce(t.paid_rial, 0) > 0 OR t.paid_on IS NOT NULL)
    AND CASE
      WHEN l.last_instalment IS NOT NULL AND t.instalment IS NOT NULL THEN n.place = 1
      ELSE t.delivery_id = l.delivery_id
    END
),
stepped AS (
  SELECT p.row_id, p.application_no, p.ordinal, p.paid_rial,
    p.paid_rial - lag(p.paid_rial) OVER (PARTITION BY p.application_no ORDER BY p.ordinal) AS step
  FROM payments AS p
),
assessed AS (
  SELECT p.application_no, count(*) AS payments, sum(p.paid_rial) AS together, max(p.contract_rial) AS contract_rial,
    min(coalesce(s.step, 0)) AS least_step, max(p.paid_rial) AS most
  FROM payments AS p
  INNER JOIN stepped AS s ON s.row_id = p.row_id
  GROUP BY p.application_no
),
ruled AS (
  SELECT j.application_no,
    CASE
      WHEN j.payments = 1 OR j.contract_rial IS NULL OR j.together IS NULL OR j.together <= j.contract_rial THEN 'payment'
      WHEN j.least_step >= 0 AND j.most <= j.contract_rial THEN 'running_total'
      ELSE 'contradiction'
    END AS told_as
  FROM assessed AS j
)
SELECT p.row_id, p.application_no, p.instalment, p.paid_on,
  CAST(CASE r.told_as
    WHEN 'payment' THEN p.paid_rial
    WHEN 'running_total' THEN coalesce(s.step, p.paid_rial)
  END AS DECIMAL(38,9)) AS paid_rial,
  r.told_as, p.delivery_id, p.is_synthetic
FROM payments AS p
INNER JOIN stepped AS s ON s.row_id = p.row_id
INNER JOIN ruled AS r ON r.application_no = p.application_no
