"""Note how the tables of a sheet were understood: columns, units, titles, and what the office does not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.contracts.model import Column
from pipelines.foundation.messages import Message
from pipelines.foundation.persian import listed
from pipelines.normalise.text import clean_text
from pipelines.reading.cells import column_letter
from pipelines.reading.headings import Heading, units_of_titles, units_stated
from pipelines.reading.parts import Part
from pipelines.reading.result import ColumnMatch, RefusedFile
from pipelines.reading.shapes import Reading, Shape, Shaped
from pipelines.reading.sheets import Sheet


@dataclass(slots=True)
class Collected:
    """What has been read of a delivery so far, table by table."""

    columns: list[ColumnMatch] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    silent: dict[str, str] = field(default_factory=dict)
    declared_in: dict[str, str] = field(default_factory=dict)


def understand(
    reading: Reading,
    sheet: Sheet,
    shaped: Shaped,
    parts: Sequence[Part],
    titles: tuple[Sequence[str], Sequence[Sequence[str]], Sequence[str]],
    header_number: int,
    collected: Collected,
) -> list[dict[str, str]]:
    """Note how the tables under one header were understood; the header is the clerk's row ``header_number``.

    ``titles`` are all lines above these tables, those over each of them, and those at the top of the sheet, which hold
    where the former are silent. Returns the units that were declared for each table.
    """
    said, own, top = titles
    collected.preamble += [text for text in dict.fromkeys(said) if text not in collected.preamble]
    declared = []
    for part, lines in zip(parts, own, strict=True):
        declared.append(_collect_units(reading, part, [lines, top], collected))
        _collect_columns(part, collected)
    unknown = [clean_text(h.text) for shape in shaped.shapes for h in shape.others]
    if unknown:
        shown = listed(f"«{text}»" for text in unknown)
        where = {"file": reading.file_name, "sheet": sheet.name}
        collected.notes.append(Message("unknown_columns", "warn", {**where, "found": shown}))
    _collect_hidden(reading, sheet, shaped, header_number, collected)
    return declared


def units_told(
    reading: Reading, shape: Shape, groups: Sequence[Sequence[str]]
) -> tuple[dict[str, str], list[dict[str, list[str]]]]:
    """Return the units that headings declare, and titles where headings are silent: the first group before the next.

    The second answer are the doubts that each group raises, by message; a group without any raises none.
    """
    declared = {name: h.unit for name, h in shape.chosen.items() if h.unit}
    doubts = []
    for titles in groups:
        silent = [reading.contract.column(name) for name in shape.chosen if name not in declared]
        told, unclear, doubtful = units_of_titles(titles, silent, reading.units)
        unclear = sorted({*unclear, *_contradicted(reading, shape, titles)})
        declared |= told
        if unclear or doubtful:
            doubts.append({"unit_unclear": unclear, "unit_doubtful": doubtful})
    return declared, doubts


def _contradicted(reading: Reading, shape: Shape, titles: Sequence[str]) -> set[str]:
    """Return the units that titles and headings say of one column, where they are not the same.

    Of «ارزش (ریال)» below «مبالغ به میلیون ریال» one is wrong by a million.
    """
    by_heading = {name: h.unit for name, h in shape.chosen.items() if h.unit}
    stated = _stated_otherwise(reading, by_heading, titles)
    return {unit for name, said in stated.items() for unit in (*said, by_heading[name])}


def _stated_otherwise(reading: Reading, own: Mapping[str, str], texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return the units that texts state of columns, by column, where they are not the column's ``own``.

    A text that says the units of several columns («قیمت به ریال، فروش به میلیون ریال») contradicts none of them.
    """
    stated = units_stated(texts, [reading.contract.column(name) for name in own], reading.units)
    known = set(own.values())
    return {n: said for n, said in stated.items() if own[n] not in said or not said <= known}


def unit_read(column: Column, declared: Mapping[str, str]) -> str:
    """Return the unit in which a column of a table is read: the declared one, or the contract's own."""
    return declared.get(column.name) or column.unit or ("IRR" if column.kind == "money" else "")


def units_stated_otherwise(
    reading: Reading, shape: Shape, declared: Mapping[str, str], texts: Sequence[str]
) -> list[str]:
    """Return the columns for which texts state another unit than that in which a table is read."""
    read = {name: unit_read(reading.contract.column(name), declared) for name in shape.chosen}
    return list(_stated_otherwise(reading, read, texts))


def tells_other_units(reading: Reading, shape: Shape, declared: Mapping[str, str], texts: Sequence[str]) -> bool:
    """Tell whether titles state another unit than that in which a table is read, or raise a doubt about it."""
    _, doubts = units_told(reading, shape, [texts])
    return bool(doubts or units_stated_otherwise(reading, shape, declared, texts))


def _collect_units(
    reading: Reading, part: Part, groups: Sequence[Sequence[str]], collected: Collected
) -> dict[str, str]:
    """Note the units that headings and titles declare; all tables must agree."""
    contract, units = reading.contract, reading.units
    declared, doubts = units_told(reading, part.shape, groups)
    for doubt in doubts:
        _doubt(reading, part, doubt, collected)
    for name in part.shape.chosen:
        if name in declared:
            collected.declared_in.setdefault(name, part.name)
        elif contract.column(name).kind in ("money", "quantity"):
            collected.silent.setdefault(name, part.name)
    for name, unit in declared.items():
        if collected.units.setdefault(name, unit) != unit:
            raise RefusedFile(
                "units_differ",
                reading.file_name,
                sheet=part.name,
                column=contract.column(name).title_fa,
                value=units.by_code[unit].title_fa,
                expected=units.by_code[collected.units[name]].title_fa,
            )
    return declared


def _doubt(reading: Reading, part: Part, doubts: Mapping[str, Sequence[str]], collected: Collected) -> None:
    by_code = reading.units.by_code
    for message, codes in doubts.items():
        if codes:
            found = listed(f"«{by_code[code].title_fa}»" for code in codes)
            found_en = ", ".join(by_code[code].title_en for code in codes)
            # The months of one table have its titles in common.
            sheet = part.sheet.name if part.shape.own else part.name
            where = {"file": reading.file_name, "sheet": sheet}
            said = Message(message, "hold", {**where, "found": found, "found_en": found_en})
            if said not in collected.notes:
                collected.notes.append(said)


def units_of_one_table(reading: Reading, collected: Collected) -> list[Message]:
    """Hold a file in which one table declares a multiple for its amounts and another says nothing.

    Read with the multiple, the silent one would be wrong by it if it is meant in plain units.
    """
    said = []
    for name in sorted(set(collected.silent) & set(collected.declared_in)):
        unit = reading.units.by_code[collected.units[name]]
        if unit.factor == 1:
            continue
        column = reading.contract.column(name)
        values = {
            "file": reading.file_name,
            "sheet": collected.silent[name],
            "column": column.title_fa,
            "column_en": column.title_en,
            "value": unit.title_fa,
            "value_en": unit.title_en,
            "found": collected.declared_in[name],
        }
        said.append(Message("unit_of_one_table", "hold", values))
    return said


def _collect_columns(part: Part, collected: Collected) -> None:
    named: list[tuple[Heading, str | None]] = [(h, name) for name, h in part.shape.chosen.items()]
    named += [(h, None) for h in part.shape.others]
    for heading, name in sorted(named, key=lambda pair: pair[0].position):
        letter, note = column_letter(heading.position), None if name else "unknown_column"
        collected.columns.append(ColumnMatch(part.name, heading.position, letter, heading.text, name, note))


def _collect_hidden(reading: Reading, sheet: Sheet, shaped: Shaped, header_number: int, collected: Collected) -> None:
    """Note rows and columns that were read although the office does not see them."""
    where = {"file": reading.file_name, "sheet": sheet.name}
    rows = [number for number in sheet.hidden_rows if number > header_number]
    if rows and not any(n.id == "hidden_rows" and n.params["sheet"] == sheet.name for n in collected.notes):
        counted = {**where, "row": str(rows[0]), "count": str(len(rows))}
        collected.notes.append(Message("hidden_rows", "warn", counted))
    chosen: Mapping[int, Heading] = {h.position: h for s in shaped.shapes for h in s.chosen.values()}
    hidden = [h for h in chosen.values() if h.position in sheet.hidden_columns]
    if hidden:
        found = listed(f"«{clean_text(h.text)}» ({column_letter(h.position)})" for h in hidden)
        collected.notes.append(Message("hidden_columns", "warn", {**where, "found": found}))
