/*---
id: craft_sales
title:
  fa: فروش صنایع دستی
  en: Handicraft sales
definition:
  fa: >-
    فروش صنایع دستی که برای دوره گفته شده است، به ریال.
  en: >-
    Sales of handicrafts stated for the period, in rial.
unit: IRR
kind: flow
direction: up
decimals: 0
theme: market
owner: heritage
caveat:
  fa: >-
    گفته نشده است که از چه چیزی جمع شده؛ فروش رویدادها بخشی از آن است و جمع زده نمی‌شود.
  en: >-
    What it was summed from was not said; sales at events are part of it and are not added.
stated: true
---*/
