"""Counties beside each other: how far chance alone could move the figure of a county, and its rank.

Counts get the exact interval of Poisson, shares that of Wilson (1927). Counties whose intervals overlap are not told
apart, and the ranks that a county could have follow from those with which it overlaps. What is ranked, and by what, SQL
tells: ``models/derived/comparisons``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipelines.analysis.comparison_rules import comparison_rules

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipelines.modelling.making import Inputs

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]


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
