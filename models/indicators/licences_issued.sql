/*---
id: licences_issued
title:
  fa: پروانه‌های صادرشده
  en: Licences issued
definition:
  fa: >-
    شمار پروانه‌ها، مجوزها و کارت‌هایی که در فصل برای نخستین بار صادر شده‌اند، به تفکیک گونه. تمدید جدا شمرده
    می‌شود.
  en: >-
    Licences, permits and cards issued for the first time in the quarter, by kind. Renewals are counted apart.
unit: licences
kind: flow
direction: up
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    پروانه شمرده می‌شود، نه کس: یک نفر می‌تواند چند پروانه بگیرد. فصلی که فهرست همهٔ اداره‌های آن حوزه نرسیده
    باشد، رقم ندارد؛ این با صفر یکی نیست.
  en: >-
    Licences are counted, not persons: one person may get several. A quarter of which not every office of the
    domain has sent its list has no figure, which is not zero.
rollup: {register: province, categories: total, categories_from: province, time: sum}
zeros: true
---*/
SELECT e.row_id, e.area_code, e.domain, 'licence_kind' AS breakdown, e.licence_kind AS category, e.frequency,
  e.period, 'register' AS basis, 1 AS numerator
FROM core.licence_events AS e
INNER JOIN core.register_quarters AS r
  ON r.feed = 'licences' AND r.domain = e.domain AND r.period = e.period AND r.is_complete
WHERE e.event = 'issued'
