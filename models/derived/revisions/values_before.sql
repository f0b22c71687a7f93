/*---
name: values_before
grain: one row a value and version in which it was published anew or otherwise
description: What was published of every value until now, as the ledger keeps it.
columns:
  value_id: VARCHAR, Value
  version: INTEGER, Version that published it
  published_at: TIMESTAMP, When that was published (UTC)
  published_on: DATE, The day in Tehran on which that was published
  indicator_id: VARCHAR, Indicator
  area_code: VARCHAR, Area
  domain: VARCHAR, crafts, carpet, all …
  breakdown: VARCHAR, By what it is broken down, empty for the whole
  category: VARCHAR, Category of the breakdown, empty for the whole
  frequency: VARCHAR, Q quarter or A year
  period: VARCHAR, Jalali period
  basis: VARCHAR, reported, register, customs, suitcase
  value: DECIMAL(38,9), The value; empty where it was not told
  status: VARCHAR, "Its status, or withdrawn where it was published no more"
  cause: VARCHAR, Why it was published anew
  delivery_id: VARCHAR, Delivery that brought it; empty where none did
  is_synthetic: BOOLEAN, Whether it is invented
function: pipelines.pipeline.described.revisions.values_before
facts: true
---*/
