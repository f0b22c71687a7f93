"""Read an Excel 97–2003 workbook (BIFF) through xlrd, with its error cells, merges, and what is hidden."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.reading.cells import cell_text
from pipelines.reading.number_formats import is_percent, percent_text
from pipelines.reading.parsed import Cells, ParsedSheet, Refused, note_merged


def read(path: Path) -> Iterator[ParsedSheet]:
    """Yield the sheets of a workbook; raises :class:`Refused` when it is encrypted."""
    import xlrd

    try:
        book = _opened(path)
        for index in range(book.nsheets):
            sheet = book.sheet_by_index(index)
            yield _sheet(book, sheet)
            book.unload_sheet(index)
    except xlrd.biffh.XLRDError as error:
        if "encrypt" in str(error).casefold():
            raise Refused("password_protected", value=str(error)[:120]) from error
        raise


def _opened(path: Path) -> Any:
    """Open a workbook with its formats; without them where a careless program wrote formats that are none."""
    import xlrd

    def opened(*, with_formats: bool) -> Any:
        return xlrd.open_workbook(
            str(path), logfile=sys.stderr, on_demand=True, ragged_rows=True, formatting_info=with_formats
        )

    try:
        book = opened(with_formats=True)
        book.sheet_by_index(0)  # fails here if it fails at all
    except (xlrd.biffh.XLRDError, AssertionError, LookupError, NotImplementedError, TypeError):
        return opened(with_formats=False)
    return book


def _sheet(book: Any, sheet: Any) -> ParsedSheet:
    cells = Cells(sheet.name)
    percent = (
        {number for number, xf in enumerate(book.xf_list) if is_percent(_format(book, xf))}
        if book.formatting_info
        else set()
    )
    hidden = {row for row, info in sheet.rowinfo_map.items() if info.hidden} if book.formatting_info else set()
    hidden_rows = []
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            text = cell_text(_value(cell, book.datemode, is_share=cell.xf_index in percent))
            if text is not None:
                cells.put(row, column, text)
        if row in hidden and cells.holds(row):
            hidden_rows.append(row + 1)
    columns = [c for c, info in sheet.colinfo_map.items() if info.hidden] if book.formatting_info else []
    parsed = ParsedSheet(sheet.name, cells.table(), sheet.visibility == 0, hidden_rows, sorted(columns))
    for top, bottom, left, right in sheet.merged_cells:
        note_merged(parsed.merged, sheet.name, (top + 1, bottom, left, right - 1))
    return parsed


def _format(book: Any, xf: Any) -> str:
    known = book.format_map.get(xf.format_key)
    return known.format_str if known is not None else ""


def _value(cell: Any, datemode: int, *, is_share: bool) -> object:
    import xlrd

    kind, value = cell.ctype, cell.value
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#VALUE!")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(value, 1 if datemode else 0)
        except (ValueError, OverflowError, xlrd.XLDateError):
            return float(value)
    return percent_text(repr(value)) if is_share and kind == xlrd.XL_CELL_NUMBER else value
