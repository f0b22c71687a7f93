/*---
name: credit_funnel
grain: one row a scheme, budget year, area, domain and stage
description: >-
  The stages through which a credit line passes: what was notified (before
  anything was moved), and from the offices' lists and events how
  many files reached each stage and with how much. A stage of which no list has told anything is missing, not
  zero; a stage that a list tells and nobody has reached is zero. Where lists of events leave out a month between two that
  they tell, and no later list tells all files, what they tell of the stages is provisional: it is the least that it can be.
columns:
  scheme: VARCHAR, Credit scheme
  budget_year: INTEGER, Budget year
  area_code: VARCHAR, Area
  domain: VARCHAR, Domain
  stage: ~
  stage_order: ~
  files: BIGINT, Files that reached the stage
  amount_rial: DECIMAL(38,9), Amount at the stage, rial
  files_left: BIGINT, Files that left at the stage (rejected, withdrawn, returned)
  median_days: DECIMAL(38,9), Median of the days since the dated stage before
  status: VARCHAR, final, provisional or missing
  is_synthetic: ~
---*/
WITH allocated AS (
  SELECT scheme, budget_year, area_code, domain,
    CAST(sum(CASE WHEN transaction_kind = 'allocated' THEN amount_rial END) AS DECIMAL(38,9)) AS amount_rial,
    sum(applied_files) AS applied_files, CAST(sum(applied_amount_rial) AS DECIMAL(38,9)) AS applied_amount_rial,
    bool_or(is_synthetic) AS is_synthetic
  FROM core.credit_allocations
  GROUP BY scheme, budget_year, area_code, domain
),
-- What lists and events tell is counted for the county and for the province, to which shares are given.
told AS (
  SELECT e.application_no, e.scheme, e.budget_year, a.ancestor_code AS area_code, e.domain, e.stage, e.stage_order,
    e.outcome, e.event_on, e.amount_rial, e.is_synthetic
  FROM core.credit_stage_events AS e
  CROSS JOIN reference.place AS h
  INNER JOIN reference.area_ancestors AS a ON a.area_code = coalesce(e.area_code, h.home_area_code)
  WHERE a.ancestor_kind IN ('county', 'province')
),
lines AS (
  SELECT scheme, budget_year, area_code, domain, bool_or(is_synthetic) AS is_synthetic
  FROM (
    SELECT scheme, budget_year, area_code, domain, is_synthetic FROM allocated
    UNION ALL
    SELECT scheme, budget_year, area_code, domain, is_synthetic FROM told
  ) AS either_side
  GROUP BY scheme, budget_year, area_code, domain
),
-- Of a file that passes a stage twice, the larger amount counts; payments add up.
by_file AS (
  SELECT scheme, budget_year, area_code, domain, stage, application_no, bool_or(outcome = 'passed') AS has_passed,
    bool_or(outcome IN ('rejected', 'withdrawn', 'returned')) AS has_left,
    CASE WHEN stage = 'paid' THEN sum(CASE WHEN outcome = 'passed' THEN amount_rial END)
      ELSE max(CASE WHEN outcome = 'passed' THEN amount_rial END) END AS amount_rial
  FROM told
  GROUP BY scheme, budget_year, area_code, domain, stage, application_no
),
reached AS (
  SELECT scheme, budget_year, area_code, domain, stage, sum(CASE WHEN has_passed THEN 1 ELSE 0 END) AS files,
    CAST(sum(amount_rial) AS DECIMAL(38,9)) AS amount_rial, sum(CASE WHEN has_left THEN 1 ELSE 0 END) AS files_left
  FROM by_file
  GROUP BY scheme, budget_year, area_code, domain, stage
),
firsts AS (
  SELECT scheme, budget_year, area_code, domain, application_no, stage, stage_order, min(event_on) AS event_on
  FROM told
  WHERE outcome = 'passed' AND event_on IS NOT NULL
  GROUP BY scheme, budget_year, area_code, domain, application_no, stage, stage_order
),
waits AS (
  SELECT scheme, budget_year, area_code, domain, stage, application_no,
    date_diff(
      'day',
      lag(event_on) OVER (
        PARTITION BY scheme, budget_year, area_code, domain, application_no ORDER BY stage_order
      ),
      event_on
    ) AS days
  FROM firsts
),
ranked AS (
  SELECT scheme, budget_year, area_code, domain, stage, days,
    row_number() OVER (
      PARTITION BY scheme, budget_year, area_code, domain, stage ORDER BY days, application_no
    ) AS place,
    count(*) OVER (PARTITION BY scheme, budget_year, area_code, domain, stage) AS waits
  FROM waits
  WHERE days IS NOT NULL
),
medians AS (
  SELECT scheme, budget_year, area_code, domain, stage,
    CAST(sum(days) AS DECIMAL(38,9)) / nullif(CAST(count(*) AS DECIMAL(38,9)), 0) AS median_days
  FROM ranked
  WHERE 2 * place >= waits AND 2 * place <= waits + 2
  GROUP BY scheme, budget_year, area_code, domain, stage
),
staged AS (
  SELECT l.scheme, l.budget_year, l.area_code, l.domain, s.code AS stage, CAST(s.sort AS INTEGER) AS stage_order,
    CASE
      WHEN k.stage IS NOT NULL THEN CAST(coalesce(r.files, 0) AS BIGINT)
      WHEN s.code = 'registered' THEN CAST(a.applied_files AS BIGINT)
    END AS files,
    CASE
      WHEN s.code = 'allocated' THEN a.amount_rial
      WHEN k.stage IS NOT NULL THEN CASE WHEN coalesce(r.files, 0) = 0 THEN 0 ELSE r.amount_rial END
      WHEN s.code = 'registered' THEN a.applied_amount_rial
    END AS amount_rial,
    CASE WHEN k.stage IS NOT NULL THEN CAST(coalesce(r.files_left, 0) AS BIGINT) END AS files_left,
    CAST(m.median_days AS DECIMAL(38,9)) AS median_days,
    coalesce(k.is_least, false) AS is_least, l.is_synthetic
  FROM lines AS l
  CROSS JOIN reference.codes AS s
  LEFT JOIN allocated AS a
    ON a.scheme = l.scheme AND a.budget_year = l.budget_year AND a.area_code = l.area_code AND a.domain = l.domain
  LEFT JOIN core.credit_stages_told AS k
    ON k.scheme = l.scheme AND k.budget_year = l.budget_year AND k.domain = l.domain AND k.stage = s.code
  LEFT JOIN reached AS r
    ON r.scheme = l.scheme AND r.budget_year = l.budget_year AND r.area_code = l.area_code AND r.domain = l.domain
      AND r.stage = s.code
  LEFT JOIN medians AS m
    ON m.scheme = l.scheme AND m.budget_year = l.budget_year AND m.area_code = l.area_code AND m.domain = l.domain
      AND m.stage = s.code
  WHERE s.list = 'credit_stages'
)
SELECT scheme, budget_year, area_code, domain, stage, stage_order, files, CAST(amount_rial AS DECIMAL(38,9)) AS amount_rial,
  files_left, median_days,
  CASE WHEN files IS NULL AND amount_rial IS NULL THEN 'missing' WHEN is_least THEN 'provisional' ELSE 'final' END AS status,
  is_synthetic
FROM staged
