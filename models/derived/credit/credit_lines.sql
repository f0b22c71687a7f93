/*---
name: credit_lines
grain: one row a credit line
description: >-
  Credit lines: the share of a scheme and budget year that an area has for a domain, with its days and with what the
  allocation itself states of files.
columns:
  line_id: ~
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  notified_day: DATE, First day of notification; empty where it is not told
  begins: DATE, Day from which the line is followed
  year_start: ~
  deadline_day: DATE, Day by which the share must be used; the end of the budget year where none is told
  deadline_told: BOOLEAN, Whether a deadline is told
  extendable: ~
  is_movement_told: ~
  remark_fa: ~
  remark_en: ~
  stated_day: DATE, First day on which the allocation states how many files were presented; empty where it never does
  stated_files: HUGEINT, Files presented as the allocation states it
  stated_rial: DECIMAL(38,9), Amount that they ask for as the allocation states it, rial
  delivery_ids: VARCHAR, Deliveries of the allocation
  is_synthetic: ~
---*/
SELECT line_id, scheme, budget_year, area_code, domain, min(notified_day) AS notified_day, min(counts_from) AS begins,
  min(year_start) AS year_start, coalesce(max(deadline_day), max(year_end)) AS deadline_day,
  max(deadline_day) IS NOT NULL AS deadline_told, coalesce(bool_or(extendable), false) AS extendable,
  bool_or(is_movement_told) AS is_movement_told,
  string_agg(DISTINCT remark_fa, ' ' ORDER BY remark_fa) FILTER (transaction_kind = 'allocated') AS remark_fa,
  string_agg(DISTINCT remark_en, ' ' ORDER BY remark_en) FILTER (transaction_kind = 'allocated') AS remark_en,
  min(stated_day) FILTER (applied_files IS NOT NULL) AS stated_day, sum(applied_files) AS stated_files,
  CAST(sum(applied_amount_rial) AS DECIMAL(38,9)) AS stated_rial,
  string_agg(DISTINCT delivery_id, ', ' ORDER BY delivery_id) AS delivery_ids, bool_or(is_synthetic) AS is_synthetic
FROM derived.credit_transactions
GROUP BY line_id, scheme, budget_year, area_code, domain
ORDER BY line_id
