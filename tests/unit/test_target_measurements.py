"""Which measurement a target is assessed by, and what the row of its progress says of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipelines.analysis.measurements import accumulated, at_its_date, in_frequency, newest, pair
from pipelines.analysis.status import Subject
from pipelines.analysis.targets import kind_of, progress_row
from tests.unit.roll_up_fixture import indicator
from tests.unit.targets_fixture import FLOW, LATER, RULES, THEN, at


def told(value: str | None, frequency: str, period: str, basis: str) -> dict[str, Any]:
    number = None if value is None else Decimal(value)
    return {
        "value": number,
        "frequency": frequency,
        "period": period,
        "basis": basis,
        "value_id": f"{basis}{period}",
    }


@pytest.mark.parametrize(("kind", "period", "value"), [("stock", "1402", 2), ("flow", "1399", 1)])
def test_the_measurement_of_its_date_speaks(kind: str, period: str, value: int) -> None:
    found = [at("1399", "1", "register"), at("1402", "2", "register"), at("1404", "9", "register")]
    speaking = at_its_date("1401", is_of_a_period=kind == "flow")(found, RULES)
    assert speaking == at(period, str(value), "register"), "the year after says nothing of a flow of its date"


def test_a_share_of_flows_begins_anew_each_period_and_its_quarters_make_no_year() -> None:
    paid, notified = indicator("paid", kind="flow"), indicator("notified", kind="flow")
    uptake = indicator("uptake", kind="ratio", reads=frozenset({"indicators.paid", "indicators.notified"}))
    known = {one.indicator_id: one for one in (paid, notified, uptake)}
    assert kind_of(uptake, known) == "flow_ratio" and kind_of(paid, known) == "flow"
    assert kind_of(uptake, {"uptake": uptake, "paid": paid, "notified": indicator("notified", kind="stock")}) == "ratio"
    quarters = [told("0.2", "Q", f"1403Q{n}", "register") for n in range(1, 5)]
    assert in_frequency(quarters, "A", "flow_ratio") == []


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
