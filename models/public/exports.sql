/*---
name: exports
title:
  fa: صادرات گمرکی
  en: Customs exports
grain: >-
  one row a customs row that counts and the period for which it does; of a quarter that is the difference of two releases,
  the rows of the earlier one bear negative figures, so that a sum is that of the period
trap:
  fa: "خاستگاه و گمرک دو چیزند: گمرکی که کالا را ارزیابی کرده با استانی که آن را ساخته یکی نیست. دوره‌ها کنار هم ایستاده‌اند (سال، فصل، ماه)؛ یکی را برگزینید."
  en: "Office and origin are two things: the office that assessed goods is not the province that made them. Periods stand side by side (year, quarter, month), so choose one."
key: [period, delivery_id, sheet_name, row_number]
optional: [customs_office, customs_office_code, office_area_code, destination, destination_code, hs_code, hs8, origin_area_code, weight_kg,
  value_rial, value_usd]
columns:
  period: ~
  customs_office: ~
  customs_office_code: ~
  office_area_code: ~
  destination: ~
  destination_code: ~
  hs_code: ~
  hs8: ~
  is_core_line: ~
  domain: ~
  origin_area_code: ~
  channel: ~
  weight_kg: ~
  value_rial: ~
  value_usd: ~
  delivery_id: ~
  sheet_name: ~
  row_number: ~
  is_difference: Whether the period is formed as a difference of two releases of the year to date
  is_synthetic: ~
---*/
SELECT p.period, e.customs_office, e.customs_office_code, e.office_area_code, e.destination, e.destination_code,
  e.hs_code, e.hs8, e.is_core_line, e.domain, e.origin_area_code, e.channel,
  CASE WHEN p.sign = 1 THEN e.weight_kg ELSE -e.weight_kg END AS weight_kg,
  CASE WHEN p.sign = 1 THEN e.value_rial ELSE -e.value_rial END AS value_rial,
  CASE WHEN p.sign = 1 THEN e.value_usd ELSE -e.value_usd END AS value_usd, e.delivery_id, e.sheet_name, e.row_number,
  p.is_difference, e.is_synthetic
FROM core.exports AS e
INNER JOIN core.export_parts AS p
  ON p.period_key = e.period_key AND p.delivery_id = e.base_id AND p.layout = e.layout AND p.cover = e.cover
-- A year that is made of its quarters stands there already.
WHERE NOT p.is_of_quarters
ORDER BY e.delivery_id, e.sheet_name, e.row_number, p.period
