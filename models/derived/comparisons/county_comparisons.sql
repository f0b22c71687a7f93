/*---
name: county_comparisons
grain: one row an indicator, basis, domain, period, county and that by which it is ranked
description: >-
  Counties beside each other: value, figure for 1,000 people, rank, and how far chance alone could move the rank.
  Counties whose intervals overlap are not told apart. What is measured and not counted (money, areas) is ranked as
  it is. All is made of published values: a suppressed county is listed without a rank, and the ranks count only
  those that are told. Where no direction is good there is a size and no rank; those that share the last place, as the
  many that have none of something, have none either.
columns:
  value_id: ~
  ranked_by: ~
  indicator_id: ~
  basis: ~
  domain: ~
  frequency: ~
  period: ~
  area_code: ~
  value: ~
  per_1000_people: ~
  people_year: ~
  low: DECIMAL(38,9), Lower end of the 95% interval of what is ranked; exact Poisson for counts, Wilson for shares
  high: DECIMAL(38,9), Upper end
  rank: BIGINT, Rank among the counties that are told, 1 the best (the highest, but the lowest where low is good)
  rank_low: ~
  rank_high: ~
  compared: BIGINT, How many counties are told and ranked
  note: VARCHAR, distinguishable, not_distinguishable (its interval overlaps with another’s), as_measured (no count), too_few (the denominator), too_few_counties, no_direction (neither high nor low is good), tied_last (it shares the last place), no_people (no census) or not_told (status says why)
  status: ~
  is_synthetic: ~
---*/
WITH ranked AS (
  SELECT place, rank() OVER (PARTITION BY group_id ORDER BY goodness DESC) AS rank,
    CASE
      WHEN direction = 'none' THEN 'no_direction'
      WHEN goodness = min(goodness) OVER (PARTITION BY group_id)
        AND count(*) OVER (PARTITION BY group_id, goodness) > 1 THEN 'tied_last'
    END AS no_rank
  FROM derived.county_figures WHERE why_not IS NULL
),
placed AS (
  SELECT place, no_rank, CASE WHEN no_rank IS NULL THEN rank END AS rank FROM ranked
)
SELECT f.value_id, f.ranked_by, f.indicator_id, f.basis, f.domain, f.frequency, f.period, f.area_code, f.value,
  f.per_1000_people, f.people_year, CAST(CAST(i.low AS DECIMAL(38,6)) AS DECIMAL(38,9)) AS low,
  CAST(CAST(i.high AS DECIMAL(38,6)) AS DECIMAL(38,9)) AS high, r.rank,
  CASE WHEN r.rank IS NOT NULL THEN coalesce(i.rank_low, r.rank) END AS rank_low,
  CASE WHEN r.rank IS NOT NULL THEN coalesce(i.rank_high, r.rank) END AS rank_high, f.compared,
  CASE
    WHEN f.why_not IS NOT NULL THEN f.why_not
    WHEN r.no_rank IS NOT NULL THEN r.no_rank
    WHEN f.nature = 'measure' THEN 'as_measured'
    WHEN i.rank_low < i.rank_high THEN 'not_distinguishable'
    ELSE 'distinguishable'
  END AS note, f.status, f.is_synthetic
FROM derived.county_figures f
LEFT JOIN placed r ON r.place = f.place
LEFT JOIN derived.county_intervals i ON i.place = f.place
ORDER BY f.value_id, f.ranked_by
