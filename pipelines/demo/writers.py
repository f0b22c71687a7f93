"""Write laid-out sheets and streamed frames as the files that offices send. Equal rows give equal bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.contracts import Contract
from pipelines.demo.sheets import Line, SheetLayout
from pipelines.demo.spellings import for_1256
from pipelines.demo.style import Style

_MADE = dt.datetime(2021, 3, 21)  # noqa: DTZ001 - a property of every workbook, so that its bytes repeat
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?\Z")
_ISO_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\Z")
_NUMBERS = frozenset({"integer", "quantity", "money", "year"})
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}


# --- workbooks -------------------------------------------------------------------------------------------------


def write_workbook(path: Path, contract: Contract, style: Style, sheets: Sequence[SheetLayout]) -> None:
    """Write sheets into an .xlsx whose numbers, days, error cells and formulas are such in the file."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(path), {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "نمایشی", "comments": "Synthetic data", "created": _MADE})
    formats = {"day": book.add_format({"num_format": "yyyy-mm-dd"}), "head": book.add_format({"bold": True})}
    for layout in sheets:
        sheet = book.add_worksheet(layout.name)
        sheet.right_to_left()
        kinds = {position: contract.column(name).kind for name, position in layout.positions.items()}
        data = set(layout.data_rows)
        for first_row, first, last_row, last in layout.merged:
            if last > first:
                sheet.merge_range(first_row, first, last_row, last, "")
        for row, line in enumerate(layout.lines):
            for position, text in enumerate(line):
                if text is not None:
                    kind = kinds.get(position, "text") if row + 1 in data else "label"
                    _write_cell(sheet, row, position, text, kind, style, formats)
    if style.extra_sheet:
        sheet = book.add_worksheet("فراداده")
        sheet.write_string(0, 0, "این فایل ساختگی است")
        sheet.write_string(2, 0, "دادهٔ نمایشی برای آزمودن سامانه")
    book.close()


def _write_cell(
    sheet: Any, row: int, position: int, text: str, kind: str, style: Style, formats: dict[str, Any]
) -> None:
    if kind == "label":
        if _NUMBER.match(text):
            sheet.write_number(row, position, float(text))
        else:
            sheet.write_string(row, position, text)
    elif text.startswith("="):
        sheet.write_formula(row, position, text, None, "")  # no program computed it
    elif text in _ERRORS:
        sheet.write_formula(row, position, "=1/0", None, text)
    elif kind in ("date", "jalali") and style.date_cells and _ISO_DAY.match(text):
        sheet.write_datetime(row, position, dt.datetime.fromisoformat(text), formats["day"])
    elif _as_number(text, kind, style):
        sheet.write_number(row, position, float(text))
    else:
        sheet.write_string(row, position, text)


def _as_number(text: str, kind: str, style: Style) -> bool:
    """Tell whether a spreadsheet holds this text as a number: counts, day numbers, identifiers that lost zeros."""
    if not _NUMBER.match(text):
        return False
    if kind in _NUMBERS:
        return style.number_cells and len(text.replace(".", "").lstrip("-0")) <= 15
    return (kind == "date" and len(text) == 5) or (kind == "national_id" and len(text) < 10)


# --- delimited text --------------------------------------------------------------------------------------------


def write_small_csv(path: Path, style: Style, lines: Sequence[Line]) -> None:
    """Write laid-out lines as delimited text in the style's encoding."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=style.delimiter, lineterminator="\r\n")
    for line in lines:
        writer.writerow(["" if text is None else text for text in line])
    text = out.getvalue()
    if style.is_1256:
        text = for_1256(text)
    path.write_bytes(text.encode(style.encoding))


def write_large_csv(path: Path, style: Style, chunks: Iterable[dict[str, pa.Array]]) -> None:
    """Stream chunks of texts as UTF-8 CSV: a heading line and the rows, nothing else."""
    with path.open("wb") as file:
        file.write((style.delimiter.join(style.headings[n].text for n in style.columns) + "\n").encode())
        for texts in chunks:
            _write_lines(file, [texts[name] for name in style.columns], style.delimiter)


def _write_lines(file: IO[bytes], columns: Sequence[pa.Array], delimiter: str) -> None:
    cells = [_quoted(pc.fill_null(column, ""), delimiter) for column in columns]
    lines = pc.binary_join_element_wise(pc.binary_join_element_wise(*cells, delimiter), "", "\n")
    array = lines.combine_chunks() if isinstance(lines, pa.ChunkedArray) else lines
    _, offsets, data = array.buffers()
    first = int.from_bytes(offsets[4 * array.offset : 4 * array.offset + 4].to_pybytes(), "little")
    end = 4 * (array.offset + len(array))
    last = int.from_bytes(offsets[end : end + 4].to_pybytes(), "little")
    file.write(memoryview(data)[first:last])


def _quoted(column: pa.Array, delimiter: str) -> pa.Array:
    """Put quotation marks around the few cells that hold the delimiter."""
    holds = pc.match_substring(column, delimiter)
    if not pc.any(holds).as_py():
        return column
    return pc.if_else(holds, pc.binary_join_element_wise('"', column, '"', ""), column)


# --- Parquet ---------------------------------------------------------------------------------------------------


def write_parquet(path: Path, contract: Contract, style: Style, texts: dict[str, pa.Array]) -> None:
    """Write a columnar file: numbers and days with their types, the rest as text."""
    arrays, names = [], []
    for name in style.columns:
        kind, array = contract.column(name).kind, texts[name]
        if kind in ("quantity", "money"):
            array = array.cast(pa.decimal128(28, 9))
        elif kind == "integer":
            array = array.cast(pa.int64())
        elif kind == "date":
            array = array.cast(pa.date32())
        arrays.append(array)
        names.append(style.headings[name].text)
    pq.write_table(pa.table(arrays, names=names), path, compression="zstd")


def lines_of(sheets: Sequence[SheetLayout]) -> Iterator[Line]:
    """Return the lines of the sheets, one after the other."""
    for sheet in sheets:
        yield from sheet.lines
