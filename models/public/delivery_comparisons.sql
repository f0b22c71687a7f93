/*---
name: delivery_comparisons
title:
  fa: سنجش تحویل‌ها با یکدیگر
  en: Deliveries beside each other
grain: one row a delivery, one that it is compared with, column, unit and measure
key: [delivery_id, compared_with, column_name, unit, measure]
optional: [before, after, factor]
codes: {relation: [before, after, edition], measure: [rows, sum, median, ratio, total]}
columns:
  delivery_id: Delivery
  compared_with: The other delivery
  relation: >-
    before for the one that it supersedes, else the same office's period before; after for the period after it, where
    that one was here first; edition for a table of the same period by other dimensions
  column_name: Column, two of them for a ratio, empty for the rows
  unit: Unit of the rows, where a column holds several; empty elsewhere
  measure: >-
    rows of data, sum over the rows that both have, median of positive values, median ratio of two columns, total of the
    whole table
  rows_compared: Rows (keys) on the scarcer side
  before: Measure in the other delivery; empty in lists of persons
  after: Measure in this delivery; empty in lists of persons
  factor: After divided by before
---*/
SELECT delivery_id, compared_with, relation, column_name, unit, measure, rows_compared, before, after, factor
FROM derived.delivery_comparisons
ORDER BY delivery_id, compared_with, column_name, unit, measure
