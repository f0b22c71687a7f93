/*---
id: named_masters
title:
  fa: استادکاران نامور
  en: Named masters
definition:
  fa: >-
    شمار استادکاران هنرهای سنتی که نامشان ثبت شده است.
  en: >-
    Masters of traditional arts who are known by name.
unit: persons
kind: stock
direction: up
decimals: 0
theme: masters
owner: heritage
caveat:
  fa: >-
    هیچ اداره‌ای فهرست استادکاران را نفرستاده است؛ تنها رقم گفته‌شده هست.
  en: >-
    No office has sent a list of masters; there is only the stated figure.
stated: true
---*/
