/*---
name: register_coverage
grain: one row an indicator, area and domain of which a register or another body tells
description: >-
  How much of an independent estimate the register holds: its newest count beside the newest figure that a body other
  than the keeper of the register states (models/rules/register_coverage.yaml). A share above one says that one of the
  two is wrong, not that the register is more than whole.
columns:
  indicator_id: ~
  area_code: ~
  domain: VARCHAR, crafts, carpet or all
  register_value: DECIMAL(38,9), Newest count of the register; empty where hidden or none
  register_period: VARCHAR, Period of that count
  register_value_id: VARCHAR, The measured value
  estimate_value: DECIMAL(38,9), Newest figure of another body
  estimate_qualifier: VARCHAR, exact, about, more_than … as it was said
  estimate_period: VARCHAR, Period of that figure
  role: VARCHAR, Role of who said it
  source_fa: VARCHAR, Its source in Persian
  source_en: VARCHAR, Its source in English
  evidence_grade: VARCHAR, Evidence grade of the source
  years_apart: INTEGER, Years between the two
  coverage: DECIMAL(38,9), Register divided by estimate
  coverage_qualifier: VARCHAR, exact, about, less_than or more_than, as the estimate's qualifier makes it
  status: VARCHAR, told, too_far_apart, hidden, no_register or no_estimate
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: BOOLEAN, True for invented data; real and invented never mix in one value
rules:
  indicators: register_coverage.indicators
  roles: register_coverage.independent_roles
  most_years: register_coverage.most_years_apart
function: pipelines.analysis.register_coverage.told_coverage
---*/
WITH counts AS (
  SELECT v.*, row_number() OVER (
    PARTITION BY v.indicator_id, v.area_code, v.domain, v.is_synthetic ORDER BY k.last_month DESC, v.frequency
  ) AS place
  FROM derived.indicator_values v
  JOIN reference.period_keys k ON k.period_key = v.period
  WHERE v.basis = 'register' AND v.category = '' AND v.indicator_id IN ($indicators)
    AND (v.value IS NOT NULL OR v.status = 'suppressed')
),
estimates AS (
  SELECT s.*, row_number() OVER (
    PARTITION BY s.indicator_id, s.area_code, s.domain, s.is_synthetic
    ORDER BY k.last_month DESC, coalesce(CAST(g.sort AS INTEGER), 99), s.figure_id, s.row_id
  ) AS place
  FROM core.statements s
  JOIN reference.period_keys k ON k.period_key = s.period
  LEFT JOIN reference.codes g ON g.list = 'grades' AND g.code = s.source_grade
  WHERE s.role IN ($roles) AND s.category = '' AND s.indicator_id IN ($indicators) AND s.value > 0
),
beside AS (
  SELECT coalesce(c.indicator_id, e.indicator_id) AS indicator_id, coalesce(c.area_code, e.area_code) AS area_code,
    coalesce(c.domain, e.domain) AS domain, c.value AS register_value, c.period AS register_period,
    c.value_id AS register_value_id, c.status = 'suppressed' AS is_hidden, e.value AS estimate_value,
    e.qualifier AS estimate_qualifier, e.period AS estimate_period, e.role, e.source_fa, e.source_en,
    e.source_grade AS evidence_grade,
    abs(CAST(left(c.period, 4) AS INTEGER) - CAST(left(e.period, 4) AS INTEGER)) AS years_apart,
    coalesce(c.is_synthetic, e.is_synthetic) AS is_synthetic
  FROM (SELECT * FROM counts WHERE place = 1) c
  FULL JOIN (SELECT * FROM estimates WHERE place = 1) e
    ON e.indicator_id = c.indicator_id AND e.area_code = c.area_code AND e.domain = c.domain
    AND e.is_synthetic = c.is_synthetic
),
judged AS (
  SELECT b.*, CASE
    WHEN b.register_period IS NULL THEN 'no_register'
    WHEN b.is_hidden THEN 'hidden'
    WHEN b.estimate_period IS NULL THEN 'no_estimate'
    WHEN b.years_apart > $most_years THEN 'too_far_apart'
    ELSE 'told'
  END AS status
  FROM beside b
)
SELECT j.* EXCLUDE (is_hidden),
  CASE WHEN j.status = 'told' THEN CAST(j.register_value / j.estimate_value AS DECIMAL(38,9)) END AS coverage,
  CASE WHEN j.status = 'told' THEN CASE
    WHEN j.estimate_qualifier IN ('more_than', 'at_least') THEN 'less_than'
    WHEN j.estimate_qualifier IN ('less_than', 'at_most') THEN 'more_than'
    WHEN j.estimate_qualifier = 'range' THEN 'about'
    ELSE coalesce(j.estimate_qualifier, 'exact')
  END END AS coverage_qualifier
FROM judged j
ORDER BY j.indicator_id, j.area_code, j.domain, j.is_synthetic
