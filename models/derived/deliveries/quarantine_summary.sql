/*---
name: quarantine_summary
grain: one row a delivery, sheet, column, rule and value
description: >-
  Rows of quarantine in groups. A column of many different bad values is one group, which names the first of them.
  Rows that a later correction brought in are told apart.
columns:
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  column_name: VARCHAR, Column
  column_letter: VARCHAR, Column letter of the workbook, empty where the file has none
  rule: VARCHAR, Rule that was broken
  severity: VARCHAR, quarantine (kept out) or warn (loaded and pointed out)
  is_resolved: BOOLEAN, Whether a later correction has brought these rows in
  value_shown: VARCHAR, Value in the file; masked where it may identify a person, empty where there are several
  value_count: BIGINT, Different values
  rows: BIGINT, Rows
  first_row: INTEGER, First row
  first_rows: VARCHAR, The first three rows, as 5, 9, 12
  sentence_fa: VARCHAR, What is wrong in how many rows, and what to do, in Persian
  sentence_en: VARCHAR, What is wrong in how many rows, and what to do, in English
function: pipelines.pipeline.described.quarantine.quarantine_summary
facts: true
---*/
