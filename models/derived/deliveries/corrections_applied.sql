/*---
name: corrections_applied
grain: one row a correction and delivery
description: What became of each guarded correction.
columns:
  correction_id: VARCHAR, Correction, the name of its file
  feed: VARCHAR, Feed
  delivery_id: VARCHAR, Delivery; empty when none is in force
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  column_name: VARCHAR, Column
  old_value: VARCHAR, What must stand there for the correction to apply
  found_value: VARCHAR, What stands there
  new_value: VARCHAR, What is read instead; empty to empty the cell
  state: VARCHAR, applied; guard_failed (something else stands there); no_delivery (the file is not in force)
  reason_fa: VARCHAR, Why, in Persian
  reason_en: VARCHAR, Why, in English
  provider_fa: VARCHAR, Who said so, in Persian
  provider_en: VARCHAR, Who said so, in English
  document_fa: VARCHAR, Document, in Persian
  document_en: VARCHAR, Document, in English
  told_on: DATE, When it was said
  sentence_fa: VARCHAR, What became of it, in Persian
  sentence_en: VARCHAR, What became of it, in English
function: pipelines.pipeline.described.governance.corrections_applied
facts: true
check:
  name: corrections
  asks: Every guarded correction still finds what it corrects.
  broken: state <> 'applied'
  sentence: sentence_en
---*/
