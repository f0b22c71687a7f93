/*---
name: indicator_changes
title:
  fa: تغییر و سهم
  en: Changes and shares
grain: one row a known value and comparison
key: [value_id, comparison]
optional: [other_value_id, people_year, change, change_unit, relative]
codes: {comparison: [previous, year_before, share_of_province, share_of_breakdown, per_artisan, per_1000_people], status: [final, provisional, missing, suppressed, not_applicable]}
columns:
  value_id: The value that is compared
  comparison: previous (period), year_before (the same quarter), share_of_province, share_of_breakdown, per_artisan or per_1000_people
  other_value_id: The value with which it is compared; empty where nobody has told it, and for people
  people_year: Year of the census, for 1,000 people
  change: Difference, for previous and year_before
  change_unit: Unit of the difference; of ratios percentage_points
  relative: Growth as a fraction of the other value, or the share, or the number for each artisan or 1,000 people. Growth is empty where the other is zero, and of ratios and ranks
  qualifier: exact, or about where one of the two is
  status: final, provisional, missing (the other is), suppressed (the other is) or not_applicable
  is_synthetic: True for invented data; real and invented are never compared
---*/
SELECT value_id, comparison, other_value_id, people_year, change, change_unit, relative, qualifier, status, is_synthetic
FROM derived.indicator_changes
ORDER BY value_id, comparison
