/*---
name: normalisations
grain: one row a delivery, column and kind of normalisation
description: What was normalised, with an example where it identifies nobody.
columns:
  delivery_id: VARCHAR, Delivery
  column_name: VARCHAR, Column
  note: VARCHAR, What was normalised
  cells: BIGINT, Cells that it touched
  example_raw: VARCHAR, A cell as it was sent; empty where it could identify a person
  example_clean: VARCHAR, The same cell as it was loaded
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
function: pipelines.pipeline.described.governance.normalisations
facts: true
---*/
