/*---
name: forecasts
title:
  fa: پیش‌بینی‌ها
  en: Forecasts
grain: one row a series and period to come
from: derived.forecasts
trap:
  fa: "پیش‌بینی رقم اندازه‌گیری‌شده نیست و کنار آن در یک ستون نمی‌نشیند؛ بازهٔ آن را هم بنویسید."
  en: "A forecast is no measurement and never stands in one column with any; tell its interval as well."
key: [series_id, period]
optional: [category]
codes: {frequency: [A, Q]}
---*/
