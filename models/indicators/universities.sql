/*---
id: universities
title:
  fa: دانشگاه‌های صنایع دستی
  en: Universities with crafts
definition:
  fa: >-
    شمار دانشگاه‌هایی که رشتهٔ صنایع دستی یا فرش دارند.
  en: >-
    Universities with courses in crafts or carpet.
unit: universities
kind: stock
direction: up
decimals: 0
theme: training
owner: heritage
caveat:
  fa: >-
    نام برده شده است، بی عدد.
  en: >-
    Named without a number.
stated: true
---*/
