"""The back-test: what each candidate would have said at earlier origins, and what came.

The candidate that is forecast with is chosen by it, and the width of the intervals is corrected by it. A value that
was bridged is never a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipelines.analysis.forecasting.candidates import Candidate, candidates, combined
from pipelines.configuration.outlook_rules import ForecastFile, IntervalsPart

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

#: Most steps ahead that a back-test looks.
STEPS = 8
#: Share that the nominal interval of the scores is to cover.
NOMINAL = 0.8


@dataclass(frozen=True, slots=True)
class Score:
    """How a candidate did at earlier origins.

    ``error`` is the mean absolute error in the unit of the series; ``mase`` is the mean absolute error in units of
    the mean absolute change over a season; ``interval`` the interval score of its 80 % intervals in the same unit
    (smaller is better); ``coverage`` the share of values inside.
    """

    model: str
    error: float
    mase: float | None
    interval: float | None
    coverage: float
    tests: int
    origins: int
    factor: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The distribution of each step ahead: Student's t about ``points`` with ``scales``, in the series' unit.

    ``weights`` and ``sigma`` are the chosen model's, from which the spread of sums of steps follows.
    """

    model: str
    points: Numbers
    scales: Numbers
    weights: Numbers
    sigma: float
    factor: float
    degrees_of_freedom: float
    growth: float
    scores: tuple[Score, ...]

    def bounds(self, share: float) -> tuple[Numbers, Numbers]:
        """Return low and high of the central interval that covers ``share``."""
        half = self.scales * quantile(0.5 + share / 2, self.degrees_of_freedom)
        return self.points - half, self.points + half

    def sum_of(self, first: int, last: int) -> tuple[float, float]:
        """Return point and scale of the sum of the steps ``first`` … ``last`` (from 1).

        Shocks are independent, so the spread of the sum is exact for the model; like a single step it is widened for
        how far ahead it lies.
        """
        steps = np.arange(first, last + 1)
        shocks = [sum(self.weights[h - j] for h in steps if h >= j) for j in range(1, last + 1)]
        spread = self.sigma * float(np.sqrt(np.sum(np.square(shocks))))
        return float(self.points[first - 1 : last].sum()), spread * last**self.growth * self.factor


def quantile(share: float, degrees_of_freedom: float) -> float:
    """Return the quantile of Student's t."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees_of_freedom, share))


def probability_of(point: float, scale: float, degrees_of_freedom: float, goal: float, upwards: bool) -> float:
    """Return how probable it is that a value with this distribution reaches ``goal``."""
    from scipy.special import stdtr

    if scale <= 0:
        return float(point >= goal if upwards else point <= goal)
    below = float(stdtr(degrees_of_freedom, (goal - point) / scale))
    return 1 - below if upwards else below


@dataclass(frozen=True, slots=True)
class _Test:
    errors: Numbers
    spreads: Numbers
    steps: NDArray[np.int64]


def _tests(
    candidate: Candidate, values: Numbers, known: NDArray[np.bool_], origins: Sequence[int], short: float
) -> _Test:
    errors, spreads, steps = [], [], []
    for origin in origins:
        ahead = min(STEPS, len(values) - origin)
        told = candidate(origin, ahead)
        here = known[origin : origin + ahead]
        errors.append(np.abs(values[origin : origin + ahead] - told.points)[here])
        spreads.append(told.spreads[here] * (1 + short / origin))
        steps.append(np.arange(1, ahead + 1)[here])
    return _Test(np.concatenate(errors), np.concatenate(spreads), np.concatenate(steps))


def _score(model: str, test: _Test, origins: int, scale: float, rules: IntervalsPart) -> Score:
    nominal = quantile(0.5 + NOMINAL / 2, rules.degrees_of_freedom)
    widened = test.spreads * test.steps**rules.growth * nominal
    asked = float(np.quantile(test.errors / np.maximum(widened, 1e-12), NOMINAL))
    factor = (origins * asked + rules.prior_origins) / (origins + rules.prior_origins)
    factor = min(max(factor, rules.least_factor), rules.most_factor)
    half = widened * factor
    missed = np.maximum(test.errors - half, 0)
    interval = float(np.mean(2 * half + 2 / (1 - NOMINAL) * missed))
    return Score(
        model,
        float(test.errors.mean()),
        float(test.errors.mean()) / scale if scale else None,
        interval / scale if scale else None,
        float((test.errors <= half).mean()),
        len(test.errors),
        origins,
        factor,
    )


def forecast(
    series: Sequence[float], season: int, steps: int, rules: ForecastFile, bridged: Sequence[bool] = ()
) -> Forecast:
    """Return the forecast of ``steps`` values after ``series``, by the model that its back-test chooses.

    ``bridged`` says which values nobody told. The series must have changed and be longer than the first origin.
    """
    values = np.asarray(series, float)
    known = ~np.asarray(bridged, bool) if len(bridged) else np.ones(len(values), bool)
    first = min(max(rules.first_origin_least, int(len(values) * rules.first_origin_share)), len(values) - 1)
    origins = range(first, len(values))
    found = candidates(values.tolist(), season, (first, len(values)))
    found["combined"] = combined([found[name] for name in rules.combined])
    scale = float(np.mean(np.abs(values[season:] - values[:-season])))
    scores = {
        name: _score(
            name,
            _tests(candidate, values, known, origins, rules.intervals.short_series),
            len(origins),
            scale,
            rules.intervals,
        )
        for name, candidate in found.items()
    }
    chosen = choose(scores, rules.advantage)
    told = found[chosen](len(values), steps)
    factor = scores[chosen].factor * (1 + rules.intervals.short_series / len(values))
    growth = np.arange(1, steps + 1) ** rules.intervals.growth
    return Forecast(
        chosen,
        told.points,
        told.spreads * growth * factor,
        told.weights,
        told.sigma,
        factor,
        rules.intervals.degrees_of_freedom,
        rules.intervals.growth,
        tuple(scores.values()),
    )


def choose(scores: dict[str, Score], advantage: float) -> str:
    """Return the candidate to forecast with: the combination, unless another is better by ``advantage``.

    Of two with the same error the one with the smaller interval score.
    """

    def loss(score: Score) -> tuple[float, float]:
        own = 1.0 if score.model == "combined" else 1 + advantage
        return (round(score.error * own, 9), round(score.interval or 0.0, 9))

    return min(scores.values(), key=loss).model
