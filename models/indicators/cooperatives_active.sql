/*---
id: cooperatives_active
title:
  fa: تعاونی‌های فعال
  en: Active cooperatives
definition:
  fa: >-
    شمار تعاونی‌هایی که در پایان دوره در دفتر فعال نوشته شده‌اند.
  en: >-
    Cooperatives written down as active in the register at the end of the period.
unit: cooperatives
kind: stock
direction: up
decimals: 0
theme: cooperatives
owner: cooperatives
disclosure: {none: "Cooperatives are counted, which are no natural persons."}
caveat:
  fa: >-
    فعال بودن را خود دفتر می‌گوید؛ تعاونی‌ای که حالش نوشته یا شناخته نشده در آن نیست.
  en: >-
    The register itself says what is active; cooperatives whose state is not written or not recognised are not in it.
rollup: {register: province, domains: total}
---*/
SELECT c.row_id, c.area_code, c.domain, c.frequency, c.period, 'register' AS basis,
  CASE WHEN c.state = 'active' THEN 1 ELSE 0 END AS numerator
FROM core.cooperatives AS c
WHERE c.state <> 'not_recognised'
