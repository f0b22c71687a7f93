/*---
name: freshness
title:
  fa: تازگی داده‌ها
  en: Freshness
grain: one row a feed and office
key: [feed, office]
optional: [last_period, last_received_on, days_since, allowed_days, stale_on]
codes: {state: [fresh, stale, silent, never, occasional]}
from: derived.freshness
---*/
