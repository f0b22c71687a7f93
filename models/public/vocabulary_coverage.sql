/*---
name: vocabulary_coverage
title:
  fa: سهم شناخته‌شدهٔ ستون‌ها
  en: How much of a column is understood
grain: one row a feed without persons, column of words and delivered period
key: [feed, column_name, period]
columns:
  feed: Feed; of feeds of persons the shares of the published breakdowns are told (unclassified_shares)
  column_name: Column that a row can do without
  column_title_fa: Its Persian title
  column_title_en: Its English title
  period: Period of the deliveries; empty where they have none
  cells: Rows in force
  recognised: Those whose word the list knows; an empty cell that has a default is one of them
  not_recognised: Those whose word the list does not know
  not_stated: Those in which nothing is written
---*/
SELECT feed, column_name, column_title_fa, column_title_en, period, cells, recognised, not_recognised, not_stated
FROM derived.vocabulary_coverage
ORDER BY feed, column_name, period
