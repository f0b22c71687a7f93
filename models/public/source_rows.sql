/*---
name: source_rows
title:
  fa: سطرهای منبع
  en: Source rows
grain: one row a source row of a feed without persons
key: [row_id]
optional: [clean]
columns:
  row_id: Key, as in lineage
  delivery_id: Delivery
  feed: Feed
  sheet_name: Sheet
  row_number: Row
  raw: Cells as they stand in the file, as JSON by heading
  clean: Cells after cleaning, as JSON by column
---*/
SELECT row_id, delivery_id, feed, sheet_name, row_number, raw, clean
FROM derived.source_rows
ORDER BY row_id
