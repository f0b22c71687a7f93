/*---
name: secretariat_gaps
title:
  fa: جای خالی در دبیرخانه‌ها
  en: Vacancies in secretariats
grain: one row a time in which a seat was empty, or held twice
from: derived.secretariat_gaps
key: [area_code, role, kind, from_on, is_synthetic]
optional: [role_before, role_after, covered_days]
codes: {kind: [vacancy, overlap]}
---*/
