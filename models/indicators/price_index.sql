/*---
id: price_index
title:
  fa: شاخص بها
  en: Price index
definition:
  fa: >-
    شاخص بهایی که یک نهاد آماری برای دوره اعلام کرده است؛ ارزش ریالی صادرات با آن به بهای یک دوره برگردانده می‌شود.
  en: >-
    Price index that a statistical body has stated for the period; the rial value of exports is brought to the prices of
    one period with it.
unit: index_points
kind: index
direction: none
decimals: 1
theme: exports
owner: customs
caveat:
  fa: >-
    سال پایه و سبد همان است که منبع نام می‌برد؛ شاخصی که پایه یا سبدش عوض شده منبع دیگری است، و دو منبع هرگز کنار هم به کار نمی‌روند.
  en: >-
    Base year and basket are those that the source names; a rebased index is another source, and indices of two sources
    are never used together.
stated: true
---*/
