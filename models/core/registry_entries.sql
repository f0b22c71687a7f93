/*---
name: registry_entries
grain: one row an entry of a register (a craft city, a count of listed elements …) and delivered snapshot
description: >-
  Entries of the heritage office's registers. An entry is known by its number and its list; one element may be
  shared by several provinces, and is then one entry all the same.
columns:
  row_id: The source row (delivery, sheet, row)
  entry_id: Key of the entry
  registry_kind: Which register
  name_fa: Name in Persian
  name_en: Name in English
  level: National or world city, national list …
  craft_fa: Craft for which it is registered, in Persian
  craft_en: Craft for which it is registered, in English
  area_code: City, county or province
  domain: crafts, carpet, all …
  province_text: Provinces that share it, as written
  registered_on: Date of registration (partial Jalali date)
  registered_by: Body that registered it
  expires_on: End of validity (partial Jalali date)
  product_text: Work or product that got a seal or mark
  state: definitive, conditional or disputed
  entries: How many, where the row is a count
  qualifier: exact, about … of a count
  remark_fa: Remark in Persian
  remark_en: Remark in English
  is_newest: Whether it stands in the newest snapshot of its office
  frequency: Q or A of the snapshot
  period: Period key of the snapshot
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
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
