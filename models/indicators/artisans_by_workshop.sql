/*---
id: artisans_by_workshop
title:
  fa: هنرمندان به تفکیک جای کار
  en: Artisans by place of work
definition:
  fa: >-
    شمار هنرمندان فعال دفتر به تفکیک کارگاه خانگی، گروهی یا بزرگ. کسی که کارگاهش نوشته نشده زیر «نوشته‌نشده» می‌آید.
  en: >-
    Artisans at work in the register by home, group or large workshop. Whose workshop is not written
    stands under “not written down”.
unit: persons
kind: stock
direction: none
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    تنها برای استان گفته می‌شود: در شهرستان، گروه کوچک چند نفرِ شناخته‌شده است. با شمار کارگاه‌ها یکی نیست.
  en: >-
    Told for the province alone: in a county a small group is a few persons whom everybody knows. It is not the
    number of workshops.
rollup: {register: province, categories: total}
---*/
-- Told for the province alone: in a county, a small group would be a few persons whom everybody knows.
SELECT a.row_id, p.parent_code AS area_code, a.domain, 'workshop_kind' AS breakdown,
  coalesce(a.workshop_kind, 'unknown') AS category, a.frequency, a.period, 'register' AS basis, 1 AS numerator
FROM core.artisans AS a
INNER JOIN reference.areas AS p ON p.area_code = a.area_code
WHERE a.is_at_work AND a.domain = 'crafts'
