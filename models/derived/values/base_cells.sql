/*---
name: base_cells
grain: one row a base cell
description: Addresses of contributions, those apart that count for the total of categories or of domains.
columns:
  base_id: BIGINT, Base cell
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, crafts, carpet, all …
  breakdown: VARCHAR, By what it is broken down, empty for the whole
  category: VARCHAR, Category of the breakdown, empty for the whole
  frequency: VARCHAR, Q quarter or A year
  period: VARCHAR, Jalali period
  basis: VARCHAR, reported, register, customs, suitcase
  in_category_total: BOOLEAN, Whether it counts for the total over the categories
  in_domain_total: BOOLEAN, Whether it counts for the total over the domains
---*/
SELECT DISTINCT base_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis, in_category_total, in_domain_total
FROM derived.contributed
