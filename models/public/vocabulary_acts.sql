/*---
name: vocabulary_acts
title:
  fa: آنچه دربارهٔ واژه‌ها گفته شده
  en: What was said of words
grain: one row an act of a steward on a word
key: [ordinal]
optional: [code, code_title]
codes: {state: [in_force, taken_back, replaced, known_otherwise, known_now, no_such_code]}
columns:
  ordinal: Place among all acts; the last one on a word counts
  word_list: List in which the word means something from then on
  word_key: How the word is found again, whatever its spelling
  word: The word
  code: What it means, a code of the list, other or not_stated; empty where an earlier act is taken back
  code_title: Persian title of the code
  decided_at: When (UTC)
  actor: Who, as the user of the system
  reason: Why
  state: in_force; replaced by a later act; taken_back (this act takes one back); known_now or known_otherwise (the list itself has learned the word since, and is followed); no_such_code
---*/
SELECT ordinal, word_list, word_key, word, code, code_title, decided_at, actor, reason, state
FROM derived.vocabulary_acts
ORDER BY ordinal
