/*---
name: feeds
title:
  fa: گزارش‌ها
  en: Feeds
grain: one row a feed
key: [feed]
columns:
  feed: Feed
  title_fa: Title in Persian
  title_en: Title in English
  owner_office: Office that owes it
  delivery_kind: snapshot, events or statements
  cadence: How often it is due
  description_fa: What it holds, in Persian
  description_en: What it holds, in English
  contains_persons: Whether its rows are persons
  version: Version of the contract
---*/
SELECT feed, title_fa, title_en, owner_office, delivery_kind, cadence, description_fa, description_en,
  contains_persons, version
FROM derived.feeds
ORDER BY feed
