/*---
name: secretariat_gaps
title:
  fa: جای خالی در دبیرخانه‌ها
  en: Vacancies in secretariats
grain: one row a time in which a seat was empty, or held twice
key: [area_code, role, kind, from_on, is_synthetic]
optional: [role_before, role_after, covered_days]
codes: {kind: [vacancy, overlap]}
columns:
  area_code: City of the secretariat
  role: secretary or head
  kind: vacancy or overlap
  from_on: First day (Jalali)
  to_on: Last day (Jalali)
  days: Days
  is_open: Whether it lasts on the day of the build
  is_told: Whether the office itself told it
  role_before: Office of the holder before
  role_after: Office of the holder after
  covered_days: Days on which somebody else of the secretariat could have been secretary without the limit
  sentence_fa: In words, Persian
  sentence_en: In words, English
  is_synthetic: True for invented data
---*/
SELECT area_code, role, kind, from_on, to_on, days, is_open, is_told, role_before, role_after, covered_days,
  sentence_fa, sentence_en, is_synthetic
FROM derived.secretariat_gaps
ORDER BY area_code, role, from_on, kind
