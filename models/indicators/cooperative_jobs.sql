/*---
id: cooperative_jobs
title:
  fa: شاغلان تعاونی‌ها
  en: Jobs in cooperatives
definition:
  fa: >-
    شمار شاغلان تعاونی‌ها؛ در دفتر، بی تعاونی‌های منحل‌شده و در حال تصفیه.
  en: >-
    Persons who work in cooperatives; in the register, without dissolved ones and those in liquidation.
unit: persons
kind: stock
direction: up
decimals: 0
theme: cooperatives
owner: cooperatives
caveat:
  fa: >-
    تعاونی‌ای که شمار شاغلانش نوشته نشده، جمع را «دست‌کم» می‌کند. رقم‌های گفته‌شده از همهٔ بخش‌های اقتصادند.
  en: >-
    A cooperative without a number makes the sum “at least”. The stated figures speak of all sectors of the economy.
rollup: {register: province, domains: total}
stated: true
---*/
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis, c.employed AS numerator
FROM core.cooperatives AS c
WHERE coalesce(c.state, 'active') NOT IN ('in_liquidation', 'dissolved')
