"""Core tables of credit: what lists and events of applications tell of each stage of the funnel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipelines.modelling import core_models
from tests.contracts.conftest import MODELS, Ask, Delivery

CORE = core_models(MODELS)
#: Tables of a period or a choice, which hold no row of a source.
WITHOUT_ROWS = {
    "delivery_notices",
    "export_editions",
    "export_parts",
    "export_office_zeros",
    "credit_funnel",
    "credit_stages_told",
}

models = pytest.mark.parametrize("model", CORE, ids=[m.name for m in CORE])
Core = Callable[..., Ask]


def allocation(**cells: Any) -> dict[str, Any]:
    return {
        "allocation_id": "A1",
        "scheme": "note_18",
        "budget_year": 1400,
        "area": "08",
        "domain": "crafts",
        "transaction_kind": "allocated",
        "amount_rial": 220,
        **cells,
    }


def listed(number: str, stage: str, **cells: Any) -> dict[str, Any]:
    return {
        "application_no": number,
        "scheme": "note_18",
        "budget_year": 1400,
        "domain": "crafts",
        "area": "0806",
        "requested_rial": 10,
        "registered_on": date(2022, 1, 1),
        "stage": stage,
        **cells,
    }


def told(number: str, stage: str, on: date, **cells: Any) -> dict[str, Any]:
    return {
        "application_no": number,
        "scheme": "note_18",
        "budget_year": 1400,
        "domain": "crafts",
        "stage": stage,
        "event_on": on,
        "outcome": "passed",
        **cells,
    }


def funnel(ask: Ask, area: str = "08") -> dict[str, tuple[Any, ...]]:
    found = ask(
        "SELECT stage, files, CAST(amount_rial AS BIGINT), status FROM core.credit_funnel"
        f" WHERE area_code = '{area}' AND domain = 'crafts'"
    )
    return {stage: tuple(rest) for stage, *rest in found}


def test_without_a_list_every_stage_after_the_allocation_is_missing_and_not_zero(core: Core) -> None:
    found = funnel(core(("credit_allocations", "a", "1400", [allocation()])))
    assert found["allocated"] == (None, 220, "final")
    assert {found[stage] for stage in ("registered", "at_bank", "paid")} == {(None, None, "missing")}


def test_a_list_tells_each_stage_up_to_payment_and_its_zeros_are_true(core: Core) -> None:
    files = [
        listed("1", "paid", paid_on=date(2022, 6, 1), paid_rial=8),
        listed("2", "at_bank", introduced_on=date(2022, 3, 1)),
        listed("3", "registered"),
    ]
    ask = core(("credit_allocations", "a", "1400", [allocation()]), ("credit_applications", "b", "1401Q1", files))
    found = funnel(ask)
    assert found["registered"] == (3, 30, "final")
    assert found["at_bank"] == (2, None, "final")
    assert found["paid"] == (1, 8, "final")
    assert found["repaid"] == (None, None, "missing")
    assert funnel(ask, "0806")["registered"][0] == 3, "the county is told too"
    only = core(("credit_applications", "b", "1401Q1", [listed("3", "registered")]))
    assert funnel(only)["paid"] == (0, 0, "final")


def test_events_win_over_the_list_for_the_stage_that_both_tell(core: Core) -> None:
    file = listed("1", "paid", paid_on=date(2022, 6, 1), paid_rial=8)
    tranches = [
        told("1", "paid", date(2022, 6, 1), instalment=1, amount_rial=5),
        told("1", "paid", date(2022, 7, 1), instalment=2, amount_rial=4),
    ]
    ask = core(("credit_applications", "a", "1401Q1", [file]), ("credit_events", "b", "1401Q1", tranches))
    assert funnel(ask)["paid"] == (1, 9, "final")
    assert funnel(ask)["registered"] == (1, 10, "final")
    by = ask("SELECT told_by, count(*) FROM core.credit_stage_events WHERE stage = 'paid' GROUP BY 1")
    assert by == [("event", 2)]


def test_events_alone_tell_only_the_stages_that_they_tell(core: Core) -> None:
    ask = core(("credit_events", "b", "1401Q1", [told("1", "registered", date(2022, 6, 1), area="0806")]))
    found = funnel(ask)
    assert found["registered"][0] == 1
    assert found["paid"] == (None, None, "missing")


def test_the_newest_list_stands_for_a_file(core: Core) -> None:
    ask = core(
        ("credit_applications", "a", "1401Q1", [listed("1", "registered")]),
        ("credit_applications", "b", "1401Q2", [listed("1", "contracted", contract_rial=9)]),
    )
    assert funnel(ask)["registered"] == (1, 10, "final")
    assert funnel(ask)["contracted"] == (1, 9, "final")


def test_a_rejected_file_left_at_the_stage_after_its_last(core: Core) -> None:
    file = listed("1", "rejected", introduced_on=date(2022, 3, 1), closed_on=date(2022, 4, 1), reason="ضامن")
    ask = core(("credit_applications", "a", "1401Q1", [file]))
    left = ask("SELECT stage, outcome, reason FROM core.credit_stage_events WHERE outcome <> 'passed'")
    assert left == [("approved_bank", "rejected", "ضامن")]
    assert funnel(ask)["approved_bank"][0] == 0


def test_days_at_a_stage_are_counted_from_the_dated_stage_before(core: Core) -> None:
    files = [
        listed(str(n), "at_bank", introduced_on=date(2022, 1, 1 + days)) for n, days in enumerate((10, 20, 30, 24))
    ]
    ask = core(("credit_applications", "a", "1401Q1", files))
    days = ask("SELECT median_days FROM core.credit_funnel WHERE stage = 'at_bank' AND area_code = '08'")
    assert days == [(Decimal(22),)]


def test_credit_moved_to_tourism_is_a_transaction_and_not_an_overwriting(core: Core) -> None:
    rows: list[dict[str, Any]] = [
        allocation(),
        allocation(allocation_id="A2", transaction_kind="reallocated", amount_rial=70, counterpart_domain="tourism"),
        allocation(allocation_id="A3", transaction_kind="received", amount_rial=5, counterpart_domain="tourism"),
        allocation(allocation_id="A4", transaction_kind="extended", amount_rial=None, deadline="1401-12"),
    ]
    delivery: Delivery = ("credit_allocations", "a", "1400", rows)
    ask = core(delivery)
    assert funnel(ask)["allocated"] == (None, 220, "final"), "as it was notified; what is left is another figure"
    assert ask("SELECT CAST(sum(net_amount_rial) AS BIGINT) FROM core.credit_allocations") == [(155,)]
    moved = ask("SELECT from_domain, to_domain, amount_rial FROM core.credit_reallocations ORDER BY 1")
    assert moved == [("crafts", "tourism", Decimal(70)), ("tourism", "crafts", Decimal(5))]
    again: Delivery = ("credit_allocations", "b", "1401", rows)
    told_twice = core(delivery, again)
    assert funnel(told_twice)["allocated"] == (None, 220, "final"), "told again, counted once"
    assert told_twice("SELECT CAST(sum(net_amount_rial) AS BIGINT) FROM core.credit_allocations") == [(155,)]


def test_an_event_of_a_domain_that_nobody_knows_is_of_its_files_domain(core: Core) -> None:
    payment = told("1", "paid", date(2022, 7, 1), amount_rial=8, domain="not_recognised")
    lists = ("credit_applications", "a", "1401Q1", [listed("1", "at_bank")])
    assert funnel(core(lists, ("credit_events", "b", "1401Q2", [payment])))["paid"] == (1, 8, "final")


def test_a_file_that_passes_a_stage_twice_counts_once(core: Core) -> None:
    twice = [
        told("1", "registered", date(2022, 6, 1), amount_rial=5, area="0806"),
        told("1", "registered", date(2022, 7, 1), amount_rial=4, area="0806"),
    ]
    assert funnel(core(("credit_events", "b", "1401Q1", twice)))["registered"] == (1, 5, "final")
