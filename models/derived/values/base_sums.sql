/*---
name: base_sums
grain: one row a base cell
description: What the contributions of each base cell sum up to.
columns:
  base_id: ~
  numerator: ~
  denominator: ~
  numerators: HUGEINT, Contributions with a numerator
  denominators: HUGEINT, Contributions with a denominator
  numerator_persons: ~
  numerator_print: ~
  denominator_persons: ~
  denominator_print: ~
  any_provisional: ~
  least_qualifier: ~
  most_qualifier: ~
  exact_or_more: ~
  one_by_one: ~
  is_synthetic: ~
---*/
SELECT base_id, CAST(sum(numerator) AS DECIMAL(38,9)) AS numerator,
  CAST(sum(denominator) AS DECIMAL(38,9)) AS denominator,
  sum(numerators) AS numerators, sum(denominators) AS denominators,
  CAST(sum(numerator_persons) AS BIGINT) AS numerator_persons, CAST(sum(numerator_print) AS HUGEINT) AS numerator_print,
  CAST(sum(denominator_persons) AS BIGINT) AS denominator_persons,
  CAST(sum(denominator_print) AS HUGEINT) AS denominator_print,
  bool_or(any_provisional) AS any_provisional, min(least_qualifier) AS least_qualifier,
  max(most_qualifier) AS most_qualifier, bool_and(exact_or_more) AS exact_or_more, bool_and(one_by_one) AS one_by_one,
  bool_or(is_synthetic) AS is_synthetic
FROM derived.contributed GROUP BY base_id
