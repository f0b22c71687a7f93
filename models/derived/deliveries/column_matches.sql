/*---
name: column_matches
grain: one row a delivery, sheet and column
description: How each sheet's columns were understood.
columns:
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  column_letter: VARCHAR, Column letter
  header: VARCHAR, Heading in the file
  column_name: VARCHAR, Column of the contract, empty where it has none
  note: VARCHAR, How it was matched
function: pipelines.pipeline.described.deliveries.column_matches
facts: true
---*/
