/*---
name: cross_checks
grain: one row a rule, indicator, area, domain, category, period and basis
description: >-
  Whether figures agree among themselves: parts make their whole, a subset is no more than its set, a county than its
  province. Nothing is changed by it. What is not exact may confirm a rule and never breaks it.
columns:
  rule_id: ~
  title_fa: ~
  title_en: ~
  kind: VARCHAR, parts_sum (parts make the whole), at_most (subset and set), area_at_most, areas_sum_at_most
  severity: ~
  indicator_id: VARCHAR, Indicator of the whole
  area_code: ~
  domain: VARCHAR, Domain
  category: VARCHAR, Category
  frequency: ~
  period: ~
  basis: VARCHAR, Basis of both sides
  left_value: DECIMAL(38,9), Sum of the parts, the subset, or the inner area
  right_value: DECIMAL(38,9), The whole, the set, or the outer area
  difference: DECIMAL(38,9), Left minus right
  unit: ~
  holds: VARCHAR, true, false, or unknown (a side is missing, suppressed or only approximate)
  value_ids: VARCHAR, Measured values on both sides
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  is_synthetic: ~
function: pipelines.analysis.cross_figures.cross_checks
check:
  name: cross_figures
  asks: Parts make their whole, a subset is no more than its set.
  broken: holds = 'false'
  sentence: sentence_en
---*/
WITH spoken AS (
  SELECT r.rule_id, r.kind, p.side, p.place, t.area_code, t.frequency, t.period, t.basis,
    CASE WHEN r.is_same_domain THEN t.domain ELSE coalesce(r.domain, '') END AS domain,
    t.value_id, t.value, t.unit, t.exact, t.is_synthetic
  FROM derived.cross_rule_parts p
  JOIN derived.cross_rules r ON r.rule_id = p.rule_id
  JOIN derived.told t ON t.indicator_id = p.indicator_id AND t.category = p.category
    AND (p.domain IS NULL OR t.domain = p.domain)
  WHERE len(r.bases) = 0 OR list_contains(r.bases, t.basis)
),
-- Of a set alone nothing can be said; of a whole without its parts, that they are not known.
cells AS (
  SELECT DISTINCT rule_id, area_code, domain, frequency, period, basis FROM spoken
  WHERE value IS NOT NULL AND (side = 'part' OR kind = 'parts_sum')
),
within_area AS (
  SELECT r.rule_id, r.indicator_id, c.area_code, c.domain, r.category, c.frequency, c.period, c.basis,
    list(p.value ORDER BY p.place) FILTER (p.value IS NOT NULL) AS parts,
    CASE WHEN count(p.value) = r.parts THEN sum(p.value) END AS left_value, any_value(w.value) AS right_value,
    coalesce(any_value(w.unit), any_value(p.unit)) AS unit,
    coalesce(bool_and(p.exact), true) AND coalesce(bool_and(w.exact), true) AS exact,
    list_sort(list_distinct(list_concat(list(p.value_id), list(w.value_id)))) AS value_ids,
    coalesce(bool_or(p.is_synthetic), false) OR coalesce(bool_or(w.is_synthetic), false) AS is_synthetic
  FROM cells c
  JOIN derived.cross_rules r ON r.rule_id = c.rule_id
  LEFT JOIN spoken p ON p.side = 'part' AND p.rule_id = c.rule_id AND p.area_code = c.area_code
    AND p.domain = c.domain AND p.frequency = c.frequency AND p.period = c.period AND p.basis = c.basis
  LEFT JOIN spoken w ON w.side = 'whole' AND w.rule_id = c.rule_id AND w.area_code = c.area_code
    AND w.domain = c.domain AND w.frequency = c.frequency AND w.period = c.period AND w.basis = c.basis
  GROUP BY r.rule_id, r.indicator_id, c.area_code, c.domain, r.category, c.frequency, c.period, c.basis, r.parts
),
counted AS (
  SELECT r.rule_id, r.kind, t.*
  FROM derived.cross_rules r
  JOIN derived.told t ON t.category = '' AND (len(r.bases) = 0 OR list_contains(r.bases, t.basis))
    AND (len(r.indicators) = 0 OR list_contains(r.indicators, t.indicator_id))
  JOIN derived.indicator_facts f ON f.indicator_id = t.indicator_id AND f.kind IN ('stock', 'flow', 'cumulative')
  WHERE r.kind IN ('area_at_most', 'areas_sum_at_most')
),
between_areas AS (
  SELECT c.rule_id, c.indicator_id, CASE c.kind WHEN 'area_at_most' THEN c.area_code ELSE a.parent_code END AS area_code,
    c.domain, c.category, c.frequency, c.period, c.basis,
    list(c.value ORDER BY c.area_code) FILTER (c.value IS NOT NULL) AS parts,
    CASE WHEN count(c.value) = count(*) THEN sum(c.value) END AS left_value, any_value(w.value) AS right_value,
    any_value(w.unit) AS unit, bool_and(c.exact) AND bool_and(w.exact) AS exact,
    list_sort(list_distinct(list_concat(list(c.value_id), list(w.value_id)))) AS value_ids,
    bool_or(c.is_synthetic) OR bool_or(w.is_synthetic) AS is_synthetic
  FROM counted c
  JOIN reference.areas a ON a.area_code = c.area_code
  JOIN counted w ON w.rule_id = c.rule_id AND w.area_code = a.parent_code AND w.indicator_id = c.indicator_id
    AND w.domain = c.domain AND w.frequency = c.frequency AND w.period = c.period AND w.basis = c.basis
  GROUP BY ALL
),
compared AS (
  SELECT *, left_value - right_value AS difference
  FROM (SELECT * FROM within_area UNION ALL SELECT * FROM between_areas) AS found
)
SELECT r.rule_id, r.title_fa, r.title_en, r.kind, r.severity, c.indicator_id, c.area_code, c.domain, c.category,
  c.frequency, c.period, c.basis, c.parts, c.left_value, c.right_value, c.difference, c.unit,
  CASE
    WHEN c.difference IS NULL THEN 'unknown'
    WHEN CASE WHEN r.kind = 'parts_sum' THEN abs(c.difference) ELSE c.difference END <= r.tolerance THEN 'true'
    WHEN c.exact THEN 'false'
    ELSE 'unknown'
  END AS holds,
  coalesce(array_to_string(c.value_ids, ', '), '') AS value_ids, coalesce(c.is_synthetic, false) AS is_synthetic,
  coalesce(a.name_fa, c.area_code) AS area_fa, coalesce(a.name_en, c.area_code) AS area_en
FROM compared c
JOIN derived.cross_rules r ON r.rule_id = c.rule_id
LEFT JOIN reference.areas a ON a.area_code = c.area_code
ORDER BY r.place, c.indicator_id, c.area_code, c.domain, c.period, c.basis
