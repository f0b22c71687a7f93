/*---
name: value_history
title:
  fa: پیشینهٔ مقدارها
  en: History of values
grain: one row a value and version in which it was published anew or otherwise
key: [value_id, version]
optional: [breakdown, category, value, delivery_id]
codes: {cause: revision_causes}
from: derived.value_history
---*/
