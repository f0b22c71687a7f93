/*---
name: registry_entries
grain: one row an entry of a register (a craft city, a count of listed elements …) and delivered snapshot
description: >-
  Entries of the heritage office's registers. An entry is known by its number and its list; one element may be
  shared by several provinces, and is then one entry all the same.
columns:
  row_id: VARCHAR, The source row (delivery, sheet, row)
  entry_id: VARCHAR, Key of the entry
  registry_kind: VARCHAR, Which register
  name_fa: VARCHAR, Name in Persian
  name_en: VARCHAR, Name in English
  level: VARCHAR, National or world city, national list …
  craft_fa: VARCHAR, Craft for which it is registered, in Persian
  craft_en: VARCHAR, Craft for which it is registered, in English
  area_code: VARCHAR, City, county or province
  domain: VARCHAR, crafts, carpet, all …
  province_text: VARCHAR, Provinces that share it, as written
  registered_on: VARCHAR, Date of registration (partial Jalali date)
  registered_by: VARCHAR, Body that registered it
  expires_on: VARCHAR, End of validity (partial Jalali date)
  product_text: VARCHAR, Work or product that got a seal or mark
  state: VARCHAR, definitive, conditional or disputed
  entries: BIGINT, How many, where the row is a count
  qualifier: VARCHAR, exact, about … of a count
  remark_fa: VARCHAR, Remark in Persian
  remark_en: VARCHAR, Remark in English
  is_newest: BOOLEAN, Whether it stands in the newest snapshot of its office
  frequency: VARCHAR, Q or A of the snapshot
  period: VARCHAR, Period key of the snapshot
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  is_synthetic: BOOLEAN, Whether it is invented
---*/
WITH newest AS (
  SELECT r.delivery_office, max(p.last_month) AS last_month
  FROM clean.registry AS r
  INNER JOIN reference.period_keys AS p ON p.period_key = r.delivery_period
  GROUP BY r.delivery_office
)
SELECT r.row_id, r.entry_id, r.registry_kind, r.name_fa, r.name_en, r.level, r.craft_fa, r.craft_en,
  r.area AS area_code, coalesce(r.domain, 'crafts') AS domain, r.province_text, r.registered_on, r.registered_by,
  r.expires_on, r.product_text, r.state, r.count AS entries, coalesce(r.qualifier, 'exact') AS qualifier, r.remark_fa,
  r.remark_en, n.last_month IS NOT NULL AS is_newest, p.frequency, p.period, r.delivery_id, r.sheet_name,
  r.row_number, r.is_synthetic
FROM clean.registry AS r
LEFT JOIN reference.period_keys AS p ON p.period_key = r.delivery_period
LEFT JOIN newest AS n
  ON coalesce(n.delivery_office, '') = coalesce(r.delivery_office, '') AND n.last_month = p.last_month
