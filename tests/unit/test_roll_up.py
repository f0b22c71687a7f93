"""The roll-up as a specification: what is carried to which cell, and what never is."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.configuration import ConfigurationError, Vocabulary, understood
from pipelines.configuration.headers import IndicatorHeader
from tests.unit.roll_up_fixture import World, cell, cells, indicator

QUARTERS = ("1402Q1", "1402Q2", "1402Q3", "1402Q4")
TO_PROVINCE = {"register": "province"}


@pytest.fixture(scope="module")
def shared() -> World:
    return World.empty()


@pytest.fixture
def world(shared: World) -> World:
    shared.deliveries, shared.today = {}, date(2026, 11, 26)
    return shared


def quarterly(world: World, *quarters: str, **facts: Any) -> None:
    """Deliver one file a quarter, named by it."""
    for quarter in quarters:
        world.deliver(f"d{quarter}", period=quarter, **facts)


def of(quarter: str, number: int = 1, **told: Any) -> dict[str, Any]:
    return {"row_id": f"d{quarter}#s#{number}", "period": quarter, **told}


SUM = indicator(rollup={**TO_PROVINCE, "time": "sum"})
LAST = indicator(kind="stock", rollup={**TO_PROVINCE, "time": "last"})


def test_four_quarters_make_a_year_of_a_flow(world: World) -> None:
    quarterly(world, *QUARTERS)
    values = world.measure([(SUM, [of(q, numerator=n) for n, q in enumerate(QUARTERS, 1)])])
    for area in ("0808", "08"):
        year = cell(values, area_code=area, period="1402")
        assert year is not None
        assert (year["frequency"], year["value"], year["status"]) == ("A", 10, "final")


def test_without_a_word_in_the_header_there_is_no_year(world: World) -> None:
    quarterly(world, *QUARTERS)
    values = world.measure([(indicator(), [of(q) for q in QUARTERS])])
    assert {v["frequency"] for v in values} == {"Q"}


def test_a_year_of_which_a_quarter_is_missing_is_missing(world: World) -> None:
    quarterly(world, *QUARTERS[:3])
    values = world.measure([(SUM, [of(q) for q in QUARTERS[:3]])])
    year = cell(values, period="1402")
    assert year is not None
    assert (year["value"], year["numerator"], year["status"]) == (None, None, "missing")


def test_a_held_file_is_no_quarter(world: World) -> None:
    quarterly(world, *QUARTERS[:3])
    world.deliver("d1402Q4", period="1402Q4", state="held")
    year = cell(world.measure([(SUM, [of(q) for q in QUARTERS[:3]])]), period="1402")
    assert year is not None
    assert year["status"] == "missing"


def test_a_county_without_a_row_in_a_file_that_came_counts_nothing_there(world: World) -> None:
    quarterly(world, *QUARTERS)
    rows = [of(q, area_code="0801") for q in QUARTERS] + [of("1402Q2", 2, numerator=7)]
    year = cell(world.measure([(SUM, rows)]), period="1402")
    assert year is not None
    assert (year["value"], year["status"]) == (7, "final")


def test_one_office_that_is_silent_makes_its_domain_and_the_whole_missing(world: World) -> None:
    quarterly(world, *QUARTERS)
    for q in QUARTERS[:2]:
        world.deliver(f"c{q}", period=q, office="carpet_centre")
    both = indicator(rollup={**TO_PROVINCE, "domains": "total", "time": "sum"})
    carpet = [{"row_id": f"c{q}#s#1", "period": q, "domain": "carpet"} for q in QUARTERS[:2]]
    values = world.measure([(both, [*(of(q) for q in QUARTERS), *carpet])])
    statuses = {d: cell(values, period="1402", domain=d) for d in ("crafts", "carpet", "all")}
    assert {d: v and v["status"] for d, v in statuses.items()} == {
        "crafts": "final",
        "carpet": "missing",
        "all": "missing",
    }


def test_months_make_a_quarter_only_together(world: World) -> None:
    quarterly(world, *QUARTERS[:3])
    for month in (10, 11):
        world.deliver(f"m{month}", period=f"1402-{month}")
    rows = [*(of(q) for q in QUARTERS[:3]), {"row_id": "m10#s#1", "period": "1402Q4"}]
    assert (cell(world.measure([(SUM, rows)]), period="1402") or {})["status"] == "missing"
    world.deliver("m12", period="1402-12")
    assert (cell(world.measure([(SUM, rows)]), period="1402") or {})["status"] == "final"


def year_of(world: World, *quarters: str, **address: str) -> tuple[Any, str] | None:
    rows = [of(q, row_id=f"a{q}#s#1") for q in quarters]
    found = cell(world.measure([(SUM, rows)]), period="1402", **address)
    return None if found is None else (found["value"], found["status"])


def test_nine_months_in_the_folder_of_a_year_are_no_year(world: World) -> None:
    for quarter in QUARTERS[:3]:
        world.deliver(f"a{quarter}", period="1402", span="1402-01/1402-09")
    assert year_of(world, *QUARTERS[:3]) == (None, "missing")


def test_a_month_in_the_folder_of_a_quarter_is_no_quarter(world: World) -> None:
    for quarter in (QUARTERS[0], *QUARTERS[2:]):
        world.deliver(f"a{quarter}", period=quarter)
    world.deliver("m", period="1402Q2", span="1402-05")
    assert year_of(world, QUARTERS[0], *QUARTERS[2:]) == (None, "missing")


def test_two_halves_make_a_year_though_a_quarter_of_it_has_no_row(world: World) -> None:
    for half, quarter in (("1402-01/1402-06", QUARTERS[1]), ("1402-07/1402-12", QUARTERS[3])):
        world.deliver(f"a{quarter}", period=quarter, span=half)
    assert year_of(world, QUARTERS[1], QUARTERS[3]) == (2, "final")
    del world.deliveries[f"a{QUARTERS[1]}"]
    assert year_of(world, QUARTERS[3]) == (None, "missing")


def test_a_row_that_another_quarters_list_tells_late_is_no_list_of_its_quarter(world: World) -> None:
    quarterly(world, *QUARTERS[:3])
    rows = [*(of(q) for q in QUARTERS[:3]), of(QUARTERS[2], 2, period=QUARTERS[3])]
    found = cell(world.measure([(SUM, rows)]), period="1402")
    assert found is not None
    assert (found["value"], found["status"]) == (None, "missing")


def test_the_list_of_one_county_is_no_quarter_of_the_others(world: World) -> None:
    quarterly(world, *QUARTERS[:3])
    world.deliver(f"d{QUARTERS[3]}", period=QUARTERS[3], cover="area:0801")
    values = world.measure([(SUM, [of(q) for q in QUARTERS[:3]])])
    assert {a: (cell(values, period="1402", area_code=a) or {})["status"] for a in ("0808", "08")} == {
        "0808": "missing",
        "08": "missing",
    }


def test_a_county_that_sends_its_own_lists_has_its_year(world: World) -> None:
    quarterly(world, *QUARTERS, cover="area:0808")
    values = world.measure([(SUM, [of(q) for q in QUARTERS])])
    assert {a: (cell(values, period="1402", area_code=a) or {})["status"] for a in ("0808", "08")} == {
        "0808": "final",
        "08": "missing",
    }


def test_a_year_that_still_runs_is_nothing_yet(world: World) -> None:
    quarterly(world, *QUARTERS)
    world.today = date(2024, 3, 19)  # the last day of 1402
    assert cell(world.measure([(SUM, [of(q) for q in QUARTERS])]), period="1402") is None
    world.today = date(2024, 3, 20)
    assert cell(world.measure([(SUM, [of(q) for q in QUARTERS])]), period="1402") is not None


def test_what_was_told_for_the_year_stands_before_its_quarters_and_is_never_spread(world: World) -> None:
    quarterly(world, *QUARTERS)
    world.deliver("y", period="1402")
    rows = [
        *(of(q) for q in QUARTERS),
        {"row_id": "y#s#1", "frequency": "A", "period": "1402", "numerator": 5},
    ]
    values = world.measure([(SUM, rows)])
    assert (cell(values, period="1402") or {})["value"] == 5
    assert [(cell(values, period=q) or {})["value"] for q in QUARTERS] == [1, 1, 1, 1]
    rows = [{"row_id": "y#s#1", "frequency": "A", "period": "1402", "numerator": 5}]
    assert {v["period"] for v in world.measure([(SUM, rows)])} == {"1402"}


def test_a_stock_has_in_a_year_the_value_of_its_last_quarter(world: World) -> None:
    quarterly(world, *QUARTERS)
    values = world.measure([(LAST, [of(q, numerator=n) for n, q in enumerate(QUARTERS, 1)])])
    assert (cell(values, period="1402") or {})["value"] == 4
    quarterly(world, "1403Q1")
    assert cell(world.measure([(LAST, [of("1403Q1")])]), period="1403") is None


def test_statements_are_never_carried(world: World) -> None:
    quarterly(world, *QUARTERS)
    values = world.measure([(SUM, [of(q, basis="reported") for q in QUARTERS])])
    assert {(v["area_code"], v["frequency"]) for v in values} == {("0808", "Q")}


def test_a_ratio_of_flows_is_summed_on_both_sides(world: World) -> None:
    quarterly(world, *QUARTERS)
    ratio = indicator(kind="ratio", unit="share", rollup={**TO_PROVINCE, "time": "sum"})
    year = cell(
        world.measure([(ratio, [of(q, numerator=n, denominator=10) for n, q in enumerate(QUARTERS)])]),
        period="1402",
    )
    assert year is not None
    assert (year["value"], year["numerator"], year["denominator"]) == (Decimal("0.15"), 6, 40)


def test_a_row_told_whole_and_in_parts_counts_once(world: World) -> None:
    world.deliver("a")
    both = indicator(rollup={**TO_PROVINCE, "categories": "total", "domains": "total"})
    row = {"row_id": "a#s#1", "numerator": 5}
    parts = [{**row, "breakdown": "craft", "category": c, "numerator": n} for c, n in (("x", 2), ("y", 3))]
    again = [{**row, "breakdown": "gender", "category": "female"}]
    assert (cell(world.measure([(both, [*parts, *again])]), period="1402Q1") or {})["value"] == 5
    assert (cell(world.measure([(both, [row, *parts])]), period="1402Q1") or {})["value"] == 5
    unknown = {"row_id": "a#s#2", "numerator": 1}
    assert (cell(world.measure([(both, [unknown, *parts])]), period="1402Q1") or {})["value"] == 6
    told_of_all = [row, {**row, "domain": "all"}]
    assert (cell(world.measure([(both, told_of_all)]), period="1402Q1", domain="all") or {})["value"] == 5


@pytest.mark.parametrize(
    ("kind", "rollup"),
    [
        ("stock", {"register": "province", "time": "sum"}),
        ("flow", {"register": "province", "time": "last"}),
        ("rank", {"register": "province", "time": "last"}),
        ("flow", {"time": "sum"}),
        ("flow", {"register": "continent"}),
        ("flow", {"reported": "province"}),
        ("flow", {"register": "province", "categories": "mean"}),
    ],
)
def test_a_roll_up_that_cannot_be_meant_is_refused(kind: str, rollup: dict[str, str]) -> None:
    text = {"fa": "نام", "en": "name"}
    header = {
        "id": "x",
        "title": text,
        "definition": text,
        "unit": "persons",
        "kind": kind,
        "direction": "up",
        "decimals": 0,
        "theme": "artisans",
        "owner": "heritage",
        "rollup": rollup,
    }
    with pytest.raises(ConfigurationError, match=r"^models/indicators/x\.sql: rollup\."):
        understood(IndicatorHeader, header, "models/indicators/x.sql", Vocabulary())


AREAS = {"0801": "08", "0808": "08", "0811": "08", "08": "08"}
contribution = st.fixed_dictionaries(
    {
        "area_code": st.sampled_from(sorted(AREAS)),
        "domain": st.sampled_from(["crafts", "carpet"]),
        "category": st.sampled_from(["x", "y", "z"]),
        "quarter": st.sampled_from(QUARTERS),
        "amount": st.decimals(-1_000, 10**15, places=4),
    }
)


@settings(max_examples=25)
@given(told=st.lists(contribution, min_size=1, max_size=40))
def test_every_sum_is_the_sum_of_its_contributions(shared: World, told: list[dict[str, Any]]) -> None:
    """Area, category, domain and year: each value is exactly what adding by hand gives."""
    shared.deliveries = {}
    quarterly(shared, *QUARTERS)
    whole = indicator(unit="IRR", rollup={**TO_PROVINCE, "categories": "total", "domains": "total", "time": "sum"})
    expected: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    rows = []
    for n, t in enumerate(told):
        rows.append(
            of(
                t["quarter"],
                n,
                area_code=t["area_code"],
                domain=t["domain"],
                breakdown="craft",
                category=t["category"],
                numerator=t["amount"],
            )
        )
        for area in {t["area_code"], "08"}:
            for domain in (t["domain"], "all"):
                for breakdown, category in (("craft", t["category"]), ("", "")):
                    for frequency, period in (("Q", t["quarter"]), ("A", "1402")):
                        address = ("things", area, domain, breakdown, category, frequency, period, "register")
                        expected[address] += t["amount"]
    found = cells(shared.measure([(whole, rows)]))
    assert {k: v["value"] for k, v in found.items()} == expected
    lineage = {
        r["value_id"]: r["total"]
        for r in shared.rows("SELECT value_id, sum(contribution) AS total FROM derived.lineage GROUP BY 1")
    }
    assert {v["value_id"]: v["value"] for v in found.values()} == lineage
