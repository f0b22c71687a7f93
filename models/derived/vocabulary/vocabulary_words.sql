/*---
name: vocabulary_words
grain: one row a feed, column and word
description: Words of deliveries in force or held that no list knows.
columns:
  feed: VARCHAR, Feed
  column_name: VARCHAR, Column
  column_title_fa: VARCHAR, Its Persian title
  column_title_en: VARCHAR, Its English title
  word_list: VARCHAR, List whose words stand in the column
  word_key: VARCHAR, How the word is found again, whatever its spelling
  word: VARCHAR, The word as it is mostly written; of public columns alone, of persons only what enough rows of one file say
  cells: BIGINT, Cells that hold it; never told of persons
  is_needed: BOOLEAN, Whether rows without a known word are kept out; else they count as not recognised
  suggestions: VARCHAR, Titles of the list that look like it
  files: VARCHAR, Files in which it stands, the first five
  file_count: INTEGER, Files in which it stands
function: pipelines.pipeline.described.vocabulary.vocabulary_words
facts: true
---*/
