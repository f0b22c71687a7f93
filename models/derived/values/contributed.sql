/*---
name: contributed
grain: one row a base cell and public row, or base cell, delivery and sheet of persons
description: >-
  Contributions of all indicators, gathered once. Rows of persons are counted by delivery and sheet, all other rows
  stand one by one, so no register is scanned twice and no row of a person goes further than a count. The
  fingerprint tells which persons contribute; two cells of one fingerprint count the same persons, whatever they are
  called. A base cell is an address of contributions, apart where they count for the total of categories or of
  domains. A thing that counts and of which the amount is unknown makes the sum at_least; it is not left out in silence.
columns:
  base_id: BIGINT, Base cell
  indicator_id: ~
  area_code: VARCHAR, Area
  domain: VARCHAR, crafts, carpet, all …
  breakdown: VARCHAR, By what it is broken down, empty for the whole
  category: VARCHAR, Category of the breakdown, empty for the whole
  frequency: VARCHAR, Q quarter or A year
  period: VARCHAR, Jalali period
  basis: VARCHAR, reported, register, customs, suitcase
  in_category_total: BOOLEAN, Whether it counts for the total over the categories
  in_domain_total: BOOLEAN, Whether it counts for the total over the domains
  delivery_id: ~
  sheet_name: VARCHAR, Sheet
  row_id: VARCHAR, Source row; empty of persons
  row_number: INTEGER, Row; empty of persons
  contains_persons: ~
  is_synthetic: BOOLEAN, True for invented data
  rows: BIGINT, Source rows
  numerator: DECIMAL(38,9), Sum of the numerators
  denominator: DECIMAL(38,9), Sum of the denominators
  numerators: BIGINT, Contributions with a numerator
  denominators: BIGINT, Contributions with a denominator
  numerator_rows: BIGINT, Rows that speak of the numerator
  numerator_persons: BIGINT, Rows of persons that contribute to the numerator
  numerator_print: HUGEINT, Fingerprint of those rows
  denominator_persons: BIGINT, Rows of persons that contribute to the denominator
  denominator_print: HUGEINT, Fingerprint of those rows
  any_provisional: BOOLEAN, Whether a contribution is provisional
  any_incomplete: BOOLEAN, Whether a contribution says that its period was told in part
  least_qualifier: VARCHAR, First of the qualifiers by name
  most_qualifier: VARCHAR, Last of the qualifiers by name
  exact_or_more: BOOLEAN, Whether all are exact, at_least or more_than
  one_by_one: BOOLEAN, Whether each row counts none or one
---*/
WITH told_twice AS (
  -- A row that is told by two breakdowns, or of all domains and of one, counts once. Only of these indicators each row
  -- has to be looked at beside the others.
  SELECT c.indicator_id
  FROM indicators.every_contribution c
  JOIN derived.indicator_facts f ON f.indicator_id = c.indicator_id AND (f.adds_categories OR f.adds_domains)
  WHERE c.basis <> 'reported'
  GROUP BY c.indicator_id
  HAVING (bool_or(f.adds_categories) AND count(DISTINCT c.breakdown) > 1)
    OR (bool_or(f.adds_domains) AND bool_or(c.domain = 'all'))
),
placed AS (
  SELECT c.*, f.kind, f.disclosure, f.adds_categories AND c.category <> '' AND c.basis <> 'reported' AS in_category_total,
    f.adds_domains AND c.domain <> 'all' AND c.basis <> 'reported' AS in_domain_total
  FROM indicators.every_contribution c
  JOIN derived.indicator_facts f ON f.indicator_id = c.indicator_id
  WHERE c.indicator_id NOT IN (SELECT indicator_id FROM told_twice)
  UNION ALL
  SELECT c.*, f.kind, f.disclosure, f.adds_categories AND c.category <> '' AND c.basis <> 'reported'
      AND c.breakdown = min(c.breakdown) OVER same_but_category,
    f.adds_domains AND c.domain <> 'all' AND c.basis <> 'reported' AND NOT bool_or(c.domain = 'all') OVER same_but_domain
  FROM indicators.every_contribution c
  JOIN derived.indicator_facts f ON f.indicator_id = c.indicator_id
  WHERE c.indicator_id IN (SELECT indicator_id FROM told_twice)
  WINDOW
    same_but_category AS (
      PARTITION BY c.indicator_id, c.row_id, c.area_code, c.domain, c.frequency, c.period, c.basis
    ),
    same_but_domain AS (
      PARTITION BY c.indicator_id, c.row_id, c.area_code, c.breakdown, c.category, c.frequency, c.period, c.basis
    )
),
split AS (
  SELECT * REPLACE (
      -- What somebody stated stands alone; all else is a part of a sum, and a part without an amount may be anything.
      CASE
        WHEN coalesce(qualifier, 'exact') <> 'exact' THEN qualifier
        WHEN basis = 'reported' OR numerator IS NOT NULL OR denominator IS NOT NULL THEN 'exact'
        ELSE CASE WHEN kind = 'ratio' THEN 'about' ELSE 'at_least' END
      END AS qualifier
    ), split_part(row_id, '#', 1) AS told_by, length(split_part(row_id, '#', 1)) AS length_of_delivery,
    split_part(row_id, '#', -1) AS row_part
  FROM placed
),
gathered AS (
  SELECT c.indicator_id, c.area_code, c.domain, c.breakdown, c.category, c.frequency, c.period, c.basis,
    c.in_category_total, c.in_domain_total, d.delivery_id,
    substr(c.row_id, c.length_of_delivery + 2, length(c.row_id) - c.length_of_delivery - length(c.row_part) - 2)
      AS sheet_name,
    CASE WHEN d.contains_persons THEN '' ELSE c.row_id END AS row_id,
    CASE WHEN NOT d.contains_persons THEN TRY_CAST(nullif(c.row_part, '') AS INTEGER) END AS row_number,
    d.contains_persons, d.is_synthetic, count(*) AS rows,
    CAST(sum(c.numerator) AS DECIMAL(38,9)) AS numerator, CAST(sum(c.denominator) AS DECIMAL(38,9)) AS denominator,
    count(c.numerator) AS numerators, count(c.denominator) AS denominators,
    count(*) FILTER (c.numerator IS NOT NULL OR c.denominator IS NULL) AS numerator_rows,
    count(*) FILTER (d.contains_persons AND c.numerator <> 0) AS numerator_persons,
    CAST(coalesce(sum(hash(c.row_id)) FILTER (
      c.disclosure = 'small_counts' AND d.contains_persons AND c.numerator <> 0
    ), 0) AS HUGEINT) AS numerator_print,
    count(*) FILTER (d.contains_persons AND c.denominator <> 0) AS denominator_persons,
    CAST(coalesce(sum(hash(c.row_id)) FILTER (
      c.disclosure = 'small_counts' AND d.contains_persons AND c.denominator <> 0
    ), 0) AS HUGEINT) AS denominator_print,
    bool_or(coalesce(c.status = 'provisional', false)) AS any_provisional,
    bool_or(coalesce(c.status = 'incomplete', false)) AS any_incomplete,
    min(c.qualifier) AS least_qualifier, max(c.qualifier) AS most_qualifier,
    bool_and(c.qualifier IN ('exact', 'at_least', 'more_than')) AS exact_or_more,
    bool_and(coalesce(c.numerator, 0) IN (0, 1) AND coalesce(c.denominator, 0) IN (0, 1)) AS one_by_one
  FROM split c
  JOIN derived.delivery_facts d ON d.delivery_id = c.told_by
  GROUP BY ALL
),
addresses AS (
  SELECT row_number() OVER (
      ORDER BY indicator_id, area_code, domain, breakdown, category, frequency, period, basis, in_category_total,
        in_domain_total
    ) AS base_id, *
  FROM (
    SELECT DISTINCT indicator_id, area_code, domain, breakdown, category, frequency, period, basis, in_category_total,
      in_domain_total
    FROM gathered
  )
)
SELECT b.base_id, g.*
FROM gathered g
JOIN addresses b ON b.indicator_id = g.indicator_id AND b.area_code = g.area_code AND b.domain = g.domain
  AND b.breakdown = g.breakdown AND b.category = g.category AND b.frequency = g.frequency AND b.period = g.period
  AND b.basis = g.basis AND b.in_category_total = g.in_category_total AND b.in_domain_total = g.in_domain_total
