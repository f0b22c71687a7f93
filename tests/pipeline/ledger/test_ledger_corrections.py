"""How the ledger keeps corrections: beside their base, with its period, office and origin."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import pytest

from pipelines.intake.ledger import Delivery, Ledger
from tests.pipeline.ledger.house import DAY_1, DAY_2, DAY_3, House


@pytest.fixture
def base(house: House) -> Delivery:
    house.put("exports/1402-customs/list.csv", "a", "grade: customs\nsynthetic: true\nreceived_on: 2024-05-01")
    (delivery,) = house.receive(DAY_1)
    return delivery


def test_a_correction_stands_beside_its_base_wherever_it_lies(house: House, base: Delivery) -> None:
    house.put_correction("exports/1402-customs/fixed.xlsx", base.delivery_id, [3])
    (correction,) = house.receive(DAY_2)
    assert (correction.kind, correction.corrects) == ("correction", base.delivery_id)
    assert (correction.supersedes, correction.waits) == (None, None)
    assert house.places() == [("correction", "customs"), ("original", "customs")]
    assert house.ledger.get(base.delivery_id).known_to is None


def test_its_id_begins_with_that_of_its_base_and_is_the_same_everywhere(house: House, base: Delivery) -> None:
    path = house.put_correction("exports/fixed.xlsx", base.delivery_id, [3])
    (correction,) = house.receive(DAY_2)
    assert correction.delivery_id == f"{base.delivery_id}-correction-{correction.sha256[:8]}"
    for place in ("1402", "1403Q2-heritage", "1402-07-customs"):
        target = house.workspace.raw / "exports" / place / "other name.xlsx"
        target.parent.mkdir(exist_ok=True)
        path = path.rename(target)
        assert house.receive(DAY_3) == []
    assert len(house.ledger.aliases(correction.delivery_id)) == 3


def test_it_has_period_office_and_origin_of_its_base_and_its_own_day_of_receipt(house: House, base: Delivery) -> None:
    house.put_correction("exports/1399-heritage/fixed.xlsx", base.delivery_id, [3])
    (correction,) = house.receive(DAY_2)
    assert (correction.period, correction.office) == ("1402", "customs")
    assert (correction.note.grade, correction.is_synthetic) == ("customs", True)
    assert correction.received_at == date(2026, 1, 2)
    assert correction.known_from == DAY_2


def test_a_later_copy_of_the_same_workbook_supersedes_and_another_workbook_does_not(
    house: House, base: Delivery
) -> None:
    house.put_correction("exports/a.xlsx", base.delivery_id, [3, 5], "half")
    (half,) = house.receive(DAY_1)
    house.put_correction("exports/b.xlsx", base.delivery_id, [5], "rest")
    house.receive(DAY_2)
    house.put_correction("exports/a.xlsx", base.delivery_id, [3, 5], "whole")
    (whole,) = house.receive(DAY_3)
    assert whole.supersedes == half.delivery_id
    assert len(house.ledger.current()) == 3
    assert house.places(DAY_1 - timedelta(hours=1)) == [("original", "customs")]


def test_two_copies_of_one_workbook_in_one_run_wait_for_a_person(house: House, base: Delivery) -> None:
    house.put_correction("exports/a.xlsx", base.delivery_id, [3], "one")
    house.put_correction("exports/1402/b.xlsx", base.delivery_id, [3], "other")
    first, second = sorted(house.receive(DAY_2), key=lambda d: d.waits is not None)
    assert first.waits is None
    assert second.waits is not None and second.waits.id == "two_files_at_one_place"


def test_a_ledger_of_the_first_version_learns_of_corrections(house: House, base: Delivery) -> None:
    house.ledger.close()
    with sqlite3.connect(house.workspace.ledger) as db:
        db.executescript("DROP TABLE corrections; PRAGMA user_version = 1")
    house.ledger = Ledger(house.workspace.ledger)
    assert [d.kind for d in house.ledger.all()] == ["original"]
    house.put_correction("exports/a.xlsx", base.delivery_id, [3])
    (correction,) = house.receive(DAY_2)
    assert correction.corrects == base.delivery_id
