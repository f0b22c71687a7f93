"""How probable it is that a forecast reaches a target, and of which targets that is not said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.forecasting.backtest import forecast, probability_of, quantile
from pipelines.analysis.forecasting.chances import chance_of
from pipelines.analysis.forecasting.limits import Limits, steps_within
from pipelines.analysis.forecasting.series import Refusal, Series
from pipelines.analysis.forecasting.series_forecast import SeriesForecast
from pipelines.configuration.outlook_rules import ForecastFile
from pipelines.configuration.rules import read_rules

ROOT = Path(__file__).resolve().parents[2]
RULES = read_rules(ROOT / "models", ForecastFile)


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
