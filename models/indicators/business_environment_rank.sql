/*---
id: business_environment_rank
title:
  fa: رتبهٔ فضای کسب‌وکار
  en: Business-environment rank
definition:
  fa: >-
    رتبهٔ استان در میان استان‌ها؛ عدد کمتر بهتر است.
  en: >-
    Rank of the province among the provinces; a lower number is better.
unit: rank
kind: rank
direction: down
decimals: 0
theme: commitments
owner: chamber
caveat:
  fa: >-
    گفته نشده است کدام شاخص و از میان چند استان.
  en: >-
    Neither the index nor the number of provinces was said.
stated: true
---*/
