/*---
name: waiting_rows
grain: one row a delivery, different place of its rows in quarantine, and column that says it
description: >-
  Where the rows count that a delivery has in quarantine, as far as their cells can be read. A delivery of which
  nothing is known has one row without a value.
columns:
  delivery_id: VARCHAR, Delivery
  place: INTEGER, Number of the place within the delivery
  column_name: VARCHAR, Column that says it
  value: VARCHAR, Its clean value; empty where the cell cannot be read or is in doubt
function: pipelines.pipeline.described.quarantine.waiting_rows
facts: true
---*/
