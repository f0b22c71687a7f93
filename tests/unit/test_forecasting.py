"""Forecasts: which series, with which model, how wide, and how probable a target is."""

from __future__ import annotations

import importlib.util
from decimal import Decimal
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.forecasting.backtest import Score, choose, forecast, probability_of, quantile
from pipelines.analysis.forecasting.candidates import Smoothing, candidates, damped
from pipelines.analysis.forecasting.chances import chance_of
from pipelines.analysis.forecasting.limits import Limits, steps_within
from pipelines.analysis.forecasting.series import (
    Refusal,
    Series,
    newest_run,
    series_of,
)
from pipelines.analysis.forecasting.series_forecast import SeriesForecast, refusal_text
from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.configuration.rules import read_rules
from pipelines.foundation.period import Period

ROOT = Path(__file__).resolve().parents[2]
RULES = read_rules(ROOT / "models", ForecastFile)


def quarters(count: int, first: str = "1401Q1") -> list[str]:
    return [Period.parse(first).after(n).key for n in range(count)]


def rows(values: list[int | None], **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "period": period,
            "value": None if v is None else Decimal(v),
            "value_id": period,
            "is_synthetic": False,
            "status": "final" if v is not None else "missing",
            **more,
        }
        for period, v in zip(quarters(len(values)), values, strict=True)
    ]


RISING: list[int | None] = [100 + 3 * n + n % 3 for n in range(16)]


# --- which series -------------------------------------------------------------------------------------


def test_a_long_unbroken_series_is_forecast_from_its_values() -> None:
    found = series_of(rows(RISING), "Q", "flow", RULES)
    assert isinstance(found, Series)
    assert (found.last, len(found.values), sum(found.bridged)) == ("1404Q4", 16, 0)
    assert found.value_ids == tuple(quarters(16))


@pytest.mark.parametrize(
    ("values", "kind", "reason"),
    [
        (RISING[:13], "stock", "too_short"),
        ([*RISING[:8], None, *RISING[:7]], "flow", "gaps"),  # a flow is never bridged
        ([*RISING[:8], None, None, *RISING[:6]], "stock", "gaps"),  # two in a row are not bridged
        ([5] * 16, "stock", "unchanging"),
    ],
)
def test_what_cannot_be_forecast_is_refused(values: list[int | None], kind: str, reason: str) -> None:
    found = series_of(rows(values), "Q", kind, RULES)
    assert isinstance(found, Refusal) and found.reason == reason
    for language in ("fa", "en"):
        assert "{" not in refusal_text(found, language, RULES, last="")


def test_single_gaps_of_a_level_are_bridged_and_said() -> None:
    values = [*RISING[:5], None, *RISING[6:10], None, *RISING[11:]]
    found = series_of(rows(values), "Q", "stock", RULES)
    assert isinstance(found, Series)
    assert sum(found.bridged) == 2 and len(found.value_ids) == 14
    assert found.values[5] == (found.values[4] + found.values[6]) / 2


def test_a_withheld_value_is_never_bridged() -> None:
    known = {n: Decimal(n) for n in (1, 2, 4, 5)}
    assert newest_run(known, 2)[0] == [1, 2, 3, 4, 5]
    assert newest_run(known, 2, frozenset({3}))[0] == [4, 5]
    withheld = rows(RISING)
    withheld[-1] |= {"value": None, "status": "suppressed"}
    found = series_of(withheld, "Q", "stock", RULES)
    assert isinstance(found, Refusal) and found.reason == "suppressed"


def test_real_and_invented_are_never_forecast_together() -> None:
    mixed = [*rows(RISING[:8]), *rows(RISING, is_synthetic=True)[8:]]
    found = series_of(mixed, "Q", "stock", RULES)
    assert isinstance(found, Refusal) and found.reason == "mixed"


# --- models -------------------------------------------------------------------------------------------


def test_a_candidate_sees_nothing_after_its_origin() -> None:
    values = np.cumsum(np.random.default_rng(3).normal(1, 2, 24)).tolist()
    changed = [*values[:16], *(v + 1000 for v in values[16:])]
    for name, candidate in candidates(values, 4, (10, 24)).items():
        before, after = candidate(16, 8), candidates(changed, 4, (10, 24))[name](16, 8)
        assert np.allclose(before.points, after.points) and before.sigma == pytest.approx(after.sigma), name


def test_theta_is_the_librarys() -> None:
    import pandas as pd
    from statsmodels.tsa.forecasting.theta import ThetaModel

    values = 100 + np.cumsum(np.random.default_rng(5).normal(1, 3, 60))
    series = pd.Series(values, pd.period_range("2000Q1", periods=60, freq="Q"))
    theirs = ThetaModel(series, deseasonalize=False).fit().forecast(8, theta=2).to_numpy()
    ours = candidates(values.tolist(), 4, (60,))["theta"](60, 8).points
    assert np.allclose(ours, theirs, rtol=0.01)


def test_the_spread_of_the_damped_trend_is_the_librarys() -> None:
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    values = 50 + np.cumsum(np.random.default_rng(8).normal(0.5, 2, 40))
    smoothing = Smoothing.of(values, [40], damped=True)
    ours = damped(smoothing)(40, 6)
    series = pd.Series(values, pd.period_range("2000Q1", periods=40, freq="Q"))
    model = ETSModel(
        series,
        error="add",
        trend="add",
        damped_trend=True,
        initialization_method="known",
        initial_level=50.0,
        initial_trend=0.5,
    )
    theirs = model.smooth(smoothing.state(40)[0]).get_prediction(start=40, end=45)
    variance = np.asarray(theirs.forecast_variance)
    assert np.allclose(variance / variance[0], (ours.spreads / ours.spreads[0]) ** 2, rtol=1e-9)


def test_a_straight_line_goes_on_and_a_season_comes_again() -> None:
    line = forecast([10.0 + 2 * n + 0.01 * (n % 2) for n in range(20)], 4, 4, RULES)
    assert np.allclose(line.points, [50, 52, 54, 56], atol=0.5)
    season = forecast([float(v) for v in [10, 50, 20, 90] * 5], 4, 4, RULES)
    assert season.model.startswith("seasonal") and np.allclose(season.points, [10, 50, 20, 90])


def score(model: str, mase: float, interval: float = 1.0) -> Score:
    return Score(model, mase, mase, interval, (0.8, 0.95), 10, 5, (1.0, 1.0), True)


def test_another_model_must_be_clearly_better_than_the_mean_of_four() -> None:
    close = {"combined": score("combined", 1.0), "drift": score("drift", 0.9)}
    assert choose(close, 0.2) == "combined"
    clear = {"combined": score("combined", 1.0), "drift": score("drift", 0.8)}
    assert choose(clear, 0.2) == "drift"
    even = {"a": score("a", 0.5, 3.0), "b": score("b", 0.5, 2.0), "combined": score("combined", 1.0)}
    assert choose(even, 0.2) == "b", "of equals the narrower"


def test_a_forecast_is_the_same_twice() -> None:
    values = [float(v) for v in RISING if v is not None]
    first, second = (forecast(values, 4, 8, RULES) for _ in range(2))
    assert first.points.tolist() == second.points.tolist() and first.scores == second.scores


def test_the_sum_of_independent_steps_spreads_like_their_squares() -> None:
    told = forecast([float(v) for v in [10, 50, 20, 90] * 3 + [12, 49, 25, 80]], 4, 8, RULES)
    one, spread = told.sum_of(3, 3)
    assert one == pytest.approx(told.points[2]) and spread == pytest.approx(told.scales[2])
    total, _ = told.sum_of(1, 4)
    assert total == pytest.approx(told.points[:4].sum())


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


# --- chances ------------------------------------------------------------------------------------------


@given(goal=st.floats(-100, 100), point=st.floats(-100, 100), scale=st.floats(0.01, 50))
def test_reaching_and_missing_are_all_there_is(goal: float, point: float, scale: float) -> None:
    up, down = (probability_of(point, scale, 6, goal, way) for way in (True, False))
    assert up + down == pytest.approx(1)
    assert (up - 0.5) * (point - goal) >= -1e-9, "likelier than not, if the point is beyond the goal"


def test_the_probability_agrees_with_the_interval() -> None:
    assert probability_of(10, 2, 6, 10 + 2 * quantile(0.9, 6), True) == pytest.approx(0.1)


#: Four years of about ninety.
YEARS = [20, 24, 19, 27, 21, 25, 18, 27, 19, 24, 20, 26, 20, 25, 19, 27]


def told(
    kind: str = "flow", values: list[int] | None = None, key: str = "customs", coming: int = 1
) -> tuple[tuple[str, ...], SeriesForecast]:
    history = [Decimal(v) for v in values or YEARS]
    indicator: Any = SimpleNamespace(kind=kind, unit="USD", decimals=0, direction="up")
    series = Series("1404Q4", tuple(history), (False,) * len(history), ())
    made = forecast([float(v) for v in history], 4, 12, RULES)
    limits = Limits.of("USD", kind, 0, 1)
    (low80, high80), (low95, high95) = made.bounds(0.8), made.bounds(0.95)
    steps = steps_within(history[-1], *(list(x) for x in (made.points, low80, high80, low95, high95)), limits)
    cell = {
        "indicator_id": "i",
        "area_code": "08",
        "domain": "crafts",
        "category": "",
        "frequency": "Q",
        "basis": key,
    }
    return tuple(cell.values()), SeriesForecast("s", cell, indicator, series, made, tuple(steps), coming, False)


TARGET = {
    "target_id": "T",
    "indicator_id": "i",
    "area_code": "08",
    "domain": "crafts",
    "category": "",
    "path": "linear",
    "target_value": Decimal(90),
    "target_period": "1405",
    "is_synthetic": False,
}
PROGRESS = {
    "basis": "customs",
    "period": "1404",
    "value": Decimal(90),
    "baseline_value": Decimal(50),
    "status": "on_track",
    "is_over": False,
    "arithmetic_fa": "سررسید گذشته است",
    "arithmetic_en": "It was missed",
}


def chance(
    target: dict[str, Any], progress: dict[str, Any], found: tuple[tuple[str, ...], SeriesForecast]
) -> dict[str, Any]:
    return chance_of({**TARGET, **target}, {**PROGRESS, **progress}, dict([found]), {}, RULES)


def test_the_chance_of_a_years_flow_is_that_of_its_four_quarters() -> None:
    row = chance({}, {}, told())
    assert row["state"] == "forecast" and row["point"] == pytest.approx(Decimal(90), abs=3)
    easy, hard = (chance({"target_value": Decimal(v)}, {}, told())["probability"] for v in (60, 130))
    assert easy == Decimal("0.99") and hard == Decimal("0.01"), "never certain"
    assert "99" in chance({"target_value": Decimal(60)}, {}, told())["sentence_en"]


def test_a_falling_target_is_reached_downwards() -> None:
    row = chance({"target_value": Decimal(60)}, {"baseline_value": Decimal(150)}, told())
    assert row["probability"] == Decimal("0.01")


def test_a_cumulative_target_adds_to_what_has_come() -> None:
    row = chance(
        {"path": "cumulative", "target_value": Decimal(500)},
        {"value": Decimal(410), "period": "1404Q4"},
        told(),
    )
    assert row["point"] == pytest.approx(Decimal(500), abs=3) and Decimal("0.3") < row["probability"] < Decimal("0.7")


@pytest.mark.parametrize(
    ("target", "progress", "reason"),
    [
        ({}, {"basis": "reported"}, "not_forecast"),  # never set against another basis than it is assessed by
        ({"area_code": "IR"}, {}, "not_forecast"),
        ({"target_period": "1410"}, {}, "too_far"),
        ({"target_period": "1404"}, {}, "past"),
        ({"target_period": "1404"}, {"is_over": True, "status": "missed"}, "past"),
    ],
)
def test_why_no_chance_is_said(target: dict[str, Any], progress: dict[str, Any], reason: str) -> None:
    row = chance(target, progress, told())
    assert (row["state"], row["reason"], row["probability"]) == ("refused", reason, None)
    assert row["sentence_fa"] and "{" not in row["sentence_en"]


def test_no_chance_is_said_of_a_target_whose_period_is_over_though_it_was_not_measured() -> None:
    found = told(coming=5)  # the newest value is of 1404Q4, and 1405 is over
    assert chance({}, {}, found)["reason"] == "past"
    assert chance({"target_period": "1406"}, {}, found)["state"] == "forecast"


@pytest.mark.parametrize(
    ("refusal", "reason", "words"),
    [
        (Refusal("uncovered", {"inside": 20, "most": 20, "tests": 20}), "uncovered", "20 of 20 values"),
        (Refusal("too_old", {"missing": 9}, "1402Q3"), "too_old", "the newest figure is of autumn 1402"),
        (Refusal("too_short", {"found": 3, "least": 14}), "not_forecast", "no unbroken series"),
    ],
)
def test_a_target_of_a_refused_series_is_refused_for_its_reason(refusal: Refusal, reason: str, words: str) -> None:
    key, _ = told()
    row = chance_of({**TARGET}, {**PROGRESS}, {}, {}, RULES, {key: refusal})
    assert (row["state"], row["reason"], row["probability"]) == ("refused", reason, None)
    assert words.casefold() in row["sentence_en"].casefold() and "{" not in row["sentence_fa"]


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
