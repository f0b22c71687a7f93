"""Candidate models of a series: what each would have forecast at any origin, and how sure it would have been.

A candidate sees the values up to its origin and nothing after it. Exponential smoothing is estimated by
statsmodels; between two estimations its parameters stay and only its state follows the values, so that a whole
back-test costs two estimations. Theta is the simple smoothing with half of the linear trend as its drift
(Hyndman and Billah 2003, "Unmasking the Theta method"), which is what ``statsmodels`` computes, too.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

#: Values from which the states of smoothing start.
START = 10


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a model says at one origin: a point a step ahead, and the weights of the shocks that will come.

    ``weights[j]`` is what a shock does to the value ``j`` steps after it (the first is 1); ``sigma`` is the
    standard deviation of one shock, in the unit of the series.
    """

    points: Numbers
    weights: Numbers
    sigma: float

    @property
    def spreads(self) -> Numbers:
        """The standard deviation of the forecast error, a step ahead each."""
        found: Numbers = self.sigma * np.sqrt(np.cumsum(np.square(self.weights)))
        return found


#: Says at an origin (the number of values known) what comes in the next steps.
Candidate = Callable[[int, int], Outlook]


def _sigma(residuals: Numbers, parameters: int) -> float:
    free = max(len(residuals) - parameters, 1)
    return float(np.sqrt(np.sum(np.square(residuals)) / free))


def _line(values: Numbers) -> tuple[float, float]:
    """Return level (one step before the first value) and slope of the straight line nearest to ``values``."""
    places = np.arange(1, len(values) + 1) - (len(values) + 1) / 2
    slope = float(places @ values / (places @ places))
    return float(values.mean()) - slope * (len(values) + 1) / 2, slope


def drift(values: Numbers, season: int) -> Candidate:
    """Return the last value and the mean change so far."""

    def at(origin: int, steps: int) -> Outlook:
        known = values[:origin]
        changes = np.diff(known)
        ahead = np.arange(1, steps + 1)
        return Outlook(known[-1] + ahead * changes.mean(), np.ones(steps), _sigma(changes - changes.mean(), 1))

    return at


def seasonal_naive(values: Numbers, season: int) -> Candidate:
    """Return the value of the same season a year before."""

    def at(origin: int, steps: int) -> Outlook:
        known = values[:origin]
        changes = known[season:] - known[:-season]
        points = np.resize(known[-season:], steps)
        weights = (np.arange(steps) % season == 0).astype(float)
        return Outlook(points, weights, _sigma(changes, 0))

    return at


def seasonal_drift(values: Numbers, season: int) -> Candidate:
    """Return the value of the same season a year before and the mean change over a year."""

    def at(origin: int, steps: int) -> Outlook:
        known = values[:origin]
        changes = known[season:] - known[:-season]
        years = np.arange(steps) // season + 1
        points = np.resize(known[-season:], steps) + years * changes.mean()
        weights = (np.arange(steps) % season == 0).astype(float)
        return Outlook(points, weights, _sigma(changes - changes.mean(), 1))

    return at


@dataclass(slots=True)
class Smoothing:
    """Exponential smoothing of a series, estimated at the origins asked for and only followed between them."""

    values: Numbers
    damped: bool
    origins: Sequence[int]
    _states: dict[int, tuple[Numbers, Any]]

    @classmethod
    def of(cls, values: Numbers, origins: Sequence[int], *, damped: bool) -> Smoothing:
        """Estimate at each of ``origins`` from the values before it."""
        return cls(values, damped, sorted(origins), {})

    def _model(self, known: Numbers) -> Any:
        from statsmodels.tsa.exponential_smoothing.ets import ETSModel

        first = known[:START]
        if not self.damped:
            return ETSModel(
                known,
                error="add",
                initialization_method="known",
                initial_level=float(first[: START // 2].mean()),
            )
        level, slope = _line(first)
        return ETSModel(
            known,
            error="add",
            trend="add",
            damped_trend=True,
            initialization_method="known",
            initial_level=level,
            initial_trend=slope,
        )

    def state(self, origin: int) -> tuple[Numbers, Any]:
        """Return parameters estimated at or before ``origin``, and the states of smoothing with them."""
        estimated = max((o for o in self.origins if o <= origin), default=origin)
        if estimated not in self._states:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # an estimate on its bound is an estimate
                fitted = self._model(self.values[:estimated]).fit(disp=False, full_output=False)
                states = self._model(self.values).smooth(fitted.params)
            self._states[estimated] = (np.asarray(fitted.params, float), states)
        return self._states[estimated]


def simple(smoothing: Smoothing) -> Candidate:
    """Return simple exponential smoothing: the level goes on."""

    def at(origin: int, steps: int) -> Outlook:
        parameters, states = smoothing.state(origin)
        level = np.asarray(states.level)[origin - 1]
        weights = np.full(steps, parameters[0])
        weights[0] = 1.0
        return Outlook(np.full(steps, level), weights, _sigma(np.asarray(states.resid)[:origin], 1))

    return at


def damped(smoothing: Smoothing) -> Candidate:
    """Return smoothing with a trend that fades."""

    def at(origin: int, steps: int) -> Outlook:
        (alpha, beta, phi), states = smoothing.state(origin)
        fading = np.cumsum(phi ** np.arange(1, steps + 1))
        points = np.asarray(states.level)[origin - 1] + np.asarray(states.slope)[origin - 1] * fading
        weights = np.concatenate([[1.0], alpha + beta * fading[: steps - 1]])
        return Outlook(points, weights, _sigma(np.asarray(states.resid)[:origin], 3))

    return at


def theta(values: Numbers, smoothing: Smoothing) -> Candidate:
    """Return the Theta forecast: the smoothed level with half of the linear trend as drift."""

    def at(origin: int, steps: int) -> Outlook:
        parameters, states = smoothing.state(origin)
        alpha = max(float(parameters[0]), 1e-4)
        _, slope = _line(values[:origin])
        level = np.asarray(states.level)[origin - 1]
        lag = (1 - (1 - alpha) ** origin) / alpha
        points = level + 0.5 * slope * (np.arange(steps) + lag)
        # One step before: what the same rule, with the drift of today, would have missed.
        before = (1 - (1 - alpha) ** np.arange(origin)) / alpha
        missed = np.asarray(states.resid)[:origin] - 0.5 * slope * before
        weights = np.full(steps, alpha)
        weights[0] = 1.0
        return Outlook(points, weights, _sigma(missed[1:], 2))

    return at


def combined(parts: Sequence[Candidate]) -> Candidate:
    """Return the mean of several candidates; its errors are taken to move together, as those of like models do."""

    def at(origin: int, steps: int) -> Outlook:
        told = [part(origin, steps) for part in parts]
        shocks = np.mean([o.weights * o.sigma for o in told], axis=0)
        sigma = float(shocks[0])
        weights = shocks / sigma if sigma else np.ones(steps)
        return Outlook(np.mean([o.points for o in told], axis=0), weights, sigma)

    return at


def candidates(values: Sequence[float], season: int, origins: Sequence[int]) -> dict[str, Candidate]:
    """Return every single candidate of a series, by name, the simplest first.

    ``season`` is the number of periods of a year; smoothing is estimated at ``origins``.
    """
    series = np.asarray(values, float)
    level, trend = (Smoothing.of(series, origins, damped=d) for d in (False, True))
    return {
        "drift": drift(series, season),
        "seasonal_naive": seasonal_naive(series, season),
        "seasonal_drift": seasonal_drift(series, season),
        "simple": simple(level),
        "damped": damped(trend),
        "theta": theta(series, level),
    }
