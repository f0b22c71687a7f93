"""What a forecast may be: no count below zero, no share outside 0–1, nothing cumulative that falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """The forecast of one period, in the indicator's unit: low95 ≤ low80 ≤ point ≤ high80 ≤ high95."""

    point: Decimal
    low80: Decimal
    high80: Decimal
    low95: Decimal
    high95: Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """The range of an indicator, and whether its values can fall."""

    least: Decimal | None
    most: Decimal | None
    never_falls: bool
    places: int

    @classmethod
    def of(cls, unit: str, kind: str, decimals: int, more: int) -> Limits:
        """Return the limits of an indicator. What is counted, weighed or paid is never negative."""
        share = unit == "share"
        return cls(Decimal(0), Decimal(1) if share else None, kind == "cumulative", decimals + more + 2 * share)

    def within(self, value: Decimal) -> Decimal:
        """Return the nearest possible value."""
        if self.least is not None:
            value = max(value, self.least)
        return value if self.most is None else min(value, self.most)

    def interval(self, low: Numbers, high: Numbers, last: float) -> tuple[Numbers, Numbers]:
        """Return low and high of the steps after ``last`` as :func:`steps_within` publishes them, for many at once."""
        unit = 10.0**self.places
        # What lies on a place already must not be moved by the last bit of the multiplication.
        bounds = [np.floor(np.round(low * unit, 6)) / unit, np.ceil(np.round(high * unit, 6)) / unit]
        least, most = (None if limit is None else float(limit) for limit in (self.least, self.most))
        if least is not None or most is not None:
            bounds = [np.clip(bound, least, most) for bound in bounds]
        if self.never_falls:
            bounds = [np.maximum.accumulate(np.maximum(bound, last)) for bound in bounds]
        return bounds[0], bounds[1]


def _rounded(value: float, places: int, rounding: str) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding)


def steps_within(
    last: Decimal,
    points: Sequence[float],
    low80: Sequence[float],
    high80: Sequence[float],
    low95: Sequence[float],
    high95: Sequence[float],
    limits: Limits,
) -> list[Step]:
    """Return the steps, rounded (intervals outwards) and within the limits of the indicator.

    A quantile of what never falls never falls either, and is not below the ``last`` value.
    """
    found: list[Step] = []
    floors = [last] * 5
    for numbers in zip(points, low80, high80, low95, high95, strict=True):
        ways = (ROUND_HALF_EVEN, ROUND_FLOOR, ROUND_CEILING, ROUND_FLOOR, ROUND_CEILING)
        values = [limits.within(_rounded(float(n), limits.places, way)) for n, way in zip(numbers, ways, strict=True)]
        if limits.never_falls:
            values = floors = [max(v, f) for v, f in zip(values, floors, strict=True)]
        found.append(Step(*values))
    return found
