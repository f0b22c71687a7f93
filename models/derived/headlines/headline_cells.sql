/*---
name: headline_cells
grain: one row an indicator and area that has a value of it
description: >-
  Of what a headline speaks: the domain and category that stand for an indicator in an area. What is known goes before
  what is not, the whole before its parts, what an adopted target speaks of before the rest, then the domains of
  `models/rules/headlines.yaml` in their order.
columns:
  indicator_id: ~
  area_code: ~
  domain: VARCHAR, Domain that stands for the indicator
  breakdown: VARCHAR, Breakdown; empty of the whole
  category: VARCHAR, Category; empty of the whole
  assessed_basis: VARCHAR, Basis on which the adopted target that is due first is assessed; empty where there is none
  assessed_frequency: VARCHAR, A where it is assessed by a year, Q by a quarter; empty where there is none
rules:
  domains: headlines.domains
---*/
WITH adopted AS (
  SELECT indicator_id, area_code, domain, category, basis,
    CASE WHEN length(period) = 4 THEN 'A' ELSE 'Q' END AS frequency, row_number() OVER (
      PARTITION BY indicator_id, area_code, domain, category ORDER BY target_period, target_id) AS place
  FROM derived.target_progress WHERE counts AND basis IS NOT NULL
),
cells AS (
  SELECT indicator_id, area_code, domain, breakdown, category,
    bool_or(status NOT IN ('missing', 'not_applicable')) AS is_known
  FROM derived.indicator_values GROUP BY indicator_id, area_code, domain, breakdown, category
),
placed AS (
  SELECT c.indicator_id, c.area_code, c.domain, c.breakdown, c.category, a.basis AS assessed_basis,
    a.frequency AS assessed_frequency, row_number() OVER (
      PARTITION BY c.indicator_id, c.area_code
      ORDER BY CASE WHEN c.category = '' THEN 0 ELSE 1 END, CASE WHEN c.is_known THEN 0 ELSE 1 END,
        CASE WHEN a.basis IS NULL THEN 1 ELSE 0 END, coalesce(list_position([$domains], c.domain), 99), c.domain,
        c.breakdown, c.category) AS place
  FROM cells c
  LEFT JOIN adopted a ON a.indicator_id = c.indicator_id AND a.area_code = c.area_code AND a.domain = c.domain
    AND a.category = c.category AND a.place = 1
)
SELECT indicator_id, area_code, domain, breakdown, category, assessed_basis, assessed_frequency FROM placed WHERE place = 1
ORDER BY indicator_id, area_code
