/*---
name: county_comparisons
title:
  fa: مقایسهٔ شهرستان‌ها
  en: Counties compared
grain: one row an indicator, basis, domain, period, county and that by which it is ranked
from: derived.county_comparisons
key: [indicator_id, basis, domain, frequency, period, area_code, ranked_by]
optional: [value, per_1000_people, people_year, low, high, rank, rank_low, rank_high]
codes: {ranked_by: [value, per_1000_people], frequency: [A, Q], note: [distinguishable, not_distinguishable, as_measured, too_few, too_few_counties, no_direction, tied_last, no_people, not_told], status: [final, provisional, missing, suppressed, not_applicable]}
---*/
