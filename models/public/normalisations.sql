/*---
name: normalisations
title:
  fa: یک‌دست‌سازی‌ها
  en: Normalisations
grain: one row a delivery, column and kind of normalisation
key: [delivery_id, column_name, note]
optional: [example_raw, example_clean]
columns:
  delivery_id: Delivery
  column_name: Column
  note: What was normalised
  cells: Cells that it touched
  example_raw: A cell as it was sent; empty where it could identify a person
  example_clean: The same cell as it was loaded
  sentence_fa: In words, Persian
  sentence_en: In words, English
---*/
SELECT delivery_id, column_name, note, cells, example_raw, example_clean, sentence_fa, sentence_en
FROM derived.normalisations
ORDER BY delivery_id, column_name, note
