/*---
name: county_intervals
grain: one row a county figure that is ranked by something counted
description: >-
  How far chance alone could move a figure, and its rank. A county's count is one of those that chance could have
  brought: the smaller it is, the less it says about the next. Counts get the exact interval of Poisson, shares that
  of Wilson (1927). The ranks that a county could have follow from those with which its interval overlaps; that is
  stricter than a test of each pair, so that a ranking rather says too little.
columns:
  place: ~
  low: DOUBLE, Lower end of the 95% interval, rounded to six places
  high: DOUBLE, Upper end, rounded to six places
  rank_low: BIGINT, Best rank that it could have
  rank_high: BIGINT, Worst rank that it could have
function: pipelines.analysis.county_comparisons.county_intervals
tables: [derived.counted_figures]
---*/
