/*---
name: stale_figures
grain: one row a number that was stated unchanged over years
description: >-
  Stale figures: a number that is claimed again and again while the world around it moves. Repetition alone is no fault.
  A run of equal statements of a cell, the strongest of each time, is flagged where it lasted, is no small count, no
  register confirms it, and a reason of the rules speaks against its having been counted again.
columns:
  indicator_id: ~
  area_code: ~
  domain: ~
  category: ~
  value: DECIMAL(38,9), The number
  unit: ~
  qualifier: ~
  first_period: VARCHAR, Period of the first claim
  last_period: VARCHAR, Period of the last claim
  months: INTEGER, Months between them
  claims: INTEGER, How many times it was told
  sources: INTEGER, By how many sources
  roles: VARCHAR, Roles of those who told it
  sources_fa: VARCHAR, Sources in Persian
  sources_en: VARCHAR, Sources in English
  reasons: VARCHAR, Why it is doubtful (round, others_moved, register_moved)
  others_moved: VARCHAR, Indicators of the same place that moved meanwhile
  register_moved: DECIMAL(38,9), How far the register of the same thing moved meanwhile, as a share
  row_ids: VARCHAR, The statements
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: BOOLEAN, True for invented data
rules:
  others_moved: discrepancies.stale_figures.reasons.others_moved.share
  register_moved: discrepancies.stale_figures.reasons.register_moved.share
  rounding: discrepancies.tolerance.rounding
  round_least: discrepancies.stale_figures.reasons.round.least_value
  round_digits: discrepancies.stale_figures.reasons.round.significant_digits
  least_claims: discrepancies.stale_figures.least_claims
  least_months: discrepancies.stale_figures.least_months
  least_value: discrepancies.stale_figures.least_value
function: pipelines.analysis.discrepancies.stale_figures.stale_figures
tables: [derived.titles]
---*/
WITH stated AS (
  SELECT t.*, row_number() OVER (
      PARTITION BY indicator_id, area_code, domain, category, is_synthetic, frequency = 'Q' AND kind = 'flow', month_end
      ORDER BY grade_order, figure_id, claim_id
    ) AS among
  FROM derived.claims t WHERE basis = 'reported'
),
changed AS (
  SELECT *, CASE WHEN value = lag(value) OVER cell THEN 0 ELSE 1 END AS is_new
  FROM stated WHERE among = 1
  WINDOW cell AS (PARTITION BY indicator_id, area_code, domain, category, is_synthetic ORDER BY month_end, claim_id)
),
numbered AS (
  SELECT *, sum(is_new) OVER (
      PARTITION BY indicator_id, area_code, domain, category, is_synthetic ORDER BY month_end, claim_id
      ROWS UNBOUNDED PRECEDING
    ) AS run
  FROM changed
),
runs AS (
  SELECT indicator_id, area_code, domain, category, is_synthetic, run, any_value(value) AS value,
    any_value(unit) AS unit, min_by(qualifier, month_end) AS qualifier, count(*) AS claims,
    min(month_end) AS began, max(month_end) AS ended, min_by(period, month_end) AS first_period,
    max_by(period, month_end) AS last_period,
    string_agg(DISTINCT role, ', ' ORDER BY role) AS roles,
    string_agg(DISTINCT source_fa, '؛ ' ORDER BY source_fa) AS sources_fa,
    string_agg(DISTINCT source_en, '; ' ORDER BY source_en) AS sources_en,
    count(DISTINCT source_en) AS sources,
    string_agg(claim_id, ', ' ORDER BY month_end, claim_id) AS row_ids
  FROM numbered GROUP BY ALL
),
-- What else was stated of the same place from the run's beginning to its end, and whether it moved meanwhile. The share
-- of the rules is multiplied: a quotient of decimals is a binary fraction, which would decide at the very share.
others AS (
  SELECT r.indicator_id, r.area_code, r.domain, r.category, r.is_synthetic, r.run, o.indicator_id AS other,
    max(o.value) > 0 AND max(o.value) - min(o.value) > max(o.value) * $others_moved AS has_moved
  FROM runs r
  JOIN stated o ON o.among = 1 AND o.area_code = r.area_code AND o.is_synthetic = r.is_synthetic
    AND o.indicator_id <> r.indicator_id AND o.month_end BETWEEN r.began AND r.ended
  GROUP BY r.indicator_id, r.area_code, r.domain, r.category, r.is_synthetic, r.run, o.indicator_id, o.domain, o.category
  HAVING count(*) > 1
),
companions AS (
  SELECT indicator_id, area_code, domain, category, is_synthetic, run,
    string_agg(DISTINCT other, ', ' ORDER BY other) FILTER (has_moved) AS others_moved
  FROM others GROUP BY ALL
),
registers AS (
  SELECT r.indicator_id, r.area_code, r.domain, r.category, r.is_synthetic, r.run,
    (max(t.value) - min(t.value)) / nullif(max(t.value), 0) AS moved,
    max(t.value) > 0 AND max(t.value) - min(t.value) > max(t.value) * $register_moved AS has_moved,
    max_by(r.value BETWEEN t.low AND t.high OR abs(t.value - r.value) <= r.value * $rounding, t.month_end) AS agrees
  FROM runs r
  JOIN derived.claims t ON t.basis <> 'reported' AND t.indicator_id = r.indicator_id AND t.area_code = r.area_code
    AND t.domain = r.domain AND t.category = r.category AND t.is_synthetic = r.is_synthetic
    AND t.month_end BETWEEN r.began AND r.ended AND (t.kind <> 'flow' OR t.frequency = 'A')
  GROUP BY ALL
),
weighed AS (
  SELECT r.*, r.ended - r.began AS months, c.others_moved, g.moved AS register_moved, coalesce(g.agrees, false) AS agrees,
    coalesce(g.has_moved, false) AS has_register_moved,
    r.value >= $round_least AND length(rtrim(CAST(CAST(r.value AS HUGEINT) AS VARCHAR), '0')) <= $round_digits AS is_round
  FROM runs r
  LEFT JOIN companions c ON c.indicator_id = r.indicator_id AND c.area_code = r.area_code AND c.domain = r.domain
    AND c.category = r.category AND c.is_synthetic = r.is_synthetic AND c.run = r.run
  LEFT JOIN registers g ON g.indicator_id = r.indicator_id AND g.area_code = r.area_code AND g.domain = r.domain
    AND g.category = r.category AND g.is_synthetic = r.is_synthetic AND g.run = r.run
)
SELECT * FROM weighed
WHERE claims >= $least_claims AND months >= $least_months AND value >= $least_value AND NOT agrees
  AND (is_round OR others_moved IS NOT NULL OR has_register_moved)
ORDER BY indicator_id, area_code, domain, category, first_period
