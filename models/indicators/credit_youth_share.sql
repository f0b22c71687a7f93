/*---
id: credit_youth_share
title:
  fa: سهم جوانان از گیرندگان تسهیلات
  en: Borrowers under 35
definition:
  fa: >-
    کسانی که در سال بودجه هنوز ۳۵ ساله نمی‌شوند (سال بودجه منهای سال تولد، کمتر از ۳۵)، تقسیم بر گیرندگان تسهیلات آن
    سال که دفترها سال تولدشان را می‌گویند.
  en: >-
    Persons who do not yet turn 35 in the budget year (budget year less year of birth is below 35), divided by its
    borrowers whose year of birth the registers tell.
unit: share
kind: ratio
direction: none
decimals: 1
theme: credit
owner: heritage
caveat:
  fa: >-
    فهرست بانک سال تولد ندارد؛ تنها کسانی به شمار آمده‌اند که در دفتر هنرمندان یا بافندگان شناخته شدند.
  en: >-
    Lists of banks tell no year of birth; only those count who were found in the register of artisans or weavers.
rollup: {register: province}
---*/
SELECT b.row_id, b.area_code, b.domain, '' AS breakdown, '' AS category, b.frequency, b.period, b.basis,
  CASE WHEN o.is_under_35 THEN 1 ELSE 0 END AS numerator, 1 AS denominator, b.qualifier, b.status
FROM indicators.credit_borrowers AS b
INNER JOIN core.credit_outcomes AS o
  ON o.row_id = b.row_id AND o.domain = b.domain AND o.period = b.period AND o.area_code = b.area_code
WHERE o.is_under_35 IS NOT NULL
