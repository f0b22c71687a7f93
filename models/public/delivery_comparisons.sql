/*---
name: delivery_comparisons
title:
  fa: سنجش تحویل‌ها با یکدیگر
  en: Deliveries beside each other
grain: one row a delivery, one that it is compared with, column, unit and measure
key: [delivery_id, compared_with, column_name, unit, measure]
optional: [before, after, factor]
codes: {relation: [before, after, edition], measure: [rows, sum, median, ratio, total]}
from: derived.delivery_comparisons
---*/
