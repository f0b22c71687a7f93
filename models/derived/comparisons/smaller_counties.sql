/*---
name: smaller_counties
grain: one row a county of which a part became a county
description: Such a county is not compared with what it was, nor with the people whom an older census counted.
columns:
  area_code: VARCHAR, County
  since: VARCHAR, Jalali year from which it is smaller
function: pipelines.analysis.comparison_rules.smaller_counties
---*/
