/*---
id: licences_revoked
title:
  fa: پروانه‌های باطل‌شده
  en: Licences revoked
definition:
  fa: >-
    شمار پروانه‌ها، مجوزها و کارت‌هایی که در فصل باطل شده‌اند، به تفکیک گونه.
  en: >-
    Licences, permits and cards revoked in the quarter, by kind.
unit: licences
kind: flow
direction: none
decimals: 0
theme: artisans
owner: heritage
caveat:
  fa: >-
    انقضای مدت، ابطال نیست. ابطال بیشتر می‌تواند از نظارت بیشتر باشد. فصلی که فهرست همهٔ اداره‌های آن حوزه نرسیده باشد، رقم ندارد؛ این با صفر یکی نیست.
  en: >-
    Running out is not revocation. More of them may come of closer supervision. A quarter of which not every office of the domain has sent its list has no
    figure, which is not zero.
rollup: {register: province, categories: total, categories_from: province, time: sum}
zeros: true
---*/
SELECT e.row_id, e.area_code, e.domain, 'licence_kind' AS breakdown, e.licence_kind AS category, e.frequency,
  e.period, 'register' AS basis, 1 AS numerator
FROM core.licence_events AS e
INNER JOIN core.register_quarters AS r
  ON r.feed = 'licences' AND r.domain = e.domain AND r.period = e.period AND r.is_complete
WHERE e.event = 'revoked'
