/*---
name: source_rows
grain: one row a source row
description: >-
  The raw and the clean cells of every row that is shown, never of lists of persons; quarantined rows too, their
  clean side empty.
columns:
  row_id: VARCHAR, Key, as in lineage
  delivery_id: VARCHAR, Delivery
  feed: VARCHAR, Feed
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  raw: VARCHAR, Cells as they stand in the file, as JSON by heading
  clean: VARCHAR, Cells after cleaning, as JSON by column
function: pipelines.pipeline.described.source_rows.source_rows
facts: true
---*/
