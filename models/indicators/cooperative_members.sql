/*---
id: cooperative_members
title:
  fa: اعضای تعاونی‌ها
  en: Members of cooperatives
definition:
  fa: >-
    شمار اعضای تعاونی‌ها؛ در دفتر، بی تعاونی‌های منحل‌شده و در حال تصفیه.
  en: >-
    Members of cooperatives; in the register, without dissolved ones and those in liquidation.
unit: persons
kind: stock
direction: up
decimals: 0
theme: cooperatives
owner: cooperatives
caveat:
  fa: >-
    عضویت شمرده می‌شود: یک نفر می‌تواند عضو چند تعاونی باشد. رقم‌های گفته‌شده از همهٔ بخش‌های اقتصادند.
  en: >-
    Memberships are counted: one person may belong to several. The stated figures speak of all sectors of the
    economy.
rollup: {register: province, domains: total}
stated: true
---*/
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis, c.members AS numerator
FROM core.cooperatives AS c
WHERE coalesce(c.state, 'active') NOT IN ('in_liquidation', 'dissolved')
