/*---
name: release
title:
  fa: نسخه
  en: Release
grain: one row, this version
key: [version]
optional: [as_known_at]
from: derived.release
---*/
