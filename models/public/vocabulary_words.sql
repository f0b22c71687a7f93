/*---
name: vocabulary_words
title:
  fa: واژه‌های شناخته‌نشده
  en: Words not recognised
grain: one row a feed, column and word that its list does not know
key: [feed, column_name, word_key]
optional: [cells, suggestions]
from: derived.vocabulary_words
---*/
