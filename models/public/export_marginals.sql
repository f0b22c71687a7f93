/*---
name: export_marginals
title:
  fa: جمع‌های دیگر آمار گمرک
  en: Other customs sums
grain: >-
  one row a row of an edition that does not count: another sum of the same trade, months of a quarter that is not whole, or
  a release of which no difference can be formed; for comparison only
trap:
  fa: "هرگز با exports جمع نمی‌شود؛ همان تجارت است به جمعی دیگر."
  en: "Never to be added to exports: it is the same trade by another sum."
key: [delivery_id, sheet_name, row_number]
optional: [period, customs_office, customs_office_code, destination, destination_code, hs_code, weight_kg, value_rial,
  value_usd]
columns:
  period_key: ~
  period: ~
  layout: ~
  standing: ~
  customs_office: ~
  customs_office_code: ~
  destination: ~
  destination_code: ~
  hs_code: ~
  weight_kg: ~
  value_rial: ~
  value_usd: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_synthetic: ~
---*/
SELECT e.period_key, e.period, e.layout, d.standing, e.customs_office, e.customs_office_code, e.destination,
  e.destination_code, e.hs_code, e.weight_kg, e.value_rial, e.value_usd, e.delivery_id, e.sheet_name, e.row_number,
  e.is_synthetic
FROM core.exports AS e
INNER JOIN core.export_editions AS d
  ON d.period_key = e.period_key AND d.delivery_id = e.base_id AND d.layout = e.layout AND d.cover = e.cover
LEFT JOIN (SELECT DISTINCT p.period_key, p.delivery_id, p.layout, p.cover FROM core.export_parts AS p) AS p
  ON p.period_key = e.period_key AND p.delivery_id = e.base_id AND p.layout = e.layout AND p.cover = e.cover
WHERE p.delivery_id IS NULL
ORDER BY e.delivery_id, e.sheet_name, e.row_number
