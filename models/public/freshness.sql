/*---
name: freshness
title:
  fa: تازگی داده‌ها
  en: Freshness
grain: one row a feed and office
key: [feed, office]
optional: [last_period, last_received_on, days_since, allowed_days, stale_on]
codes: {state: [fresh, stale, silent, never, occasional]}
columns:
  feed: Feed
  feed_title_fa: Feed in Persian
  feed_title_en: Feed in English
  office: Office
  cadence: How often it is to come
  deliveries: Files received and taken
  last_period: Latest period of which one speaks
  last_received_on: When the last one came
  days_since: Days since, on as_of
  allowed_days: Days that may pass; empty for a feed that comes on occasion
  stale_on: Day from which it is stale
  state: fresh, stale, silent (twice the allowed days have passed), never (nothing came), occasional (nothing is asked)
  as_of: Day of the build, on which this was judged
---*/
SELECT feed, feed_title_fa, feed_title_en, office, cadence, deliveries, last_period, last_received_on,
  days_since, allowed_days, stale_on, state, as_of
FROM derived.freshness
ORDER BY feed, office
