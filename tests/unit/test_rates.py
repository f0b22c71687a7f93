"""Exact arithmetic of rates: time that is left, whole shares, paces and when they arrive."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.paths import Measurement
from pipelines.analysis.rates import (
    TimeLeft,
    apportioned,
    flow_rate,
    level_rate,
    per,
    period_after,
    reached_in,
)

TODAY = dt.date(2026, 11, 26)  # 1405-09-05


def line(*points: tuple[str, int]) -> list[Measurement]:
    return [Measurement(period, Decimal(value), "register") for period, value in points]


@pytest.mark.parametrize(
    ("period", "left"),
    [
        ("1405Q3", (0, 0, 3)),  # 25 days of Azar are left: three full weeks, no full month
        ("1405Q4", (1, 3, 16)),
        ("1407Q4", (9, 27, 120)),
        ("1407", (9, 27, 120)),  # a year ends with its fourth quarter
        ("1405Q2", (0, 0, 0)),  # over
    ],
)
def test_time_that_is_left_counts_whole_parts_only(period: str, left: tuple[int, int, int]) -> None:
    found = TimeLeft.until(period, TODAY)
    assert (found.quarters, found.months, found.weeks) == left


def test_weeks_end_with_the_last_day() -> None:
    # 1405-12-29 is 2027-03-20; seven days before it one week is left, six days before none.
    assert TimeLeft.until("1405Q4", dt.date(2027, 3, 13)).weeks == 1
    assert TimeLeft.until("1405Q4", dt.date(2027, 3, 14)).weeks == 0


def test_a_need_is_rounded_up() -> None:
    assert per(Decimal(20000), 27, 0) == 741
    assert per(Decimal(27), 27, 0) == 1
    assert per(Decimal(1), 0, 0) is None


@given(need=st.integers(0, 10**9), parts=st.integers(1, 400))
def test_what_is_brought_each_time_suffices_and_is_no_more_than_needed(need: int, parts: int) -> None:
    each = per(Decimal(need), parts, 0)
    assert (each is None) == (0 < need < parts), "less than one on each is said in longer times"
    if each is not None:
        assert each * parts >= need and (each == 0 or (each - 1) * parts < need)
        assert each == 0 or each * parts < 2 * need, "together never twice what is needed"


@given(
    whole=st.integers(0, 10**12),
    places=st.integers(0, 4),
    weights=st.dictionaries(st.text(max_size=4), st.decimals(0, 10**9, places=3), min_size=1, max_size=25),
)
def test_shares_sum_exactly_to_the_whole(whole: int, places: int, weights: dict[str, Decimal]) -> None:
    amount = Decimal(whole).scaleb(-places)
    parts = apportioned(amount, weights, places)
    assert sum(parts.values()) == amount and set(parts) == set(weights)
    assert all(part >= 0 for part in parts.values())
    if any(weights.values()):
        total = sum(weights.values())
        for name, part in parts.items():
            assert abs(part - amount * weights[name] / total) < Decimal(1).scaleb(-places)


def test_the_largest_remainders_get_what_rounding_leaves() -> None:
    weights = {"a": Decimal(1), "b": Decimal(1), "c": Decimal(1)}
    assert apportioned(Decimal(10), weights, 0) == {"a": 4, "b": 3, "c": 3}
    assert apportioned(Decimal(10), {"a": Decimal(54), "b": Decimal(46)}, 0) == {"a": 5, "b": 5}
    assert apportioned(Decimal(3), {"a": Decimal(0), "b": Decimal(0)}, 0) == {"a": 2, "b": 1}
    assert apportioned(Decimal(3), {}, 0) == {}


def test_the_rate_of_a_level_is_its_gain_a_quarter() -> None:
    history = line(("1402Q4", 100), ("1403Q2", 200), ("1403Q4", 220), ("1404Q4", 260))
    found = level_rate(history, 1, 4)
    assert found is not None
    assert (found.present, found.best, found.best_period) == (10, 50, "1403Q2")
    falling = level_rate(history, -1, 4)
    assert falling is not None and (falling.present, falling.best) == (-10, -10)
    assert level_rate(history[:1], 1, 4) is None


def test_the_rate_of_a_flow_is_what_comes_a_quarter() -> None:
    yearly = flow_rate(line(("1402", 400), ("1403", 800), ("1404", 600)), 4)
    assert yearly is not None
    assert (yearly.present, yearly.best, yearly.best_period) == (150, 200, "1403")
    quarterly = flow_rate(line(*((f"1404Q{n}", 10 * n) for n in range(1, 5))), 4)
    assert quarterly is not None and (quarterly.present, quarterly.best) == (25, 40)


@pytest.mark.parametrize(
    ("need", "rate", "quarters"),
    [("10", "5", 2), ("11", "5", 3), ("0", "0", 0), ("1", "0", None), ("1", "-2", None)],
)
def test_at_this_rate_when(need: str, rate: str, quarters: int | None) -> None:
    assert reached_in(Decimal(need), Decimal(rate), 120) == quarters


def test_later_than_a_lifetime_is_never() -> None:
    assert reached_in(Decimal(121), Decimal(1), 120) is None
    assert reached_in(Decimal(120), Decimal(1), 120) == 120


def test_quarters_after_a_period() -> None:
    assert [period_after("1404Q4", n) for n in (1, 4, 5)] == ["1405Q1", "1405Q4", "1406Q1"]
    assert period_after("1404", 1) == "1405Q1"
