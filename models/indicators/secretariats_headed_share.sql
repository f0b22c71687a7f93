/*---
id: secretariats_headed_share
title:
  fa: سهم دبیرخانه‌های دارای رئیس
  en: Share of secretariats with a head
definition:
  fa: >-
    دبیرخانه‌هایی که رئیس با حکم جاری دارند، تقسیم بر دبیرخانه‌هایی که در فهرست نامی از آن‌ها هست.
  en: >-
    Secretariats with a head in office divided by those that the list names.
unit: share
kind: ratio
direction: up
decimals: 1
theme: secretariat
owner: heritage
disclosure: {none: "Secretariats are counted, which are offices."}
caveat:
  fa: >-
    شهری که در فهرست دبیرخانه‌ها نیست، در مخرج هم نیست.
  en: >-
    A city that the list of secretariats does not name is not in the denominator.
rollup: {register: province}
---*/
SELECT s.row_id, s.area_code, 'all' AS domain, s.frequency, s.period, 'register' AS basis,
  s.has_head AS numerator, 1 AS denominator
FROM (
  SELECT min(t.row_id) AS row_id, t.area_code, t.frequency, t.period,
    max(CASE WHEN t.role = 'secretary' AND t.is_current THEN 1 ELSE 0 END) AS has_secretary,
    max(CASE WHEN t.role = 'head' AND t.is_current THEN 1 ELSE 0 END) AS has_head
  FROM core.secretariat_terms AS t
  GROUP BY t.area_code, t.frequency, t.period
) AS s
