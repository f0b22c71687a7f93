"""Targets and progress: the status rules as a specification."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.analysis import paths
from pipelines.analysis.paths import Measurement
from pipelines.analysis.status import Subject, assess
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.errors import RuleError
from pipelines.configuration.rules import read_rules
from tests.unit.targets_fixture import COUNT, FLOW, LATER, MODELS, RULES, SHARE, THEN, at, stands, words


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
        "۰ درصد در برابر ۴۰ درصد که مسیر هدف تا زمستان ۱۴۰۲ می‌خواهد؛ ۴۰ واحد درصد کمتر.",
        "0% against the 40% that the path asks for by winter 1402; 40 percentage points below it.",
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
    assert words(found)[1] == "34% against the 35% that the path asks for by winter 1402; 1 percentage point below it."


# --- its date has passed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latest", "status", "fa", "en"),
    [
        (
            at("1400", "480"),
            "missed",
            "سررسید هدف (۱۴۰۰) گذشته و به آن نرسیده است: ۴۸۰ در ۱۴۰۰ در برابر هدف ۵۰۰؛ ۲۰ کمتر.",
            "The date of the target (1400) has passed and it was missed: 480 in 1400 against the target of 500; "
            "20 below it.",
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
            "۱۴۰۵ هنوز تمام نشده است: ۳۵ در برابر ۵۰ که مسیر هدف در ۶ ماه گذشتهٔ آن می‌خواهد؛ ۱۵ کمتر.",
            "1405 is not over: 35 against the 50 that the path asks for in the 6 months of it that are over; "
            "15 below it.",
        )


def test_little_so_far_is_not_yet_a_year_of_little() -> None:
    falls = Subject("projects", 0, rises=False, kind="flow", only_grows=False, oldest_months=24)
    summer = dt.date(2026, 9, 30)
    assert stands(at("1400", "28"), at("1406", "10"), at("1405", "6"), falls, summer).status == "on_track"
    assert stands(at("1400", "28"), at("1406", "10"), at("1405", "13"), falls, summer).status == "off_track"


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
