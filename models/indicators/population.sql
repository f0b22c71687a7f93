/*---
id: population
title:
  fa: جمعیت
  en: Population
definition:
  fa: >-
    جمعیت سرشماری.
  en: >-
    Population by census.
unit: persons
kind: stock
direction: none
decimals: 0
theme: fields
owner: statistics
blank:
  fa: میان دو سرشماری رقمی نیست و برآوردی به جای آن نمی‌نشیند.
  en: Between two censuses there is no figure, and no estimate stands in for it.
caveat:
  fa: >-
    آخرین سرشماری ۱۳۹۵ است؛ جمعیت امروز نیست.
  en: >-
    The last census is of 1395; it is not today’s population.
stated: true
---*/
