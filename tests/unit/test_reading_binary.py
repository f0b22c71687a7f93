"""Excel binary workbooks: every kind of cell, what another reader makes of them, and which are refused or wait."""

from __future__ import annotations

import zipfile
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.faults import biff12
from tests.faults.biff12 import write_xlsb
from tests.unit.formats_fixture import VALUES, first, refused
from tests.unit.reading_fixture import HEADINGS, ROWS, read, rewritten


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=8))
def test_a_binary_workbook_is_read_as_another_reader_reads_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
    path = write_xlsb(tmp_path_factory.mktemp("xlsb") / "a.xlsb", rows)
    theirs = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    while theirs and all(value == "" for value in theirs[-1]):
        theirs.pop()
    for ours, others in zip(first(path), theirs, strict=True):
        for text, value in zip_longest(ours, others, fillvalue=""):
            if isinstance(value, bool) or value == "":
                assert (text or "").upper() == str(value).upper()
            elif isinstance(value, int | float):
                assert text is not None and float(text) == value
            else:
                assert text == str(value)


def test_every_kind_of_binary_cell(tmp_path: Path) -> None:
    c = biff12.Cell
    rows = [
        [
            -7,
            0.5,
            c(12.34, form="hundredth"),
            c(1.5, form="packed"),
            True,
            c("x", form="text"),
            c("y", form="rich"),
        ],
        [
            c("z", form="text formula"),
            c(2, form="number formula"),
            c(False, form="truth formula"),
            c(None, form="blank"),
            c(44616.5, biff12.MOMENT),
            c(59, biff12.DATE),
            c(61, biff12.DATE),
        ],
    ]
    assert first(write_xlsb(tmp_path / "a.xlsb", rows)) == [
        ["-7", "0.5", "12.34", "1.5", "TRUE", "x", "y"],
        ["z", "2", "FALSE", None, "2022-02-24 12:00:00", "1900-02-28", "1900-03-01"],
    ]


def test_far_binary_cells_and_cut_records_are_refused(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", [HEADINGS, *ROWS])
    part = "xl/worksheets/sheet1.bin"
    with zipfile.ZipFile(path) as archive:
        data = archive.read(part)
    far = biff12.record(0, b"\xff\xff\x0f\0" + bytes(13)) + biff12.record(2, bytes(8) + b"\6\0\0\0")
    end = biff12.record(146)
    assert refused(rewritten(path, part, end, far + end)) == "far_cell"
    wide = biff12.record(2, b"\xff\x3f\0\0" + bytes(4) + b"\6\0\0\0")
    assert refused(rewritten(path, part, far, wide)) == "far_cell"
    bad = biff12.record(7, bytes(8) + b"\xff\xff\0\0")
    assert refused(rewritten(path, part, wide, bad)) == "workbook_broken"
    with zipfile.ZipFile(path) as archive:
        now = archive.read(part)
    assert refused(rewritten(path, part, now, data[: len(data) // 2])) == "workbook_broken"


@pytest.mark.parametrize(
    ("message", "part"),
    [("has_macros", "xl/vbaProject.bin"), ("has_external_links", "xl/externalLinks/externalLink1.bin")],
)
def test_macros_and_links_of_a_binary_workbook_wait(tmp_path: Path, message: str, part: str) -> None:
    path = write_xlsb(tmp_path / "a.xlsb", [HEADINGS, *ROWS])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, b"x")
    assert [(n.id, n.severity) for n in read(path).notes] == [(message, "hold")]
