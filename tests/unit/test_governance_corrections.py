"""Guarded corrections: strictly read, applied only where the old value still stands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from pipelines.cleaning.overrides import Override
from pipelines.contracts import Column, Contract
from pipelines.foundation.workspace import models_dir
from pipelines.governance import RuleError
from pipelines.governance.corrections import (
    Finding,
    check_corrections,
    load_corrections,
    overrides_of,
    with_absent,
)
from pipelines.intake.deliveries import Delivery
from pipelines.intake.source_notes import SourceNote

CONTRACT = Contract(
    feed="exports",
    version="1",
    title_fa="صادرات",
    title_en="Exports",
    description_fa="",
    description_en="",
    grain="",
    owner_office="customs",
    cadence="annual",
    delivery_kind="events",
    columns=(
        Column("hs_code", "تعرفه", "Tariff", "hs"),
        Column("office", "گمرک", "Office", "text"),
        Column("seller", "فروشنده", "Seller", "name", classification="identifier"),
    ),
    key=("hs_code",),
    models=models_dir(),
)
DELIVERY = Delivery(
    "exports-1402-customs-aaaaaaaa",
    "exports",
    "customs",
    "1402",
    "الف.xlsx",
    "raw/x",
    Path("x"),
    "ab" * 32,
    1,
    datetime(2026, 1, 1, tzinfo=UTC),
    datetime(2026, 1, 1, tzinfo=UTC),
    SourceNote(),
)
GIVEN = {
    "id": "twice",
    "feed": "exports",
    "delivery": {"office": "customs", "period": "1402"},
    "cell": {"match": {"hs_code": "44219910"}, "occurrence": 2},
    "column": "hs_code",
    "old": "44219910",
    "new": "44219920",
    "reason": {"fa": "دو بار آمده است", "en": "It is there twice"},
    "provider": {"fa": "گمرک", "en": "Customs"},
    "document": {"fa": "نامه", "en": "Letter"},
    "told_on": datetime(2026, 11, 23).date(),  # noqa: DTZ001
}


def checked(tmp_path: Path, rows: list[str | None], **changed: object) -> Finding:
    folder = tmp_path / "corrections"
    folder.mkdir(parents=True)
    (folder / "twice.yaml").write_text(yaml.safe_dump({**GIVEN, **changed}, allow_unicode=True), "utf-8")
    landed = tmp_path / "landed.parquet"
    table = {
        "sheet_name": ["برگه"] * len(rows),
        "row_number": range(3, 3 + len(rows)),
        "hs_code": rows,
        "office": ["كرمان"] * len(rows),
        "seller": [None] * len(rows),
    }
    pq.write_table(pa.table(table), landed)
    corrections = load_corrections(tmp_path, {"exports": CONTRACT})
    (found,) = with_absent(corrections, check_corrections(corrections, DELIVERY, "1402", landed))
    return found


def test_the_cell_is_corrected_where_the_old_value_stands(tmp_path: Path) -> None:
    found = checked(tmp_path, ["44219910", "٤٤٢١٩٩١٠ ", "57011000"])
    assert found.state == "applied", "letters and digits of another script are the same value"
    assert overrides_of([found]) == [Override("برگه", 4, "hs_code", "44219920")]


def test_a_cell_by_its_place(tmp_path: Path) -> None:
    found = checked(tmp_path, ["1", "44219910"], cell={"sheet": "برگه", "row": 4}, delivery={"sha256": "ab" * 8})
    assert (found.state, found.row_number) == ("applied", 4)


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (["44219910", "44219920"], GIVEN["cell"]),  # the office has mended its file
        (["44219920", "1"], {"sheet": "برگه", "row": 3}),
        ([], {"sheet": "برگه", "row": 3}),  # the row is gone
        (["44219910", "44219910"], {"match": {"hs_code": "44219910"}}),  # which of the two?
    ],
)
def test_a_failed_guard_applies_nothing_and_says_so(tmp_path: Path, rows: list[str | None], cell: object) -> None:
    found = checked(tmp_path, rows, cell=cell)
    assert found.state == "guard_failed" and overrides_of([found]) == []
    assert "twice" in found.message.text("fa") and "44219910" in found.message.text("en")


def test_a_correction_of_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, ["44219910"], delivery={"office": "customs", "period": "1401"})
    assert (found.state, found.delivery_id) == ("no_delivery", None)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"why": "x"}, "why: unknown key; there is cell, column, delivery, document, "),
        ({"id": "other"}, "id: it is called 'other' inside; the two must agree"),
        ({"feed": "nothing"}, "feed: no feed is called 'nothing'"),
        ({"column": "nothing"}, "column: exports has no column 'nothing'"),
        ({"column": "seller"}, "column: seller may identify a person; ask the office for a corrected file"),
        ({"cell": {"match": {"seller": "x"}}}, "cell.match.seller: seller may identify a person; "),
        ({"cell": {"row": 3}}, "cell: either sheet and row, or match (and occurrence)"),
        ({"cell": {"sheet": "x", "row": 3, "match": {"hs_code": "1"}}}, "cell: either sheet and row, or match"),
        ({"cell": {"sheet": "x", "row": 3, "occurrence": 1}}, "cell: either sheet and row, or match"),
        ({"cell": {"match": {}}}, "cell.match: a column with its value is expected"),
        ({"cell": {"match": {"hs_code": "1"}, "occurrence": None}}, "cell.occurrence: is empty"),
        ({"cell": {"match": {"hs_code": ["1"]}}}, "cell.match.hs_code: a text is expected, not ['1']"),
        ({"cell": {"sheet": "x", "row": 0}}, "cell.row: a whole number from 1 is expected"),
        ({"cell": {"sheet": "x", "row": "3"}}, "cell.row: a whole number from 1 is expected"),
        ({"delivery": {"office": "customs"}}, "delivery: either sha256, or office and period"),
        ({"delivery": {"sha256": "ab" * 8, "period": "1402"}}, "delivery: either sha256, or office and period"),
        ({"delivery": {"sha256": "xyz"}}, "delivery.sha256: at least twelve hexadecimal digits are expected"),
        ({"old": None}, "old: a text is expected, not nothing"),
        ({"reason": {"fa": "x"}}, "reason.en: is missing"),
        ({"reason": {"fa": "x", "en": ""}}, "reason.en: a text is expected, and it is empty"),
        ({"told_on": "yesterday"}, "told_on: a date like 2026-11-23 is expected"),
    ],
)
def test_a_correction_is_read_strictly(tmp_path: Path, changed: dict[str, object], fault: str) -> None:
    with pytest.raises(RuleError) as caught:
        checked(tmp_path, ["44219910"], **changed)
    [told] = caught.value.faults
    assert told.partition("corrections/twice.yaml: ")[2].startswith(fault)


def test_every_fault_of_every_correction_is_told_at_once(tmp_path: Path) -> None:
    """Those of its form, and those that only the contract of the feed shows."""
    folder = tmp_path / "models" / "corrections"
    folder.mkdir(parents=True)
    given = {**GIVEN, "id": "other", "column": "seller", "cell": {"match": {"colour": "x"}}, "told_on": "yesterday"}
    del given["new"]
    (folder / "one.yaml").write_text(yaml.safe_dump(given, allow_unicode=True), "utf-8")
    (folder / "two.yaml").write_text("told_on: 2026-13-45\n", "utf-8")
    with pytest.raises(RuleError) as caught:
        load_corrections(tmp_path / "models", {"exports": CONTRACT})
    assert caught.value.faults == (
        "models/corrections/one.yaml: new: is missing",
        "models/corrections/one.yaml: told_on: a date like 2026-11-23 is expected",
        "models/corrections/one.yaml: id: it is called 'other' inside; the two must agree",
        "models/corrections/one.yaml: column: seller may identify a person; ask the office for a corrected file",
        "models/corrections/one.yaml: cell.match.colour: exports has no column 'colour'",
        "models/corrections/two.yaml: this is no YAML: month must be in 1..12",
    )


def test_what_looks_like_a_number_or_a_day_is_the_text_that_stands_there(tmp_path: Path) -> None:
    folder = tmp_path / "corrections"
    folder.mkdir(parents=True)
    day = datetime(2026, 11, 23).date()  # noqa: DTZ001
    given = {**GIVEN, "delivery": {"office": "customs", "period": 1402}, "old": 12.5, "new": day}
    given["document"] = {"fa": 12, "en": 12}
    (folder / "twice.yaml").write_text(yaml.safe_dump(given, allow_unicode=True), "utf-8")
    [found] = load_corrections(tmp_path, {"exports": CONTRACT})
    assert (found.period, found.old, found.new) == ("1402", "12.5", "2026-11-23")
    assert found.document == {"fa": "12", "en": "12"} and found.told_on == day
