/*---
name: export_hidden_origin
grain: one row a period, origin, domain and tariff line that names its origin
description: >-
  What tariff lines whose own wording names their origin say of it, and through whose offices it left: of the province
  in which the origin lies, or of others. Where an edition does not tell the office of every row nobody knows any of
  these: they are empty.
columns:
  frequency: ~
  period: ~
  area_code: VARCHAR, Area that the tariff line names
  domain: ~
  hs8: ~
  rows: ~
  value_usd: ~
  rows_without_value: ~
  weight_kg: ~
  through_own_usd: DECIMAL(38,9), Of it through offices of the area’s province; empty where the edition does not tell the office of every row
  through_others_usd: DECIMAL(38,9), Of it through all other offices; empty where the edition does not tell the office of every row
  offices: BIGINT, Offices through which it left
  customs_offices: VARCHAR, Their names; empty where the edition tells none
  own_offices_usd: DECIMAL(38,9), What the province’s own offices tell of all core lines of the domain in the period; empty where the edition does not tell the office of every row
  delivery_ids: VARCHAR, Deliveries behind it
  is_synthetic: ~
---*/
WITH home AS (
  SELECT r.*, p.ancestor_code AS province_code FROM derived.export_rows r
  JOIN reference.area_ancestors p ON p.area_code = r.area_code AND p.ancestor_kind = 'province'
  WHERE r.basis = 'origin'
),
own AS (
  SELECT frequency, period, domain, area_code AS province_code, CAST(sum(value_usd) AS DECIMAL(38,9)) AS usd
  FROM derived.export_rows WHERE basis = 'office' GROUP BY ALL
)
SELECT h.frequency, h.period, h.area_code, h.domain, h.hs8, CAST(sum(h.rows) AS BIGINT) AS rows,
  CAST(sum(h.value_usd) AS DECIMAL(38,9)) AS value_usd,
  CAST(sum(h.rows_without_value) AS BIGINT) AS rows_without_value, CAST(sum(h.weight_kg) AS DECIMAL(38,9)) AS weight_kg,
  CASE WHEN count(*) = count(h.customs_office) THEN CAST(
    coalesce(sum(h.value_usd) FILTER (h.office_area_code = h.province_code), 0) AS DECIMAL(38,9)) END
    AS through_own_usd,
  CASE WHEN count(*) = count(h.customs_office) THEN CAST(
    coalesce(sum(h.value_usd) FILTER (h.office_area_code IS DISTINCT FROM h.province_code), 0) AS DECIMAL(38,9)) END
    AS through_others_usd,
  count(DISTINCT h.customs_office) AS offices,
  coalesce(string_agg(DISTINCT h.customs_office, '، ' ORDER BY h.customs_office), '') AS customs_offices,
  CASE WHEN count(*) = count(h.customs_office) THEN CAST(any_value(coalesce(o.usd, 0)) AS DECIMAL(38,9)) END
    AS own_offices_usd,
  array_to_string(list_sort(list_distinct(flatten(list(h.delivery_ids)))), ', ') AS delivery_ids,
  bool_or(h.is_synthetic) AS is_synthetic
FROM home h
LEFT JOIN own o ON o.frequency = h.frequency AND o.period = h.period AND o.domain = h.domain
  AND o.province_code = h.province_code
GROUP BY h.frequency, h.period, h.area_code, h.domain, h.hs8
ORDER BY ALL
