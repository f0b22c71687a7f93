/*---
id: commitments
title:
  fa: تعهدهای صورت‌جلسه
  en: Commitments of the minutes
definition:
  fa: >-
    شمار تعهدها و پیشنهادهای صورت‌جلسه به تفکیک حال.
  en: >-
    Commitments and proposals of the minutes by state.
unit: commitments
kind: stock
direction: none
decimals: 0
theme: commitments
owner: chamber
rollup: {register: province, categories: total}
---*/
SELECT c.row_id, c.area_code, 'all' AS domain, 'commitment_state' AS breakdown, c.state AS category,
  c.frequency, c.period, 'register' AS basis, 1 AS numerator
FROM core.commitments AS c
