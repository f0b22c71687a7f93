"""What the path of a target asks for at each of its periods, along a line or in steps."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis import paths
from pipelines.analysis.paths import Measurement
from pipelines.foundation.period import Period
from tests.unit.targets_fixture import COUNT, THEN, at, stands, words


def path(shape: str, *points: Measurement) -> paths.Path:
    return paths.Path(at("1400Q4", "1"), at("1404Q4", "5"), shape, points)


def test_a_path_in_steps_asks_for_nothing_before_its_time() -> None:
    assert path("steps").value_at("1404Q3") == 1
    assert path("steps").value_at("1404Q4") == 5


@pytest.mark.parametrize("shape", ["steps", "milestones"])
def test_steps_without_points_are_on_the_way_until_their_date(shape: str) -> None:
    """Also where nothing was measured since the baseline: nothing fell due since."""
    for value, status in (("1", "on_track"), ("3", "on_track"), ("0", "off_track"), ("5", "reached")):
        found = stands(at("1400Q4", "1"), at("1404Q4", "5"), at("1402Q4", value), COUNT, THEN, shape)
        assert found.status == status
    found = stands(at("1402Q4", "1"), at("1404Q4", "5"), at("1402Q4", "1"), COUNT, THEN, shape)
    assert (found.status, found.expected) == ("on_track", 1)
    assert words(found) == (
        "۱ در زمستان ۱۴۰۲؛ مسیر هدف تا زمستان ۱۴۰۴ بیش از مبنا نمی‌خواهد که ۱ است؛ درست همان.",
        "1 in winter 1402; until winter 1404 the path asks for no more than the baseline of 1; exactly that.",
    )


def test_steps_are_assessed_by_the_last_that_fell_due() -> None:
    steps = (at("1402Q2", "3"), at("1403Q4", "4"))
    for value, status in (("3", "on_track"), ("2", "off_track"), ("1", "off_track")):
        found = stands(at("1400Q4", "1"), at("1404Q4", "5"), at("1402Q4", value), COUNT, THEN, "steps", steps)
        assert (found.status, found.expected) == (status, 3)


def test_steps_without_a_baseline_ask_for_nothing_before_the_first() -> None:
    found = stands(None, at("1404Q4", "5"), at("1402Q4", "1"), COUNT, THEN, "steps")
    assert (found.status, found.expected) == ("on_track", None)
    assert words(found) == (
        "۱ در زمستان ۱۴۰۲؛ مسیر هدف پیش از زمستان ۱۴۰۴ چیزی نمی‌خواهد.",
        "1 in winter 1402; the path asks for nothing before winter 1404.",
    )
    assert stands(None, at("1404Q4", "5"), at("1402Q4", "1"), COUNT).status == "not_available", "a line has to begin"


def test_a_path_is_told_for_every_period_from_its_baseline_to_its_date() -> None:
    assert list(path("linear").periods())[:2] == ["1400Q4", "1401Q1"] and list(path("linear").periods())[-1] == "1404Q4"
    years = paths.Path(at("1402", "1"), at("1404", "5"))
    assert [(p, years.value_at(p)) for p in years.periods()] == [("1402", 1), ("1403", 3), ("1404", 5)]
    assert list(paths.Path(None, at("1404Q4", "5")).periods()) == ["1404Q4"]


MILESTONES = [at("1402Q4", "2"), at("1403Q4", "4")]


@pytest.mark.parametrize(
    ("shape", "period", "expected"),
    [
        ("milestones", "1402Q3", 1),  # nothing before the first
        ("milestones", "1402Q4", 2),
        ("milestones", "1403Q3", 2),
        ("milestones", "1404Q2", 4),
        ("milestones", "1404Q4", 5),
        ("linear", "1401Q4", "1.5"),  # half of the way to the first point
        ("linear", "1403Q2", 3),  # half of the way from it to the second
        ("linear", "1403Q4", 4),
        ("linear", "1400Q1", 1),  # before the baseline
    ],
)
def test_a_path_goes_by_its_points(shape: str, period: str, expected: str) -> None:
    assert path(shape, *MILESTONES).value_at(period) == Decimal(expected)


def test_points_outside_of_the_path_ask_for_nothing() -> None:
    points = [at("1399Q4", "100"), at("1405Q4", "100")]
    assert paths.Path(at("1400Q4", "0"), at("1404Q4", "8"), "linear", points).value_at("1402Q4") == 4


@given(
    base=st.decimals(0, 100, places=3),
    goal=st.decimals(0, 100, places=3),
    quarter=st.integers(-8, 40),
    shape=st.sampled_from(["linear", "steps", "milestones", "cumulative"]),
)
def test_a_path_never_leaves_baseline_and_target(base: Decimal, goal: Decimal, quarter: int, shape: str) -> None:
    period = Period.parse("1400Q4").after(quarter).key
    expected = paths.Path(Measurement("1400Q4", base), Measurement("1404Q4", goal), shape).value_at(period)
    assert expected is not None and min(base, goal) <= expected <= max(base, goal)
