"""Read one delivery: recognise the file, take its sheets as text, find headers, tell data from the rest."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from pipelines.contracts.model import Contract
from pipelines.messages import Message
from pipelines.normalise.text import clean_text
from pipelines.normalise.units import UnitTable
from pipelines.reading.cells import column_letter
from pipelines.reading.columnar import read_parquet
from pipelines.reading.delimited import read_delimited
from pipelines.reading.headings import Header, Heading, HeadingIndex, find_header, units_of_titles
from pipelines.reading.non_data import Layout, classify
from pipelines.reading.preflight import recognise
from pipelines.reading.result import ColumnMatch, NonDataRow, ReadResult, RefusedFile
from pipelines.reading.sheets import Body, Sheet
from pipelines.reading.workbook import read_workbook
from pipelines.workspace import models_dir


@dataclass(slots=True)
class _Collected:
    """What has been read of a delivery so far, sheet by sheet."""

    tables: list[pa.Table] = field(default_factory=list)
    non_data: list[NonDataRow] = field(default_factory=list)
    columns: list[ColumnMatch] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    rows_read: int = 0


def read_delivery(path: Path, contract: Contract, *, file_name: str) -> ReadResult:
    """Read the file at ``path`` as a delivery of ``contract``'s feed; raises :class:`RefusedFile`.

    Every sheet with a matching header is read; other sheets are noted. ``file_name`` is the name under which
    the office sent the file (the archived copy has another one).
    """
    units = UnitTable.load(models_dir())
    index = HeadingIndex(contract, units)
    collected = _Collected()
    with ExitStack() as files:
        sheets = _sheets(path, index, collected, file_name, files)
        for sheet, header in _matching_sheets(sheets, contract, index, collected, file_name):
            _collect(sheet, header, contract, units, collected, file_name)
    rows = pa.concat_tables(collected.tables)
    if rows.num_rows == 0:
        raise RefusedFile("header_only", file_name, sheet=sheets[0].name)
    result = ReadResult(
        rows, collected.non_data, collected.columns, collected.preamble, collected.units, collected.notes,
        collected.rows_read,
    )  # fmt: skip
    assert rows.num_rows + len(result.non_data) == result.rows_read, "a row was lost while reading"
    return result


def _sheets(
    path: Path, index: HeadingIndex, collected: _Collected, file_name: str, files: ExitStack
) -> list[Sheet]:
    """Return the sheets of a file of any format."""
    recognised = recognise(path, file_name)
    collected.notes += recognised.notes
    if recognised.format == "csv":
        sheet, notes = read_delimited(path, index, file_name, files)
        collected.notes += notes
        return [sheet]
    if recognised.format == "parquet":
        return [read_parquet(path, file_name)]
    return read_workbook(path, recognised.format, file_name)


def _matching_sheets(
    sheets: Sequence[Sheet], contract: Contract, index: HeadingIndex, collected: _Collected, file_name: str
) -> list[tuple[Sheet, Header]]:
    """Return the sheets that hold the feed's columns; refuse when none does or one only half does."""
    needed = [c for c in contract.required_columns if c.default is None]
    matching: list[tuple[Sheet, Header]] = []
    partial: list[tuple[Sheet, Header]] = []
    for sheet in sheets:
        if sheet.is_empty:
            continue
        if not sheet.visible:
            collected.notes.append(Message("hidden_sheet", "hold", {"file": file_name, "sheet": sheet.name}))
            continue
        header = find_header(sheet.head, index)
        if header and all(c.name in header.columns for c in needed):
            matching.append((sheet, header))
        elif header and 3 * sum(c.name in header.columns for c in needed) >= 2 * len(needed):
            partial.append((sheet, header))
        else:
            collected.notes.append(
                Message("sheet_not_read", "normalise", {"file": file_name, "sheet": sheet.name})
            )
    if partial or not matching:
        raise _missing_columns(sheets, partial, contract, index, file_name)
    return matching


def _missing_columns(
    sheets: Sequence[Sheet],
    partial: Sequence[tuple[Sheet, Header]],
    contract: Contract,
    index: HeadingIndex,
    file_name: str,
) -> RefusedFile:
    """Say which headings are missing and what stood there instead, on the sheet that came closest."""
    filled = [s for s in sheets if not s.is_empty]
    if not filled:
        return RefusedFile("file_empty", file_name)
    found = partial or [(s, h) for s in filled if (h := find_header(s.head, index))]
    if not found:
        return RefusedFile(
            "header_not_found", file_name, sheet=filled[0].name, feed=contract.title_fa, feed_en=contract.title_en,
            expected="، ".join(c.title_fa for c in contract.required_columns),
        )  # fmt: skip
    sheet, header = max(found, key=lambda pair: len(pair[1].columns))
    missing = [c for c in contract.required_columns if c.default is None and c.name not in header.columns]
    unknown = [clean_text(h.text) for h in header.headings if h.column is None]
    return RefusedFile(
        "missing_columns", file_name, sheet=sheet.name, row=header.row + 1,
        expected="، ".join(f"«{c.title_fa}»" for c in missing),
        expected_en=", ".join(f"“{c.title_en}” ({c.title_fa})" for c in missing),
        found="، ".join(f"«{text}»" for text in unknown[:12]) or "—",
        feed=contract.title_fa, feed_en=contract.title_en,
    )  # fmt: skip


def _resolved(header: Header, sheet: Sheet, file_name: str) -> dict[str, Heading]:
    """Return the heading of each contract column; two headings for one column are refused."""
    chosen: dict[str, Heading] = {}
    for heading in header.headings:
        if heading.column is None:
            continue
        before = chosen.get(heading.column)
        if before is None or (heading.by_title and not before.by_title):
            chosen[heading.column] = heading
        elif heading.by_title == before.by_title:
            raise RefusedFile(
                "duplicate_heading", file_name, sheet=sheet.name, row=header.row + 1,
                value=clean_text(before.text), found=clean_text(heading.text),
                letter=f"{column_letter(before.position)}, {column_letter(heading.position)}",
            )  # fmt: skip
    return chosen


def _collect(
    sheet: Sheet, header: Header, contract: Contract, units: UnitTable, collected: _Collected, file_name: str
) -> None:
    """Add one sheet to what was read."""
    chosen = _resolved(header, sheet, file_name)
    titles = [clean_text(t) for row in sheet.head[: header.first_row] for t in row if t and t.strip()]
    collected.preamble += [t for t in titles if t not in collected.preamble]
    _collect_units(chosen, titles, contract, units, collected, sheet, file_name)
    _collect_columns(sheet, header, chosen, collected, file_name)

    headings = {p: t for p, t in enumerate(sheet.head[header.row]) if t and t.strip()}
    body = sheet.body(header.row + 1, len(sheet.head[header.row]))
    layout = Layout(contract, {name: h.position for name, h in chosen.items()}, headings)
    non_data = classify(body, sheet.name, layout)
    collected.tables.append(_data_rows(sheet.name, body, set(non_data), layout))
    collected.non_data += non_data.values()
    collected.rows_read += body.length


def _data_rows(sheet_name: str, body: Body, left_out: set[int], layout: Layout) -> pa.Table:
    """Return the data rows under the contract's names, with sheet and row number."""
    empty = pa.chunked_array([pa.nulls(body.length, pa.string())])
    numbers = pa.array(range(body.first_number, body.first_number + body.length), pa.int32())
    columns = {
        "sheet_name": pa.chunked_array([pa.repeat(pa.scalar(sheet_name, pa.string()), body.length)]),
        "row_number": pa.chunked_array([numbers]),
    }
    for column in layout.contract.columns:
        position = layout.positions.get(column.name)
        columns[column.name] = empty
        if position is not None and position < len(body.columns):
            columns[column.name] = body.columns[position]
    table = pa.table(columns)
    if not left_out:
        return table
    keep = pa.array([i for i in range(body.length) if i not in left_out], pa.int64())
    return table.take(keep)


def _collect_units(
    chosen: dict[str, Heading], titles: Sequence[str], contract: Contract, units: UnitTable,
    collected: _Collected, sheet: Sheet, file_name: str,
) -> None:  # fmt: skip
    """Note the units that headings declare, and titles where headings are silent; sheets must agree."""
    declared = {name: h.unit for name, h in chosen.items() if h.unit}
    silent = [contract.column(name) for name in chosen if name not in declared]
    declared |= units_of_titles(titles, silent, units)
    for name, unit in declared.items():
        if collected.units.setdefault(name, unit) != unit:
            raise RefusedFile(
                "units_differ", file_name, sheet=sheet.name, column=contract.column(name).title_fa,
                value=units.by_code[unit].title_fa, expected=units.by_code[collected.units[name]].title_fa,
            )  # fmt: skip


def _collect_columns(
    sheet: Sheet, header: Header, chosen: dict[str, Heading], collected: _Collected, file_name: str
) -> None:
    unknown = []
    for heading in header.headings:
        name = heading.column if chosen.get(heading.column or "") is heading else None
        if name is None:
            unknown.append(clean_text(heading.text))
        collected.columns.append(
            ColumnMatch(
                sheet.name,
                heading.position,
                column_letter(heading.position),
                heading.text,
                name,
                None if name else "unknown_column",
            )
        )
    if unknown:
        shown = "، ".join(f"«{text}»" for text in unknown)
        collected.notes.append(
            Message("unknown_columns", "warn", {"file": file_name, "sheet": sheet.name, "found": shown})
        )
