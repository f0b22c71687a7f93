/*---
id: artisans_by_craft
title:
  fa: هنرمندان به تفکیک گروه رشته
  en: Artisans by group of crafts
definition:
  fa: >-
    شمار هنرمندان فعال دفتر به تفکیک گروه رشته؛ هر کس با رشته‌ای که نخست برایش نوشته شده است؛
    کسی که رشته‌اش نوشته نشده زیر «نوشته‌نشده» می‌آید.
  en: >-
    Artisans at work in the register by group of crafts; each with the craft that is written first;
    whose craft is not written stands under “not written down”.
unit: persons
kind: stock
direction: none
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    تنها برای استان گفته می‌شود: در شهرستان، گروه کوچک چند نفرِ شناخته‌شده است.
  en: >-
    Told for the province alone: in a county a small group is a few persons whom everybody knows.
rollup: {register: province, categories: total}
---*/
-- Told for the province alone: in a county, a small group would be a few persons whom everybody knows.
SELECT a.row_id, p.parent_code AS area_code, a.domain, 'craft_group' AS breakdown,
  CASE
    WHEN k.level = 'other' OR a.craft_code = 'other' THEN 'other'
    WHEN a.craft_code = 'not_recognised' THEN 'not_recognised'
    ELSE coalesce(k.group_code, 'unknown')
  END AS category, a.frequency, a.period, 'register' AS basis, 1 AS numerator
FROM core.artisans AS a
INNER JOIN reference.areas AS p ON p.area_code = a.area_code
LEFT JOIN reference.crafts AS k ON k.craft_code = a.craft_code
WHERE a.is_at_work AND a.domain = 'crafts'
