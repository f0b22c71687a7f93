/*---
name: non_data_rows
grain: one row a row that is no data, and column of which it states a total
description: Totals, notes, blanks and repeated headings.
columns:
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row
  kind: VARCHAR, blank, total, subtotal, average, note, repeated_header, signature, heading, title, column_numbers, letterhead or page_number
  text: VARCHAR, What stands in it
  column_name: VARCHAR, Column of a stated total
  stated: DECIMAL(38,9), Total as stated
  computed: DECIMAL(38,9), Sum of the rows of the file that it is of, those in quarantine included
  difference: DECIMAL(38,9), Stated minus sum
  quarantined: DECIMAL(38,9), Part of the sum that stands in quarantined rows
  claim: "VARCHAR, What a total is of: all (rows of its table), group (of them) or whole (of which the table may list a part)"
  first_row: INTEGER, First row that it is of
  last_row: INTEGER, Last row that it is of
function: pipelines.pipeline.described.quarantine.non_data_rows
facts: true
---*/
