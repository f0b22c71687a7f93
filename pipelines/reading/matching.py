"""Find the sheets of a file that hold a feed's table, and refuse a file of which none does, or one only in part."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.foundation.messages import Message
from pipelines.foundation.persian import listed
from pipelines.normalise.text import clean_text
from pipelines.reading.headings import Header, find_header, is_figure, reads_as_heading, with_units_below
from pipelines.reading.lines_over import lines_over
from pipelines.reading.own_sheets import is_of_template
from pipelines.reading.resemblance import resembling, sentence
from pipelines.reading.result import RefusedFile
from pipelines.reading.shapes import Reading, Shaped, shapes_under
from pipelines.reading.sheets import Row, Sheet
from pipelines.reading.telling import Differing, bands_of, differing_beside, told_over
from pipelines.reading.told import Narrator, Told, without_the_obvious
from pipelines.reading.understanding import Collected
from pipelines.reading.watch import CELLS_OF_LINE, FIGURES

#: Rows below a header among which a line may tell what the title did not («شهرستان: بم» above the first rows).
_FIRST_ROWS = 4
#: A row of so many texts, one of them a figure, is a row of a table.
_ROW_OF_TABLE = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A sheet with the tables under its first header, and what its surroundings tell of each of them.

    ``kept`` are the columns told that the delivery's own period does not say already.
    """

    sheet: Sheet
    shaped: Shaped
    told: Sequence[dict[str, Told]]
    kept: frozenset[str] = frozenset()


def matching_sheets(sheets: Sequence[Sheet], reading: Reading, narrator: Narrator, collected: Collected) -> list[Match]:
    """Return the sheets that hold the feed's columns, or are told them by what stands around.

    Refuses when none does or one only half does.
    """
    matching: list[Match] = []
    incomplete: list[tuple[Sheet, Header]] = []
    unclear: RefusedFile | None = None
    unread: list[Sheet] = []
    for sheet in sheets:
        if sheet.is_empty:
            continue
        where = {"file": reading.file_name, "sheet": sheet.name}
        if not sheet.visible:
            collected.notes.append(Message("hidden_sheet", "hold", where))
            continue
        header = _header(sheet, reading, narrator)
        if header is None:
            unread.append(sheet)
            continue
        titles = _titles(sheet, header.first_row)
        half = 3 * len(reading.needed - reading.lacking(header.columns)) >= 2 * len(reading.needed)
        try:
            shaped = shapes_under(reading, sheet.head, header, titles, sheet.name)
        except RefusedFile as refused:
            if half:
                raise
            unclear = unclear or refused
            unread.append(sheet)
            continue
        told, differing = _told(sheet, shaped, reading, narrator)
        if not any(reading.lacking(shaped.columns | set(t)) for t in told):
            matching.append(Match(sheet, shaped, told))
            collected.notes += narrator.differences(where, differing)
            collected.notes += differing_beside(narrator, where, told)
            collected.notes += _table_above(sheet, shaped, reading)
        elif half:
            incomplete.append((sheet, header))
        else:
            unread.append(sheet)
    if unclear is not None and not matching:
        raise unclear
    if incomplete or not matching:
        raise _missing_columns(sheets, incomplete, reading)
    strange = [sheet for sheet in unread if not is_of_template(sheet, reading.contract)]
    collected.notes += [_not_read(sheet, matching, reading) for sheet in strange]
    every = [told for m in matching for told in m.told]
    standing = without_the_obvious(reading.contract, every, narrator.known)
    kept = frozenset(name for told in standing for name in told)
    return [Match(m.sheet, m.shaped, m.told, kept) for m in matching]


def _not_read(sheet: Sheet, matching: Sequence[Match], reading: Reading) -> Message:
    """Note a sheet that is not read; hold the file where the sheet has no heading and continues the rows of another."""
    where = {"file": reading.file_name, "sheet": sheet.name}
    before = next((m.sheet.name for m in matching if _goes_on(sheet, m, reading)), None)
    if before is None:
        return Message("sheet_not_read", "normalise", where)
    return Message("sheet_not_read", "hold", {**where, "found": before})


def _goes_on(sheet: Sheet, match: Match, reading: Reading) -> bool:
    """Tell whether the first full row of a sheet is a row of a table on another sheet, and no heading of its own.

    It has figures where that table has figures, words where it has words, and fills at least half of its columns.
    """
    for shape in match.shaped.shapes:
        positions = shape.positions
        figures = {p for name, p in positions.items() if reading.contract.column(name).kind in FIGURES}
        rows = ({p: t.strip() for p, t in enumerate(row) if t and t.strip()} for row in sheet.head)
        full = next((row for row in rows if 2 * len(row.keys() & set(positions.values())) >= len(positions)), {})
        here = full.keys() & figures
        if len(full) > 1 and here and 2 * sum(1 for p in here if is_figure(full[p])) > len(here):
            return True
    return False


def _header(sheet: Sheet, reading: Reading, narrator: Narrator) -> Header | None:
    told = {c.name for c in narrator.absent(set())} if narrator.known else set()
    header = find_header(sheet.head, reading.index, reading.headed - told)
    return header and with_units_below(sheet.head, header, reading.index, reading.units)


def _titles(sheet: Sheet, end: int) -> list[str]:
    """Return the lines above a header, the cells of each joined: «سال:» and «۱۴۰۲» may stand in two."""
    rows = ([clean_text(t) for t in row if t and t.strip()] for row in sheet.head[:end])
    return [" ".join(dict.fromkeys(row)) for row in rows if row]


def _told(
    sheet: Sheet, shaped: Shaped, reading: Reading, narrator: Narrator
) -> tuple[list[dict[str, Told]], list[Differing]]:
    """Return what is told for each table under the first header, and what is told differently."""
    lines = lines_over(sheet.head[: shaped.first_row], 1, shaped.shapes, sheet.merged)
    bands = bands_of(sheet.head[shaped.first_row : shaped.row], shaped, reading, narrator)
    around = [([*lines.of(n), *bands[n]], lines.of_all()) for n in range(len(shaped.shapes))]
    told, differing = told_over(narrator, shaped, around, sheet.name)
    for number, found in enumerate(told):
        close = _told_close_by(sheet, shaped, number, lines.of_all(), narrator)
        found |= {name: t for name, t in close.items() if name not in found}
    return told, differing


def _told_close_by(
    sheet: Sheet, shaped: Shaped, table: int, titles: Sequence[str], narrator: Narrator
) -> dict[str, Told]:
    """Return what the line right above the header tells, or one below it, before the first rows («بردسیر»)."""
    found: dict[str, Told] = narrator.line(shaped.columns, titles[-1]) if titles else {}
    below = sheet.head[shaped.row + 1 : shaped.row + 1 + _FIRST_ROWS]
    for number, row in enumerate(below, shaped.row + 2):
        lines = lines_over([row], number, shaped.shapes, sheet.merged)
        if any(len(dict.fromkeys(texts)) > CELLS_OF_LINE for texts in [*lines.common, *itertools.chain(*lines.own)]):
            break
        for text in lines.over(table):
            found = narrator.line(shaped.columns, text) | found
    return found


def _table_above(sheet: Sheet, shaped: Shaped, reading: Reading) -> list[Message]:
    """Hold a sheet with rows of figures above the header that is read: another table, which nobody would miss."""
    heading = next(
        (
            n
            for n, row in enumerate(sheet.head[: shaped.first_row])
            if reads_as_heading(row, _single(row, reading)) and n + 1 < shaped.first_row
        ),
        None,
    )
    if heading is None:
        return []
    rows = sheet.head[heading + 1 : shaped.first_row]
    if not any(_is_of_a_table(row) for row in rows):
        return []
    where = {"file": reading.file_name, "sheet": sheet.name, "row": str(heading + 1)}
    return [Message("table_not_read", "hold", {**where, "found": str(shaped.row + 1)})]


def _single(row: Row, reading: Reading) -> Header:
    headings = tuple(reading.index.match(p, t) for p, t in enumerate(row) if t and t.strip())
    return Header(0, 0, headings)


def _is_of_a_table(row: Row) -> bool:
    texts = [t.strip() for t in row if t and t.strip()]
    return len(texts) >= 2 and any(map(is_figure, texts))


def _missing_columns(
    sheets: Sequence[Sheet], incomplete: Sequence[tuple[Sheet, Header]], reading: Reading
) -> RefusedFile:
    """Say which headings are missing and what stood there instead, on the sheet that came closest."""
    contract, file_name = reading.contract, reading.file_name
    filled = [s for s in sheets if not s.is_empty]
    if not filled:
        return RefusedFile("file_empty", file_name)
    found = incomplete or [(s, h) for s in filled if (h := find_header(s.head, reading.index))]
    if not found:
        looks = resembling(_likely_headings(filled[0].head), list(contract.columns), contract)
        return RefusedFile(
            "header_not_found",
            file_name,
            sheet=filled[0].name,
            feed=contract.title_fa,
            feed_en=contract.title_en,
            expected=listed(c.title_fa for c in contract.required_columns),
            expected_en=", ".join(f"{c.title_en} ({c.title_fa})" for c in contract.required_columns),
            **sentence(looks),
        )
    sheet, header = max(found, key=lambda pair: len(pair[1].columns))
    missing = contract.lacking(header.columns)
    unknown = [clean_text(h.text) for h in header.headings if h.column is None]
    looks = resembling(unknown, [c for c in contract.columns if c.name not in header.columns], contract)
    return RefusedFile(
        "missing_columns",
        file_name,
        sheet=sheet.name,
        row=header.row + 1,
        expected=listed(f"«{c.title_fa}»" for c in missing),
        expected_en=", ".join(f"“{c.title_en}” ({c.title_fa})" for c in missing),
        found=listed(f"«{text}»" for text in unknown[:12]) or "—",
        found_en=", ".join(f"“{text}”" for text in unknown[:12]) or "—",
        feed=contract.title_fa,
        feed_en=contract.title_en,
        **sentence(looks),
    )


def _likely_headings(head: Sequence[Row]) -> list[str]:
    """Return the texts of the first row that looks like a heading, though none of them is known."""
    for row in head:
        texts = [clean_text(t) for t in row if t and t.strip()]
        if len(texts) >= _ROW_OF_TABLE and not any(map(is_figure, texts)):
            return texts
    return []
