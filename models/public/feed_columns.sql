/*---
name: feed_columns
title:
  fa: ستون‌های گزارش
  en: Data dictionary
grain: one row a column of a feed
key: [feed, position]
optional: [unit, codes, description_fa, description_en]
from: derived.feed_columns
---*/
