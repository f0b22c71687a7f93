/*---
name: delivery_comparisons
grain: one row a pair of deliveries, column, unit and measure
description: How each delivery compares with others; a median of persons is somebody's own figure, and is left out.
columns:
  delivery_id: VARCHAR, Delivery
  compared_with: VARCHAR, The other delivery
  relation: VARCHAR, before for the one that it supersedes, else the same office's period before; after for the period after it, where that one was here first; edition for a table of the same period by other dimensions
  column_name: VARCHAR, Column, two of them for a ratio, empty for the rows
  unit: VARCHAR, Unit of the rows, where a column holds several; empty elsewhere
  measure: VARCHAR, rows of data, sum over the rows that both have, median of positive values, median ratio of two columns, total of the whole table
  rows_compared: BIGINT, Rows (keys) on the scarcer side
  before: DECIMAL(38,9), Measure in the other delivery; empty in lists of persons
  after: DECIMAL(38,9), Measure in this delivery; empty in lists of persons
  factor: DECIMAL(38,9), After divided by before
function: pipelines.pipeline.described.governance.delivery_comparisons
facts: true
---*/
