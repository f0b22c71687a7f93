/*---
name: claims
grain: one row a claim
description: >-
  Claims: every statement, and every register, customs or suitcase value of something that was also stated or that a
  question asks for. Ratios are left out; they differ when their parts do. What was said leaves room: half a unit of
  its last digit that is not zero, and what its qualifier allows.
columns:
  claim_id: VARCHAR, The statement, or the value where the claim is one
  row_id: VARCHAR, The statement, where the claim is one
  value_id: VARCHAR, The measured value, where the claim is one
  figure_id: VARCHAR, Number of the figure in its document
  indicator_id: ~
  area_code: ~
  domain: VARCHAR, Domain
  category: VARCHAR, Kind within the indicator
  frequency: VARCHAR, Q or A
  period: VARCHAR, Period
  basis: VARCHAR, Basis
  value: DECIMAL(38,9), What is claimed
  unit: ~
  qualifier: ~
  status: VARCHAR, Status of the value
  kind: VARCHAR, stock, flow, cumulative or rank, as the indicator's header says, else the statement
  period_kind: VARCHAR, The same, as the statement says
  instrument: VARCHAR, Licence, list or index that it speaks of
  role: VARCHAR, Role of who stated it
  as_of: VARCHAR, When it was said to be so (partial Jalali date)
  source_fa: ~
  source_en: ~
  evidence_grade: VARCHAR, Grade of the evidence
  ambiguity_fa: ~
  ambiguity_en: ~
  delivery_id: VARCHAR, Delivery of the statement
  is_synthetic: BOOLEAN, True for invented data; real and invented are never compared
  month_end: INTEGER, Last month of its period, counted in months
  grade_order: INTEGER, Place of the grade of evidence, the strongest the lowest; 99 where there is none
  low: DECIMAL(38,9), Least that the truth may be by what was said
  high: DECIMAL(38,9), Greatest that the truth may be by what was said
rules:
  rounding: discrepancies.tolerance.rounding
  about: discrepancies.tolerance.about
  beyond: discrepancies.tolerance.beyond
---*/
WITH heard AS (
  SELECT indicator_id, area_code, domain, category, CAST(NULL AS VARCHAR) AS basis FROM core.statements
  WHERE value IS NOT NULL AND category IS NOT NULL
  UNION
  SELECT indicator_id, area_code, domain, category, basis FROM derived.question_claims
),
told AS (
  SELECT s.row_id AS claim_id, s.row_id, v.value_id, s.figure_id, s.indicator_id, s.area_code, s.domain, s.category,
    s.frequency, s.period, 'reported' AS basis, s.value, coalesce(f.unit, s.unit) AS unit,
    coalesce(s.qualifier, 'exact') AS qualifier, 'final' AS status, coalesce(f.kind, s.period_kind, 'stock') AS kind,
    s.period_kind, s.instrument, s.role, s.as_of, s.source_fa, s.source_en, s.source_grade AS evidence_grade,
    s.ambiguity_fa, s.ambiguity_en, s.delivery_id, coalesce(s.is_synthetic, false) AS is_synthetic
  FROM core.statements s
  LEFT JOIN derived.indicator_facts f ON f.indicator_id = s.indicator_id
  LEFT JOIN derived.indicator_values v ON s.is_preferred AND v.basis = 'reported' AND v.indicator_id = s.indicator_id
    AND v.area_code = s.area_code AND v.domain = s.domain AND v.category = s.category AND v.frequency = s.frequency
    AND v.period = s.period
  WHERE s.value IS NOT NULL AND s.period IS NOT NULL AND coalesce(f.kind, '') NOT IN ('ratio', 'index')
  UNION ALL
  SELECT v.value_id, NULL, v.value_id, NULL, v.indicator_id, v.area_code, v.domain, v.category, v.frequency, v.period,
    v.basis, v.value, v.unit, coalesce(v.qualifier, 'exact'), v.status, f.kind, f.kind, NULL, NULL, NULL,
    v.source_fa, v.source_en, v.evidence_grade, NULL, NULL, NULL, coalesce(v.is_synthetic, false)
  FROM derived.indicator_values v
  JOIN derived.indicator_facts f ON f.indicator_id = v.indicator_id AND f.kind NOT IN ('ratio', 'index')
  WHERE v.basis <> 'reported' AND v.value IS NOT NULL AND EXISTS (
    SELECT 1 FROM heard h
    WHERE h.indicator_id = v.indicator_id AND h.area_code = v.area_code AND h.domain = v.domain
      AND (h.category IS NULL OR h.category = v.category) AND (h.basis IS NULL OR h.basis = v.basis)
  )
),
spread AS (
  SELECT t.*, CAST(left(p.last_month, 4) AS INTEGER) * 12 + CAST(right(p.last_month, 2) AS INTEGER) AS month_end,
    coalesce(CAST(g.sort AS INTEGER), 99) AS grade_order,
    CASE
      WHEN t.basis = 'reported' AND t.value = trunc(t.value) THEN least(
        abs(t.value) * $rounding,
        CAST(power(10, length(CAST(CAST(abs(t.value) AS HUGEINT) AS VARCHAR))
          - length(rtrim(CAST(CAST(abs(t.value) AS HUGEINT) AS VARCHAR), '0'))) AS DECIMAL(38,0)) * 0.5)
      ELSE 0
    END AS slack
  FROM told t
  JOIN reference.period_keys p ON p.period_key = t.period
  LEFT JOIN reference.codes g ON g.list = 'grades' AND g.code = t.evidence_grade
)
SELECT * EXCLUDE (slack),
  CAST(value - CASE qualifier
    WHEN 'about' THEN abs(value) * $about WHEN 'range' THEN abs(value) * $about
    WHEN 'less_than' THEN abs(value) * $beyond WHEN 'at_most' THEN abs(value) * $beyond
    WHEN 'more_than' THEN 0 WHEN 'at_least' THEN 0 ELSE slack END AS DECIMAL(38,9)) AS low,
  CAST(value + CASE qualifier
    WHEN 'about' THEN abs(value) * $about WHEN 'range' THEN abs(value) * $about
    WHEN 'more_than' THEN abs(value) * $beyond WHEN 'at_least' THEN abs(value) * $beyond
    WHEN 'less_than' THEN 0 WHEN 'at_most' THEN 0 ELSE slack END AS DECIMAL(38,9)) AS high
FROM spread
ORDER BY claim_id
