"""The day of receipt that a note tells: in either calendar, and never later than the day of registration."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.intake import inventory
from pipelines.intake.source_notes import NoteError, read_note
from tests.pipeline.ledger.house import DAY_1, DAY_2, FEEDS, House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.mark.parametrize(
    "written",
    [
        "2024-09-23",
        "1403/07/02",
        "1403-07-02",
        "۱۴۰۳/۰۷/۰۲",
        "'1403.7.2'",
        "14030702",
        "02/07/1403",
        "2024-09-23T08:30:00",
        '"1403/07/02 10:15"',
    ],
)
def test_a_day_is_read_in_either_calendar_and_in_any_digits(tmp_path: Path, written: str) -> None:
    path = tmp_path / "note.yaml"
    path.write_text(f"received_on: {written}\n", "utf-8")
    assert read_note(path).received_on == date(2024, 9, 23)


def test_a_day_that_only_the_jalali_calendar_has(tmp_path: Path) -> None:
    path = tmp_path / "note.yaml"
    path.write_text("received_on: 1403-02-31\n", "utf-8")
    assert read_note(path).received_on == date(2024, 5, 20)


@pytest.mark.parametrize("written", ["tomorrow", "1403/13/01", "1403/12/31", "2024-02-30", "1403/07"])
def test_what_is_no_day_refuses_the_note(tmp_path: Path, written: str) -> None:
    path = tmp_path / "note.yaml"
    path.write_text(f"received_on: {written}\n", "utf-8")
    with pytest.raises(NoteError):
        read_note(path)


@pytest.mark.parametrize("future", ["2031-01-01", "1409/10/11", "2026-01-03"])
def test_a_day_in_the_future_puts_nothing_that_comes_later_out_of_force(house: House, future: str) -> None:
    house.put("exports/1402/list.csv", "slip", f"received_on: {future}")
    (slip,) = house.receive(DAY_1)
    assert slip.known_from == DAY_1
    house.put("exports/1402/list.csv", "later", "received_on: 2026-01-02")
    house.receive(DAY_2 + timedelta(hours=1))
    assert house.current() == ["later"]


def test_the_day_of_registration_stands_for_one_in_the_future(house: House) -> None:
    house.put("exports/1402/list.csv", "a", "received_on: 2031-01-01")
    (delivery,) = house.receive(DAY_1)
    assert delivery.is_received_in_future
    assert delivery.received_at == DAY_1.date()


def test_tomorrow_may_be_today_where_the_office_is(house: House) -> None:
    house.put("exports/1402/list.csv", "a", "received_on: 2026-01-02")
    (delivery,) = house.receive(DAY_1)
    assert not delivery.is_received_in_future
    assert delivery.known_from == DAY_1


def test_a_clock_that_was_ahead_makes_nothing_newer_than_what_comes_now(house: House) -> None:
    house.put("exports/1402/list.csv", "wrong clock")
    house.receive(datetime(2031, 1, 1, tzinfo=UTC))
    house.put("exports/1402/list.csv", "now")
    house.receive(DAY_1)
    assert house.current() == ["now"]


def refusals(house: House) -> dict[str, str]:
    found = inventory.scan(house.workspace, FEEDS, inventory.Offices())
    return {c.name: c.refusal.id for c in found if c.refusal}


def test_a_note_that_bears_the_name_of_another_file_is_not_passed_over(house: House) -> None:
    path = house.put("exports/1402/list.csv", "a")
    stray = path.with_name("other.csv.source.yaml")
    stray.write_text("office: customs\n", "utf-8")
    assert refusals(house) == {"list.csv": "note_of_other_name"}
    path.with_name("list.csv.source.yaml").write_text("office: customs\n", "utf-8")
    assert refusals(house) == {}


def test_a_stray_note_that_says_invented_stops_every_file_that_it_may_be_of(house: House) -> None:
    for name in ("a", "b"):
        house.put(f"exports/1402/{name}.csv", name)
    stray = house.workspace.raw / "exports/1402/c.csv.source.yaml"
    stray.write_text("office: customs\n", "utf-8")
    assert refusals(house) == {}, "it may have been left behind by a file that was taken away"
    stray.write_text("synthetic: true\n", "utf-8")
    assert refusals(house) == {"a.csv": "note_of_other_name", "b.csv": "note_of_other_name"}
