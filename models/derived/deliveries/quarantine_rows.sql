/*---
name: quarantine_rows
grain: one row a quarantined cell
description: >-
  Cells that were kept out or pointed out: of each delivery the first 2,000; the summary counts all.
columns:
  delivery_id: VARCHAR, Delivery
  file_name: VARCHAR, File
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  column_letter: VARCHAR, Column letter of the workbook
  column_name: VARCHAR, Column
  column_title_fa: VARCHAR, Column in Persian
  column_title_en: VARCHAR, Column in English
  rule: VARCHAR, Rule that was broken
  severity: VARCHAR, quarantine (kept out) or warn (loaded and pointed out)
  value_shown: VARCHAR, Value in the file; masked where it may identify a person
  sentence_fa: VARCHAR, What is wrong and what to do, in Persian
  sentence_en: VARCHAR, What is wrong and what to do, in English
  resolved_by: VARCHAR, Correction that has brought the row in, empty while it waits
function: pipelines.pipeline.described.quarantine.quarantine_rows
facts: true
---*/
