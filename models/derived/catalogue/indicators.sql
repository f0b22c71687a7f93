/*---
name: indicators
grain: one row an indicator
description: The indicators' definitions, each with the feeds behind it and those that its query reads.
columns:
  indicator_id: VARCHAR, Name of the indicator and of its SQL file
  title_fa: VARCHAR, Title in Persian
  title_en: VARCHAR, Title in English
  definition_fa: VARCHAR, Definition in Persian
  definition_en: VARCHAR, Definition in English
  unit: VARCHAR, Unit of the value
  kind: VARCHAR, stock, flow, cumulative, ratio, rank or index
  direction: VARCHAR, Whether up or down is good
  decimals: INTEGER, Decimals to show
  theme: VARCHAR, Theme
  owner: VARCHAR, Office that owns the figure
  caveat_fa: VARCHAR, What to beware of, in Persian
  caveat_en: VARCHAR, What to beware of, in English
  blank_fa: VARCHAR, What it means that there is no figure, in Persian
  blank_en: VARCHAR, What it means that there is no figure, in English
  disclosure: VARCHAR, Rule for small counts
  headline: INTEGER, Place on the front page, if any
  source_feeds: VARCHAR, Feeds whose rows stand behind its values in this version; empty where it has none
  possible_feeds: VARCHAR, Feeds that its query reads, by itself or through other tables; their rows may come to stand behind it or tell what is complete
  depends_on: VARCHAR, Indicators it is made of
  sql: VARCHAR, The query of its contributions
function: pipelines.pipeline.described.catalogue.indicators
facts: true
tables: [derived.indicator_feeds]
---*/
