/*---
id: licence_holders_listed_share
title:
  fa: سهم دارندگان پروانه که در دفترند
  en: Licence holders found in the register
definition:
  fa: >-
    دارندگان پروانه، مجوز یا کارت معتبر که در پایان همان فصل در دفتر هنرمندان یا بافندگان همان حوزه نوشته
    شده‌اند، تقسیم بر همهٔ دارندگان.
  en: >-
    Holders of a valid licence, permit or card who stand in the register of artisans or weavers of the same
    domain at the end of the same quarter, divided by all holders.
unit: share
kind: ratio
direction: up
decimals: 1
theme: quality
owner: heritage
caveat:
  fa: >-
    کمبود آن می‌گوید که دفترها از هم جدا افتاده‌اند، نه این که پروانه نادرست است.
  en: >-
    Where it is low the registers have drifted apart; it does not say that a licence is wrong.
rollup: {register: province}
---*/
WITH holders AS (
  SELECT min(p.row_id) AS row_id, p.person_id, min(p.area_code) AS area_code, p.domain, p.period,
    min(CASE WHEN p.is_series_complete THEN 1 ELSE 0 END) = 1 AS is_series_complete
  FROM core.licensed_persons AS p
  WHERE p.has_valid
  GROUP BY p.person_id, p.domain, p.period
),
told AS (
  SELECT DISTINCT a.domain, a.period
  FROM core.artisans AS a
)
SELECT h.row_id, h.area_code, h.domain, 'Q' AS frequency, h.period, 'register' AS basis,
  CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END AS numerator, 1 AS denominator,
  CASE WHEN h.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM holders AS h
INNER JOIN told AS t ON t.domain = h.domain AND t.period = h.period
LEFT JOIN core.artisans AS a ON a.person_id = h.person_id AND a.domain = h.domain AND a.period = h.period
