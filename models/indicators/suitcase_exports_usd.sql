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
disclosure: {none: "It is the sum of declared goods, and of no person."}
caveat:
  fa: >-
    اظهار است و گمرک نسنجیده است؛ هرگز با رقم گمرک جمع نمی‌شود. برآورد دستگاه آن را «حدود» و سطر بی ارزش دلاری آن را «بیش از» می‌کند.
  en: >-
    Declared, not assessed by customs, and never added to customs figures. An office’s estimate makes it “about”, a row
    without a dollar value “more than”.
rollup: {suitcase: province}
---*/
-- A row without a dollar value makes the sum "more than"; one that an office only estimates makes it "about".
SELECT s.row_id, s.area_code, s.domain, s.frequency, s.period, s.channel AS basis,
  coalesce(s.value_usd, 0) AS numerator,
  CASE
    WHEN s.declared_by = 'office_estimate' THEN 'about'
    WHEN s.value_usd IS NULL THEN 'more_than'
    ELSE 'exact'
  END AS qualifier, CASE WHEN s.is_complete THEN 'final' ELSE 'incomplete' END AS status
FROM core.suitcase_exports AS s
WHERE s.period IS NOT NULL
