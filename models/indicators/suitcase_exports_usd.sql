/*---
id: suitcase_exports_usd
title:
  fa: صادرات چمدانی
  en: Suitcase exports
definition:
  fa: >-
    ارزش دلاری کالاهایی که مسافران و شرکت‌کنندگان نمایشگاه‌ها با خود برده و اظهار کرده‌اند.
  en: >-
    US dollar value of goods that travellers and exhibitors carried and declared.
unit: USD
kind: flow
direction: up
decimals: 0
theme: exports
owner: heritage
caveat:
  fa: >-
    اظهار است و گمرک نسنجیده است؛ هرگز با رقم گمرک جمع نمی‌شود. ردیف بی ارزش دلاری در آن نیست.
  en: >-
    Declared, not assessed by customs, and never added to customs figures. Rows without a dollar value are not in it.
rollup: {suitcase: province}
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown, '' AS category, s.frequency, s.period, s.channel AS basis,
  s.value_usd AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.suitcase_exports AS s
WHERE s.value_usd IS NOT NULL
