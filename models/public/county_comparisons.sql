/*---
name: county_comparisons
title:
  fa: مقایسهٔ شهرستان‌ها
  en: Counties compared
grain: one row an indicator, basis, domain, period, county and that by which it is ranked
key: [indicator_id, basis, domain, frequency, period, area_code, ranked_by]
optional: [value, per_1000_people, people_year, low, high, rank, rank_low, rank_high]
codes: {ranked_by: [value, per_1000_people], frequency: [A, Q], note: [distinguishable, not_distinguishable, as_measured, too_few, too_few_counties, no_people, not_told], status: [final, provisional, missing, suppressed, not_applicable]}
columns:
  value_id: The county’s value
  ranked_by: value or per_1000_people
  indicator_id: Indicator
  basis: Basis
  domain: Domain
  frequency: Q quarter or A year
  period: Jalali period
  area_code: County
  value: The value as published
  per_1000_people: For each 1,000 people of the census
  people_year: Year of the census
  low: Lower end of the 95% interval of what is ranked; exact Poisson for counts, Wilson for shares
  high: Upper end
  rank: Rank among the counties that are told, 1 the best (the highest, but the lowest where low is good)
  rank_low: Best rank that it could have
  rank_high: Worst rank that it could have
  compared: How many counties are told and ranked
  note: distinguishable, not_distinguishable (its interval overlaps with another’s), as_measured (no count), too_few (the denominator), too_few_counties, no_people (no census) or not_told (status says why)
  status: Status of the value
  is_synthetic: True for invented data; real and invented are never ranked together
---*/
SELECT value_id, ranked_by, indicator_id, basis, domain, frequency, period, area_code, value, per_1000_people,
  people_year, low, high, rank, rank_low, rank_high, compared, note, status, is_synthetic
FROM derived.county_comparisons
ORDER BY indicator_id, basis, domain, frequency, period, area_code, ranked_by
