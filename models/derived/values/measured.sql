/*---
name: measured
grain: one row a value
description: >-
  Every value before suppression. A ratio to one part of which nothing contributes is no value at all; one whose
  denominator is zero is not applicable. What may still change by rows in quarantine (a zero, too) is provisional until
  the office has corrected them. A sum of figures of which one is only about or more_than is
  itself no better, and one of which a part is unknown is at_least. A year of which quarters lack, or a period that was told in part, is missing, whatever the
  others say.
columns:
  value_id: ~
  indicator_id: ~
  area_code: ~
  domain: ~
  breakdown: ~
  category: ~
  frequency: ~
  period: ~
  basis: ~
  value: DECIMAL(38,9), The value in its unit; a ratio is a fraction
  numerator: ~
  denominator: ~
  unit: ~
  qualifier: VARCHAR, exact, about, more_than …
  status: VARCHAR, final, provisional, missing or not_applicable
  disclosure: ~
  one_by_one: ~
  is_synthetic: ~
  numerator_persons: ~
  numerator_print: ~
  denominator_persons: ~
  denominator_print: ~
---*/
WITH summed AS (
  SELECT c.value_id, bool_or(c.incomplete) AS incomplete, CAST(sum(s.numerator) AS DECIMAL(38,9)) AS numerator,
    CAST(sum(s.denominator) AS DECIMAL(38,9)) AS denominator, sum(s.numerators) AS numerators,
    sum(s.denominators) AS denominators, bool_or(s.any_provisional) AS any_provisional,
    min(s.least_qualifier) AS least_qualifier, max(s.most_qualifier) AS most_qualifier,
    bool_and(s.exact_or_more) AS exact_or_more, bool_and(s.one_by_one) AS one_by_one,
    bool_or(s.is_synthetic) AS is_synthetic,
    CAST(sum(s.numerator_persons) AS BIGINT) AS numerator_persons,
    CAST(sum(s.numerator_print) AS HUGEINT) AS numerator_print,
    CAST(sum(s.denominator_persons) AS BIGINT) AS denominator_persons,
    CAST(sum(s.denominator_print) AS HUGEINT) AS denominator_print
  FROM derived.cell_members c JOIN derived.base_sums s ON s.base_id = c.base_id
  GROUP BY c.value_id
),
known AS (
  SELECT s.* REPLACE (
      CASE WHEN NOT s.incomplete THEN s.numerator END AS numerator,
      CASE WHEN NOT s.incomplete THEN s.denominator END AS denominator,
      s.any_provisional OR w.value_id IS NOT NULL AS any_provisional
    ), k.indicator_id, k.area_code, k.domain, k.breakdown, k.category, k.frequency, k.period, k.basis, f.kind, f.unit, f.disclosure
  FROM summed s
  JOIN derived.cells k ON k.value_id = s.value_id
  JOIN derived.indicator_facts f ON f.indicator_id = k.indicator_id
  LEFT JOIN derived.waiting_values w ON w.value_id = k.value_id
)
SELECT value_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis,
  CASE
    WHEN kind <> 'ratio' THEN numerator
    WHEN denominator <> 0 THEN CAST(numerator / denominator AS DECIMAL(38,9))
  END AS value,
  numerator, CASE WHEN kind = 'ratio' THEN denominator END AS denominator, unit,
  CASE
    WHEN least_qualifier = 'exact' AND most_qualifier = 'exact' THEN 'exact'
    WHEN kind <> 'ratio' AND least_qualifier = most_qualifier THEN least_qualifier
    WHEN kind <> 'ratio' AND exact_or_more THEN CASE WHEN most_qualifier = 'more_than' THEN 'more_than' ELSE 'at_least' END
    ELSE 'about'
  END AS qualifier,
  CASE
    WHEN incomplete OR numerators = 0 THEN 'missing'
    WHEN kind = 'ratio' AND denominator = 0 THEN 'not_applicable'
    WHEN any_provisional THEN 'provisional'
    ELSE 'final'
  END AS status,
  disclosure, one_by_one, is_synthetic, numerator_persons, numerator_print, denominator_persons, denominator_print
FROM known
WHERE kind <> 'ratio' OR (numerators > 0 AND denominators > 0)
