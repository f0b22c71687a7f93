/*---
id: cooperatives_active_share
title:
  fa: سهم تعاونی‌های فعال
  en: Share of active cooperatives
definition:
  fa: >-
    تعاونی‌های فعال تقسیم بر تعاونی‌هایی که حالشان نوشته شده است.
  en: >-
    Active cooperatives divided by the cooperatives whose state is written.
unit: share
kind: ratio
direction: up
decimals: 1
theme: cooperatives
owner: cooperatives
disclosure: {none: "Cooperatives are counted, which are no natural persons."}
caveat:
  fa: >-
    منحل‌شده‌هایی که در دفتر مانده‌اند در مخرج‌اند.
  en: >-
    Dissolved ones that stay in the register are in the denominator.
rollup: {register: province, domains: total}
---*/
SELECT c.row_id, c.area_code, c.domain, c.breakdown, c.category, c.frequency, c.period, c.basis, c.numerator,
  1 AS denominator, c.qualifier, c.status
FROM indicators.cooperatives_active AS c
