/*---
id: shops
title:
  fa: فروشگاه‌های صنایع دستی
  en: Handicraft shops
definition:
  fa: >-
    شمار فروشگاه‌های صنایع دستی؛ در دفتر، آن‌ها که می‌فروشند.
  en: >-
    Handicraft shops; in the register, those that sell.
unit: shops
kind: stock
direction: up
decimals: 0
theme: market
owner: heritage
caveat:
  fa: >-
    در صورت‌جلسه نام برده شده است، بی عدد.
  en: >-
    The minutes name them without a number.
rollup: {register: province}
stated: true
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.outlet_kind = 'shop' AND o.is_counted THEN 1 ELSE 0 END AS numerator
FROM core.outlets AS o
