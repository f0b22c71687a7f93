/*---
name: feeds
grain: one row a feed
description: The feeds, as their contracts tell of them.
columns:
  feed: VARCHAR, Feed
  title_fa: VARCHAR, Title in Persian
  title_en: VARCHAR, Title in English
  owner_office: VARCHAR, Office that owes it
  delivery_kind: VARCHAR, snapshot, events or statements
  cadence: VARCHAR, How often it is due
  description_fa: VARCHAR, What it holds, in Persian
  description_en: VARCHAR, What it holds, in English
  contains_persons: BOOLEAN, Whether its rows are persons
  version: VARCHAR, Version of the contract
function: pipelines.pipeline.described.catalogue.feeds
facts: true
---*/
