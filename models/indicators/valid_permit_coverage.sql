/*---
id: valid_permit_coverage
title:
  fa: پوشش مجوز معتبر قالی‌بافی
  en: Coverage by valid permits
definition:
  fa: >-
    قالی‌بافان با کارت یا پروانهٔ معتبر در پایان فصل، تقسیم بر قالی‌بافان فعال دفتر در پایان همان فصل.
  en: >-
    Weavers with a valid card or permit at the end of the quarter, divided by the weavers at work in the
    register at the end of the same quarter.
unit: share
kind: ratio
direction: up
decimals: 1
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    دو دفتر جدا هستند؛ دارندهٔ مجوز می‌تواند در دفتر بافندگان نباشد. فصلی که یکی از آن دو نرسیده، پوشش ندارد.
  en: >-
    Two registers: a holder may be missing from the register of weavers. A quarter of which one of the two did
    not come has no coverage.
rollup: {register: province}
---*/
SELECT n.row_id, n.area_code, n.domain, n.breakdown, n.category, n.frequency, n.period, n.basis, n.numerator,
  NULL AS denominator, n.qualifier, n.status
FROM indicators.weavers_valid_permit AS n
UNION ALL
SELECT d.row_id, d.area_code, d.domain, '' AS breakdown, '' AS category, d.frequency, d.period, d.basis, NULL AS numerator,
  d.numerator AS denominator, d.qualifier, d.status
FROM indicators.weavers AS d
