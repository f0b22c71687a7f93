/*---
id: secretaries_within_limit_share
title:
  fa: سهم دبیران از سه مقام
  en: Secretaries from the three offices
definition:
  fa: >-
    دبیرانی که شهردار، فرماندار یا رئیس شورای شهرند، تقسیم بر همهٔ دبیران با حکم جاری که مقامشان نوشته شده است.
  en: >-
    Secretaries who are mayor, governor or head of the city council, divided by all secretaries in office whose
    office is written.
unit: share
kind: ratio
direction: none
decimals: 1
theme: secretariat
owner: heritage
disclosure: {none: Holders of a public office are named in public.}
caveat:
  fa: >-
    رعایت محدودیت را نشان می‌دهد، نه خوب بودن آن را: دستور جلسه برداشتن همین محدودیت بود.
  en: >-
    It shows whether the limit is kept, not that it is good: the agenda was to lift it.
rollup: {register: province}
---*/
SELECT t.row_id, t.area_code, 'all' AS domain, t.frequency, t.period, 'register' AS basis,
  CASE WHEN t.is_within_limit THEN 1 ELSE 0 END AS numerator, 1 AS denominator
FROM core.secretariat_terms AS t
WHERE t.role = 'secretary' AND t.is_current AND t.is_within_limit IS NOT NULL
