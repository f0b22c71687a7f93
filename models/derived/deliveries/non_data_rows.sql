/*---
name: non_data_rows
grain: one row a row that is no data, and column of which it states a total
description: >-
  Totals, notes, blanks and repeated headings. In lists of persons neither their rows nor what they state is told: on a
  sheet of one county that is how many persons it lists.
columns:
  delivery_id: VARCHAR, Delivery
  sheet_name: VARCHAR, Sheet
  row_number: INTEGER, Row; in lists of persons the place among such rows of the sheet
  kind: VARCHAR, blank, total, subtotal, average, note, repeated_header, signature, heading, title, column_numbers, letterhead or page_number
  text: VARCHAR, What stands in it
  column_name: VARCHAR, Column of a stated total
  stated: DECIMAL(38,9), Total as stated; empty in lists of persons
  computed: DECIMAL(38,9), Sum of the rows of the file that it is of, those in quarantine included; empty in lists of persons
  difference: DECIMAL(38,9), Stated minus sum
  quarantined: DECIMAL(38,9), Part of the sum that stands in quarantined rows; empty in lists of persons
  claim: "VARCHAR, What a total is of: all (rows of its table), group (of them) or whole (of which the table may list a part)"
  first_row: INTEGER, First row that it is of; empty in lists of persons
  last_row: INTEGER, Last row that it is of; empty in lists of persons
function: pipelines.pipeline.described.quarantine.non_data_rows
facts: true
---*/
