/*---
id: craft_fields
title:
  fa: رشته‌های فعال
  en: Active fields
definition:
  fa: >-
    شمار رشته‌ها و زیررشته‌های صنایع دستی که در آن جا فعال‌اند. در دفتر، رشته‌هایی که دست‌کم یک هنرمند فعال
    دارند.
  en: >-
    Craft fields and sub-fields active in the area. In the register, the crafts with at least one artisan at
    work.
unit: fields
kind: stock
direction: up
decimals: 0
theme: fields
owner: heritage
caveat:
  fa: >-
    رشته و زیررشته با هم شمرده شده‌اند؛ دو منبع دیگر ۶۴ و ۱۰۰ می‌گویند. دفتر رشته‌ها را با فهرست ۳۸ رشته‌ای نقشه
    می‌شناسد، پس بیش از ۳۸ نمی‌شود.
  en: >-
    Fields and sub-fields are counted together; two other sources say 64 and 100. The register knows crafts by
    the list of 38 crafts of Naqsheh and cannot exceed it.
headline: 7
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'craft_fields' AND s.is_preferred
UNION ALL
-- One field may be at home in many counties: each area counts its own, and nothing is added up.
SELECT f.row_id, f.area_code, 'crafts' AS domain, '' AS breakdown, '' AS category, f.frequency, f.period,
  'register' AS basis, 1 AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM (
  SELECT min(a.row_id) AS row_id, n.ancestor_code AS area_code, a.craft_code, a.frequency, a.period
  FROM core.artisans AS a
  INNER JOIN reference.area_ancestors AS n ON n.area_code = a.area_code AND n.ancestor_kind IN ('county', 'province')
  WHERE a.domain = 'crafts' AND coalesce(a.state, 'active') = 'active' AND a.craft_code IS NOT NULL
  GROUP BY n.ancestor_code, a.craft_code, a.frequency, a.period
) AS f
