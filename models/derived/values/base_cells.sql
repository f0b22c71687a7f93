/*---
name: base_cells
grain: one row a base cell
description: Addresses of contributions, those apart that count for the total of categories or of domains.
columns:
  base_id: ~
  indicator_id: ~
  area_code: ~
  domain: ~
  breakdown: ~
  category: ~
  frequency: ~
  period: ~
  basis: ~
  in_category_total: ~
  in_domain_total: ~
---*/
SELECT DISTINCT base_id, indicator_id, area_code, domain, breakdown, category, frequency, period, basis, in_category_total, in_domain_total
FROM derived.contributed
