/*---
id: intangible_elements
title:
  fa: عناصر میراث ناملموس
  en: Intangible heritage elements
definition:
  fa: >-
    شمار عناصر استان در فهرست ملی میراث ناملموس؛ در دفتر، آن‌ها که در دست ثبت نیستند.
  en: >-
    Elements of the province on the national list of intangible heritage; in the register, those not still in
    process.
unit: elements
kind: stock
direction: up
decimals: 0
theme: heritage
owner: heritage
caveat:
  fa: >-
    عناصر صنایع دستی بخشی از همهٔ عناصر فرهنگی‌اند؛ جمع زده نمی‌شوند.
  en: >-
    The craft elements are part of all cultural elements; the two are not added up.
rollup: {register: province}
stated: true
---*/
-- Where the register tells a number of its own, its single entries are not counted beside it.
SELECT r.row_id, r.area_code, r.domain, r.frequency, r.period, 'register' AS basis, 1 AS numerator
FROM core.registry_entries AS r
WHERE r.registry_kind = 'intangible_element' AND coalesce(r.state, 'definitive') <> 'in_process'
  AND NOT EXISTS (
    SELECT 1 FROM core.registry_entries AS c
    WHERE c.registry_kind = 'intangible_element_count' AND c.entries IS NOT NULL AND c.delivery_id = r.delivery_id
      AND c.domain = r.domain
  )
UNION ALL
SELECT r.row_id, r.area_code, r.domain, r.frequency, r.period, 'register' AS basis, r.entries AS numerator,
  r.qualifier
FROM core.registry_entries AS r
WHERE r.registry_kind = 'intangible_element_count' AND r.entries IS NOT NULL
