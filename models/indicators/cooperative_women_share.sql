/*---
id: cooperative_women_share
title:
  fa: سهم زنان در تعاونی‌ها
  en: Women among members
definition:
  fa: >-
    زنان عضو تقسیم بر اعضای تعاونی‌هایی که هر دو شمار را نوشته‌اند؛ بی تعاونی‌های منحل‌شده و در حال تصفیه.
  en: >-
    Women members divided by the members of cooperatives that tell both; without dissolved ones and those in
    liquidation.
unit: share
kind: ratio
direction: none
decimals: 1
theme: cooperatives
owner: cooperatives
caveat:
  fa: >-
    عضویت شمرده می‌شود، نه کس.
  en: >-
    Memberships are counted, not persons.
rollup: {register: province, domains: total}
---*/
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis,
  c.women_members AS numerator, c.members AS denominator
FROM core.cooperatives AS c
WHERE coalesce(c.state, 'active') NOT IN ('in_liquidation', 'dissolved') AND c.members IS NOT NULL AND c.women_members IS NOT NULL
