/*---
name: indicator_changes
title:
  fa: تغییر و سهم
  en: Changes and shares
grain: one row a known value and comparison
from: derived.indicator_changes
key: [value_id, comparison]
optional: [other_value_id, people_year, change, change_unit, relative]
codes: {comparison: [previous, year_before, share_of_province, share_of_breakdown, per_artisan, per_1000_people], status: [final, provisional, missing, suppressed, not_applicable]}
---*/
