/*---
name: registry_entries
grain: one row an entry of a register (a craft city, a count of listed elements …)
description: Entries of the heritage office's registers, as the latest delivered snapshot has them.
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
  registered_on: Date of registration (partial Jalali date)
  state: definitive, conditional or disputed
  entries: How many, where the row is a count
  qualifier: exact, about … of a count
  remark_fa: Remark in Persian
  remark_en: Remark in English
  frequency: Q or A of the snapshot
  period: Period key of the snapshot
  delivery_id: Delivery
  sheet_name: Sheet
  row_number: Row
  is_synthetic: Whether it is invented
---*/
SELECT r.row_id, r.entry_id, r.registry_kind, r.name_fa, r.name_en, r.level, r.craft_fa, r.craft_en,
  r.area AS area_code, coalesce(r.domain, 'crafts') AS domain, r.registered_on, r.state, r.count AS entries,
  coalesce(r.qualifier, 'exact') AS qualifier, r.remark_fa, r.remark_en, p.frequency, p.period,
  r.delivery_id, r.sheet_name, r.row_number, r.is_synthetic
FROM clean.registry AS r
LEFT JOIN reference.period_keys AS p ON p.period_key = r.delivery_period
