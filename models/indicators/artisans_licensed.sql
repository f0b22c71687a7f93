/*---
id: artisans_licensed
title:
  fa: هنرمندان دارای پروانه
  en: Licensed artisans
definition:
  fa: >-
    شمار هنرمندان شناسایی‌شده‌ای که تا آن زمان پروانهٔ تولید گرفته‌اند، بی قالی‌بافان. در دفتر، هر کس که دست‌کم
    یک پروانهٔ تولید انفرادی یا کارگاهی به نامش صادر یا تمدید شده است، یک بار.
  en: >-
    Artisans identified and given a production licence up to that time; carpet weavers are not among them. In
    the register, each person to whom at least one individual or workshop production licence was issued or
    renewed, once.
unit: persons
kind: cumulative
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    تجمعی است؛ پروانه‌های منقضی از آن کم نشده‌اند. دفتر تنها پروانه‌هایی را می‌شناسد که از آغاز آن به بعد گزارش
    شده‌اند؛ پس از فصلی که نرسیده، رقم موقت است.
  en: >-
    Cumulative: licences that expired since are not taken out. The register knows only licences that were told
    since it began; after a quarter that did not come, the figure is provisional.
disclosure: small_counts
rollup: {register: province}
headline: 2
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'artisans_licensed' AND s.is_preferred
UNION ALL
SELECT p.row_id, p.area_code, p.domain, '' AS breakdown, '' AS category, 'Q' AS frequency, p.period,
  'register' AS basis, 1 AS numerator, NULL AS denominator, 'exact' AS qualifier,
  CASE WHEN p.is_gapless THEN 'final' ELSE 'provisional' END AS status
FROM core.licensed_persons AS p
WHERE p.domain = 'crafts' AND p.family = 'production'
UNION ALL
-- The register spoke of the whole quarter; a county that it does not name has a true zero.
SELECT z.row_id, z.area_code, z.domain, '' AS breakdown, '' AS category, 'Q' AS frequency, z.period,
  'register' AS basis, 0 AS numerator, NULL AS denominator, 'exact' AS qualifier, CASE WHEN z.is_gapless THEN 'final' ELSE 'provisional' END AS status
FROM core.licence_counties AS z
WHERE z.domain = 'crafts'
