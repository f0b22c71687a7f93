"""Tables of other grain (by country, by office, by tariff line) stand side by side; each supersedes only its kind."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.foundation.workspace import Workspace
from pipelines.intake.ledger import Ledger
from pipelines.pipeline.reports import DeliveryOutcome
from tests.pipeline.customs_fixture import accepted, key_of, written

OFFICE, COUNTRY, TARIFF, MONTH = "گمرک", "کشور طرف معامله", "تعرفه", "ماه"
MEASURES = ["وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]
NAMES = {OFFICE: "customs_office", COUNTRY: "destination", TARIFF: "hs_code", MONTH: "month"}
VALUES = {
    OFFICE: ["کرمان", "سیرجان", "بندرعباس"],
    COUNTRY: ["آلمان", "عراق", "چین"],
    TARIFF: ["57021020", "57011010", "69120000"],
    MONTH: ["1", "2", "3"],
}


class Customs:
    """A workspace to which the customs office delivers tables of the same trade by other dimensions."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace(folder).create()

    def deliver(
        self,
        name: str,
        dimensions: Sequence[str],
        *,
        period: str = "1402",
        usd: int = 100,
        rows: int = 9,
        day: int | None = None,
    ) -> None:
        """Put a table of ``rows`` rows by some dimensions into the folder of a period."""
        path = self.workspace.raw / "exports" / f"{period}-customs" / name
        written(path, table(dimensions, rows, usd), [*dimensions, *MEASURES])
        if day is not None:
            note = path.with_name(name + ".source.yaml")
            note.write_text(f"received_on: 2024-05-{day:02d}\n", "utf-8")

    def accepted(self) -> list[DeliveryOutcome]:
        """Return what became of each delivery, by name of the file."""
        return sorted(accepted(self.workspace), key=lambda o: o.delivery.file_name)

    def in_force(self) -> list[str]:
        return [o.delivery.file_name for o in self.accepted() if o.state == "published"]

    def key(self) -> str:
        return key_of(self.workspace)


def table(dimensions: Sequence[str], rows: int, usd: int) -> list[list[Any]]:
    """Return rows that differ in their dimensions; the n-th has n times the given dollars."""
    found = []
    for n in range(rows):
        places = [n // 3**i % 3 for i in range(len(dimensions))]
        told: list[Any] = [VALUES[d][p] for d, p in zip(dimensions, places, strict=True)]
        found.append([*told, 10 * (n + 1), 40_000 * usd * (n + 1), usd * (n + 1)])
    return found


@pytest.fixture
def customs(tmp_path: Path) -> Customs:
    return Customs(tmp_path / "workspace")


# --- the grain ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dimensions",
    [[COUNTRY], [OFFICE], [TARIFF], [OFFICE, TARIFF], [OFFICE, COUNTRY, TARIFF], [MONTH, OFFICE, COUNTRY]],
)
def test_the_grain_of_a_table_is_its_filled_dimensions(customs: Customs, dimensions: list[str]) -> None:
    customs.deliver("a.csv", dimensions)
    (found,) = customs.accepted()
    assert found.delivery.grain == "+".join(NAMES[d] for d in NAMES if d in dimensions)


def test_a_dimension_of_which_only_the_heading_is_there_is_none(customs: Customs) -> None:
    path = customs.workspace.raw / "exports" / "1402-customs" / "a.csv"
    path.parent.mkdir(parents=True)
    rows = [["", *row] for row in table([COUNTRY], 3, 100)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[OFFICE, COUNTRY, *MEASURES], *rows])
    (found,) = customs.accepted()
    assert found.delivery.grain == "destination"


def test_a_workbook_of_two_tables_is_an_edition_of_its_own(customs: Customs) -> None:
    customs.deliver("b.csv", [COUNTRY])
    path = customs.workspace.raw / "exports" / "1402-customs" / "a.xlsx"
    book = openpyxl.Workbook()
    for number, dimension in enumerate((COUNTRY, OFFICE)):
        sheet = book.create_sheet(f"s{number}")
        for row in ([dimension, *MEASURES], *table([dimension], 3, 100)):
            sheet.append(row)
    del book["Sheet"]
    book.save(path)
    both, one = customs.accepted()
    assert (both.delivery.grain, one.delivery.grain) == ("customs_office | destination", "destination")
    assert {both.state, one.state} == {"published"}, [o.reason("en") for o in (both, one)]


# --- side by side ---------------------------------------------------------------------------------------------

EDITIONS = {
    "full": [OFFICE, COUNTRY, TARIFF],
    "countries": [COUNTRY],
    "offices": [OFFICE],
    "tariff": [TARIFF],
}


def test_a_poorer_edition_of_the_same_year_supersedes_nothing(customs: Customs) -> None:
    customs.deliver("full.csv", EDITIONS["full"], day=1)
    assert customs.in_force() == ["full.csv"]
    customs.deliver("countries.csv", EDITIONS["countries"], day=20)
    assert customs.in_force() == ["countries.csv", "full.csv"]


@pytest.mark.parametrize("order", list(permutations(["full", "countries", "offices"])))
def test_in_whatever_order_editions_come_all_stand(customs: Customs, order: Sequence[str]) -> None:
    for name in order:
        customs.deliver(f"{name}.csv", EDITIONS[name])
        customs.accepted()
    assert customs.in_force() == ["countries.csv", "full.csv", "offices.csv"]


def test_editions_that_come_together_are_not_two_files_at_one_place(customs: Customs) -> None:
    for name, dimensions in EDITIONS.items():
        customs.deliver(f"{name}.csv", dimensions)
    assert customs.in_force() == ["countries.csv", "full.csv", "offices.csv", "tariff.csv"]


def test_two_files_of_one_edition_that_come_together_wait_and_name_each_other(customs: Customs) -> None:
    customs.deliver("a-full.csv", EDITIONS["full"])
    customs.deliver("b-offices.csv", EDITIONS["offices"])
    customs.deliver("c-offices.csv", EDITIONS["offices"], usd=101)
    states = {o.delivery.file_name: o for o in customs.accepted()}
    assert [o.state for o in states.values()] == ["published", "published", "held"]
    message = states["c-offices.csv"].message
    assert message is not None and message.id == "two_files_at_one_place"
    assert message.params["value"] == "b-offices.csv"


def test_a_newer_file_of_one_edition_supersedes_that_one_only(customs: Customs) -> None:
    customs.deliver("full.csv", EDITIONS["full"], day=1)
    customs.deliver("offices.csv", EDITIONS["offices"], day=2)
    before = {o.delivery.file_name: o.delivery.delivery_id for o in customs.accepted()}
    customs.deliver("offices-2.csv", EDITIONS["offices"], usd=101)
    newer = {o.delivery.file_name: o.delivery.supersedes for o in customs.accepted()}
    assert newer == {"full.csv": None, "offices-2.csv": before["offices.csv"]}


def test_all_read_for_the_first_time_in_one_run_are_linked_by_edition(customs: Customs) -> None:
    """As when a workspace is built anew: nobody has read the older files when the newer ones are linked."""
    customs.deliver("offices.csv", EDITIONS["offices"], day=1)
    customs.deliver("full.csv", EDITIONS["full"], day=2)
    customs.deliver("offices-2.csv", EDITIONS["offices"], usd=101, day=3)
    customs.deliver("full-2.csv", EDITIONS["full"], usd=101, day=4)
    assert customs.in_force() == ["full-2.csv", "offices-2.csv"]


def test_a_file_that_nobody_can_read_takes_nothing_out_of_force_and_a_later_one_stands_for_it(
    customs: Customs,
) -> None:
    customs.deliver("full.csv", EDITIONS["full"])
    customs.accepted()
    broken = customs.workspace.raw / "exports" / "1402-customs" / "broken.xlsx"
    broken.write_bytes(b"no workbook")
    assert [(o.delivery.file_name, o.state) for o in customs.accepted()] == [
        ("broken.xlsx", "refused"),
        ("full.csv", "published"),
    ]
    customs.deliver("offices.csv", EDITIONS["offices"])
    assert [(o.delivery.file_name, o.state) for o in customs.accepted()] == [
        ("full.csv", "published"),
        ("offices.csv", "published"),
    ]


def test_what_reading_finds_makes_no_second_build(customs: Customs) -> None:
    customs.deliver("offices.csv", EDITIONS["offices"], day=1)
    customs.deliver("full.csv", EDITIONS["full"], day=2)
    before = customs.key()
    customs.accepted()
    assert customs.key() == before


# --- the ledger -----------------------------------------------------------------------------------------------


def test_the_ledger_keeps_the_grain_and_a_workspace_built_before_learns_it(customs: Customs) -> None:
    customs.deliver("offices.csv", EDITIONS["offices"], day=1)
    customs.deliver("full.csv", EDITIONS["full"], day=2)
    customs.accepted()
    ledger = Ledger(customs.workspace.ledger)
    assert {d.file_name: d.grain for d in ledger.current()} == {
        "full.csv": "customs_office+destination+hs_code",
        "offices.csv": "customs_office",
    }
    ledger.close()
    with sqlite3.connect(customs.workspace.ledger) as db:
        db.executescript("DROP TABLE grains; PRAGMA user_version = 2")
    assert customs.in_force() == ["full.csv", "offices.csv"]


# --- totals ---------------------------------------------------------------------------------------------------


def notes(outcome: DeliveryOutcome) -> list[str]:
    assert outcome.assessment is not None
    return [m.id for m in (*outcome.assessment.holds, *outcome.assessment.notices)]


def test_editions_of_one_period_are_compared_by_their_totals(customs: Customs) -> None:
    customs.deliver("countries.csv", EDITIONS["countries"], day=1)
    customs.deliver("offices.csv", EDITIONS["offices"], rows=8, day=2)
    countries, offices = customs.accepted()
    assert {countries.state, offices.state} == {"published"}
    assert notes(countries) == [] and notes(offices) == ["editions_differ"] * 3
    assert offices.assessment is not None
    dollars = next(m for m in offices.assessment.notices if m.params["column_en"] == "Value (US dollar)")
    for told in (
        "3,600",
        "4,500",
        "900",
        "by customs office",
        "by destination",
        "countries.csv",
        "offices.csv",
    ):
        assert told in dollars.text("en"), told
    for told in ("۳٬۶۰۰", "۴٬۵۰۰", "۹۰۰", "به تفکیک گمرک", "به تفکیک کشور طرف معامله"):
        assert told in dollars.text("fa"), told


def test_editions_that_agree_need_no_word_and_the_comparison_is_kept(customs: Customs) -> None:
    customs.deliver("countries.csv", EDITIONS["countries"], day=1)
    customs.deliver("full.csv", EDITIONS["full"], day=2)
    countries, full = customs.accepted()
    assert notes(countries) == notes(full) == [] and full.assessment is not None
    (beside,) = full.assessment.beside
    assert (beside.delivery_id, beside.relation) == (countries.delivery.delivery_id, "edition")
    assert [c.factor for c in beside.comparisons] == [1, 1, 1]


@pytest.mark.parametrize("usd", [1, 1_000, 100_000])
def test_an_edition_in_another_unit_waits(customs: Customs, usd: int) -> None:
    customs.deliver("countries.csv", EDITIONS["countries"], day=1)
    customs.deliver("offices.csv", EDITIONS["offices"], usd=usd, day=2)
    countries, offices = customs.accepted()
    assert (countries.state, offices.state) == ("published", "held")
    assert set(notes(offices)) == {"edition_of_other_unit"}


def test_an_edition_of_a_small_part_is_no_other_unit(customs: Customs) -> None:
    customs.deliver("countries.csv", EDITIONS["countries"], day=1)
    customs.deliver("offices.csv", EDITIONS["offices"], rows=1, usd=70, day=2)
    assert {o.state for o in customs.accepted()} == {"published"}


def test_a_year_is_compared_with_the_year_before_by_the_same_dimensions(customs: Customs) -> None:
    customs.deliver("full.csv", EDITIONS["full"], period="1401", usd=1)
    customs.deliver("offices.csv", EDITIONS["offices"], period="1402")
    customs.deliver("full.csv", EDITIONS["full"], period="1403")
    found = {o.period: o for o in customs.accepted()}
    assert found["1402"].compared_with is None, "the year before has other dimensions"
    assert found["1403"].compared_with == found["1401"].delivery.delivery_id
    assert (found["1402"].state, found["1403"].state) == ("published", "held")


# --- months and parts -----------------------------------------------------------------------------------------


def test_the_year_to_date_and_its_last_quarter_stand_side_by_side(customs: Customs) -> None:
    customs.deliver("full.csv", EDITIONS["full"], period="1403Q2", day=1)
    customs.deliver("شش ماهه 1403.csv", EDITIONS["full"], period="1403Q2", usd=200, day=2)
    quarter, half = customs.accepted()
    assert (quarter.delivery.span, half.delivery.span) == (None, "1403-01/1403-06")
    assert {quarter.state, half.state} == {"published"}
    assert half.assessment is not None and half.assessment.beside == [], "they are sums of other months"
