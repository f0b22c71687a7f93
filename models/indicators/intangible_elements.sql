/*---
id: intangible_elements
title:
  fa: عناصر میراث ناملموس
  en: Intangible heritage elements
definition:
  fa: >-
    شمار عناصر استان در فهرست ملی میراث ناملموس؛ در دفتر، آن‌ها که در دست ثبت نیستند. در دفتری که همهٔ عناصر
    فرهنگی را فهرست کند، عناصر صنایع دستی و فرش نیز در شمار همه می‌آیند. عنصری که تنها زیر فهرست جهانی نوشته شده،
    در آن نیست.
  en: >-
    Elements of the province on the national list of intangible heritage; in the register, those not still in
    process. In a register that lists all cultural elements those of the crafts and of carpet count among all. An entry of
    the world list is not counted a second time.
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
-- Where the register tells a number of its own, its single entries are not counted beside it. Where it lists cultural
-- elements one by one, those of the crafts and of carpet are among them; one that knows the crafts alone tells nothing of
-- all.
WITH told AS (
  SELECT r.row_id, r.area_code, r.domain, r.frequency, r.period, r.delivery_id, 1 AS numerator, 'exact' AS qualifier,
    1 AS is_entry
  FROM core.registry_entries AS r
  WHERE r.registry_kind = 'intangible_element' AND coalesce(r.state, 'definitive') <> 'in_process'
    AND coalesce(r.level, 'national') <> 'world'
    AND NOT EXISTS (
      SELECT 1 FROM core.registry_entries AS c
      WHERE c.registry_kind = 'intangible_element_count' AND c.entries IS NOT NULL AND c.delivery_id = r.delivery_id
        AND c.domain = r.domain
    )
  UNION ALL
  SELECT r.row_id, r.area_code, r.domain, r.frequency, r.period, r.delivery_id, r.entries AS numerator, r.qualifier,
    0 AS is_entry
  FROM core.registry_entries AS r
  WHERE r.registry_kind = 'intangible_element_count' AND r.entries IS NOT NULL
)
SELECT t.row_id, t.area_code, t.domain, t.frequency, t.period, 'register' AS basis, t.numerator, t.qualifier
FROM told AS t
UNION ALL
SELECT t.row_id, t.area_code, 'all_culture' AS domain, t.frequency, t.period, 'register' AS basis, t.numerator,
  t.qualifier
FROM told AS t
WHERE t.domain <> 'all_culture' AND EXISTS (
  SELECT 1 FROM told AS a WHERE a.delivery_id = t.delivery_id AND a.domain = 'all_culture' AND a.is_entry = 1
)
