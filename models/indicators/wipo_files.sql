/*---
id: wipo_files
title:
  fa: پرونده‌های وایپو
  en: WIPO files
definition:
  fa: >-
    شمار پرونده‌های ثبت‌شده در سازمان جهانی مالکیت فکری.
  en: >-
    Files at the World Intellectual Property Organization.
unit: files
kind: stock
direction: up
decimals: 0
theme: heritage
owner: heritage
---*/
SELECT s.row_id, s.area_code, s.domain, '' AS breakdown,
  s.category, s.frequency, s.period, 'reported' AS basis, s.value AS numerator, NULL AS denominator, s.qualifier,
  CASE WHEN s.value IS NULL THEN 'missing' END AS status
FROM core.statements AS s
WHERE s.indicator_id = 'wipo_files' AND s.is_preferred
