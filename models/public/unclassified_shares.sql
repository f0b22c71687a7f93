/*---
name: unclassified_shares
title:
  fa: سهم دسته‌بندی‌نشدهٔ هر تفکیک
  en: Share that a breakdown does not classify
grain: one row a breakdown of an indicator counted from registers, area, domain and period
key: [indicator_id, area_code, domain, breakdown, frequency, period, basis]
optional: [total, not_recognised, not_stated, share]
codes: {frequency: [A, Q], status: [final, suppressed, missing]}
columns:
  indicator_id: Indicator
  area_code: Area
  domain: crafts, carpet, all …
  breakdown: By what it is broken down
  frequency: Q quarter or A year
  period: Jalali period
  basis: register, customs or suitcase
  total: The whole, as it is published
  not_recognised: How many have a word that its list does not know; zero where the breakdown has no such category
  not_stated: How many have nothing written; zero where the breakdown has no such category
  share: Both together, divided by the whole
  status: final; suppressed where one of the numbers is hidden; missing where the whole is not known
  is_synthetic: True for invented data
---*/
-- Worked out from published values alone, so that nothing hidden is told here.
WITH told AS (
  SELECT indicator_id, area_code, domain, breakdown, frequency, period, basis, bool_or(is_synthetic) AS is_synthetic,
    max(CASE WHEN category = 'not_recognised' THEN value END) AS not_recognised,
    max(CASE WHEN category = 'unknown' THEN value END) AS not_stated,
    bool_or(category IN ('not_recognised', 'unknown') AND status = 'suppressed') AS is_hidden,
    bool_or(category = 'not_recognised') AS has_words, bool_or(category = 'unknown') AS has_blanks
  FROM derived.indicator_values
  WHERE breakdown <> '' AND basis <> 'reported'
  GROUP BY indicator_id, area_code, domain, breakdown, frequency, period, basis
),
shares AS (
  SELECT t.indicator_id, t.area_code, t.domain, t.breakdown, t.frequency, t.period, t.basis, w.value AS total,
    CASE WHEN t.has_words THEN t.not_recognised ELSE 0 END AS not_recognised,
    CASE WHEN t.has_blanks THEN t.not_stated ELSE 0 END AS not_stated,
    CASE
      WHEN t.is_hidden OR w.status = 'suppressed' THEN 'suppressed'
      WHEN w.value IS NULL THEN 'missing'
      ELSE 'final'
    END AS status, t.is_synthetic
  FROM told AS t
  LEFT JOIN derived.indicator_values AS w
    ON w.indicator_id = t.indicator_id AND w.area_code = t.area_code AND w.domain = t.domain AND w.breakdown = ''
    AND w.category = '' AND w.frequency = t.frequency AND w.period = t.period AND w.basis = t.basis
)
SELECT indicator_id, area_code, domain, breakdown, frequency, period, basis, total,
  CAST(not_recognised AS DECIMAL(38,9)) AS not_recognised, CAST(not_stated AS DECIMAL(38,9)) AS not_stated,
  CASE WHEN status = 'final' THEN CAST((not_recognised + not_stated) / nullif(total, 0) AS DECIMAL(38,9)) END AS share,
  status, is_synthetic
FROM shares
ORDER BY indicator_id, area_code, domain, breakdown, frequency, period, basis
