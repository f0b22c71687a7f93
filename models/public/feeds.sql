/*---
name: feeds
title:
  fa: گزارش‌ها
  en: Feeds
grain: one row a feed
key: [feed]
from: derived.feeds
---*/
