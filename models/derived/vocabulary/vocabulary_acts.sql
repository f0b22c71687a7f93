/*---
name: vocabulary_acts
grain: one row an act
description: What was said of words, and what has become of it.
columns:
  ordinal: INTEGER, Place among all acts; the last one on a word counts
  word_list: VARCHAR, List in which the word means something from then on
  word_key: VARCHAR, How the word is found again, whatever its spelling
  word: VARCHAR, The word
  code: VARCHAR, What it means, a code of the list, other or not_stated; empty where an earlier act is taken back
  code_title: VARCHAR, Persian title of the code
  decided_at: TIMESTAMP, When (UTC)
  actor: VARCHAR, Who, as the user of the system
  reason: VARCHAR, Why
  state: VARCHAR, in_force; replaced by a later act; taken_back (this act takes one back); known_now or known_otherwise (the list itself has learned the word since, and is followed); no_such_code
function: pipelines.pipeline.described.vocabulary.vocabulary_acts
facts: true
---*/
