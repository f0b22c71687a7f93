/*---
id: weavers_permitted
title:
  fa: قالی‌بافان دارای مجوز
  en: Permitted weavers
definition:
  fa: >-
    شمار قالی‌بافانی که تا آن زمان مجوز یا کارت قالی‌بافی گرفته‌اند. در دفتر، هر کس که دست‌کم یک کارت یا پروانهٔ قالی‌بافی
    به نامش صادر یا تمدید شده است، یک بار.
  en: >-
    Weavers who were given a carpet-weaving permit or card up to that time. In the register, each person to whom at least one card or
    permit was issued or renewed, once.
unit: persons
kind: cumulative
direction: up
decimals: 0
theme: carpet
owner: carpet_centre
caveat:
  fa: >-
    ابزار همه‌جا یکی نیست: گاه «مجوز قالی‌بافی» گفته شده است و گاه «کارت یا مجوز». رقم دفتر تجمعی
    است و کارت مهارت در آن نیست.
  en: >-
    The instrument differs: some documents name a permit, others a card or permit. The
    register’s figure is cumulative and leaves skill cards out.
rollup: {register: province}
headline: 3
stated: true
zeros: {domain: carpet, gaps: provisional}
---*/
SELECT p.row_id, p.area_code, p.domain, 'Q' AS frequency, p.period, 'register' AS basis, 1 AS numerator,
  CASE WHEN p.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.licensed_persons AS p
WHERE p.domain = 'carpet' AND p.family = 'weaving'
