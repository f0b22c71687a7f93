/*---
name: suitcase_exports
title:
  fa: صادرات چمدانی
  en: Suitcase exports
grain: one row a period, area of origin, destination, craft and declarer; never added to customs figures
trap:
  fa: "راهی جدا از گمرک است؛ با exports جمع نمی‌شود."
  en: "A channel of its own beside customs, never to be added to exports."
key: [frequency, period, area_code, domain, destination, craft_code, declared_by, is_synthetic]
optional: [pieces, weight_kg, value_rial, value_usd]
columns:
  frequency: ~
  period: ~
  area_code: ~
  domain: ~
  destination: Persian name of the country of destination; empty where it is not said
  destination_code: Its code; empty where it is not said
  craft_code: Craft; empty where it is not said
  declared_by: ~
  declarations: Declared lines
  pieces: ~
  weight_kg: ~
  value_rial: ~
  value_usd: ~
  declarations_without_value: Declared lines of which the value in dollars is unknown; where there are any the sum is the least that it can be
  is_complete: Whether lists of the whole period have come; where not, the sums are those of the months that came
  is_synthetic: ~
---*/
SELECT frequency, period, area_code, domain, coalesce(destination, '') AS destination,
  coalesce(destination_code, '') AS destination_code, coalesce(craft_code, '') AS craft_code, declared_by,
  count(*) AS declarations, CAST(sum(pieces) AS BIGINT) AS pieces,
  CAST(sum(weight_kg) AS DECIMAL(38,9)) AS weight_kg, CAST(sum(value_rial) AS DECIMAL(38,9)) AS value_rial,
  CAST(sum(value_usd) AS DECIMAL(38,9)) AS value_usd,
  CAST(sum(CASE WHEN value_usd IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS declarations_without_value,
  bool_and(is_complete) AS is_complete, is_synthetic
FROM core.suitcase_exports
WHERE period IS NOT NULL
GROUP BY frequency, period, area_code, domain, coalesce(destination, ''), coalesce(destination_code, ''),
  coalesce(craft_code, ''), declared_by, is_synthetic
ORDER BY period, area_code, domain, destination, craft_code, declared_by, is_synthetic
