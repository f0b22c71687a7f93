/*---
name: vocabulary_coverage
grain: one row a feed, column and delivered period
description: >-
  How much of each column of words is understood. Feeds of persons are not in it, as what is hidden in a breakdown
  would be told beside it.
columns:
  feed: VARCHAR, Feed; of feeds of persons the shares of the published breakdowns are told (unclassified_shares)
  column_name: VARCHAR, Column that a row can do without
  column_title_fa: VARCHAR, Its Persian title
  column_title_en: VARCHAR, Its English title
  period: VARCHAR, Period of the deliveries; empty where they have none
  cells: BIGINT, Rows in force
  recognised: BIGINT, Those whose word the list knows; an empty cell that has a default is one of them
  not_recognised: BIGINT, Those whose word the list does not know
  not_stated: BIGINT, Those in which nothing is written
function: pipelines.pipeline.described.vocabulary.vocabulary_coverage
facts: true
---*/
