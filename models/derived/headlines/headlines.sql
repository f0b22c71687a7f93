/*---
name: headlines
grain: one row an indicator, area and basis
description: >-
  The figure by which an indicator is shown in an area, with its other bases beside it in order. Of counts the newest is
  taken, of statements the best source and then the newest; of a flow the whole year goes before its quarters, and where
  an adopted target speaks of years or of quarters, these go before the others. A count stands before a statement only if it covers
  `headlines.least_coverage` of what was stated, if a person decided so, or if nothing was stated of its period. Stocks
  are held against the statement that is shown, flows (and ratios of flows) against one of the same period alone; of a
  ratio the denominators are held against each other. All is made of published values; real and invented ones are never
  compared.
columns:
  indicator_id: ~
  area_code: ~
  place: BIGINT, Place of the basis; 1 is shown first
  basis: VARCHAR, reported, register, customs or suitcase
  domain: VARCHAR, Domain of the figure
  breakdown: VARCHAR, Breakdown; empty of the whole
  category: VARCHAR, Category; empty of the whole
  frequency: ~
  period: ~
  value_id: VARCHAR, The value that is shown
  value: ~
  status: ~
  stated_value_id: VARCHAR, The statement against which the value is held; empty where there is none
  coverage: DECIMAL(38,9), Value as a fraction of what was stated; of a ratio its denominator as a fraction of the stated one
  rule: "VARCHAR, Why the first is first: only, decided, assessed, covers, under_coverage or evidence"
  is_synthetic: ~
rules:
  least_coverage: headlines.least_coverage
---*/
WITH told AS (
  SELECT v.indicator_id, v.area_code, v.domain, v.breakdown, v.category, v.basis, v.frequency, v.period, v.value_id,
    v.value, v.status, v.is_synthetic, k.assessed_basis, f.is_of_period, v.basis = 'reported' AS is_stated,
    CASE WHEN f.kind = 'ratio' THEN v.denominator WHEN f.kind <> 'rank' THEN v.value END AS amount,
    CASE WHEN v.status IN ('missing', 'not_applicable') THEN 1 ELSE 0 END AS is_unknown,
    -- Of a flow a quarter is no newer than its year, and no measure of what is wanted of a year.
    CASE WHEN f.is_of_period AND v.frequency <> k.assessed_frequency THEN 1 ELSE 0 END AS is_unlike_target,
    CASE WHEN f.is_of_period THEN concat(left(v.period, 4), CASE WHEN v.frequency = 'A' THEN 'Y' ELSE substring(v.period, 5) END)
      ELSE v.period END AS age,
    coalesce(CAST(g.sort AS INTEGER), 99) AS grade, coalesce(CAST(b.sort AS INTEGER), 99) AS evidence
  FROM derived.headline_cells k
  JOIN derived.indicator_values v ON v.indicator_id = k.indicator_id AND v.area_code = k.area_code
    AND v.domain = k.domain AND v.breakdown = k.breakdown AND v.category = k.category
  JOIN derived.indicator_facts f ON f.indicator_id = v.indicator_id
  LEFT JOIN reference.codes g ON g.list = 'grades' AND g.code = v.evidence_grade
  LEFT JOIN reference.codes b ON b.list = 'bases' AND b.code = v.basis
),
counted AS (
  SELECT t.*, row_number() OVER (
      PARTITION BY indicator_id, area_code, basis
      ORDER BY is_unknown, is_unlike_target, age DESC, grade, value_id) AS number
  FROM told t WHERE NOT is_stated
),
-- The best count: a flow that was stated is shown of the same period, where somebody spoke of it.
spoken_of AS (
  SELECT indicator_id, area_code, period, is_of_period, row_number() OVER (
      PARTITION BY indicator_id, area_code ORDER BY is_unknown, evidence, value_id) AS number
  FROM counted WHERE number = 1
),
stated AS (
  SELECT t.*, row_number() OVER (
      PARTITION BY t.indicator_id, t.area_code
      ORDER BY t.is_unknown, CASE WHEN s.is_of_period AND s.period = t.period THEN 0 ELSE 1 END,
        t.is_unlike_target, t.grade, t.age DESC, t.value_id) AS number
  FROM told t
  LEFT JOIN spoken_of s ON s.indicator_id = t.indicator_id AND s.area_code = t.area_code AND s.number = 1
  WHERE t.is_stated
),
shown AS (
  SELECT indicator_id, area_code, domain, breakdown, category, basis, frequency, period, value_id, value, status,
    is_synthetic, assessed_basis, is_of_period, is_stated, amount, is_unknown, evidence
  FROM counted WHERE number = 1
  UNION ALL
  SELECT indicator_id, area_code, domain, breakdown, category, basis, frequency, period, value_id, value, status,
    is_synthetic, assessed_basis, is_of_period, is_stated, amount, is_unknown, evidence
  FROM stated WHERE number = 1
),
held AS (
  SELECT s.*, d.basis IS NOT NULL AS is_decided, coalesce(s.basis = s.assessed_basis, false) AS is_assessed,
    o.value_id AS stated_value_id, o.amount AS stated_amount, coalesce(o.is_synthetic = s.is_synthetic, true) AS is_alike
  FROM shown s
  LEFT JOIN shown o ON o.indicator_id = s.indicator_id AND o.area_code = s.area_code AND o.is_stated
    AND NOT s.is_stated AND o.is_unknown = 0 AND s.is_unknown = 0 AND (NOT s.is_of_period OR o.period = s.period)
  LEFT JOIN derived.headline_decisions d ON d.indicator_id = s.indicator_id AND d.area_code = s.area_code
    AND d.basis = s.basis
),
covered AS (
  SELECT h.*, CASE WHEN is_alike AND amount >= 0 AND stated_amount > 0
      THEN CAST(CAST(amount / nullif(stated_amount, 0) AS DECIMAL(38,6)) AS DECIMAL(38,9)) END AS coverage
  FROM held h
),
admitted AS (
  -- A count of which the statement was «none» covers it whatever it is.
  SELECT c.*, is_stated OR stated_value_id IS NULL OR (is_alike AND stated_amount = 0)
      OR coalesce(coverage >= $least_coverage, false) AS may_lead
  FROM covered c
),
placed AS (
  SELECT a.*, count(*) FILTER (is_unknown = 0) OVER (PARTITION BY indicator_id, area_code) AS known,
    count(*) FILTER (may_lead AND NOT is_stated AND is_unknown = 0) OVER (PARTITION BY indicator_id, area_code) AS admissible,
    row_number() OVER (
      PARTITION BY indicator_id, area_code
      ORDER BY CASE WHEN is_decided THEN 0 ELSE 1 END, is_unknown, CASE WHEN may_lead THEN 0 ELSE 1 END,
        CASE WHEN is_assessed THEN 0 ELSE 1 END, evidence, basis) AS rank
  FROM admitted a
),
ordered AS (
  SELECT p.*, row_number() OVER (
      PARTITION BY indicator_id, area_code ORDER BY CASE WHEN rank = 1 THEN 0 ELSE 1 END, evidence, basis) AS place,
    max(CASE WHEN rank <> 1 THEN NULL
      WHEN is_decided THEN 'decided'
      WHEN known <= 1 THEN 'only'
      WHEN is_stated AND admissible = 0 THEN 'under_coverage'
      WHEN is_assessed THEN 'assessed'
      WHEN stated_value_id IS NOT NULL THEN 'covers'
      ELSE 'evidence' END) OVER (PARTITION BY indicator_id, area_code) AS rule
  FROM placed p
)
SELECT indicator_id, area_code, place, basis, domain, breakdown, category, frequency, period, value_id, value, status,
  stated_value_id, coverage, rule, is_synthetic
FROM ordered ORDER BY indicator_id, area_code, place
