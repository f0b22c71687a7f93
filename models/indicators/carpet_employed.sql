/*---
id: carpet_employed
title:
  fa: شاغلان بخش فرش
  en: Employed in the carpet sector
definition:
  fa: >-
    شمار کسانی که در بخش فرش دستباف کار می‌کنند: بافنده، رنگرز، طراح، فروشنده و دیگران.
  en: >-
    Persons who work in the hand-woven carpet sector: weavers, dyers, designers, dealers and others.
unit: persons
kind: stock
direction: up
decimals: 0
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    از شمار قالی‌بافان بزرگ‌تر است چون شغل‌های دیگر را هم در بر دارد؛ با آن جمع زده نمی‌شود.
  en: >-
    Wider than the number of weavers, because it holds other trades as well; the two are not added up.
stated: true
---*/
