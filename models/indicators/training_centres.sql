/*---
id: training_centres
title:
  fa: مراکز آموزشی
  en: Training centres
definition:
  fa: >-
    شمار مراکزی که صنایع دستی آموزش می‌دهند.
  en: >-
    Centres that teach handicrafts.
unit: centres
kind: stock
direction: up
decimals: 0
theme: training
owner: vocational_training
caveat:
  fa: >-
    نام برده شده است، بی عدد. فهرست دوره‌ها نام مرکز را یکدست نمی‌نویسد، پس شمرده نمی‌شود.
  en: >-
    Named without a number. The lists of courses do not write centres in one way, so they are not counted.
stated: true
---*/
