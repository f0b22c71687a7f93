"""Counties beside each other: how far chance alone could move the figure of a county, and its rank.

Counts get the exact interval of Poisson, shares that of Wilson (1927). Counties whose intervals overlap are not told
apart, and the ranks that a county could have follow from those with which it overlaps. What is ranked, and by what, SQL
tells: ``models/derived/comparisons``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipelines.analysis.comparison_rules import comparison_rules
from pipelines.analysis.intervals import intervals

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipelines.modelling.making import Inputs

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]


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


def county_intervals(inputs: Inputs) -> pa.Table:
    """Return the interval of each county figure that is counted, and the ranks that it could have."""
    import pyarrow as pa

    found = inputs.arrow("derived.counted_figures")
    group, is_share, is_down, number, base = (
        found[name].to_numpy() for name in ("group_id", "is_share", "is_down", "number", "base")
    )
    low, high = intervals(number, base, is_share, comparison_rules(inputs.models).rankings.confidence)
    rank_low, rank_high = rank_ranges(group, low, high, is_down)
    columns = {"low": low, "high": high, "rank_low": rank_low, "rank_high": rank_high}
    return pa.table({"place": found["place"], **columns})
