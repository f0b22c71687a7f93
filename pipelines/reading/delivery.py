"""Read one delivery: recognise the file, take its sheets as text, find headers, tell data from the rest."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pipelines.contracts.model import Contract
from pipelines.messages import Message
from pipelines.normalise.text import clean_text
from pipelines.normalise.units import UnitTable
from pipelines.reading import merged
from pipelines.reading.cells import column_letter
from pipelines.reading.columnar import read_parquet
from pipelines.reading.delimited import read_delimited
from pipelines.reading.headings import Header, Heading, HeadingIndex, find_header, units_of_titles
from pipelines.reading.landing import Landing
from pipelines.reading.non_data import Layout, Sieve
from pipelines.reading.preflight import recognise
from pipelines.reading.result import ColumnMatch, ReadResult, RefusedFile
from pipelines.reading.sheets import Sheet
from pipelines.reading.told import (
    Around,
    Narrator,
    Surroundings,
    Told,
    label_of,
    told_notes,
    without_the_obvious,
)
from pipelines.reading.workbook import read_workbook
from pipelines.workspace import models_dir


@dataclass(slots=True)
class _Collected:
    """What has been read of a delivery so far, sheet by sheet."""

    columns: list[ColumnMatch] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Source:
    """One matching sheet: its sieve, where the contract's columns stand, and those that its name stands for."""

    sheet: Sheet
    header: Header
    sieve: Sieve
    constants: Mapping[str, str]

    @property
    def positions(self) -> Mapping[str, int]:
        return self.sieve.layout.positions


def read_delivery(
    path: Path, contract: Contract, *, file_name: str, landed: Path | None = None,
    known: Surroundings | None = None,
) -> ReadResult:  # fmt: skip
    """Read the file at ``path`` as a delivery of ``contract``'s feed; raises :class:`RefusedFile`.

    Every sheet with a matching header is read; other sheets are noted. ``file_name`` is the name under which the
    office sent the file (the archived copy has another one). The rows are written to ``landed``, by default a
    temporary file. ``known`` is what stands around the file: by it columns that a table lacks may be told.
    """
    units = UnitTable.load(models_dir())
    index = HeadingIndex(contract, units)
    collected = _Collected()
    if landed is None:
        landed = Path(tempfile.mkdtemp(prefix="naqsheh-landed-")) / "rows.parquet"
    with ExitStack() as files:
        folder = Path(files.enter_context(tempfile.TemporaryDirectory(prefix="naqsheh-parse-")))
        sheets = _sheets(path, index, collected, file_name, files, folder)
        found = _matching_sheets(sheets, contract, index, collected, file_name, known)
        sources = [_understood(s, h, c, contract, units, collected, file_name) for s, h, c in found]
        landing = files.enter_context(Landing(landed, contract))
        for source in sources:
            _pass_rows(source, landing, collected.notes, file_name)
        landing.end()
        for source in sources:
            source.sieve.settle(landing)
            collected.notes += [
                replace(m, params={"file": file_name, **m.params}) for m in source.sieve.doubts
            ]
        if landing.rows == 0:
            raise RefusedFile("header_only", file_name, sheet=sheets[0].name)
        landing.keep()
    non_data = [row for source in sources for row in source.sieve.non_data]
    rows_read = sum(source.sieve.rows_read for source in sources)
    assert landing.rows + len(non_data) == rows_read, "a row was lost while reading"
    return ReadResult(
        landed, landing.rows, non_data, collected.columns, collected.preamble, collected.units,
        collected.notes, rows_read, any(source.sheet.date1904 for source in sources),
    )  # fmt: skip


def _pass_rows(source: _Source, landing: Landing, notes: list[Message], file_name: str) -> None:
    """Pass a sheet's rows through its sieve into the landed file."""
    start, width = source.header.row + 1, len(source.sheet.head[source.header.row])
    name, sieve = source.sheet.name, source.sieve
    bodies = source.sheet.bodies(start, width)
    for body in merged.filled(bodies, source.sheet, sieve.layout, notes, file_name):
        landing.write(name, sieve.feed(body), source.positions, source.constants)
    landing.write(name, sieve.close(), source.positions, source.constants)


def _sheets(
    path: Path, index: HeadingIndex, collected: _Collected, file_name: str, files: ExitStack, folder: Path
) -> list[Sheet]:
    """Return the sheets of a file of any format; they read from ``files`` and ``folder``."""
    recognised = recognise(path, file_name)
    collected.notes += recognised.notes
    if recognised.format == "csv":
        sheet, notes = read_delimited(path, index, file_name, files)
        collected.notes += notes
        return [sheet]
    if recognised.format == "parquet":
        return [read_parquet(path, file_name, folder)]
    return read_workbook(path, recognised.format, file_name, folder)


def _matching_sheets(
    sheets: Sequence[Sheet], contract: Contract, index: HeadingIndex, collected: _Collected, file_name: str,
    known: Surroundings | None,
) -> list[tuple[Sheet, Header, dict[str, str]]]:  # fmt: skip
    """Return the sheets that hold the feed's columns, with the values that their surroundings tell for all rows.

    Refuses when none does or one only half does.
    """
    needed = [c for c in contract.required_columns if c.default is None]
    narrator = Narrator(contract, known)
    matching: list[tuple[Sheet, Header, dict[str, Told]]] = []
    incomplete: list[tuple[Sheet, Header]] = []
    for sheet in sheets:
        if sheet.is_empty:
            continue
        if not sheet.visible:
            collected.notes.append(Message("hidden_sheet", "hold", {"file": file_name, "sheet": sheet.name}))
            continue
        header = find_header(sheet.head, index)
        around = Around(titles=_titles(sheet, header) if header else (), sheet=sheet.name)
        told, differing = narrator.tell(header.columns, around) if header else ({}, [])
        if header and all(c.name in header.columns or c.name in told for c in needed):
            matching.append((sheet, header, told))
            where = {"file": file_name, "sheet": sheet.name}
            collected.notes += told_notes(contract, where, {}, differing, partial(label_of, known=known))
        elif header and 3 * sum(c.name in header.columns for c in needed) >= 2 * len(needed):
            incomplete.append((sheet, header))
        else:
            collected.notes.append(
                Message("sheet_not_read", "normalise", {"file": file_name, "sheet": sheet.name})
            )
    if incomplete or not matching:
        raise _missing_columns(sheets, incomplete, contract, index, file_name)
    standing = without_the_obvious(contract, [told for *_, told in matching], known)
    for (sheet, *_), told in zip(matching, standing, strict=True):
        where = {"file": file_name, "sheet": sheet.name}
        collected.notes += told_notes(contract, where, told, [], partial(label_of, known=known))
    return [
        (sheet, header, {name: t.value for name, t in told.items()})
        for (sheet, header, _), told in zip(matching, standing, strict=True)
    ]


def _titles(sheet: Sheet, header: Header) -> list[str]:
    """Return the lines above a header, the cells of each joined: «سال:» and «۱۴۰۲» may stand in two."""
    rows = ([clean_text(t) for t in row if t and t.strip()] for row in sheet.head[: header.first_row])
    return [" ".join(row) for row in rows if row]


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


def _understood(
    sheet: Sheet, header: Header, constants: Mapping[str, str], contract: Contract, units: UnitTable,
    collected: _Collected, file_name: str,
) -> _Source:  # fmt: skip
    """Note how a sheet's columns, units and titles were understood."""
    chosen = _resolved(header, sheet, file_name)
    titles = [clean_text(t) for row in sheet.head[: header.first_row] for t in row if t and t.strip()]
    collected.preamble += [t for t in titles if t not in collected.preamble]
    _collect_units(chosen, titles, contract, units, collected, sheet, file_name)
    _collect_columns(sheet, header, chosen, collected, file_name)
    _collect_hidden(sheet, header, chosen, collected, file_name)
    headings = {p: t for p, t in enumerate(sheet.head[header.row]) if t and t.strip()}
    layout = Layout(contract, {name: h.position for name, h in chosen.items()}, headings)
    return _Source(sheet, header, Sieve(sheet.name, layout, header.row + 2), constants)


def _collect_units(
    chosen: dict[str, Heading], titles: Sequence[str], contract: Contract, units: UnitTable,
    collected: _Collected, sheet: Sheet, file_name: str,
) -> None:  # fmt: skip
    """Note the units that headings declare, and titles where headings are silent; sheets must agree."""
    declared = {name: h.unit for name, h in chosen.items() if h.unit}
    silent = [contract.column(name) for name in chosen if name not in declared]
    told, unclear, doubtful = units_of_titles(titles, silent, units)
    declared |= told
    for message, codes in (("unit_unclear", unclear), ("unit_doubtful", doubtful)):
        if codes:
            found = "، ".join(f"«{units.by_code[code].title_fa}»" for code in codes)
            found_en = ", ".join(units.by_code[code].title_en for code in codes)
            values = {"file": file_name, "sheet": sheet.name, "found": found, "found_en": found_en}
            collected.notes.append(Message(message, "hold", values))
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


def _collect_hidden(
    sheet: Sheet, header: Header, chosen: Mapping[str, Heading], collected: _Collected, file_name: str
) -> None:
    """Note rows and columns that were read although the office does not see them."""
    where = {"file": file_name, "sheet": sheet.name}
    rows = [number for number in sheet.hidden_rows if number > header.row + 1]
    if rows:
        counted = {**where, "row": str(rows[0]), "count": str(len(rows))}
        collected.notes.append(Message("hidden_rows", "warn", counted))
    hidden = [h for h in chosen.values() if h.position in sheet.hidden_columns]
    if hidden:
        found = "، ".join(f"«{clean_text(h.text)}» ({column_letter(h.position)})" for h in hidden)
        collected.notes.append(Message("hidden_columns", "warn", {**where, "found": found}))
