/*---
id: wipo_files
title:
  fa: پرونده‌های وایپو
  en: WIPO files
definition:
  fa: >-
    شمار پرونده‌های ثبت‌شده در سازمان جهانی مالکیت فکری؛ در دفتر، آن‌ها که در دست ثبت نیستند.
  en: >-
    Files at the World Intellectual Property Organization; in the register, those not still in process.
unit: files
kind: stock
direction: up
decimals: 0
theme: heritage
owner: heritage
caveat:
  fa: >-
    پروندهٔ ثبت‌شده حمایت نمی‌آورد اگر تمدید نشود؛ تمدید در دفتر نیست.
  en: >-
    A registered file protects only while it is renewed; renewals are not in the register.
rollup: {register: province}
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'wipo_files' AND s.is_preferred
UNION ALL
-- Where the register tells a number of its own, its single entries are not counted beside it.
SELECT r.row_id, r.area_code, r.domain, '' AS breakdown, '' AS category, r.frequency, r.period,
  'register' AS basis, 1 AS numerator, NULL AS denominator, 'exact' AS qualifier, 'final' AS status
FROM core.registry_entries AS r
WHERE r.registry_kind = 'wipo_file' AND coalesce(r.state, 'definitive') <> 'in_process'
  AND NOT EXISTS (
    SELECT 1 FROM core.registry_entries AS c
    WHERE c.registry_kind = 'wipo_file_count' AND c.entries IS NOT NULL AND c.delivery_id = r.delivery_id
      AND c.domain = r.domain
  )
UNION ALL
SELECT r.row_id, r.area_code, r.domain, '' AS breakdown, '' AS category, r.frequency, r.period,
  'register' AS basis, r.entries AS numerator, NULL AS denominator, r.qualifier, 'final' AS status
FROM core.registry_entries AS r
WHERE r.registry_kind = 'wipo_file_count' AND r.entries IS NOT NULL
