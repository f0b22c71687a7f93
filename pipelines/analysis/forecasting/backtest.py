"""The back-test: what each candidate would have said at earlier origins, and what came.

The candidate that is forecast with is chosen by it, and the width of the intervals is corrected by it: where the values
that came do not lie inside as often as the intervals claim, the errors themselves set the width. What is compared are
the intervals as they are published, within the limits of the indicator. A value that was bridged is never a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipelines.analysis.forecasting.candidates import Candidate, candidates, combined
from pipelines.analysis.forecasting.limits import Limits
from pipelines.configuration.outlook_rules import ForecastFile, IntervalsPart

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

#: Most steps ahead that a back-test looks.
STEPS = 8
#: Share that the nominal interval of the scores is to cover.
NOMINAL = 0.8
#: Shares that the published intervals claim to cover.
CLAIMS = (0.8, 0.95)


@dataclass(frozen=True, slots=True)
class Score:
    """How a candidate did at earlier origins.

    ``error`` is the mean absolute error in the unit of the series; ``mase`` is the mean absolute error in units of the
    mean absolute change over a season; ``interval`` the interval score of its 80 % intervals in the same unit (smaller
    is better). For each of ``CLAIMS`` there is the ``factor`` by which the back-test widens the interval, and the share
    of values then inside (``coverages``); ``holds`` tells whether each share is as near to its claim as the rules ask.
    """

    model: str
    error: float
    mase: float | None
    interval: float | None
    coverages: tuple[float, ...]
    tests: int
    origins: int
    factors: tuple[float, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """The distribution of each step ahead: Student's t about ``points`` with ``scales``, in the series' unit.

    ``scales`` are those of the 80 % interval; the 95 % one is at least as wide and may be widened more (``extra``).
    ``weights`` and ``sigma`` are the chosen model's, from which the spread of sums of steps follows.
    """

    model: str
    points: Numbers
    scales: Numbers
    weights: Numbers
    sigma: float
    factor: float
    extra: float
    degrees_of_freedom: float
    growth: float
    scores: tuple[Score, ...]

    @property
    def score(self) -> Score:
        """How the chosen model did at earlier origins."""
        return next(score for score in self.scores if score.model == self.model)

    def bounds(self, share: float) -> tuple[Numbers, Numbers]:
        """Return low and high of the central interval that covers ``share``."""
        half = self.scales * quantile(0.5 + share / 2, self.degrees_of_freedom)
        if share > NOMINAL:
            half = half * self.extra
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
    """What came at each step after each origin, what was said of it, and how far its model thought to be off.

    ``starts`` says where in the arrays each origin begins, ``last`` the value that was known last there.
    """

    came: Numbers
    points: Numbers
    widths: Numbers
    starts: tuple[int, ...]
    last: tuple[float, ...]
    limits: Limits | None

    @property
    def errors(self) -> Numbers:
        """How far each value lay from its point."""
        return np.abs(self.came - self.points)

    @property
    def asked(self) -> Numbers:
        """The width that each value would have needed, in units of the model's own."""
        return self.errors / np.maximum(self.widths, 1e-12)

    def coverage(self, width: float) -> float:
        """Return the share of values inside intervals so many times the model's own width, as they are published."""
        low, high = self.points - width * self.widths, self.points + width * self.widths
        if self.limits is not None:
            ends = (*self.starts[1:], len(low))
            for start, end, last in zip(self.starts, ends, self.last, strict=True):
                here = slice(start, end)
                low[here], high[here] = self.limits.interval(low[here], high[here], last)
        return float(((self.came >= low) & (self.came <= high)).mean())


def _tests(
    candidate: Candidate,
    values: Numbers,
    known: NDArray[np.bool_],
    origins: Sequence[int],
    rules: IntervalsPart,
    limits: Limits | None,
) -> _Test:
    came: list[Numbers] = []
    points: list[Numbers] = []
    widths: list[Numbers] = []
    starts: list[int] = []
    last: list[float] = []
    for origin in origins:
        ahead = min(STEPS, len(values) - origin)
        told = candidate(origin, ahead)
        here = known[origin : origin + ahead]
        starts.append(sum(len(part) for part in came))
        last.append(float(values[origin - 1]))
        came.append(values[origin : origin + ahead][here])
        points.append(told.points[here])
        growth = np.arange(1, ahead + 1) ** rules.growth
        widths.append((told.spreads * growth * (1 + rules.short_series / origin))[here])
    return _Test(
        np.concatenate(came), np.concatenate(points), np.concatenate(widths), tuple(starts), tuple(last), limits
    )


def _score(model: str, test: _Test, origins: int, scale: float, rules: IntervalsPart) -> Score:
    nominal, certain = (quantile(0.5 + claim / 2, rules.degrees_of_freedom) for claim in CLAIMS)
    asked = float(np.quantile(test.asked, NOMINAL)) / nominal
    factor = (origins * asked + rules.prior_origins) / (origins + rules.prior_origins)
    factor = min(max(factor, rules.least_factor), rules.most_factor)
    widths = [_holding(test, factor * nominal, NOMINAL, rules)]
    widths.append(max(_holding(test, factor * certain, CLAIMS[1], rules), widths[0] / nominal * certain))
    coverages = tuple(test.coverage(width) for width in widths)
    half = test.widths * widths[0]
    interval = float(np.mean(2 * half + 2 / (1 - NOMINAL) * np.maximum(test.errors - half, 0)))
    return Score(
        model,
        float(test.errors.mean()),
        float(test.errors.mean()) / scale if scale else None,
        interval / scale if scale else None,
        coverages,
        len(test.came),
        origins,
        (widths[0] / nominal, widths[1] / certain),
        all(_holds(found, claim, rules) for found, claim in zip(coverages, CLAIMS, strict=True)),
    )


def _holds(coverage: float, claim: float, rules: IntervalsPart) -> bool:
    """Tell whether a coverage is as near to its claim as the rules ask."""
    return abs(coverage - claim) <= rules.most_off + 1e-9


def _holding(test: _Test, width: float, claim: float, rules: IntervalsPart) -> float:
    """Return ``width`` if the interval of ``claim`` holds with it, else one that the errors of the back-test ask for.

    Too narrow, it becomes the least that covers what is claimed; too wide, the widest that still claims what it covers:
    a short back-test is no reason for a narrow interval. Where no width holds (the errors are all alike, or none), it
    is returned as it is.
    """
    if _holds(test.coverage(width), claim, rules):
        return width
    needed = np.unique(test.asked)
    # At each of these widths one more value comes inside, or just not yet.
    wider = needed[(needed > width) & (needed > 0)] * (1 + 1e-9)
    narrower = needed[(needed <= width) & (needed > 0)][::-1] * (1 - 1e-9)
    enough = [float(w) for w in wider if test.coverage(float(w)) >= claim - 1e-9]
    for other in (*enough, *wider[::-1], *narrower):
        if _holds(test.coverage(float(other)), claim, rules):
            return float(other)
    return width


def forecast(
    series: Sequence[float],
    season: int,
    steps: int,
    rules: ForecastFile,
    bridged: Sequence[bool] = (),
    limits: Limits | None = None,
) -> Forecast:
    """Return the forecast of ``steps`` values after ``series``, by the model that its back-test chooses.

    ``bridged`` says which values nobody told, ``limits`` how intervals are published. The series must have changed and
    be longer than the first origin.
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
            _tests(candidate, values, known, origins, rules.intervals, limits),
            len(origins),
            scale,
            rules.intervals,
        )
        for name, candidate in found.items()
    }
    chosen = choose(scores, rules.advantage)
    told = found[chosen](len(values), steps)
    nominal, certain = scores[chosen].factors
    factor = nominal * (1 + rules.intervals.short_series / len(values))
    growth = np.arange(1, steps + 1) ** rules.intervals.growth
    return Forecast(
        chosen,
        told.points,
        told.spreads * growth * factor,
        told.weights,
        told.sigma,
        factor,
        certain / nominal,
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
