/*---
id: kilim_weavers
title:
  fa: گلیم‌بافان
  en: Kilim weavers
definition:
  fa: >-
    شمار کسانی که گلیم می‌بافند. در دفتر، فعالانی که یکی از رشته‌هایشان گلیم‌بافی، گلیم‌فرش، گلیم شیریکی‌پیچ، گلیم
    چهل‌ماشوله یا گلیم دیگری است.
  en: >-
    Persons who weave kilims. In the register, those at work with kilim weaving, kilim-carpet, the shiriki-pich kilim,
    the Chehel-mashuleh kilim or another kilim among their crafts.
unit: persons
kind: stock
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    منبع دیگری ۱۴ هزار نفر می‌گوید. در دفتر، هر کس یک بار شمرده می‌شود، اگر یکی از رشته‌های نوشته‌شده‌اش گلیم باشد.
    جایی که رشته‌ها نوشته شده و هیچ‌یک گلیم‌بافی نیست صفر دارد؛ جایی که رشتهٔ هیچ‌کس نوشته نشده، رقمی ندارد.
    کسی که رشته‌اش شناخته نشده در آن نیست؛ شمار واقعی می‌تواند بیشتر باشد.
  en: >-
    Another source says 14,000. In the register each person counts once, if one of the crafts written for them is a kilim.
    Where crafts are written and none is kilim weaving there is a zero; where nobody's craft is written there is no
    figure. Whose craft is not recognised is not in it; the true number may be higher.
rollup: {register: province}
stated: true
---*/
SELECT a.row_id, a.area_code, a.domain, a.frequency, a.period, 'register' AS basis,
  CASE WHEN w.row_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM core.artisans AS a
LEFT JOIN (
  SELECT DISTINCT c.row_id
  FROM core.artisan_crafts AS c
  INNER JOIN reference.crafts AS k ON k.craft_code = c.craft_code AND k.family = 'kilim'
) AS w ON w.row_id = a.row_id
-- Where crafts are written and none of them is kilim weaving, there is a true zero.
WHERE a.domain = 'crafts' AND a.is_at_work AND a.craft_code <> 'not_recognised'
