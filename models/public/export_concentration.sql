/*---
name: export_concentration
title:
  fa: تمرکز صادرات
  en: Concentration of exports
grain: one row a period, domain and dimension (line, destination, office)
key: [frequency, period, domain, dimension]
codes:
  dimension: export_dimensions
columns:
  frequency: Q or A
  period: Period
  domain: crafts or carpet
  dimension: line, destination or office
  parts: Parts with a value above zero
  value_usd: Value of the whole in US dollars
  herfindahl: 'Sum of the squared shares: 1 for one part alone, 1/n for n equal ones'
  largest: The largest part
  largest_share: Its share
  three_largest_share: Share of the three largest
  is_synthetic: Whether it is invented
---*/
SELECT frequency, period, domain, dimension, parts, value_usd, herfindahl, largest, largest_share,
  three_largest_share, is_synthetic
FROM derived.export_concentration
ORDER BY frequency, period, domain, dimension
