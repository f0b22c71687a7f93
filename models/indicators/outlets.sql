/*---
id: outlets
title:
  fa: محل‌های فروش
  en: Outlets
definition:
  fa: >-
    شمار فروشگاه‌ها، کیوسک‌ها، بازارچه‌ها، بازارها، نگارخانه‌ها و غرفه‌هایی که در پایان دوره می‌فروشند، به تفکیک
    گونه. برنامه‌ریزی‌شده، غیرفعال و تعطیل شمرده نمی‌شوند؛ جایی که تنها این‌ها در دفترند صفر دارد.
  en: >-
    Shops, kiosks, bazaars, markets, galleries and stands that sell at the end of the period, by kind. Planned,
    idle and closed ones do not count; an area of which only such are listed has a zero.
unit: items
kind: stock
direction: up
decimals: 0
theme: market
owner: heritage
caveat:
  fa: >-
    بزرگ و کوچک یکسان شمرده می‌شوند؛ شمار غرفه‌ها جداست.
  en: >-
    Large and small count alike; stalls are counted apart.
rollup: {register: province, categories: total}
---*/
SELECT o.row_id, o.area_code, o.domain, 'outlet_kind' AS breakdown,
  coalesce(o.outlet_kind, 'unknown') AS category, o.frequency, o.period, 'register' AS basis, 1 AS numerator
FROM core.outlets AS o
WHERE o.is_counted
UNION ALL
-- Of an area whose listed outlets do not sell the register speaks all the same: there is a true zero.
SELECT o.row_id, o.area_code, o.domain, o.frequency, o.period, 'register' AS basis, 0 AS numerator
FROM core.outlets AS o
WHERE NOT o.is_counted
