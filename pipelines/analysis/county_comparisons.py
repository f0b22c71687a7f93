"""Counties beside each other: value, figure for 1,000 people, rank, and how far chance alone could move the rank.

A county's count is one of those that chance could have brought: the smaller it is, the less it says about the next.
Counts get the exact interval of Poisson, shares that of Wilson (1927). Counties whose intervals overlap are not told
apart, and the ranks that a county could have follow from those with which it overlaps. That is stricter than a test of
each pair, so that a ranking rather says too little. What is measured and not counted (money, areas) is ranked as it is.

All is made of ``derived.indicator_values`` as published: a suppressed county is listed without a rank, and the ranks
count only those that are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipelines.analysis.comparison_rules import ComparisonRules, texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipelines.analysis.judgements import Context

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

#: Grain: published county of an indicator × basis × domain × period × that by which it is ranked. Only figures that the
#: roll-up carries: statements about counties are of different speakers.
COUNTY_FIGURES = """
WITH counties AS (
  SELECT v.*, a.parent_code, k.kind, k.direction, c.relative AS per_1000_people, c.people_year,
    k.kind <> 'ratio' AND v.unit IN ({people_units}) AS is_of_people, CAST(p.people AS DOUBLE) / 1000 AS thousands
  FROM derived.indicator_values v
  JOIN reference.areas a ON a.area_code = v.area_code AND a.kind = 'county'
  JOIN derived.indicator_facts k ON k.indicator_id = v.indicator_id
  JOIN derived.rollups r ON r.indicator_id = v.indicator_id AND r.basis = v.basis AND r.top >= 2
  LEFT JOIN derived.indicator_changes c ON c.value_id = v.value_id AND c.comparison = 'per_1000_people'
  LEFT JOIN derived.people p ON p.area_code = v.area_code AND p.year = left(v.period, 4)
  WHERE v.breakdown = '' AND v.category = '' AND k.kind IN ('stock', 'flow', 'cumulative', 'ratio')
),
measured AS (
  SELECT *, 'value' AS ranked_by, value AS figure FROM counties
  UNION ALL
  SELECT *, 'per_1000_people', per_1000_people FROM counties WHERE is_of_people
),
noted AS (
  SELECT *,
    CASE
      WHEN value IS NULL THEN 'not_told'
      WHEN figure IS NULL THEN 'no_people'
      WHEN qualifier NOT IN ({comparable}) THEN 'not_told'
      WHEN kind = 'ratio' AND denominator < {smallest_denominator} THEN 'too_few'
    END AS why_not,
    CASE
      WHEN kind = 'ratio' AND indicator_id NOT IN ({amounts}) THEN 'share'
      WHEN kind <> 'ratio' AND unit IN ({count_units}) THEN 'count'
      ELSE 'measure'
    END AS nature
  FROM measured
),
grouped AS (
  SELECT *, count(*) FILTER (why_not IS NULL) OVER same AS compared,
    bool_and(coalesce(CASE WHEN kind = 'ratio' THEN numerator = floor(numerator) AND denominator = floor(denominator)
      AND numerator BETWEEN 0 AND denominator ELSE value = floor(value) AND value >= 0 END, true)) OVER same AS is_counted
  FROM noted
  WINDOW same AS (PARTITION BY indicator_id, basis, domain, frequency, period, parent_code, is_synthetic, ranked_by)
)
SELECT row_number() OVER (ORDER BY value_id, ranked_by) AS place,
  dense_rank() OVER (ORDER BY indicator_id, basis, domain, frequency, period, parent_code, is_synthetic, ranked_by)
    AS group_id,
  value_id, ranked_by, indicator_id, basis, domain, frequency, period, area_code, value, per_1000_people, people_year,
  figure, direction, CASE WHEN direction = 'down' THEN -figure ELSE figure END AS goodness, unit, numerator, denominator,
  thousands, CASE WHEN is_counted THEN nature ELSE 'measure' END AS nature, compared,
  coalesce(why_not, CASE WHEN compared < {least_counties} THEN 'too_few_counties' END) AS why_not, status, is_synthetic
FROM grouped ORDER BY place
"""

#: Grain: county that is ranked by something counted.
COUNTED = """
SELECT place, group_id, nature = 'share' AS is_share, direction = 'down' AS is_down,
  CAST(CASE WHEN nature = 'share' THEN numerator ELSE value END AS DOUBLE) AS number,
  CAST(CASE WHEN nature = 'share' THEN denominator WHEN ranked_by = 'value' THEN 1 ELSE thousands END AS DOUBLE) AS base
FROM derived.county_figures
WHERE why_not IS NULL AND nature <> 'measure' ORDER BY group_id, place
"""

COUNTY_COMPARISONS = """
WITH ranked AS (
  SELECT place, rank() OVER (PARTITION BY group_id ORDER BY goodness DESC) AS rank
  FROM derived.county_figures WHERE why_not IS NULL
)
SELECT f.value_id, f.ranked_by, f.indicator_id, f.basis, f.domain, f.frequency, f.period, f.area_code, f.value,
  f.per_1000_people, f.people_year, CAST(CAST(i.low AS DECIMAL(38,6)) AS DECIMAL(38,9)) AS low,
  CAST(CAST(i.high AS DECIMAL(38,6)) AS DECIMAL(38,9)) AS high, r.rank,
  CASE WHEN r.rank IS NOT NULL THEN coalesce(i.rank_low, r.rank) END AS rank_low,
  CASE WHEN r.rank IS NOT NULL THEN coalesce(i.rank_high, r.rank) END AS rank_high, f.compared,
  CASE
    WHEN f.why_not IS NOT NULL THEN f.why_not
    WHEN f.nature = 'measure' THEN 'as_measured'
    WHEN i.rank_low < i.rank_high THEN 'not_distinguishable'
    ELSE 'distinguishable'
  END AS note, f.status, f.is_synthetic
FROM derived.county_figures f
LEFT JOIN ranked r ON r.place = f.place
LEFT JOIN derived.county_intervals i ON i.place = f.place
ORDER BY f.value_id, f.ranked_by
"""


def poisson_interval(number: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Return the exact interval of the mean of which a count is one outcome (Garwood 1936)."""
    from scipy.special import gammaincinv

    tail = (1 - confidence) / 2
    low = np.where(number > 0, gammaincinv(np.maximum(number, 1), tail), 0.0)
    return low, gammaincinv(number + 1, 1 - tail)


def wilson_interval(number: Floats, base: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Return the score interval of the share of which ``number`` in ``base`` is one outcome (Wilson 1927)."""
    from scipy.special import ndtri

    z = float(ndtri(1 - (1 - confidence) / 2))
    share, spread = number / base, z * z / base
    middle = (share + spread / 2) / (1 + spread)
    half = z * np.sqrt(share * (1 - share) / base + spread / base / 4) / (1 + spread)
    return np.minimum(np.maximum(middle - half, 0.0), share), np.maximum(
        np.minimum(middle + half, 1.0), share
    )


def intervals(
    number: Floats, base: Floats, is_share: NDArray[np.bool_], confidence: float
) -> tuple[Floats, Floats]:
    """Return the intervals of shares (``number`` of ``base``) and of counts (for each ``base``).

    They are rounded to six places before they are compared, so that the last bit of a machine decides nothing.
    """
    if not len(number):
        return number, number  # without importing what computes them
    counted = poisson_interval(number, confidence)
    shares = wilson_interval(np.where(is_share, number, 0.0), np.where(is_share, base, 1.0), confidence)
    low: Floats = np.where(is_share, shares[0], counted[0] / base).round(6)
    high: Floats = np.where(is_share, shares[1], counted[1] / base).round(6)
    return low, high


def rank_ranges(group: Whole, low: Floats, high: Floats, is_down: NDArray[np.bool_]) -> tuple[Whole, Whole]:
    """Return the best and the worst rank that each could have among its group; rows come ordered by group.

    One is surely before another if their intervals do not overlap; where low is good (``is_down``) the lower is.
    """
    if not len(group):
        return group, group
    _, row, size = np.unique(group, return_inverse=True, return_counts=True)
    column = np.arange(len(group)) - np.repeat(np.cumsum(size) - size, size)
    lows = np.full((len(size), size.max()), np.nan)
    highs = lows.copy()
    lows[row, column], highs[row, column] = low, high
    above = (lows[:, None, :] > highs[:, :, None]).sum(axis=2)[row, column]
    below = (highs[:, None, :] < lows[:, :, None]).sum(axis=2)[row, column]
    before, after = np.where(is_down, below, above), np.where(is_down, above, below)
    return 1 + before, size[row] - after


def judge_county_comparisons(context: Context) -> int:
    """Build ``derived.county_comparisons``; return its rows.

    Grain: indicator × basis × domain × period × county × that by which it is ranked (value, per_1000_people).
    """
    import pyarrow as pa

    engine, rules = context.engine, ComparisonRules.load(context.models)
    figures = COUNTY_FIGURES.format(
        comparable=texts(rules.comparable_qualifiers),
        amounts=texts(rules.shares_of_amounts) if rules.shares_of_amounts else "''",
        count_units=texts(rules.count_units),
        people_units=texts(rules.people_units),
        smallest_denominator=int(rules.smallest_denominator),
        least_counties=int(rules.least_counties),
    )
    engine.create_table("derived", "county_figures", figures)
    found = engine.query(COUNTED)
    place, group, is_share, is_down, number, base = (
        found[c].to_numpy() for c in ("place", "group_id", "is_share", "is_down", "number", "base")
    )
    low, high = intervals(number, base, is_share, rules.confidence)
    rank_low, rank_high = rank_ranges(group, low, high, is_down)
    columns = {"place": place, "low": low, "high": high, "rank_low": rank_low, "rank_high": rank_high}
    table = pa.table(
        {
            name: pa.array(c, pa.float64() if c is low or c is high else pa.int64())
            for name, c in columns.items()
        }
    )
    engine.load_arrow("derived", "county_intervals", table)
    return engine.create_table("derived", "county_comparisons", COUNTY_COMPARISONS)
