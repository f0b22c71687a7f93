/*---
name: craft_red_list
title:
  fa: فهرست سرخ رشته‌ها
  en: Craft red list
grain: one row an area (county or province), domain and craft that somebody practises in the newest register
from: derived.craft_red_list
key: [area_code, domain, craft_code]
optional: [practitioners, teachers, median_age, under_35_share, entrants, leavers, trainees, trainees_per_practitioner, criterion, criterion_fa, criterion_en]
codes: {state: [viable, endangered, critically_endangered, not_known], status: [final, suppressed]}
---*/
