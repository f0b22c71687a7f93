"""Targets and progress: the status rules as a specification."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis import paths
from pipelines.analysis.measurements import accumulated, at_its_date, in_frequency, newest, pair
from pipelines.analysis.paths import Measurement
from pipelines.analysis.status import Assessment, Subject, assess
from pipelines.analysis.targets import kind_of, progress_row
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.errors import RuleError
from pipelines.configuration.rules import read_rules
from pipelines.foundation.period import Period
from tests.unit.roll_up_fixture import indicator

MODELS = Path(__file__).resolve().parents[2] / "models"
RULES = read_rules(MODELS, StatusFile)


#: 1403-01-15: the winter of 1402 has just ended.
THEN = dt.date(2024, 4, 3)
SHARE = Subject("share", 1, rises=True, kind="ratio", only_grows=False, oldest_months=24)
COUNT = Subject("persons", 0, rises=True, kind="stock", only_grows=False, oldest_months=24)
FLOW = Subject("projects", 0, rises=True, kind="flow", only_grows=False, oldest_months=24)


def at(period: str, value: str, basis: str = "", **more: Any) -> Measurement:
    return Measurement(period, Decimal(value), basis, **more)


def stands(
    start: Measurement | None,
    end: Measurement,
    latest: Measurement | None,
    subject: Subject = SHARE,
    today: dt.date = THEN,
    shape: str = "linear",
    points: tuple[Measurement, ...] = (),
) -> Assessment:
    return assess(paths.Path(start, end, shape, points), latest, subject, today, RULES)


def words(found: Assessment) -> tuple[str, str]:
    """Return the sentences without the marks that keep numbers in order."""
    fa, en = (text.replace("\u2066", "").replace("\u2069", "") for text in (found.arithmetic_fa, found.arithmetic_en))
    return fa, en


def assessed(baseline: str, target: str, now: str | None, period: str = "1402Q4") -> str:
    latest = None if now is None else at(period, now)
    return stands(at("1400Q4", baseline), at("1404Q4", target), latest).status


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("0.50", "reached"),
        ("0.36", "on_track"),  # half the way, half the gain
        ("0.34", "behind"),
        ("0.25", "off_track"),
        ("0.15", "off_track"),  # below where it began
        (None, "not_available"),
    ],
)
def test_states_of_a_rising_target(now: str | None, status: str) -> None:
    assert assessed("0.20", "0.50", now) == status


@pytest.mark.parametrize(("now", "status"), [("10", "reached"), ("19", "on_track"), ("27", "off_track")])
def test_a_falling_target_is_assessed_downwards(now: str, status: str) -> None:
    assert assessed("28", "10", now) == status


@pytest.mark.parametrize(("now", "status"), [("0", "off_track"), ("0.4", "on_track"), ("0.8", "reached")])
def test_a_zero_baseline_is_as_good_as_any(now: str, status: str) -> None:
    assert assessed("0", "0.8", now) == status


def test_nothing_of_a_zero_baseline_is_told_in_both_languages() -> None:
    found = stands(at("1400Q4", "0"), at("1404Q4", "0.8"), at("1402Q4", "0"))
    assert (found.status, found.expected, found.ratio) == ("off_track", Decimal("0.4"), 0)
    assert words(found) == (
        "۰ درصد در برابر ۴۰ درصد که مسیر هدف تا زمستان ۱۴۰۲ می‌خواهد: −۴۰ واحد درصد.",
        "0% against the 40% that the path asks for by winter 1402: −40 percentage points.",
    )


def test_a_target_that_holds_a_level_goes_by_the_direction_of_its_indicator() -> None:
    falls = Subject("share", 1, rises=False, kind="ratio", only_grows=False, oldest_months=24)
    assert stands(at("1400Q4", "0.1"), at("1404Q4", "0.1"), at("1402Q4", "0.2"), falls).status == "off_track"
    assert stands(at("1400Q4", "0.1"), at("1404Q4", "0.1"), at("1402Q4", "0.2")).status == "reached"


def test_nothing_measured_since_the_baseline_is_no_verdict() -> None:
    found = stands(at("1402Q4", "0"), at("1404Q4", "1"), at("1402Q4", "0"))
    assert found.status == "not_available"
    assert words(found) == (
        "پس از مبنای زمستان ۱۴۰۲ هنوز چیزی اندازه گرفته نشده است. فاصله تا هدف: ۱۰۰ درصد منهای ۰ درصد، یعنی "
        "۱۰۰ واحد درصد.",
        "Nothing has been measured since the baseline of winter 1402. Distance to the target: 100% minus 0%, "
        "that is 100 percentage points.",
    )


def test_the_arithmetic_is_said_and_stored() -> None:
    found = stands(at("1400Q4", "0.2"), at("1404Q4", "0.5"), at("1402Q4", "0.34"))
    assert (found.expected, found.gap) == (Decimal("0.35"), Decimal("-0.01"))
    assert found.ratio == Decimal("0.14") / Decimal("0.15")
    assert words(found)[1] == "34% against the 35% that the path asks for by winter 1402: −1 percentage points."


# --- its date has passed ------------------------------------------------------------------------------

LATER = dt.date(2026, 11, 26)  # 1405-09-05


@pytest.mark.parametrize(
    ("latest", "status", "fa", "en"),
    [
        (
            at("1400", "480"),
            "missed",
            "سررسید هدف (۱۴۰۰) گذشته و به آن نرسیده است: ۴۸۰ در ۱۴۰۰ در برابر هدف ۵۰۰: −۲۰.",
            "The date of the target (1400) has passed and it was missed: 480 in 1400 against the target of 500: −20.",
        ),
        (
            at("1401", "510"),
            "reached",
            "سررسید هدف (۱۴۰۰) گذشته است: ۵۱۰ در ۱۴۰۱ به هدف ۵۰۰ رسیده است.",
            "The date of the target (1400) has passed: 510 in 1401 has reached the target of 500.",
        ),
        (
            at("1399", "510"),
            "not_available",
            "سررسید هدف (۱۴۰۰) گذشته و در آن یا پس از آن چیزی اندازه گرفته نشده است؛ دانسته نیست که به ۵۰۰ رسید یا نه. "
            "آخرین رقم پیش از آن ۵۱۰ در ۱۳۹۹ بود.",
            "The date of the target (1400) has passed, and nothing was measured at or after it: whether 500 was "
            "reached is not known. The last figure before it was 510 in 1399.",
        ),
        (
            None,
            "not_available",
            "سررسید هدف (۱۴۰۰) گذشته و در آن یا پس از آن چیزی اندازه گرفته نشده است؛ دانسته نیست که به ۵۰۰ رسید یا نه.",
            "The date of the target (1400) has passed, and nothing was measured at or after it: whether 500 was "
            "reached is not known.",
        ),
    ],
)
def test_a_target_whose_date_has_passed_is_reached_or_missed(
    latest: Measurement | None, status: str, fa: str, en: str
) -> None:
    found = stands(at("1395", "300"), at("1400", "500"), latest, COUNT, LATER)
    assert (found.status, words(found)) == (status, (fa, en))
    without = stands(None, at("1400", "500"), latest, COUNT, LATER)
    assert (without.status, words(without)) == (status, (fa, en)), "a baseline is not needed once the date has passed"


@pytest.mark.parametrize(
    ("today", "status"),
    [(dt.date(2025, 3, 20), "behind"), (dt.date(2025, 3, 21), "missed")],  # the last day of 1403, the first of 1404
)
def test_a_date_has_passed_when_its_last_day_is_over(today: dt.date, status: str) -> None:
    found = stands(at("1400Q4", "0"), at("1403Q4", "100"), at("1403Q4", "90"), COUNT, today)
    assert found.status == status


def test_what_only_grows_stays_reached_though_nothing_was_measured_later() -> None:
    grows = Subject("persons", 0, rises=True, kind="cumulative", only_grows=True, oldest_months=24)
    found = stands(at("1395", "300"), at("1400", "500"), at("1398", "510"), grows, LATER)
    assert found.status == "reached" and "1398" in found.arithmetic_en
    assert stands(at("1395", "300"), at("1407", "500"), at("1398", "510"), grows, LATER).status == "reached"


@pytest.mark.parametrize(("kind", "period", "value"), [("stock", "1402", 2), ("flow", "1399", 1)])
def test_the_measurement_of_its_date_speaks(kind: str, period: str, value: int) -> None:
    found = [at("1399", "1", "register"), at("1402", "2", "register"), at("1404", "9", "register")]
    speaking = at_its_date("1401", is_of_a_period=kind == "flow")(found, RULES)
    assert speaking == at(period, str(value), "register"), "the year after says nothing of a flow of its date"


# --- the age of a measurement -------------------------------------------------------------------------


def test_a_figure_of_long_ago_does_not_say_where_a_target_stands_today() -> None:
    found = stands(at("1390", "10000"), at("1407", "36000"), at("1395", "18000"), COUNT, LATER)
    assert (found.status, found.is_stale, found.expected) == ("not_available", True, None)
    assert words(found) == (
        "آخرین رقم، ۱۸٬۰۰۰، از ۱۳۹۵ است و ۱۱۶ ماه از آن می‌گذرد؛ رقمی کهنه‌تر از ۲۴ ماه نمی‌گوید هدف ۳۶٬۰۰۰ امروز کجاست.",
        "The last figure, 18,000, is of 1395, 116 months ago; one older than 24 months does not say where the target "
        "of 36,000 stands today.",
    )
    assert stands(at("1390", "1"), at("1407", "9"), at("1395", "10"), COUNT, LATER).status == "not_available"


@pytest.mark.parametrize(("period", "is_stale"), [("1403Q2", False), ("1403Q1", True)])
def test_the_limit_counts_full_months_since_the_period_ended(period: str, is_stale: bool) -> None:
    today = dt.date(2026, 10, 22)  # 1405-07-30: 24 full months after the summer of 1403, 27 after its spring
    found = stands(at("1400Q4", "0"), at("1407Q4", "100"), at(period, "50"), COUNT, today)
    assert found.is_stale is is_stale


# --- what is not exact --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "status"),
    [("60", "on_track"), ("30", "not_available"), ("120", "reached")],
)
def test_more_than_a_figure_under_the_path_is_not_behind_for_sure(value: str, status: str) -> None:
    found = stands(at("1400Q4", "0"), at("1404Q4", "100"), at("1402Q4", value, qualifier="more_than"), COUNT)
    assert found.status == status
    assert "بیش از" in found.arithmetic_fa and "more than" in found.arithmetic_en
    if status == "not_available":
        assert words(found) == (
            "آنچه دانسته است بیش از ۳۰ در زمستان ۱۴۰۲ است و مسیر هدف ۵۰ می‌خواهد؛ نمی‌توان گفت هدف عقب است یا نه.",
            "All that is known is more than 30 in winter 1402, and the path asks for 50: whether the target is "
            "behind is not certain.",
        )


def test_more_than_a_figure_under_a_target_whose_date_has_passed_is_not_missed_for_sure() -> None:
    goal = at("1400", "500")
    more, less = (at("1400", "480", qualifier=qualifier) for qualifier in ("more_than", "less_than"))
    assert stands(None, goal, more, COUNT, LATER).status == "not_available"
    assert stands(None, goal, less, COUNT, LATER).status == "missed"
    assert stands(None, goal, at("1400", "510", qualifier="at_most"), COUNT, LATER).status == "not_available"


def test_a_provisional_measurement_says_so() -> None:
    found = stands(at("1400Q4", "0"), at("1404Q4", "100"), at("1402Q4", "60", is_provisional=True), COUNT)
    fa, en = words(found)
    assert fa.startswith("۶۰ (موقت) در برابر") and en.startswith("60 (provisional) against")


# --- a period that runs -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "status"), [("50", "on_track"), ("35", "behind"), ("10", "off_track"), ("100", "reached")]
)
def test_the_year_that_runs_is_asked_for_its_part(value: str, status: str) -> None:
    summer = dt.date(2026, 9, 30)  # 1405-07-08: six months of the year are over
    found = stands(at("1400", "0"), at("1405", "100"), at("1405", value), FLOW, summer)
    assert found.status == status
    if status == "behind":
        assert words(found) == (
            "۱۴۰۵ هنوز تمام نشده است: ۳۵ در برابر ۵۰ که مسیر هدف در ۶ ماه گذشتهٔ آن می‌خواهد: −۱۵.",
            "1405 is not over: 35 against the 50 that the path asks for in the 6 months of it that are over: −15.",
        )


def test_little_so_far_is_not_yet_a_year_of_little() -> None:
    falls = Subject("projects", 0, rises=False, kind="flow", only_grows=False, oldest_months=24)
    summer = dt.date(2026, 9, 30)
    assert stands(at("1400", "28"), at("1406", "10"), at("1405", "6"), falls, summer).status == "on_track"
    assert stands(at("1400", "28"), at("1406", "10"), at("1405", "13"), falls, summer).status == "off_track"


def test_a_share_of_flows_begins_anew_each_period_and_its_quarters_make_no_year() -> None:
    paid, notified = indicator("paid", kind="flow"), indicator("notified", kind="flow")
    uptake = indicator("uptake", kind="ratio", reads=frozenset({"indicators.paid", "indicators.notified"}))
    known = {one.indicator_id: one for one in (paid, notified, uptake)}
    assert kind_of(uptake, known) == "flow_ratio" and kind_of(paid, known) == "flow"
    assert kind_of(uptake, {"uptake": uptake, "paid": paid, "notified": indicator("notified", kind="stock")}) == "ratio"
    quarters = [told("0.2", "Q", f"1403Q{n}", "register") for n in range(1, 5)]
    assert in_frequency(quarters, "A", "flow_ratio") == []


# --- the path -----------------------------------------------------------------------------------------


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
        "۱ در زمستان ۱۴۰۲؛ مسیر هدف تا زمستان ۱۴۰۴ بیش از مبنا نمی‌خواهد که ۱ است: ۰.",
        "1 in winter 1402; until winter 1404 the path asks for no more than the baseline of 1: 0.",
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


# --- which measurement speaks -------------------------------------------------------------------------


def told(value: str | None, frequency: str, period: str, basis: str) -> dict[str, Any]:
    number = None if value is None else Decimal(value)
    return {
        "value": number,
        "frequency": frequency,
        "period": period,
        "basis": basis,
        "value_id": f"{basis}{period}",
    }


def test_of_two_bases_of_one_period_the_register_speaks() -> None:
    found = [at("1402", "1", "reported"), at("1402", "2", "customs"), at("1401", "3", "register")]
    assert newest(found, RULES) == at("1402", "2", "customs")


def test_a_target_is_assessed_by_the_basis_that_has_its_baseline() -> None:
    found = [
        at("1400Q4", "15000", "reported"),
        at("1403Q4", "19000", "reported"),
        at("1404Q4", "900", "register"),
    ]
    baseline, latest = pair(found, "1400Q4", Decimal(15000), RULES)
    assert (baseline, latest) == (at("1400Q4", "15000"), found[1])
    other = [*found, at("1400Q4", "800", "register")]
    assert pair(other, "1400Q4", Decimal(15000), RULES)[1] == found[1], "the register began elsewhere"
    assert pair(other, "1400Q4", None, RULES) == (at("1400Q4", "800", "register"), found[2])


def test_a_baseline_that_nobody_measured_is_taken_as_stated() -> None:
    found = [at("1404Q4", "900", "register")]
    assert pair(found, "1400Q4", Decimal(500), RULES) == (at("1400Q4", "500"), found[0])
    assert pair(found, "1400Q4", None, RULES) == (None, found[0])
    assert pair(found, None, Decimal(500), RULES) == (None, found[0])


def test_the_year_of_a_flow_is_its_four_quarters_or_nothing() -> None:
    quarters = [told(v, "Q", f"1403Q{n}", "customs") for n, v in enumerate(("1", "2", "3", "4"), 1)]
    assert [(m.period, m.value) for m in in_frequency(quarters, "A", "flow")] == [("1403", 10)]
    assert in_frequency(quarters[:3], "A", "flow") == []
    as_told = in_frequency([*quarters, told("11", "A", "1403", "customs")], "A", "flow")
    assert [m.value for m in as_told] == [11], "what was told for the year is the year"


def test_the_year_of_a_level_is_its_last_quarter() -> None:
    quarters = [told("7", "Q", "1403Q3", "register"), told("8", "Q", "1403Q4", "register")]
    assert [(m.period, m.value) for m in in_frequency(quarters, "A", "stock")] == [("1403", 8)]
    year = [told("9", "A", "1404", "register")]
    assert [(m.period, m.value) for m in in_frequency(year, "Q", "stock")] == [("1404Q4", 9)]
    assert in_frequency(year, "Q", "flow") == [], "a year is never spread over its quarters"


def test_what_a_target_accumulates_stops_before_a_gap() -> None:
    found = [at("1401", "5", "register"), at("1402", "7", "register"), at("1404", "9", "register")]
    total = accumulated(found, at("1400", "0"), "register", "A")
    assert total is not None and (total.period, total.value) == ("1402", 12)
    assert accumulated(found, at("1403", "0"), "reported", "A") is None


ADDED = Subject("projects", 0, rises=True, kind="flow", only_grows=True, oldest_months=24)
TARGET = {
    "target_id": "T",
    "indicator_id": "i",
    "area_code": "08",
    "domain": "crafts",
    "category": "",
    "decision_state": "adopted",
    "baseline_period": "1400",
    "baseline_value": Decimal(0),
    "target_value": Decimal(100),
    "target_period": "1404",
    "path": "cumulative",
    "is_synthetic": False,
}


def test_a_cumulative_target_adds_up_what_flows() -> None:
    values = [told(v, "A", p, "register") for p, v in (("1400", "90"), ("1401", "20"), ("1402", "29"))]
    row = progress_row(TARGET, values, ADDED, [], THEN, RULES)
    assert (row["period"], row["value"], row["expected_value"]) == ("1402", 49, 50)
    assert (row["status"], row["gap"], row["gain_ratio"]) == ("on_track", -1, Decimal("0.98"))
    assert row["value_ids"] == "register1401 register1402" and row["basis"] == "register"


def test_a_cumulative_target_whose_date_has_passed_is_what_came_until_then() -> None:
    values = [told("20", "A", str(year), "register") for year in range(1401, 1406)]
    row = progress_row(TARGET, values, ADDED, [], LATER, RULES)
    assert (row["period"], row["value"], row["status"]) == ("1404", 80, "missed"), "1405 came after it"
    row = progress_row(TARGET, values[:2], ADDED, [], LATER, RULES)
    assert (row["value"], row["status"]) == (40, "not_available")
    row = progress_row(TARGET, [told("101", "A", "1401", "register")], ADDED, [], LATER, RULES)
    assert row["status"] == "reached", "what came is not lost again"


def test_the_row_says_how_old_and_how_sure_its_measurement_is() -> None:
    values = [{**told("49", "A", "1402", "register"), "qualifier": "about", "status": "provisional"}]
    row = progress_row({**TARGET, "path": "linear"}, values, FLOW, [], THEN, RULES)
    assert (row["qualifier"], row["is_provisional"], row["age_months"]) == ("about", True, 0)
    assert (row["is_over"], row["is_stale"], row["oldest_months"]) == (False, False, 24)
    row = progress_row({**TARGET, "path": "linear", "target_period": "1407"}, values, FLOW, [], LATER, RULES)
    assert (row["age_months"], row["is_stale"], row["status"]) == (32, True, "not_available")


def test_a_missed_target_of_a_flow_is_not_mended_by_a_later_year() -> None:
    values = [told(v, "A", p, "register") for p, v in (("1403", "60"), ("1404", "90"), ("1405", "120"))]
    row = progress_row({**TARGET, "path": "linear"}, values, FLOW, [], LATER, RULES)
    assert (row["status"], row["period"], row["gap"]) == ("missed", "1404", -10)


def test_a_target_without_a_measurement_is_not_available() -> None:
    row = progress_row(TARGET, [told(None, "A", "1402", "register")], ADDED, [], THEN, RULES)
    assert row["status"] == "not_available" and row["value"] is None and row["basis"] is None


# --- the rules are data -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("on_track: 0.95", "on_track: 0.5", "off_track ≤ on_track"),
        ("gravest_first: [missed, ", "gravest_first: [", "gravest_first names each"),
        ("baseline_tolerance", "baseline_tolerence", "is missing"),
    ],
)
def test_faulty_status_rules_are_refused_with_the_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "rules").mkdir()
    text = (MODELS / "rules" / "status.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "rules" / "status.yaml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(RuleError, match=said):
        read_rules(tmp_path, StatusFile)


def test_another_threshold_gives_another_state(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    text = (MODELS / "rules" / "status.yaml").read_text("utf-8")
    (tmp_path / "rules" / "status.yaml").write_text(text.replace("on_track: 0.95", "on_track: 0.90"), "utf-8")
    milder = read_rules(tmp_path, StatusFile)
    way, latest = paths.Path(at("1400Q4", "0.2"), at("1404Q4", "0.5")), at("1402Q4", "0.34")
    assert assess(way, latest, SHARE, THEN, RULES).status == "behind"
    assert assess(way, latest, SHARE, THEN, milder).status == "on_track"
