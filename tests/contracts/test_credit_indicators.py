"""Figures of credit: from the banks' lists where there is one, else from the letter; notified, moved and left apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipelines.engines import DuckDBEngine
from pipelines.modelling import indicators
from tests.contracts.conftest import MODELS, Ask, Delivery
from tests.contracts.test_core_credit import allocation, listed, told

Values = dict[tuple[str, str], tuple[Any, ...]]
Credit = Callable[..., Values]


@pytest.fixture
def credit(core: Callable[..., Ask], engine: DuckDBEngine) -> Credit:
    """Return a function that sums the contributions of one indicator by year and basis."""

    def made(indicator_id: str, *deliveries: Delivery) -> Values:
        core(*deliveries)
        engine.create_schema("indicators")
        for found in indicators(MODELS):
            if found.indicator_id.startswith("credit_"):
                engine.create_table("indicators", found.indicator_id, found.sql)
        rows = engine.connection.execute(
            "SELECT period, basis, CAST(sum(numerator) AS BIGINT), CAST(sum(denominator) AS BIGINT)"
            f" FROM indicators.{indicator_id} WHERE area_code = '08' GROUP BY 1, 2"
        ).fetchall()
        return {(period, basis): (numerator, denominator) for period, basis, numerator, denominator in rows}

    return made


def letter(*rows: dict[str, Any], period: str = "1400", name: str = "a") -> Delivery:
    return ("credit_allocations", name, period, list(rows) or [allocation(applied_files=3, applied_amount_rial=55)])


def bank(*rows: dict[str, Any], period: str = "1401Q1") -> Delivery:
    return ("credit_applications", "b", period, list(rows))


PAID = listed(
    "1", "paid", paid_on=date(2022, 6, 1), paid_rial=8, bank_approved_rial=9, committed_jobs=3, realised_jobs=2
)
WAITING = listed("2", "at_bank", introduced_on=date(2022, 3, 1), committed_jobs=7)


def test_until_a_list_comes_the_letter_stands_in_and_says_so(credit: Credit) -> None:
    assert credit("credit_uptake", letter()) == {("1400", "reported"): (55, 220)}
    assert credit("credit_applied", letter()) == {("1400", "reported"): (55, None)}
    assert credit("credit_applied_files", letter()) == {("1400", "reported"): (3, None)}
    assert credit("credit_paid", letter()) == {}, "a letter tells no payment, not even a zero"


def test_the_list_of_a_bank_takes_the_place_of_the_letter_and_is_never_added_to_it(credit: Credit) -> None:
    lists = (letter(), bank(PAID, WAITING))
    assert credit("credit_uptake", *lists) == {("1400", "register"): (8, 220)}
    assert credit("credit_applied", *lists) == {("1400", "register"): (20, None)}
    assert credit("credit_applied_files", *lists) == {("1400", "register"): (2, None)}
    assert credit("credit_approved", *lists) == {("1400", "register"): (9, None)}
    assert credit("credit_approved_files", *lists) == {("1400", "register"): (1, None)}
    assert credit("credit_paid", *lists) == {("1400", "register"): (8, None)}
    assert credit("credit_paid_files", *lists) == {("1400", "register"): (1, None)}
    assert credit("credit_jobs_committed", *lists) == {("1400", "register"): (3, None)}, "of what was paid"
    assert credit("credit_jobs_realised", *lists) == {("1400", "register"): (2, None)}


def test_a_list_of_which_nobody_is_paid_is_an_uptake_of_nought(credit: Credit) -> None:
    assert credit("credit_uptake", letter(), bank(WAITING)) == {("1400", "register"): (0, 220)}
    events: Delivery = ("credit_events", "e", "1401Q1", [told("1", "registered", date(2022, 6, 1), amount_rial=5)])
    assert credit("credit_paid", letter(), events) == {}, "events of other stages tell no payment"


def test_uptake_takes_payments_of_the_notified_schemes_alone(credit: Credit) -> None:
    other = listed("3", "paid", scheme="rural_jobs", paid_on=date(2022, 6, 1), paid_rial=70)
    assert credit("credit_uptake", letter(), bank(PAID, other)) == {("1400", "register"): (8, 220)}
    assert credit("credit_paid", letter(), bank(PAID, other)) == {("1400", "register"): (78, None)}
    both = letter(allocation(), allocation(allocation_id="B1", scheme="rural_jobs", amount_rial=80))
    assert credit("credit_uptake", both, bank(PAID)) == {("1400", "register"): (8, 220)}, (
        "of the other nothing is known"
    )


MOVED = allocation(allocation_id="A2", transaction_kind="reallocated", amount_rial=70, counterpart_domain="tourism")
GOT = allocation(allocation_id="A3", transaction_kind="received", amount_rial=5, counterpart_domain="tourism")


def test_what_was_notified_and_what_is_left_are_two_figures(credit: Credit) -> None:
    lists = (letter(), letter(MOVED, GOT, period="1401", name="c"))
    assert credit("credit_allocated", *lists) == {("1400", "register"): (220, None)}
    assert credit("credit_reallocated", *lists) == {("1400", "register"): (70, None)}
    assert credit("credit_available", *lists) == {("1400", "register"): (155, None)}
    assert credit("credit_uptake", *lists, bank(PAID)) == {("1400", "register"): (8, 220)}, "what went was not taken up"


def test_a_movement_that_no_list_tells_is_unknown_and_not_nought(credit: Credit) -> None:
    assert credit("credit_reallocated", letter()) == {("1400", "register"): (None, None)}
    following = letter(allocation(allocation_id="N1", budget_year=1401, amount_rial=300), period="1401", name="c")
    assert credit("credit_reallocated", letter(), following) == {
        ("1400", "register"): (0, None),
        ("1401", "register"): (None, None),
    }, "the list of a later year would have told it"
    others = letter(
        allocation(allocation_id="N1", budget_year=1401, delivery_office="another"), period="1401", name="c"
    )
    assert credit("credit_reallocated", letter(), others)[("1400", "register")] == (None, None)


def test_what_is_left_of_a_share_is_unknown_where_its_movements_are(credit: Credit, engine: DuckDBEngine) -> None:
    credit("credit_available", letter(), letter(MOVED, period="1401", name="c"))
    states = "SELECT DISTINCT status FROM indicators.credit_available"
    assert engine.connection.execute(states).fetchall() == [("final",)]
    credit("credit_available", letter())
    assert engine.connection.execute(states).fetchall() == [("incomplete",)], "so the figure is missing, not 220"


def person(number: int, **cells: Any) -> dict[str, Any]:
    return {"national_id": f"p{number}", "area": "0806", "domain": "crafts", **cells}


def test_women_and_the_young_are_counted_where_the_register_knows_the_borrower(credit: Credit) -> None:
    register: Delivery = (
        "artisans",
        "r",
        "1401Q1",
        [
            person(1, birth_date="1366-02-01"),
            person(2, gender="male", birth_date="1365"),
            person(3, gender="female"),
        ],
    )
    paid = [listed(f"{n}", "paid", national_id=f"p{n}", paid_on=date(2022, 6, 1), paid_rial=8) for n in (1, 2, 3, 4)]
    twice = listed("5", "paid", national_id="p1", paid_on=date(2022, 6, 1), paid_rial=8)
    firm = listed("6", "paid", legal_id="10380284790", paid_on=date(2022, 6, 1), paid_rial=8)
    unpaid = listed("7", "at_bank", national_id="p9")
    before: Delivery = ("artisans", "q", "1400Q4", [person(1, gender="female"), person(2, gender="female")])
    lists = (letter(), before, register, bank(*paid, twice, firm, unpaid))
    assert credit("credit_borrowers", *lists) == {("1400", "register"): (4, None)}, "a person once, and no firm"
    assert credit("credit_women_share", *lists) == {("1400", "register"): (2, 3)}, "the fourth is in no register"
    # 1400 − 1366 = 34 and 1400 − 1365 = 35.
    assert credit("credit_youth_share", *lists) == {("1400", "register"): (1, 2)}


def test_months_that_events_leave_out_make_payments_the_least_that_they_can_be(
    core: Callable[..., Ask], engine: DuckDBEngine, credit: Credit
) -> None:
    months = [
        (
            "credit_events",
            f"m{n}",
            f"1401-0{n}",
            [told(str(n), "paid", date(2022, 3 + n, 10), amount_rial=Decimal(5), area="0806")],
        )
        for n in (1, 3)
    ]
    assert credit("credit_paid", letter(), *months) == {("1400", "register"): (10, None)}
    states = engine.connection.execute("SELECT DISTINCT status FROM indicators.credit_paid").fetchall()
    assert states == [("provisional",)]
