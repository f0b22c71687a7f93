"""Cells that say «as above» take the value above them, or wait."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.contracts import load_contracts
from pipelines.foundation.workspace import models_dir
from pipelines.reading import sheets
from tests.unit.reading_fixture import HEADINGS, ROW, ROWS, column, read, workbook

CONTRACTS = load_contracts(models_dir())


@pytest.mark.parametrize("at", [1, 2, 100])
@pytest.mark.parametrize("mark", ['"', "//", "» »", "،،", "ایضاً", "ايضا", "Ditto", "مانند‌بالا", ' " '])
def test_a_mark_for_as_above_takes_the_value_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, at: int
) -> None:
    monkeypatch.setattr(sheets, "BODY_ROWS", at)
    rows = [ROW, [mark, *ROWS[1][1:]], [mark, mark, *ROWS[1][2:]], ROWS[1], ["«ایران»", *ROWS[1][1:]]]
    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS, *rows]))
    assert column(result, "customs_office") == ["کرمان", "کرمان", "کرمان", "مشهد", "«ایران»"]
    assert column(result, "destination") == ["آلمان", "عراق", "عراق", "عراق", "عراق"]
    said = {n.params["name"]: n.params["count"] for n in result.notes if n.id == "ditto_filled"}
    assert said == {"customs_office": "2", "destination": "1"}
    assert all(note.severity != "hold" for note in result.notes)


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([["//", *ROW[1:]], ROW], "2"),
        ([ROW, [None, *ROW[1:]], ["//", *ROW[1:]]], "4"),
        ([ROW, ["جمع", None, None, 10, 2000, 30], ["//", *ROW[1:]], ROW], "4"),
        ([ROW, HEADINGS, ["//", *ROW[1:]], ROW], "4"),
        ([ROW, [*ROW[:3], "//", *ROW[4:]], ROW], "3"),
    ],
)
def test_a_mark_without_a_value_of_its_table_right_above_waits(tmp_path: Path, rows: list[list[Any]], row: str) -> None:
    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS, *rows]))
    assert [(n.params["row"], n.params["count"]) for n in result.notes if n.id == "ditto_unclear"] == [(row, "1")]
    assert not [n for n in result.notes if n.id == "ditto_filled"]


def test_marks_in_a_table_of_months_are_filled_in_each_and_said_once(tmp_path: Path) -> None:
    labels = ["شهرستان", "رشته", "اظهارکننده"]
    rows = [
        ["ارزش (دلار)"],
        [*labels, "فروردین", "اردیبهشت"],
        ["بم", "گلیم‌بافی", "الف", 1, None],
        ['"', '"', "ب", 2, 3],
        ['"', "//", "ج", None, 4],
    ]
    result = read(workbook(tmp_path / "a.xlsx", rows), CONTRACTS["suitcase_exports"])
    assert column(result, "area") == ["بم"] * 4
    assert column(result, "value_usd") == ["1", "2", "3", "4"]
    assert [n.params["name"] for n in result.notes if n.id == "ditto_filled"] == ["area", "craft"]
