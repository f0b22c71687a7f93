/*---
id: credit_women_share
title:
  fa: سهم زنان از گیرندگان تسهیلات
  en: Women among borrowers
definition:
  fa: >-
    زنان تقسیم بر گیرندگان تسهیلات یک سال بودجه که دفترها جنسشان را می‌گویند.
  en: >-
    Women divided by the borrowers of a budget year whose gender the registers tell.
unit: share
kind: ratio
direction: none
decimals: 1
theme: credit
owner: heritage
caveat:
  fa: >-
    فهرست بانک جنس ندارد؛ تنها کسانی به شمار آمده‌اند که در دفتر هنرمندان یا بافندگان شناخته شدند.
  en: >-
    Lists of banks tell no gender; only those count who were found in the register of artisans or weavers.
rollup: {register: province}
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown, '' AS category, s.frequency, s.period, s.basis,
  CASE WHEN s.category = 'female' THEN s.numerator ELSE 0 END AS numerator, s.numerator AS denominator, s.qualifier,
  s.status
FROM indicators.credit_borrowers AS s
WHERE s.breakdown = 'gender' AND s.category NOT IN ('unknown', 'not_recognised', 'other')
