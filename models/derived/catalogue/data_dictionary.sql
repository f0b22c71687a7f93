/*---
name: data_dictionary
grain: one row a table and column
description: What is published, column by column, with its meaning in both languages and its concept in SDMX.
columns:
  table_name: VARCHAR, Table of the published file
  column_name: VARCHAR, Column
  position: INTEGER, Place of the column in its table, from 1
  data_type: VARCHAR, SQL type
  is_key: BOOLEAN, Whether it belongs to the key of its table
  is_optional: BOOLEAN, Whether it may be empty
  meaning_fa: VARCHAR, Meaning in Persian
  meaning_en: VARCHAR, Meaning in English
  concept: VARCHAR, SDMX concept that it stands for; empty where it has none
function: pipelines.pipeline.described.dictionary.data_dictionary
facts: true
tables: [derived.release, derived.value_history]
step: publish
---*/
