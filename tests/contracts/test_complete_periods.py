"""Which periods lists of dated events tell completely, by months and by parts; which claim of one event is the last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipelines.engines import DuckDBEngine
from pipelines.modelling import public_tables
from tests.contracts.conftest import MODELS, Ask, Delivery

Core = Callable[..., Ask]
BAM = "area:0802"


def course(on: date = date(2024, 4, 10), **cells: Any) -> dict[str, Any]:
    return {
        "course_id": "D1",
        "title": "ت",
        "craft": "C002",
        "area": "0802",
        "started_on": on,
        "enrolled": 5,
        "delivery_office": "vocational_training",
        **cells,
    }


def fair(**cells: Any) -> dict[str, Any]:
    return {
        "event_id": "E1",
        "name": "ن",
        "event_kind": "exhibition",
        "area": "0802",
        "domain": "crafts",
        "started_on": date(2024, 4, 10),
        "stands": 5,
        **cells,
    }


def listed(feed: str, name: str, span: str, row: dict[str, Any], cover: str | None = None) -> Delivery:
    period = span if "/" not in span else f"{span[:4]}Q{int(span[-2:]) // 3 or 1}"
    return feed, name, period, [{"delivery_span": span, "delivery_cover": cover, **row}]


def completeness(ask: Ask, table: str = "training_courses") -> set[bool]:
    return {told for (told,) in ask(f"SELECT is_complete FROM core.{table}")}


@pytest.mark.parametrize(
    ("spans", "is_complete"),
    [
        (["1403Q1"], True),
        (["1403-01/1403-06"], True),
        (["1403-01"], False),
        (["1403-01/1403-02"], False),
        (["1403-01", "1403-02"], False),
        (["1403-01", "1403-02", "1403-03"], True),
        (["1403-01/1403-02", "1403-03"], True),
    ],
)
@pytest.mark.parametrize("cover", [None, BAM])
def test_a_quarter_is_complete_where_lists_of_one_part_tell_its_three_months(
    core: Core, spans: list[str], is_complete: bool, cover: str | None
) -> None:
    lists = [listed("training", f"l{n}", span, course(course_id=f"D{n}"), cover) for n, span in enumerate(spans)]
    assert completeness(core(*lists)) == {is_complete}


def test_months_of_several_counties_are_no_quarter_of_either(core: Core) -> None:
    ask = core(
        listed("training", "a", "1403-01", course(course_id="D1"), BAM),
        listed("training", "b", "1403-02/1403-03", course(course_id="D2", area="0806"), "area:0806"),
    )
    assert completeness(ask) == {False}
    assert ask("SELECT count(*) FROM core.register_quarters") == [(0,)]


def test_a_suitcase_list_of_two_months_of_a_county_is_no_quarter(core: Core) -> None:
    row = {"declaration_no": "S", "month": "1", "area": "0802", "domain": "crafts", "value_usd": 5}
    row |= {"declared_by": "traveller"}
    ask = core(listed("suitcase_exports", "a", "1403-01/1403-02", row, BAM))
    assert completeness(ask, "suitcase_exports") == {False}


@pytest.mark.parametrize("table", ["training", "suitcase_exports"])
def test_a_public_sum_of_some_months_says_that_it_is_of_some_months(
    core: Core, engine: DuckDBEngine, table: str
) -> None:
    sent = {
        "declaration_no": "S",
        "month": "1",
        "area": "0802",
        "domain": "crafts",
        "value_usd": 5,
        "declared_by": "traveller",
    }
    row = course() if table == "training" else sent
    public = next(t for t in public_tables(MODELS) if t.name == table)
    for span, is_complete in (("1403-01", False), ("1403Q1", True)):
        core(listed(table, "a", span, row))
        assert [r["is_complete"] for r in engine.rows(public.sql)] == [is_complete]


# --- the last claim ------------------------------------------------------------------------------------

ORDERS = [
    ("1403Q1", "1403-05"),
    ("1403Q1", "1403"),
    ("1403-12", "1403"),
    ("1402", "1403-01"),
    ("1403Q4", "1404-01"),
]


@pytest.mark.parametrize(("earlier", "later"), ORDERS)
def test_the_last_claim_is_that_of_the_later_months_whatever_its_key(core: Core, earlier: str, later: str) -> None:
    pairs = [("training", course, "enrolled"), ("events", fair, "stands")]
    for feed, row, column in pairs:
        ask = core(listed(feed, "z", earlier, row()), listed(feed, "a", later, row(**{column: 9})))
        table = {"training": "training_courses", "events": "craft_events"}[feed]
        assert ask(f"SELECT {column} FROM core.{table}") == [(9,)]


@pytest.mark.parametrize(("earlier", "later"), ORDERS)
def test_a_credit_event_is_taken_as_the_later_months_tell_it(core: Core, earlier: str, later: str) -> None:
    ask = core(listed("credit_events", "z", earlier, payment(5)), listed("credit_events", "a", later, payment(9)))
    assert ask("SELECT CAST(amount_rial AS INTEGER) FROM core.credit_stage_events") == [(9,)]


@pytest.mark.parametrize(("earlier", "later"), ORDERS)
def test_a_licence_event_stands_as_the_earlier_months_told_it(core: Core, earlier: str, later: str) -> None:
    row = {
        "licence_no": "1",
        "licence_kind": "production_individual",
        "event": "issued",
        "area": "0802",
        "issued_on": date(2024, 3, 25),
        "delivery_office": "heritage",
    }
    ask = core(listed("licences", "z", earlier, row), listed("licences", "a", later, {**row, "area": "0806"}))
    assert ask("SELECT area_code FROM core.licence_events") == [("0802",)]


# --- credit ----------------------------------------------------------------------------------------------


def payment(amount: int, number: str = "1", **cells: Any) -> dict[str, Any]:
    return {
        "application_no": number,
        "scheme": "note_18",
        "budget_year": 1402,
        "domain": "crafts",
        "area": "0806",
        "stage": "paid",
        "outcome": "passed",
        "event_on": date(2023, 5, 1),
        "instalment": 1,
        "amount_rial": amount,
        **cells,
    }


def months(*numbers: int) -> list[Delivery]:
    return [
        listed("credit_events", f"m{n:02d}", f"1402-{n:02d}", payment(1, str(n), event_on=date(2023, 4 + n, 1)))
        for n in numbers
    ]


def paid(ask: Ask) -> tuple[Any, ...]:
    (found,) = ask(
        "SELECT files, status FROM core.credit_funnel WHERE stage = 'paid' AND area_code = '08' AND domain = 'crafts'"
        " AND budget_year = 1402"
    )
    return found


def test_months_without_a_gap_make_a_final_funnel(core: Core) -> None:
    assert paid(core(*months(1, 2, 3))) == (3, "final")
    assert paid(core(*months(2, 3), listed("credit_events", "q", "1402Q3", payment(1, "q")))) == (
        3,
        "provisional",
    )


def test_a_month_without_a_list_makes_what_events_tell_provisional(core: Core) -> None:
    allotted = {
        "allocation_id": "A1",
        "scheme": "note_18",
        "budget_year": 1402,
        "area": "08",
        "domain": "crafts",
        "transaction_kind": "allocated",
        "amount_rial": 220,
    }
    ask = core(*months(1, 2, 4), ("credit_allocations", "a", "1402", [allotted]))
    assert paid(ask) == (3, "provisional")
    others = dict(ask("SELECT stage, status FROM core.credit_funnel WHERE area_code = '08'"))
    assert (others["allocated"], others["registered"]) == ("final", "missing")


@pytest.mark.parametrize("feed", ["training", "credit_events"])
def test_the_list_after_a_month_without_one_says_so(core: Core, feed: str) -> None:
    row = course() if feed == "training" else payment(1)
    lists = [listed(feed, f"m{n:02d}", f"1402-{n:02d}", row) for n in (1, 2, 5, 6)]
    asked = "SELECT delivery_id, found, example FROM core.delivery_notices WHERE note = 'months_left_out'"
    assert core(*lists)(asked) == [("m05", 2, "1402-03")]
    assert core(*lists[:2])(asked) == core(*lists[2:])(asked) == []
    assert core(*lists, listed(feed, "q", "1402Q1", row), listed(feed, "q2", "1402-04", row))(asked) == []
    county = [listed(feed, f"c{n:02d}", f"1402-{n:02d}", row, BAM) for n in (3, 4)]
    assert core(*lists, *county)(asked) == [("m05", 2, "1402-03")]


def test_a_gap_before_the_budget_year_or_of_another_office_says_nothing(core: Core) -> None:
    before = [listed("credit_events", f"b{s}", s, payment(1, s, budget_year=1400)) for s in ("1400-01", "1401-12")]
    ask = core(*months(1, 2), *before)
    assert paid(ask) == (2, "final")
    other = [
        listed("credit_events", f"o{s}", s, payment(1, s, scheme="note_16", delivery_office="bank"))
        for s in ("1402-01", "1402-09")
    ]
    found = core(*months(1, 2), *other)(
        "SELECT scheme, status FROM core.credit_funnel WHERE stage = 'paid' AND area_code = '08' ORDER BY 1"
    )
    assert found == [("note_16", "provisional"), ("note_18", "final")]


def test_a_later_list_of_all_files_makes_up_for_the_month(core: Core) -> None:
    file = {
        "application_no": "3",
        "scheme": "note_18",
        "budget_year": 1402,
        "domain": "crafts",
        "area": "0806",
        "requested_rial": 10,
        "registered_on": date(2023, 4, 1),
        "stage": "registered",
    }
    for period, status in (("1402Q2", "final"), ("1402Q1", "provisional")):
        ask = core(*months(1, 2, 5), ("credit_applications", "l", period, [file]))
        assert paid(ask) == (3, status)


def instalment(number: int | None, amount: int, **cells: Any) -> dict[str, Any]:
    return {
        "application_no": "1",
        "scheme": "note_18",
        "budget_year": 1402,
        "domain": "crafts",
        "area": "0806",
        "stage": "paid",
        "contract_rial": 100,
        "instalment": number,
        "paid_rial": amount,
        "paid_on": date(2023, 5, (number or 0) + 1),
        **cells,
    }


def test_a_payment_without_a_number_beside_numbered_ones_is_not_lost(core: Core) -> None:
    newest = ("credit_applications", "n", "1402Q2", [instalment(None, 20), instalment(1, 30)])
    older = ("credit_applications", "o", "1402Q1", [instalment(None, 15), instalment(2, 7)])
    assert paid_of(core(newest)) == [20, 30]
    # Of an older list only the numbers that no later one tells; what has no number there may be any of these.
    assert paid_of(core(newest, older)) == [7, 20, 30]


def paid_of(ask: Ask) -> list[int]:
    return [int(a) for (a,) in ask("SELECT paid_rial FROM core.credit_payments ORDER BY 1")]
