"""Targets and progress: the status rules as a specification."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.measurements import accumulated, in_frequency, newest, pair
from pipelines.analysis.status import Measurement, assess, expected_value
from pipelines.analysis.targets import progress_row
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.errors import RuleError
from pipelines.configuration.rules import read_rules
from pipelines.foundation.period import Period

MODELS = Path(__file__).resolve().parents[2] / "models"
RULES = read_rules(MODELS, StatusFile)


def at(period: str, value: str, basis: str = "") -> Measurement:
    return Measurement(period, Decimal(value), basis)


def assessed(baseline: str, target: str, now: str | None, period: str = "1402Q4") -> str:
    latest = None if now is None else at(period, now)
    found = assess(
        at("1400Q4", baseline),
        at("1404Q4", target),
        latest,
        path="linear",
        unit="share",
        decimals=1,
        rules=RULES,
    )
    return found.status


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


def test_nothing_measured_since_the_baseline_is_no_verdict() -> None:
    found = assess(
        at("1400Q4", "0"),
        at("1404Q4", "1"),
        at("1400Q4", "0"),
        path="linear",
        unit="share",
        decimals=1,
        rules=RULES,
    )
    assert found.status == "not_available"
    assert "۱۰۰" in found.arithmetic_fa and "100" in found.arithmetic_en


def test_the_arithmetic_is_said_and_stored() -> None:
    found = assess(
        at("1400Q4", "0.2"),
        at("1404Q4", "0.5"),
        at("1402Q4", "0.34"),
        path="linear",
        unit="share",
        decimals=1,
        rules=RULES,
    )
    assert (found.expected, found.gap) == (Decimal("0.35"), Decimal("-0.01"))
    assert found.ratio == Decimal("0.14") / Decimal("0.15")
    plain = found.arithmetic_en.replace("⁦", "").replace("⁩", "")
    assert plain == "34% against the 35% that the path asks for by winter 1402: −1%."


def test_a_path_in_steps_asks_for_nothing_before_its_time() -> None:
    path: dict[str, Any] = {"baseline": at("1400Q4", "1"), "target": at("1404Q4", "5"), "path": "steps"}
    assert expected_value(at="1404Q3", **path) == 1
    assert expected_value(at="1404Q4", **path) == 5


MILESTONES = [at("1402Q4", "2"), at("1403Q4", "4")]


@pytest.mark.parametrize(
    ("path", "period", "expected"),
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
def test_a_path_goes_by_its_points(path: str, period: str, expected: str) -> None:
    found = expected_value(at("1400Q4", "1"), at("1404Q4", "5"), period, path, MILESTONES)
    assert found == Decimal(expected)


def test_points_outside_of_the_path_ask_for_nothing() -> None:
    points = [at("1399Q4", "100"), at("1405Q4", "100")]
    assert expected_value(at("1400Q4", "0"), at("1404Q4", "8"), "1402Q4", "linear", points) == 4


@given(
    base=st.decimals(0, 100, places=3),
    goal=st.decimals(0, 100, places=3),
    quarter=st.integers(-8, 40),
    path=st.sampled_from(["linear", "steps", "milestones", "cumulative"]),
)
def test_a_path_never_leaves_baseline_and_target(base: Decimal, goal: Decimal, quarter: int, path: str) -> None:
    period = Period.parse("1400Q4").after(quarter).key
    expected = expected_value(Measurement("1400Q4", base), Measurement("1404Q4", goal), period, path)
    assert min(base, goal) <= expected <= max(base, goal)


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
    row = progress_row(TARGET, values, ("flow", "projects", 0), [], RULES)
    assert (row["period"], row["value"], row["expected_value"]) == ("1402", 49, 50)
    assert (row["status"], row["gap"], row["gain_ratio"]) == ("on_track", -1, Decimal("0.98"))
    assert row["value_ids"] == "register1401 register1402" and row["basis"] == "register"


def test_a_target_without_a_measurement_is_not_available() -> None:
    row = progress_row(TARGET, [told(None, "A", "1402", "register")], ("flow", "projects", 0), [], RULES)
    assert row["status"] == "not_available" and row["value"] is None and row["basis"] is None


# --- the rules are data -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("on_track: 0.95", "on_track: 0.5", "off_track ≤ on_track"),
        ("gravest_first: [off_track, ", "gravest_first: [", "gravest_first names each"),
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
    arguments: dict[str, Any] = {"path": "linear", "unit": "share", "decimals": 1}
    case = (at("1400Q4", "0.2"), at("1404Q4", "0.5"), at("1402Q4", "0.34"))
    assert assess(*case, **arguments, rules=RULES).status == "behind"
    assert assess(*case, **arguments, rules=milder).status == "on_track"
