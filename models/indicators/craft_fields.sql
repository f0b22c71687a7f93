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
disclosure: {none: "Crafts are counted, and not those who practise them."}
caveat:
  fa: >-
    رشته و زیررشته با هم شمرده شده‌اند؛ دو منبع دیگر ۶۴ و ۱۰۰ می‌گویند. دفتر رشته‌ها را با فهرست ۲۷۴ رشته‌ای نقشه
    می‌شناسد؛ نام گروه («مصنوعات چوبی»)، پیشه‌های جانبی و «سایر» رشته به شمار نمی‌آید.
  en: >-
    Fields and sub-fields are counted together; two other sources say 64 and 100. The register knows crafts by
    Naqsheh's list of 274 fields; the name of a group ("woodwork"), side trades and "other" are no field.
headline: 7
stated: true
---*/
-- One field may be at home in many counties: each area counts its own, and nothing is added up.
SELECT f.row_id, f.area_code, 'crafts' AS domain, f.frequency, f.period, 'register' AS basis, 1 AS numerator
FROM (
  SELECT min(a.row_id) AS row_id, n.ancestor_code AS area_code, c.craft_code, a.frequency, a.period
  FROM core.artisans AS a
  INNER JOIN core.artisan_crafts AS c ON c.row_id = a.row_id
  INNER JOIN reference.crafts AS k ON k.craft_code = c.craft_code AND k.level = 'field'
  INNER JOIN reference.area_ancestors AS n ON n.area_code = a.area_code AND n.ancestor_kind IN ('county', 'province')
  WHERE a.domain = 'crafts' AND a.is_at_work
  GROUP BY n.ancestor_code, c.craft_code, a.frequency, a.period
) AS f
