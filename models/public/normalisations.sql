/*---
name: normalisations
title:
  fa: یک‌دست‌سازی‌ها
  en: Normalisations
grain: one row a delivery, column and kind of normalisation
key: [delivery_id, column_name, note]
optional: [example_raw, example_clean]
from: derived.normalisations
---*/
