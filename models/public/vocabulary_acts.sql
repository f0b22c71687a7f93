/*---
name: vocabulary_acts
title:
  fa: آنچه دربارهٔ واژه‌ها گفته شده
  en: What was said of words
grain: one row an act of a steward on a word
key: [ordinal]
optional: [code, code_title]
codes: {state: [in_force, taken_back, replaced, known_otherwise, known_now, no_such_code]}
from: derived.vocabulary_acts
---*/
