"""Intervals of forecasts: possible values in order, as wide as the errors of their own back-test ask."""

from __future__ import annotations

import importlib.util
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.forecasting.backtest import Score, forecast, quantile
from pipelines.analysis.forecasting.candidates import candidates
from pipelines.analysis.forecasting.limits import Limits, steps_within
from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.configuration.rules import read_rules

ROOT = Path(__file__).resolve().parents[2]
RULES = read_rules(ROOT / "models", ForecastFile)


# --- limits -------------------------------------------------------------------------------------------


@given(
    points=st.lists(st.floats(-5, 5), min_size=1, max_size=12),
    half=st.floats(0, 5),
    kind=st.sampled_from(["stock", "flow", "cumulative", "ratio"]),
)
def test_what_is_published_is_possible_and_in_order(points: list[float], half: float, kind: str) -> None:
    limits = Limits.of("share" if kind == "ratio" else "persons", kind, 0, 1)
    low, high = [p - half for p in points], [p + half for p in points]
    last = Decimal("0.5")
    found = steps_within(last, points, low, high, [v - half for v in low], [v + half for v in high], limits)
    for step in found:
        assert 0 <= step.low95 <= step.low80 <= step.point <= step.high80 <= step.high95
        if kind == "ratio":
            assert step.high95 <= 1
    if kind == "cumulative":
        assert all(s.low95 >= last for s in found)
        for name in ("point", "low80", "high80", "low95", "high95"):
            told = [getattr(s, name) for s in found]
            assert told == sorted(told), "what is added up never falls"


def test_intervals_are_rounded_outwards() -> None:
    (step,) = steps_within(Decimal(0), [10.04], [9.06], [11.01], [8.06], [12.01], Limits.of("persons", "stock", 0, 1))
    assert (step.low80, step.point, step.high80) == (Decimal("9.0"), Decimal("10.0"), Decimal("11.1"))


# --- a forecast is told only if its own back-test bears it out -----------------------------------------


def near(score: Score) -> bool:
    """Whether the back-test covers what the intervals claim, within ten points."""
    return all(
        abs(found - claim) <= Decimal("0.1")
        for found, claim in (
            (Decimal(repr(share)).quantize(Decimal("0.0001")), Decimal(claim))
            for share, claim in zip(score.coverages, ("0.8", "0.95"), strict=True)
        )
    )


def walk(seed: int, jump: float) -> list[float]:
    """Sixteen quarters that go their way, and now and then jump far."""
    chance_ = np.random.default_rng(seed)
    steps = chance_.normal(2, 1, 16) + jump * (chance_.random(16) < 0.25)
    return [float(v) for v in np.round(100 + np.cumsum(steps))]


@pytest.mark.parametrize("jump", [0, 5, 40])
def test_intervals_are_as_wide_as_the_errors_of_the_back_test_ask(jump: float) -> None:
    limits = Limits.of("persons", "stock", 0, 1)
    for seed in range(12):
        made = forecast(walk(seed, jump), 4, 8, RULES, limits=limits)
        assert made.score.holds == near(made.score)
        assert made.score.holds, (seed, made.score)
        low80, high80 = made.bounds(0.8)
        low95, high95 = made.bounds(0.95)
        assert (low95 <= low80).all() and (high80 <= high95).all()


def test_without_its_back_test_the_interval_would_claim_what_it_does_not_cover() -> None:
    """The widths that only lean on the back-test do not hold for some of the same series."""
    off = RULES.model_copy(update={"intervals": RULES.intervals.model_copy(update={"most_off": 1.0})})
    limits = Limits.of("persons", "stock", 0, 1)
    leaning = [forecast(walk(seed, jump), 4, 8, off, limits=limits).score for seed in range(12) for jump in (0, 5, 40)]
    assert sum(not near(score) for score in leaning) >= 5


def test_the_coverage_is_that_of_the_published_interval() -> None:
    """Once more from the published steps: rounded outwards, within limits, never falling."""
    from pipelines.analysis.forecasting.backtest import CLAIMS, _tests

    values = np.array(walk(3, 5))
    limits = Limits.of("persons", "cumulative", 0, 1)
    made = forecast(values.tolist(), 4, 8, RULES, limits=limits)
    candidate = candidates(values.tolist(), 4, (10, 16))["drift"]
    score_of_drift = next(s for s in made.scores if s.model == "drift")
    test = _tests(candidate, values, np.ones(16, bool), range(10, 16), RULES.intervals, limits)
    inside = np.zeros(2)
    for start, last, end in zip(test.starts, test.last, [*test.starts[1:], len(test.came)], strict=True):
        here = slice(start, end)
        halves = [
            test.widths[here] * factor * quantile(0.5 + claim / 2, 6)
            for factor, claim in zip(score_of_drift.factors, CLAIMS, strict=True)
        ]
        (low80, high80), (low95, high95) = (
            ((test.points[here] - half).tolist(), (test.points[here] + half).tolist()) for half in halves
        )
        steps = steps_within(Decimal(repr(last)), test.points[here].tolist(), low80, high80, low95, high95, limits)
        for came, step in zip(test.came[here], steps, strict=True):
            inside += [step.low80 <= Decimal(came) <= step.high80, step.low95 <= Decimal(came) <= step.high95]
    assert (inside / len(test.came)).tolist() == pytest.approx(score_of_drift.coverages)


def test_a_series_whose_errors_are_all_alike_holds_at_no_width() -> None:
    steps = [10.0 * n for n in range(16)]
    assert not forecast(steps, 4, 8, RULES, limits=Limits.of("persons", "stock", 0, 1)).score.holds


# --- the intervals hold -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """``benchmarks/forecasting.py``: the public series and how they are tried."""
    spec = importlib.util.spec_from_file_location("forecasting_benchmark", ROOT / "benchmarks" / "forecasting.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_on_public_series_intervals_hold_and_the_seasonal_naive_is_beaten(benchmark: ModuleType) -> None:
    """Sixteen and forty quarters of each public series, from rolling origins, one to eight quarters ahead."""
    series = benchmark.public_series()
    found = list(benchmark.trials(series, [16, 40], 24, RULES))
    whole = benchmark.summary(found)
    assert whole["trials"] >= 150 and len({t.series for t in found}) == len(series) == 19
    assert 0.75 <= whole["in80"] <= 0.85, whole
    assert 0.90 <= whole["in95"] <= 0.98, whole
    assert whole["mase"] < 1 and whole["against_naive"] < 1, whole


def test_both_halves_hold_every_series_once(benchmark: ModuleType) -> None:
    parts = benchmark.halves(list(benchmark.public_series()))
    assert len(parts["design"]) == 10 and len(parts["held out"]) == 9
    assert not set(parts["design"]) & set(parts["held out"])
