/*---
name: credit_funnel
grain: one row a scheme, budget year, area, domain and stage
description: >-
  The stages through which a credit line passes: what was allotted, and from the offices' lists and events how
  many files reached each stage and with how much. A stage of which no list has told anything is missing, not
  zero; a stage that a list tells and nobody has reached is zero. Where lists of events leave out a month between two that
  they tell, and no later list tells all files, what they tell of the stages is provisional: it is the least that it can be.
columns:
  scheme: Credit scheme
  budget_year: Budget year
  area_code: Area
  domain: Domain
  stage: Stage
  stage_order: Order of the stage
  files: Files that reached the stage
  amount_rial: Amount at the stage, rial
  files_left: Files that left at the stage (rejected, withdrawn, returned)
  median_days: Median of the days since the dated stage before
  status: final, provisional or missing
  is_synthetic: Whether it is invented
---*/
WITH allocated AS (
  SELECT scheme, budget_year, area_code, domain, CAST(sum(net_amount_rial) AS DECIMAL(38,9)) AS amount_rial,
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
-- A list says of every file how far it is, so it tells every stage up to payment; events tell their own.
told_stages AS (
  SELECT f.scheme, f.budget_year, f.domain, s.code AS stage
  FROM (SELECT DISTINCT scheme, budget_year, domain FROM core.credit_files) AS f
  CROSS JOIN reference.codes AS s
  WHERE s.list = 'credit_stages' AND s.code NOT IN ('allocated', 'jobs_checked', 'repaid')
  UNION
  SELECT t.scheme, t.budget_year, t.domain, t.stage FROM told AS t
),
-- Months in the time of a budget year that an office left out between two that it told. A list of all files makes up for
-- those until its end.
tellers AS (
  SELECT DISTINCT c.scheme, c.budget_year, e.domain, coalesce(c.delivery_office, '') AS office
  FROM core.credit_stage_events AS e
  INNER JOIN clean.credit_events AS c ON c.row_id = e.row_id
),
last_lists AS (
  SELECT f.scheme, f.budget_year, f.domain, max(p.last_month) AS last_month
  FROM core.credit_files AS f
  INNER JOIN reference.period_keys AS p ON p.period_key = f.period
  GROUP BY f.scheme, f.budget_year, f.domain
),
lacking AS (
  SELECT DISTINCT t.scheme, t.budget_year, t.domain
  FROM tellers AS t
  INNER JOIN core.silent_months AS s
    ON s.feed = 'credit_events' AND s.office = t.office AND s.month_key >= concat(CAST(t.budget_year AS VARCHAR), '-01')
  LEFT JOIN last_lists AS l ON l.scheme = t.scheme AND l.budget_year = t.budget_year AND l.domain = t.domain
  WHERE s.month_key > coalesce(l.last_month, '')
),
reached AS (
  SELECT scheme, budget_year, area_code, domain, stage,
    count(DISTINCT CASE WHEN outcome = 'passed' THEN application_no END) AS files,
    CAST(sum(CASE WHEN outcome = 'passed' THEN amount_rial END) AS DECIMAL(38,9)) AS amount_rial,
    count(DISTINCT CASE WHEN outcome IN ('rejected', 'withdrawn', 'returned') THEN application_no END) AS files_left
  FROM told
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
      WHEN k.stage IS NOT NULL THEN coalesce(r.files, 0)
      WHEN s.code = 'registered' THEN CAST(a.applied_files AS BIGINT)
    END AS files,
    CASE
      WHEN s.code = 'allocated' THEN a.amount_rial
      WHEN k.stage IS NOT NULL THEN CASE WHEN coalesce(r.files, 0) = 0 THEN 0 ELSE r.amount_rial END
      WHEN s.code = 'registered' THEN a.applied_amount_rial
    END AS amount_rial,
    CASE WHEN k.stage IS NOT NULL THEN coalesce(r.files_left, 0) END AS files_left,
    CAST(m.median_days AS DECIMAL(38,9)) AS median_days,
    k.stage IS NOT NULL AND x.scheme IS NOT NULL AS is_least, l.is_synthetic
  FROM lines AS l
  CROSS JOIN reference.codes AS s
  LEFT JOIN allocated AS a
    ON a.scheme = l.scheme AND a.budget_year = l.budget_year AND a.area_code = l.area_code AND a.domain = l.domain
  LEFT JOIN told_stages AS k
    ON k.scheme = l.scheme AND k.budget_year = l.budget_year AND k.domain = l.domain AND k.stage = s.code
  LEFT JOIN reached AS r
    ON r.scheme = l.scheme AND r.budget_year = l.budget_year AND r.area_code = l.area_code AND r.domain = l.domain
      AND r.stage = s.code
  LEFT JOIN medians AS m
    ON m.scheme = l.scheme AND m.budget_year = l.budget_year AND m.area_code = l.area_code AND m.domain = l.domain
      AND m.stage = s.code
  LEFT JOIN lacking AS x ON x.scheme = l.scheme AND x.budget_year = l.budget_year AND x.domain = l.domain
  WHERE s.list = 'credit_stages'
)
SELECT scheme, budget_year, area_code, domain, stage, stage_order, files, CAST(amount_rial AS DECIMAL(38,9)) AS amount_rial,
  files_left, median_days,
  CASE WHEN files IS NULL AND amount_rial IS NULL THEN 'missing' WHEN is_least THEN 'provisional' ELSE 'final' END AS status,
  is_synthetic
FROM staged
