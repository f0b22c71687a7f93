/*---
name: feed_columns
grain: one row a feed and column
description: The data dictionary, straight from the contracts.
columns:
  feed: VARCHAR, Feed
  position: INTEGER, Place in the contract
  column_name: VARCHAR, Column
  title_fa: VARCHAR, Heading in Persian
  title_en: VARCHAR, Heading in English
  kind: VARCHAR, Kind of value
  required: BOOLEAN, Whether a file without it is refused
  classification: VARCHAR, public, quasi_identifier or identifier
  unit: VARCHAR, Unit of the clean value
  codes: VARCHAR, Code list
  description_fa: VARCHAR, Meaning in Persian
  description_en: VARCHAR, Meaning in English
function: pipelines.pipeline.described.catalogue.feed_columns
facts: true
---*/
