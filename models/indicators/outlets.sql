/*---
id: outlets
title:
  fa: محل‌های فروش
  en: Outlets
definition:
  fa: >-
    شمار فروشگاه‌ها، کیوسک‌ها، بازارچه‌ها، بازارها، نگارخانه‌ها و غرفه‌هایی که در پایان دوره می‌فروشند، به تفکیک
    گونه. برنامه‌ریزی‌شده، غیرفعال و تعطیل شمرده نمی‌شوند.
  en: >-
    Shops, kiosks, bazaars, markets, galleries and stands that sell at the end of the period, by kind. Planned,
    idle and closed ones do not count.
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
SELECT o.row_id, o.area_code, o.domain, 'outlet_kind' AS breakdown, coalesce(o.outlet_kind, 'unknown') AS category,
  o.frequency, o.period, 'register' AS basis, 1 AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.outlets AS o
WHERE o.is_counted
