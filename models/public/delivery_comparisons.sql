/*---
name: delivery_comparisons
title:
  fa: سنجش با تحویل پیشین
  en: Deliveries beside the one before
grain: one row a delivery, column and measure
key: [delivery_id, column_name, measure]
optional: [before, after, factor]
codes: {measure: [rows, sum, median, ratio]}
columns:
  delivery_id: Delivery
  compared_with: The one that it supersedes, else the same office’s period before
  column_name: Column, two of them for a ratio, empty for the rows
  measure: rows of data, sum over the rows that both have, median of positive values, median ratio of two columns
  rows_compared: Rows (keys) on the scarcer side
  before: Measure in the earlier delivery; empty in lists of persons
  after: Measure in this delivery; empty in lists of persons
  factor: After divided by before
---*/
SELECT delivery_id, compared_with, column_name, measure, rows_compared, before, after, factor
FROM judged.delivery_comparisons
ORDER BY delivery_id, column_name, measure
