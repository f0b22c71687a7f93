/*---
name: freshness
grain: one row a feed and office
description: How fresh each office's feeds are.
columns:
  feed: VARCHAR, Feed
  feed_title_fa: VARCHAR, Feed in Persian
  feed_title_en: VARCHAR, Feed in English
  office: VARCHAR, Office
  cadence: VARCHAR, How often it is to come
  deliveries: INTEGER, Files received and taken
  last_period: VARCHAR, Latest period of which one speaks
  last_received_on: DATE, When the last one came
  days_since: INTEGER, Days since, on as_of
  allowed_days: INTEGER, Days that may pass; empty for a feed that comes on occasion
  stale_on: DATE, Day from which it is stale
  state: VARCHAR, fresh, stale, silent (twice the allowed days have passed), never (nothing came), occasional (nothing is asked)
  as_of: DATE, Day of the build, on which this was assessed
function: pipelines.pipeline.described.governance.freshness
facts: true
today: true
---*/
