/*---
name: credit_months
grain: one row a credit line and month's end while it is followed, and now
description: >-
  What was known of each share and of its files at every Jalali month's end. A line of which neither a list nor an
  event tells anything is not a line without files: its counts are missing, unless the allocation itself states how
  many had been presented.
columns:
  line_id: ~
  month_key: ~
  day: DATE, Last day of the month
  notified_rial: ~
  share_rial: ~
  moved_rial: ~
  received_rial: ~
  is_told: BOOLEAN, Whether a list or an event tells of the line
  is_stated: BOOLEAN, Whether only the allocation itself states how many files there are
  registered: HUGEINT, Files registered, or presented as the allocation states it
  passed: BIGINT, Files passed by the working group
  introduced: BIGINT, Files introduced to a bank
  paid_files: BIGINT, Files paid
  waiting: BIGINT, Files that wait at a bank
  aged: BIGINT, Of them those that have been there for too long
  bank_rejected: BIGINT, Files rejected by a bank
  bank_decided: BIGINT, Files on which a bank has decided
  requested_rial: DECIMAL(38,9), Amount that they ask for, rial
  approved_rial: DECIMAL(38,9), Amount approved by banks for files that have not left, rial
  contract_rial: DECIMAL(38,9), Amount of contracts, rial
  paid_rial: ~
  expected_rial: DECIMAL(38,9), Amount that open files ask for, each weighed by its chance of being paid, rial
  standing_rial: DECIMAL(38,9), Amount that files ask for that have not left, rial
  largest_rial: DECIMAL(38,9), Of it that of the three largest files, rial
  last_told: DATE, Last day on which a list or an event told anything of credit
  cities_without: BIGINT, Counties of craft cities of which no file is known
rules:
  benchmark: warnings.benchmark_yield.value
  smallest_base: warnings.smallest_base
  bank_days: warnings.bank_days
---*/
WITH weighed AS (
  SELECT f.*, NOT f.has_left AND coalesce(f.reached, 0) < 8 AS is_open,
    CASE WHEN y.decided >= $smallest_base THEN CAST(CAST(y.paid AS DECIMAL(18,6)) / y.decided AS DECIMAL(9,6))
      ELSE CAST($benchmark AS DECIMAL(9,6)) END AS chance,
    row_number() OVER (PARTITION BY f.line_id, f.month_key, f.has_left
      ORDER BY f.requested_rial DESC NULLS LAST, f.application_no) AS place
  FROM derived.credit_line_files f
  JOIN derived.credit_lines l ON l.line_id = f.line_id
  LEFT JOIN derived.credit_yields y
    ON y.domain = l.domain AND y.month_key = f.month_key AND y.stage_order = least(greatest(f.reached, 2), 7)
),
counted AS (
  SELECT line_id, month_key, count(*) AS registered, count(*) FILTER (reached >= 4) AS passed,
    count(*) FILTER (reached >= 5) AS introduced, count(*) FILTER (reached >= 8) AS paid_files,
    count(*) FILTER (reached = 5 AND NOT has_left) AS waiting,
    count(*) FILTER (reached = 5 AND NOT has_left AND day - at_bank_since > $bank_days) AS aged,
    count(*) FILTER (bank_rejected) AS bank_rejected, count(*) FILTER (bank_rejected OR reached >= 6) AS bank_decided,
    sum(requested_rial) AS requested_rial, sum(approved_rial) FILTER (NOT has_left) AS approved_rial,
    sum(coalesce(contract_rial, paid_rial)) FILTER (NOT has_left) AS contract_rial, sum(paid_rial) AS paid_rial,
    sum(CAST(requested_rial AS DECIMAL(28,2)) * chance) FILTER (is_open) AS expected_rial,
    sum(requested_rial) FILTER (NOT has_left) AS standing_rial,
    sum(requested_rial) FILTER (NOT has_left AND place <= 3) AS largest_rial
  FROM weighed GROUP BY line_id, month_key
),
lists AS (
  SELECT DISTINCT q.last_day FROM core.credit_files f JOIN reference.quarters q ON q.period = f.period
  UNION
  SELECT DISTINCT e.day FROM derived.credit_events e
),
known AS (
  -- A line is told by its files; where they tell nothing, what the allocation states stands in, a zero among it.
  SELECT d.*, c.registered IS NOT NULL AS is_told,
    c.registered IS NULL AND coalesce(l.stated_day <= d.day, false) AS is_stated,
    coalesce(l.stated_day <= d.day AND l.stated_files = 0, false) AS is_stated_zero
  FROM derived.credit_days d
  JOIN derived.credit_lines l ON l.line_id = d.line_id
  LEFT JOIN counted c ON c.line_id = d.line_id AND c.month_key = d.month_key
)
SELECT d.line_id, d.month_key, d.day, d.notified_rial, d.share_rial, d.moved_rial, d.received_rial, d.is_told, d.is_stated,
  CASE WHEN d.is_stated THEN l.stated_files ELSE c.registered END AS registered,
  CASE WHEN d.is_stated AND d.is_stated_zero THEN 0 ELSE c.passed END AS passed,
  CASE WHEN d.is_stated AND d.is_stated_zero THEN 0 ELSE c.introduced END AS introduced,
  c.paid_files, c.waiting, c.aged, c.bank_rejected, c.bank_decided,
  CAST(CASE WHEN d.is_stated THEN l.stated_rial ELSE c.requested_rial END AS DECIMAL(38,9)) AS requested_rial,
  CAST(CASE WHEN d.is_told THEN coalesce(c.approved_rial, 0) END AS DECIMAL(38,9)) AS approved_rial,
  CAST(CASE WHEN d.is_told THEN coalesce(c.contract_rial, 0) END AS DECIMAL(38,9)) AS contract_rial,
  CAST(CASE WHEN d.is_told THEN coalesce(c.paid_rial, 0) WHEN d.is_stated_zero THEN 0 END
    AS DECIMAL(38,9)) AS paid_rial,
  CAST(CASE WHEN d.is_told THEN coalesce(c.expected_rial, 0)
    WHEN d.is_stated THEN CAST(l.stated_rial AS DECIMAL(28,2)) * CAST($benchmark AS DECIMAL(9,6)) END
    AS DECIMAL(38,9)) AS expected_rial,
  CAST(c.standing_rial AS DECIMAL(38,9)) AS standing_rial, CAST(c.largest_rial AS DECIMAL(38,9)) AS largest_rial,
  (SELECT max(t.last_day) FROM lists t WHERE t.last_day <= d.day) AS last_told,
  CASE WHEN d.is_told OR d.is_stated_zero THEN (
    SELECT count(DISTINCT n.ancestor_code) FROM core.craft_cities x
    JOIN reference.area_ancestors n ON n.area_code = x.area_code AND n.ancestor_kind = 'county'
    JOIN reference.area_ancestors u ON u.area_code = n.ancestor_code AND u.ancestor_code = l.area_code
    WHERE NOT EXISTS (SELECT 1 FROM derived.credit_line_files f
      WHERE f.line_id = d.line_id AND f.month_key = d.month_key AND f.county = n.ancestor_code)
  ) END AS cities_without
FROM known d
JOIN derived.credit_lines l ON l.line_id = d.line_id
LEFT JOIN counted c ON c.line_id = d.line_id AND c.month_key = d.month_key
ORDER BY d.line_id, d.day, d.month_key
