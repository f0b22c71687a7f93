/*---
name: completeness
grain: one row a feed, office and expected period
description: What was expected of each office, and whether it came.
columns:
  feed: VARCHAR, Feed
  feed_title_fa: VARCHAR, Feed in Persian
  feed_title_en: VARCHAR, Feed in English
  office: VARCHAR, Office
  period: VARCHAR, Period, the first one of several
  period_to: VARCHAR, Last period for which the row stands
  periods: INTEGER, Number of periods for which it stands
  due_on: DATE, Day until which it was to come; empty where nothing was asked
  state: VARCHAR, received, late (came after its day), partial (months or areas of it are still to come), missing (did not come; not a zero), held, refused, not_due, never (nothing ever came)
  days_late: INTEGER, Days after the due day (of the first period), until it came or until as_of
  delivery_id: VARCHAR, Delivery
  received_on: DATE, Day on which the first one came
  sentence_fa: VARCHAR, In words, Persian
  sentence_en: VARCHAR, In words, English
  as_of: DATE, Day of the build, on which this was assessed
function: pipelines.pipeline.described.governance.completeness
facts: true
today: true
---*/
