/*---
id: licence_renewal_rate
title:
  fa: نرخ تمدید
  en: Renewal rate
definition:
  fa: >-
    پروانه‌هایی که مدتشان در فصل به پایان رسید و تا پایان همان فصل تمدید شدند، تقسیم بر همهٔ پروانه‌هایی که
    مدتشان در آن فصل به پایان رسید و پیش از آن باطل نشده بودند.
  en: >-
    Licences whose term ended in the quarter and which were renewed by its end, divided by all whose term ended
    in it and which had not been revoked before.
unit: share
kind: ratio
direction: up
decimals: 1
theme: artisans
owner: heritage
caveat:
  fa: >-
    تمدید دیرهنگام در فصل‌های بعد به حساب نمی‌آید؛ نرخ پس از آن می‌تواند بیشتر شود.
  en: >-
    Late renewals in later quarters do not count; the final rate may be higher.
rollup: {register: province, time: sum}
---*/
SELECT e.row_id, e.area_code, e.domain, 'Q' AS frequency, r.period, 'register' AS basis,
  CASE WHEN e.renewed_on <= r.last_day THEN 1 ELSE 0 END AS numerator, 1 AS denominator,
  CASE WHEN r.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.licence_episodes AS e
INNER JOIN core.register_quarters AS r
  ON r.feed = 'licences' AND r.domain = e.domain AND r.period = e.term_period AND r.is_complete
WHERE e.ended_by <> 'revoked'
