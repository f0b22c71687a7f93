/*---
name: source_rows
title:
  fa: سطرهای منبع
  en: Source rows
grain: one row a source row of a feed without persons
key: [row_id]
optional: [clean]
from: derived.source_rows
---*/
