/*---
name: credit_paces
grain: one row a credit line, on the last day on which it is followed
description: >-
  At what pace a share is paid out, and at what pace it would have to be. A line runs from its notification to the end of
  its deadline; only of one that runs is a pace needed. The best week is not told where fewer files were paid in it than
  may be told: it would be the loan of one or two persons.
columns:
  line_id: ~
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  as_of: ~
  told_until: DATE, Last day on which a list or an event told anything of credit; empty where nothing did
  is_running: BOOLEAN, Whether the share is notified and its deadline has not passed on that day
  whole_days: INTEGER, Days from the notification to the deadline; empty where the notification is not told
  gone_days: INTEGER, Of them the days that have gone
  days_left: ~
  notified_rial: ~
  share_rial: ~
  requested_rial: ~
  paid_rial: DECIMAL(38,9), Amount paid, rial
  paid_share: DECIMAL(38,9), What was paid of what was notified
  remaining_rial: ~
  requested_share: DECIMAL(38,9), What all files together ask for, of what was notified
  needed_month_rial: DECIMAL(38,9), What must be paid in thirty days so that nothing is left at the deadline, rial
  needed_week_rial: DECIMAL(38,9), What must be paid in seven days so that nothing is left at the deadline, rial
  mean_month_rial: DECIMAL(38,9), What was paid in thirty days on average since the notification, rial
  mean_week_rial: DECIMAL(38,9), What was paid in seven days on average since the notification, rial
  best_month: VARCHAR, Jalali month in which most was paid; empty where nothing was
  best_month_rial: DECIMAL(38,9), What was paid in it, rial
  best_week_ends: DATE, Last of the seven days in which most was paid; empty where it is not told
  best_week_rial: DECIMAL(38,9), What was paid in them, rial; empty where it is not told
  best_week_status: VARCHAR, final, suppressed (too few files were paid in it) or missing
  times_best: DECIMAL(38,9), The pace that is needed against that of the best month
  reach_rial: DECIMAL(38,9), What would be paid by the deadline if every day were like one of the best month, rial
  waiting_files: BIGINT, Files that wait at a bank; empty where nothing is told or they are too few
  is_synthetic: ~
rules:
  smallest: disclosure.smallest_published
---*/
WITH best_weeks AS (
  SELECT w.line_id, w.day, w.paid_files, w.paid_rial,
    row_number() OVER (PARTITION BY w.line_id ORDER BY w.paid_rial DESC, w.day) AS place
  FROM derived.credit_payment_weeks w
),
best_months AS (
  SELECT p.line_id, p.month_key, p.paid_in_month_rial, j.last_day - j.first_day + 1 AS days,
    row_number() OVER (PARTITION BY p.line_id ORDER BY p.paid_in_month_rial DESC, p.day) AS place
  FROM derived.credit_progress p
  JOIN reference.jalali_dates j ON j.jalali_date = p.month_key
),
lines AS (
  SELECT b.*, l.line_id, m.last_told, m.waiting, l.begins,
    coalesce(b.share_rial > 0 AND b.days_left >= 0, false) AS is_running,
    least(m.last_told, b.deadline) - l.begins + 1 AS told_days,
    CAST(b.notified_rial AS DECIMAL(28,2)) AS notified, CAST(b.share_rial AS DECIMAL(28,2)) AS share, CAST(b.paid_rial AS DECIMAL(28,2)) AS paid
  FROM derived.credit_balances b
  JOIN derived.credit_lines l
    ON l.scheme = b.scheme AND l.budget_year = b.budget_year AND l.area_code = b.area_code AND l.domain = b.domain
  JOIN derived.credit_months m ON m.line_id = l.line_id AND m.day = b.as_of
  WHERE m.month_key = (SELECT max(x.month_key) FROM derived.credit_months x WHERE x.line_id = l.line_id AND x.day = m.day)
),
needed AS (
  SELECT n.*, CASE WHEN n.is_running AND n.days_left > 0 THEN
      CASE WHEN n.remaining_rial > 0 THEN CAST(n.remaining_rial AS DECIMAL(28,2)) ELSE n.paid - n.paid END
      / nullif(n.days_left, 0) END AS needed_a_day
  FROM lines n
)
SELECT n.line_id, n.scheme, n.budget_year, n.area_code, n.domain, n.as_of, n.last_told AS told_until, n.is_running,
  CAST(n.deadline - n.notified_on AS INTEGER) AS whole_days,
  CAST(least(n.as_of, n.deadline) - n.notified_on AS INTEGER) AS gone_days, n.days_left, n.notified_rial, n.share_rial,
  CAST(n.requested_rial AS DECIMAL(38,9)) AS requested_rial, n.paid_rial,
  CAST(n.paid / nullif(n.notified, 0) AS DECIMAL(38,9)) AS paid_share, n.remaining_rial,
  CAST(CAST(n.requested_rial AS DECIMAL(28,2)) / nullif(n.notified, 0) AS DECIMAL(38,9)) AS requested_share,
  CAST(n.needed_a_day * 30 AS DECIMAL(38,9)) AS needed_month_rial,
  CAST(n.needed_a_day * 7 AS DECIMAL(38,9)) AS needed_week_rial,
  CAST(CASE WHEN n.told_days > 0 THEN n.paid * 30 / nullif(n.told_days, 0) END AS DECIMAL(38,9)) AS mean_month_rial,
  CAST(CASE WHEN n.told_days > 0 THEN n.paid * 7 / nullif(n.told_days, 0) END AS DECIMAL(38,9)) AS mean_week_rial,
  CASE WHEN o.paid_in_month_rial > 0 THEN o.month_key END AS best_month,
  CAST(o.paid_in_month_rial AS DECIMAL(38,9)) AS best_month_rial,
  CASE WHEN w.paid_files >= $smallest THEN w.day END AS best_week_ends,
  CAST(CASE WHEN w.paid_files >= $smallest THEN w.paid_rial END AS DECIMAL(38,9)) AS best_week_rial,
  CASE WHEN w.paid_files >= $smallest THEN 'final' WHEN w.paid_files > 0 THEN 'suppressed' ELSE 'missing' END
    AS best_week_status,
  CAST(n.needed_a_day * o.days / nullif(CAST(o.paid_in_month_rial AS DECIMAL(28,2)), 0) AS DECIMAL(38,9)) AS times_best,
  CAST(CASE WHEN n.is_running AND o.paid_in_month_rial IS NOT NULL THEN
      least(n.share, n.paid + CAST(o.paid_in_month_rial AS DECIMAL(28,2)) * n.days_left / nullif(o.days, 0)) END
    AS DECIMAL(38,9)) AS reach_rial,
  CASE WHEN n.waiting > 0 AND n.waiting < $smallest THEN NULL ELSE n.waiting END AS waiting_files,
  n.is_synthetic
FROM needed n
LEFT JOIN best_weeks w ON w.line_id = n.line_id AND w.place = 1
LEFT JOIN best_months o ON o.line_id = n.line_id AND o.place = 1
ORDER BY n.line_id
