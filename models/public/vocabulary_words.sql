/*---
name: vocabulary_words
title:
  fa: واژه‌های شناخته‌نشده
  en: Words not recognised
grain: one row a feed, column and word that its list does not know
key: [feed, column_name, word_key]
optional: [cells, suggestions]
columns:
  feed: Feed
  column_name: Column
  column_title_fa: Its Persian title
  column_title_en: Its English title
  word_list: List whose words stand in the column
  word_key: How the word is found again, whatever its spelling
  word: The word as it is mostly written; of public columns alone, of persons only what enough rows of one file say
  cells: Cells that hold it; never told of persons
  is_needed: Whether rows without a known word are kept out; else they count as not recognised
  suggestions: Titles of the list that look like it
  files: Files in which it stands, the first five
  file_count: Files in which it stands
---*/
SELECT feed, column_name, column_title_fa, column_title_en, word_list, word_key, word, cells, is_needed, suggestions,
  files, file_count
FROM derived.vocabulary_words
ORDER BY feed, column_name, word_key
