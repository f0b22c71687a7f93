"""What if: paths from drivers, and a scenario as a link."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.driver_defaults import Default, History
from pipelines.analysis.scenarios import driver_of, scenario_rules
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.errors import RuleError
from pipelines.configuration.outlook_rules import DriverPart, SourcePart
from pipelines.configuration.rules import read_rules
from pipelines.published.foresight import FORMULAS, NEEDED, Driver, Start, from_query, path, quarters_between, to_query

MODELS = Path(__file__).resolve().parents[2] / "models"


def d(**values: str | int) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}


def values(formula: str, start: Start, until: str, **drivers: str | int) -> list[tuple[str, Decimal]]:
    return [(p.period, p.value) for p in path(formula, start, d(**drivers), until)]


def test_a_stock_gains_what_is_new_and_loses_what_is_not_renewed() -> None:
    start = Start("1404Q3", Decimal(1000))
    found = values("levels", start, "1405Q1", new_per_month=10, expiring_a_year="0.4", renewal_share="0.5")
    assert found == [("1404Q4", 980), ("1405Q1", 961)]  # 1000 − 50 + 30, 980 − 49 + 30


def test_coverage_is_the_stock_by_its_growing_whole() -> None:
    start = Start("1404Q4", Decimal(50), Decimal(100))
    found = values("coverage", start, "1405Q2", new_per_month=10, whole_per_month=20)
    assert found == [("1405Q1", Decimal("0.5")), ("1405Q2", Decimal("0.5"))]
    full = values("coverage", start, "1406Q4", new_per_month=100, whole_per_month=0)
    assert full[-1][1] == 1, "never more than everybody"


def test_what_was_ever_issued_does_not_expire_and_what_is_valid_does() -> None:
    assert not {"expiring_a_year", "renewal_share"} & set(NEEDED["coverage"])
    start = Start("1404Q4", Decimal(50), Decimal(100))
    found = values(
        "valid_coverage",
        start,
        "1405Q2",
        new_per_month=0,
        expiring_a_year="0.4",
        renewal_share="0.5",
        whole_per_month=0,
    )
    assert found == [("1405Q1", Decimal("0.475")), ("1405Q2", Decimal("0.45125"))]
    coverage = {s.indicator: s.formula for s in scenario_rules(MODELS).scenarios}
    assert coverage["licence_coverage"] == "coverage" and coverage["valid_licence_coverage"] == "valid_coverage"


def test_what_is_over_is_no_part_of_a_path_and_no_lever_moves_it() -> None:
    start, drivers = Start("1404Q4", Decimal(100), Decimal(1000)), d(new_per_month=50, whole_per_month=0)
    found = path("coverage", start, drivers, "1405Q4", since="1405Q3", before=d(new_per_month=10, whole_per_month=0))
    assert [(p.period, p.value) for p in found] == [("1405Q3", Decimal("0.31")), ("1405Q4", Decimal("0.46"))]
    credit = d(files_per_month=2, paid_share="0.5", mean_file=10, allocated=300)
    more = {**credit, "files_per_month": Decimal(4)}
    year = path("uptake", Start("1404Q4", Decimal(0)), more, "1405Q4", since="1405Q3", before=credit)
    assert [p.value for p in year] == [Decimal("0.4"), Decimal("0.6")]  # two quarters of 0.1, then 0.2 each
    within = path("uptake", Start("1405Q2", Decimal(0)), more, "1405Q3", since="1405Q3", before=credit)
    assert [p.value for p in within] == [Decimal("0.4")]


def test_uptake_begins_anew_each_year() -> None:
    start = Start("1404Q2", Decimal(0), Decimal(100))
    found = values("uptake", start, "1405Q2", files_per_month=2, paid_share="0.5", mean_file=10, allocated=300)
    assert [p for p, _ in found] == ["1404Q3", "1404Q4", "1405Q1", "1405Q2"]
    assert [v for _, v in found] == [Decimal("0.3"), Decimal("0.4"), Decimal("0.1"), Decimal("0.2")]


def test_growth_goes_by_years() -> None:
    found = values("growth", Start("1402", Decimal(100)), "1404", quantity_growth="0.1", price_growth="0.2")
    assert found == [("1403", Decimal("132")), ("1404", Decimal("174.24"))]


@given(
    level=st.integers(0, 10**6),
    until=st.integers(1405, 1420),
    shares=st.tuples(*[st.decimals(0, 1, places=3)] * 2),
    new=st.tuples(*[st.integers(0, 2000)] * 2),
)
def test_more_licences_or_renewals_never_give_less(
    level: int, until: int, shares: tuple[Decimal, Decimal], new: tuple[int, int]
) -> None:
    def ends(renewal: Decimal, issued: int) -> Decimal:
        drivers = {
            "new_per_month": Decimal(issued),
            "expiring_a_year": Decimal("0.2"),
            "renewal_share": renewal,
        }
        return path("levels", Start("1404Q4", Decimal(level)), drivers, f"{until}Q2")[-1].value

    low, high = ends(min(shares), min(new)), ends(max(shares), max(new))
    assert 0 <= low <= high


def test_nothing_lies_between_a_start_and_an_earlier_end() -> None:
    assert quarters_between("1404Q4", "1404") == 0 and quarters_between("1404Q4", "1403Q1") == 0
    drivers = d(quantity_growth=0, price_growth=0)
    assert path("growth", Start("1404", Decimal(1)), drivers, "1403") == []


# --- a scenario as a link -----------------------------------------------------------------------------

decimals = st.decimals(-(10**12), 10**12, places=4)


@st.composite
def drivers_and_values(draw: st.DrawFn) -> tuple[list[Driver], dict[str, Decimal]]:
    names = draw(st.lists(st.text("abcdefghij_", min_size=1, max_size=12), min_size=1, max_size=6, unique=True))
    drivers, chosen = [], {}
    for name in names:
        least, default, most = sorted(draw(st.tuples(decimals, decimals, decimals)))
        drivers.append(Driver(name, least, most, Decimal("0.0001"), default))
        chosen[name] = draw(st.decimals(least, most, places=4))
    return drivers, chosen


@given(drivers_and_values())
def test_a_scenario_comes_back_from_its_link(case: tuple[list[Driver], dict[str, Decimal]]) -> None:
    drivers, chosen = case
    assert from_query(to_query("licences", chosen, drivers), drivers) == chosen


@given(st.text(max_size=80))
def test_no_link_breaks_a_page(query: str) -> None:
    driver = Driver("new", Decimal(0), Decimal(10), Decimal(1), Decimal(5))
    assert Decimal(0) <= from_query(query, [driver])["new"] <= 10


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("", 5),
        ("new=7", 7),
        ("new=99", 10),
        ("new=-3", 0),
        ("new=NaN", 5),
        ("new=Infinity", 5),
        ("new=x", 5),
        ("new=" + "9" * 60, 5),
    ],
)
def test_a_value_is_held_in_its_range(query: str, value: int) -> None:
    driver = Driver("new", Decimal(0), Decimal(10), Decimal(1), Decimal(5))
    assert from_query(query, [driver]) == {"new": value}


def test_a_link_is_short() -> None:
    drivers = [Driver(n, Decimal(0), Decimal(10), Decimal(1), Decimal(5)) for n in ("a", "b")]
    assert to_query("licences", {"a": Decimal("6.50"), "b": Decimal(5)}, drivers) == "what=licences&a=6.5"


# --- the scenarios are data ---------------------------------------------------------------------------


def test_every_scenario_names_a_formula_and_its_drivers() -> None:
    rules = scenario_rules(MODELS)
    assert {s.formula for s in rules.scenarios} <= set(FORMULAS) == set(NEEDED)
    for scenario in rules.scenarios:
        for part in scenario.drivers:
            assumed = part.default[-1].assumed
            assert assumed is not None, "the last source is always known"
            held = driver_of(part, assumed)
            assert held.least <= held.default <= held.most


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("formula: growth", "formula: hope", "'hope' is not known"),
        ("- id: price_growth", "- id: luck", "the drivers of growth are"),
        (
            "{flow_month: credit_applied_files}",
            "{feeling: credit_applied_files}",
            "default.*feeling: unknown key",
        ),
    ],
)
def test_a_faulty_scenario_is_refused_with_the_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "rules").mkdir()
    text = (MODELS / "rules" / "scenarios.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "rules" / "scenarios.yaml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(RuleError, match=said):
        scenario_rules(tmp_path)


def test_a_default_is_what_was_measured_and_the_range_reaches_to_it() -> None:
    title, default = {"fa": "تازه", "en": "New"}, [{"assumed": 0}]
    part = DriverPart.model_validate(
        {"id": "new", "title": title, "unit": "persons", "min": 0, "max": 100, "step": 10, "default": default}
    )
    found = [driver_of(part, Decimal(v)) for v in ("188.333", "44", "-5")]
    assert [driver.default for driver in found] == [Decimal("188.333"), 44, -5]
    assert [[driver.least, driver.most] for driver in found] == [[0, 190], [0, 100], [-10, 100]]
    third = driver_of(part, Decimal(1) / 3)
    assert third.held(third.default) == third.default == Decimal("0.333333333")


def told(indicator: str, period: str, value: int | None, basis: str = "register") -> dict[str, Any]:
    """A published value of a scenario's area."""
    return {
        "indicator_id": indicator,
        "value_id": f"{indicator} {period} {basis}",
        "period": period,
        "frequency": "Q" if "Q" in period else "A",
        "basis": basis,
        "value": None if value is None else Decimal(value),
    }


def default_of(rows: list[dict[str, Any]], basis: str | None, *sources: dict[str, Any]) -> Default:
    known: Any = {name: SimpleNamespace(kind="stock") for name in ("holders", "valid")}
    history = History(rows, known, read_rules(MODELS, StatusFile))
    return history.default([SourcePart.model_validate(source) for source in sources], basis)


def test_a_share_is_of_one_period() -> None:
    rows = [told("ending", "1404Q4", 30), told("valid", "1404Q4", 90), told("valid", "1405Q1", 120)]
    share = default_of(rows, None, {"mean_of": ["ending", "valid"]}, {"assumed": 0})
    assert share.value == Decimal(1) / 3 and share.value_ids == ("ending 1404Q4 register", "valid 1404Q4 register")
    assert default_of(rows[::2], None, {"mean_of": ["ending", "valid"]}, {"assumed": 0}).source == "assumed"


def test_a_pace_is_of_the_basis_from_which_the_path_starts() -> None:
    counted = [told("holders", f"1404Q{n}", 10 + 7 * n) for n in (1, 2, 3, 4)] + [told("holders", "1405Q1", 46)]
    said = [told("holders", "1404Q1", 70_000, "reported"), told("holders", "1405Q2", 70_000, "reported")]
    pace: tuple[dict[str, Any], ...] = ({"pace": "holders"}, {"assumed": 0})
    assert default_of(counted + said, "register", *pace).value == Decimal(29) / 4 / 3
    assert default_of(counted + said, "reported", *pace).value == 0
    assert default_of(counted, "reported", *pace).source == "assumed"
