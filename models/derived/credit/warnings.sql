/*---
name: warnings
grain: one row an early-warning figure and credit line, on the last day on which it is followed
description: Early warnings as they stand, in words, with the first month's end on which each would have warned.
columns:
  warning_id: ~
  title_fa: VARCHAR, Its name in Persian
  title_en: VARCHAR, Its name in English
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  as_of: DATE, Day for which it is computed
  as_of_jalali: VARCHAR, The same, Jalali
  value: DECIMAL(38,9), The figure, in its unit; empty where it is unknown or has no meaning
  limit_value: ~
  unit: VARCHAR, share, days, cities, rial or rial a month
  state: VARCHAR, warns, calm, unknown or not applicable; a silent file is not a zero
  first_warned_on: DATE, First month's end on which it would have warned
  first_warned_jalali: VARCHAR, The same, Jalali
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  source_fa: VARCHAR, Who proposes the limit, Persian
  source_en: VARCHAR, Who proposes the limit, English
  delivery_ids: ~
  is_synthetic: ~
function: pipelines.analysis.credit_warnings.worded_warnings
---*/
SELECT h.warning_id, h.scheme, h.budget_year, h.area_code, h.domain, h.day AS as_of, h.day_jalali AS as_of_jalali,
  h.value, h.limit_value, h.state, l.remark_fa, l.remark_en, w.first_warned_on, w.first_warned_jalali, h.delivery_ids, h.is_synthetic
FROM derived.warning_history h
JOIN derived.credit_lines l ON l.line_id = h.line_id
LEFT JOIN (
  SELECT line_id, warning_id, min(day) AS first_warned_on, min(day_jalali) AS first_warned_jalali
  FROM derived.warning_history WHERE state = 'warns' GROUP BY line_id, warning_id
) w ON w.line_id = h.line_id AND w.warning_id = h.warning_id
WHERE (h.line_id, h.day, h.month_key) IN (
  SELECT (line_id, max(day), max_by(month_key, concat(day, month_key))) FROM derived.warning_history GROUP BY line_id
)
ORDER BY h.line_id, h.place
