/*---
name: feed_columns
title:
  fa: ستون‌های گزارش
  en: Data dictionary
grain: one row a column of a feed
key: [feed, position]
optional: [unit, codes, description_fa, description_en]
columns:
  feed: Feed
  position: Place in the contract
  column_name: Column
  title_fa: Heading in Persian
  title_en: Heading in English
  kind: Kind of value
  required: Whether a file without it is refused
  classification: public, quasi_identifier or identifier
  unit: Unit of the clean value
  codes: Code list
  description_fa: Meaning in Persian
  description_en: Meaning in English
---*/
SELECT feed, position, column_name, title_fa, title_en, kind, required, classification, unit, codes,
  description_fa, description_en
FROM derived.feed_columns
ORDER BY feed, position
