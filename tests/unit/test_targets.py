"""Targets and progress: the status rules as a specification."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.judging.targets import (
    Measurement,
    assess,
    expected_value,
    latest_measurement,
    quarter_index,
)  # fmt: skip


def at(period: str, value: str) -> Measurement:
    return Measurement(period, Decimal(value))


def judged(baseline: str, target: str, now: str | None, period: str = "1402Q4") -> str:
    latest = None if now is None else at(period, now)
    found = assess(
        at("1400Q4", baseline), at("1404Q4", target), latest, path="linear", unit="share", decimals=1
    )
    return found.status


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("0.50", "reached"),
        ("0.36", "on_track"),   # half the way, half the gain
        ("0.34", "behind"),
        ("0.25", "off_track"),
        ("0.15", "off_track"),  # below where it began
        (None, "not_available"),
    ],
)  # fmt: skip
def test_states_of_a_rising_target(now: str | None, status: str) -> None:
    assert judged("0.20", "0.50", now) == status


@pytest.mark.parametrize(("now", "status"), [("10", "reached"), ("19", "on_track"), ("27", "off_track")])
def test_a_falling_target_is_judged_downwards(now: str, status: str) -> None:
    assert judged("28", "10", now) == status


@pytest.mark.parametrize(("now", "status"), [("0", "off_track"), ("0.4", "on_track"), ("0.8", "reached")])
def test_a_zero_baseline_is_as_good_as_any(now: str, status: str) -> None:
    assert judged("0", "0.8", now) == status


def test_nothing_measured_since_the_baseline_is_no_verdict() -> None:
    found = assess(
        at("1400Q4", "0"), at("1404Q4", "1"), at("1400Q4", "0"), path="linear", unit="share", decimals=1
    )
    assert found.status == "not_available"
    assert "۱۰۰" in found.arithmetic_fa and "100" in found.arithmetic_en


def test_the_arithmetic_is_said() -> None:
    found = assess(
        at("1400Q4", "0.2"),
        at("1404Q4", "0.5"),
        at("1402Q4", "0.34"),
        path="linear",
        unit="share",
        decimals=1,
    )
    assert found.expected == Decimal("0.35")
    plain = found.arithmetic_en.replace("⁦", "").replace("⁩", "")
    assert plain == "34% against the 35% that the path asks for by winter 1402: −1%."


def test_a_path_in_steps_asks_for_nothing_before_its_time() -> None:
    path = {"baseline": at("1400Q4", "1"), "target": at("1404Q4", "5"), "path": "steps"}
    assert expected_value(at="1404Q3", **path) == 1
    assert expected_value(at="1404Q4", **path) == 5


@given(
    base=st.decimals(0, 100, places=3), goal=st.decimals(0, 100, places=3), quarter=st.integers(-8, 40),
)  # fmt: skip
def test_a_path_never_leaves_baseline_and_target(base: Decimal, goal: Decimal, quarter: int) -> None:
    index = quarter_index("1400Q4") + quarter - 1
    period = f"{index // 4}Q{index % 4 + 1}"
    expected = expected_value(Measurement("1400Q4", base), Measurement("1404Q4", goal), period)
    assert min(base, goal) <= expected <= max(base, goal)


def test_of_two_bases_of_one_period_the_register_speaks() -> None:
    rows = [
        {"value": Decimal(1), "frequency": "A", "period": "1402", "basis": "reported"},
        {"value": Decimal(2), "frequency": "A", "period": "1402", "basis": "customs"},
        {"value": Decimal(3), "frequency": "A", "period": "1401", "basis": "register"},
        {"value": Decimal(4), "frequency": "Q", "period": "1404Q1", "basis": "register"},
    ]
    assert latest_measurement(rows, "A") == Measurement("1402", Decimal(2))
