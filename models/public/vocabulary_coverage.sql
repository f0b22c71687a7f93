/*---
name: vocabulary_coverage
title:
  fa: سهم شناخته‌شدهٔ ستون‌ها
  en: How much of a column is understood
grain: one row a feed without persons, column of words and delivered period
key: [feed, column_name, period]
from: derived.vocabulary_coverage
---*/
