/*---
name: exports_by_destination
title:
  fa: صادرات این نقشهٔ راه به هر مقصد، به دو مبنا کنار هم
  en: Exports of this roadmap’s area by destination, on two bases side by side
grain: one row a period, domain and destination
trap:
  fa: own_offices_usd آن است که از گمرک‌های خودی گذشته و own_origin_usd آن که ردیف تعرفه‌اش خاستگاه خودی را نام می‌برد، از هر گمرکی؛ این دو نمای یک تجارت‌اند و هرگز با هم جمع نمی‌شوند (both_usd در هر دو هست). سال کنار فصل‌های خود ایستاده است.
  en: own_offices_usd left through the area’s own customs offices, own_origin_usd has a tariff line that names the area as origin, through whichever office; they are two views of one trade and are never added (both_usd is in both). A year stands beside its quarters.
key: [frequency, period, domain, destination]
optional: [destination_en, alpha3, own_offices_usd, own_origin_usd, both_usd, country_usd]
columns:
  frequency: ~
  period: ~
  domain: ~
  destination: ~
  destination_en: Country in English
  alpha3: ~
  own_offices_usd: Value in US dollars through the area’s own customs offices; empty where no customs row tells any
  own_origin_usd: Value in US dollars of goods whose tariff line names the area as origin, through any office; empty where no customs row tells any
  both_usd: The part of the two that is in both, in US dollars; empty where no customs row tells any
  country_usd: Value in US dollars of the same lines from the whole country, to compare with
  rows_without_value: ~
  is_synthetic: ~
---*/
WITH own AS (
  SELECT a.area_code
  FROM public.release AS r
  CROSS JOIN public.areas AS a
  LEFT JOIN public.areas AS above ON above.area_code = a.parent_code
  LEFT JOIN public.areas AS top ON top.area_code = above.parent_code
  WHERE r.home_area_code IN (a.area_code, above.area_code, top.area_code)
),
flows AS (
  SELECT f.frequency, f.period, f.domain, f.destination, f.value_usd, f.rows_without_value, f.is_synthetic,
    office.area_code IS NOT NULL AS is_own_office, origin.area_code IS NOT NULL AS is_own_origin
  FROM public.export_flows AS f
  LEFT JOIN own AS office ON office.area_code = f.office_area_code
  LEFT JOIN own AS origin ON origin.area_code = f.origin_area_code
)
SELECT f.frequency, f.period, f.domain, f.destination, d.name_en AS destination_en, d.alpha3,
  CAST(sum(CASE WHEN f.is_own_office THEN f.value_usd END) AS DECIMAL(38,9)) AS own_offices_usd,
  CAST(sum(CASE WHEN f.is_own_origin THEN f.value_usd END) AS DECIMAL(38,9)) AS own_origin_usd,
  CAST(sum(CASE WHEN f.is_own_office AND f.is_own_origin THEN f.value_usd END) AS DECIMAL(38,9)) AS both_usd,
  CAST(sum(f.value_usd) AS DECIMAL(38,9)) AS country_usd,
  CAST(sum(CASE WHEN f.is_own_office OR f.is_own_origin THEN f.rows_without_value ELSE 0 END) AS BIGINT) AS rows_without_value,
  bool_or(f.is_synthetic) AS is_synthetic
FROM flows AS f
LEFT JOIN public.destinations AS d ON d.destination = f.destination
GROUP BY f.frequency, f.period, f.domain, f.destination, d.name_en, d.alpha3
HAVING bool_or(f.is_own_office OR f.is_own_origin)
