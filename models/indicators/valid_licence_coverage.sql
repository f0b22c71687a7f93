/*---
id: valid_licence_coverage
title:
  fa: پوشش پروانهٔ معتبر
  en: Coverage by valid licences
definition:
  fa: >-
    هنرمندان با پروانهٔ تولید معتبر در پایان فصل، تقسیم بر هنرمندان فعال دفتر در پایان همان فصل.
  en: >-
    Artisans with a valid production licence at the end of the quarter, divided by the artisans at work in the
    register at the end of the same quarter.
unit: share
kind: ratio
direction: up
decimals: 1
theme: artisans
owner: heritage
caveat:
  fa: >-
    دو دفتر جدا هستند؛ دارندهٔ پروانه می‌تواند در دفتر هنرمندان نباشد. فصلی که یکی از آن دو نرسیده، پوشش ندارد.
  en: >-
    Two registers: a holder may be missing from the register of artisans. A quarter of which one of the two did
    not come has no coverage.
rollup: {register: province}
---*/
SELECT n.row_id, n.area_code, n.domain, n.breakdown, n.category, n.frequency, n.period, n.basis, n.numerator,
  NULL AS denominator, n.qualifier, n.status
FROM indicators.artisans_valid_licence AS n
UNION ALL
SELECT d.row_id, d.area_code, d.domain, '' AS breakdown, '' AS category, d.frequency, d.period, d.basis, NULL AS numerator,
  d.numerator AS denominator, d.qualifier, d.status
FROM indicators.artisans AS d
