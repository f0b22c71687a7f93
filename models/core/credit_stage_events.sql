/*---
name: credit_stage_events
grain: one row a credit file, stage, outcome, date and instalment
description: >-
  What happened to credit files, stage by stage, from the offices' event lists and from the wide lists. Where
  both tell the same stage of one file, the events stand and the list is left out. A stage that a file must
  have passed to reach its present one is there without a date.
columns:
  row_id: ~
  application_no: ~
  scheme: ~
  budget_year: ~
  domain: VARCHAR, crafts or carpet; of an event whose word for it nobody knows, that of the newest list that has the file
  area_code: ~
  stage: VARCHAR, Stage
  stage_order: INTEGER, Order of the stage
  outcome: VARCHAR, passed, rejected, withdrawn, returned or arrears
  event_on: DATE, Date; empty where only the stage is known
  instalment: BIGINT, Instalment of a payment
  amount_rial: DECIMAL(38,9), Amount of the stage, rial
  reason: VARCHAR, Reason of a rejection, withdrawal or return
  told_by: VARCHAR, event or list
  frequency: VARCHAR, Q or A
  period: VARCHAR, Quarter of the event, else the delivered period
  delivery_id: ~
  is_synthetic: ~
---*/
WITH events AS (
  SELECT e.row_id, e.application_no, e.stage, e.outcome, e.event_on, e.instalment, e.amount_rial, e.reason, e.scheme,
    e.budget_year, e.domain, e.area, e.delivery_period, e.delivery_id, e.is_synthetic,
    row_number() OVER (
      PARTITION BY e.application_no, e.stage, e.outcome, e.event_on, e.instalment
      ORDER BY p.last_month DESC, length(e.delivery_period), e.row_id DESC
    ) AS place
  FROM clean.credit_events AS e
  LEFT JOIN reference.period_keys AS p ON p.period_key = e.delivery_period
),
-- The wide list unpivoted: each file against each stage that a list can tell.
cells AS (
  SELECT f.row_id, f.application_no, s.code AS stage, CAST(s.sort AS INTEGER) AS stage_order, f.stage AS state,
    f.stage_order AS reached, f.reason, f.closed_on,
    CASE s.code
      WHEN 'registered' THEN f.registered_on
      WHEN 'approved_committee' THEN f.passed_on
      WHEN 'at_bank' THEN f.introduced_on
      WHEN 'approved_bank' THEN f.bank_approved_on
      WHEN 'contracted' THEN f.contracted_on
      WHEN 'paid' THEN f.paid_on
    END AS event_on,
    CASE s.code
      WHEN 'registered' THEN f.requested_rial
      WHEN 'approved_committee' THEN f.passed_rial
      WHEN 'approved_bank' THEN f.bank_approved_rial
      WHEN 'contracted' THEN f.contract_rial
      WHEN 'paid' THEN f.paid_rial
    END AS amount_rial
  FROM core.credit_files AS f
  CROSS JOIN reference.codes AS s
  WHERE f.is_newest AND s.list = 'credit_stages' AND s.code <> 'allocated'
),
listed AS (
  SELECT c.row_id, c.application_no, c.stage, c.stage_order, c.state, c.reached, c.reason, c.closed_on, c.event_on,
    c.amount_rial,
    c.stage = 'registered' OR c.event_on IS NOT NULL OR coalesce(c.amount_rial, 0) > 0
      OR c.stage_order <= coalesce(c.reached, 0) AS is_reached
  FROM cells AS c
),
-- A file passed the stages before the last that it shows, whether or not the list dates them.
shown AS (
  SELECT l.application_no, max(l.stage_order) AS last_order
  FROM listed AS l
  WHERE l.is_reached
  GROUP BY l.application_no
),
payers AS (
  SELECT DISTINCT y.application_no FROM core.credit_payments AS y
),
unpivoted AS (
  SELECT l.row_id, l.application_no, l.stage, 'passed' AS outcome, l.event_on, l.amount_rial,
    CAST(NULL AS VARCHAR) AS reason, CAST(NULL AS BIGINT) AS instalment
  FROM listed AS l
  INNER JOIN shown AS h ON h.application_no = l.application_no
  LEFT JOIN payers AS p ON p.application_no = l.application_no
  WHERE l.stage_order <= h.last_order AND NOT (l.stage = 'paid' AND p.application_no IS NOT NULL)
  UNION ALL
  -- Each payment of a file is an event of its own, with the row that tells it.
  SELECT y.row_id, y.application_no, 'paid' AS stage, 'passed' AS outcome, y.paid_on AS event_on,
    y.paid_rial AS amount_rial, CAST(NULL AS VARCHAR) AS reason, y.instalment
  FROM core.credit_payments AS y
  UNION ALL
  -- A file that left did so at the stage after the last that it passed.
  SELECT l.row_id, l.application_no, l.stage, l.state AS outcome, l.closed_on AS event_on,
    CAST(NULL AS DECIMAL(38,9)) AS amount_rial, l.reason, CAST(NULL AS BIGINT) AS instalment
  FROM listed AS l
  INNER JOIN shown AS h ON h.application_no = l.application_no
  WHERE l.state IN ('rejected', 'withdrawn', 'returned') AND l.stage_order = h.last_order + 1
),
together AS (
  SELECT e.row_id, e.application_no, e.stage, e.outcome, e.event_on, e.instalment, e.amount_rial, e.reason, e.scheme,
    e.budget_year, e.domain, e.area AS area_code, 'event' AS told_by, e.delivery_period, e.delivery_id, e.is_synthetic
  FROM events AS e
  WHERE e.place = 1
  UNION ALL
  SELECT u.row_id, u.application_no, u.stage, u.outcome, u.event_on, u.instalment, u.amount_rial,
    u.reason, f.scheme, f.budget_year, f.domain, f.area_code, 'list' AS told_by, f.period AS delivery_period,
    f.delivery_id, f.is_synthetic
  FROM unpivoted AS u
  INNER JOIN core.credit_files AS f ON f.application_no = u.application_no AND f.is_newest
  LEFT JOIN (SELECT DISTINCT e.application_no, e.stage FROM clean.credit_events AS e) AS t
    ON t.application_no = u.application_no AND t.stage = u.stage
  WHERE t.stage IS NULL
)
SELECT t.row_id, t.application_no, t.scheme, t.budget_year,
  CASE WHEN t.domain = 'not_recognised' THEN coalesce(f.domain, t.domain) ELSE t.domain END AS domain,
  coalesce(t.area_code, f.area_code) AS area_code,
  t.stage, CAST(s.sort AS INTEGER) AS stage_order, t.outcome, t.event_on, t.instalment, t.amount_rial, t.reason,
  t.told_by, CASE WHEN q.period IS NOT NULL THEN 'Q' ELSE p.frequency END AS frequency,
  coalesce(q.period, p.period) AS period, t.delivery_id, t.is_synthetic
FROM together AS t
LEFT JOIN core.credit_files AS f ON f.application_no = t.application_no AND f.is_newest
    AND (t.area_code IS NULL OR t.domain = 'not_recognised')
LEFT JOIN reference.codes AS s ON s.list = 'credit_stages' AND s.code = t.stage
LEFT JOIN reference.quarters AS q ON t.event_on >= q.first_day AND t.event_on <= q.last_day
LEFT JOIN reference.period_keys AS p ON p.period_key = t.delivery_period
