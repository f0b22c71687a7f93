/*---
id: kiosks
title:
  fa: کیوسک‌های صنایع دستی
  en: Craft kiosks
definition:
  fa: >-
    شمار کیوسک‌هایی که صنایع دستی می‌فروشند.
  en: >-
    Kiosks that sell handicrafts.
unit: kiosks
kind: stock
direction: up
decimals: 0
theme: market
owner: heritage
caveat:
  fa: >-
    وعدهٔ کیوسک در صورت‌جلسه هست؛ این شمار کیوسک‌های دایر است، نه وعده‌داده‌شده.
  en: >-
    The minutes promise kiosks; this counts those that work, not those promised.
rollup: {register: province}
stated: true
---*/
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis,
  CASE WHEN o.outlet_kind = 'kiosk' AND o.is_counted THEN 1 ELSE 0 END AS numerator
FROM core.outlets AS o
