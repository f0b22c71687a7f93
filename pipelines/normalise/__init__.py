"""Normalising: from what an office wrote to the one canonical text that SQL casts exactly.

Everything here is pure and exact: no floats, no files but the code book, no knowledge of rows. Ranges, keys
and rules between columns belong to the contract and are checked in SQL.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipelines.contracts.model import Column
from pipelines.normalise import codes, crafts, found_words, identifiers, tariff
from pipelines.normalise.codebook import CodeBook, CodeBookError
from pipelines.normalise.dates import normalise_date, normalise_year
from pipelines.normalise.money import normalise_amount
from pipelines.normalise.numbers import Point, point_of
from pipelines.normalise.result import MISSING_MARKS, UNCOMPUTED, Normalised, problem
from pipelines.normalise.text import clean_text

__all__ = ["CodeBook", "CodeBookError", "NormaliseContext", "Normalised", "normalise_distinct"]

_ERROR_CELL = re.compile(
    r"#(?:REF|VALUE|DIV/0|NAME|NULL|NUM|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN)[!?]|#N/A|#GETTING_DATA"
)


@dataclass(frozen=True, slots=True)
class NormaliseContext:
    """What a column's values are read with.

    ``declared_unit`` is the unit that heading or title gave, ``period`` the delivery's. ``date1904`` says that
    the workbook counts its days from 1904. ``latest`` is the last day that the delivery can know of; a later
    date is a problem where the column does not look ahead. ``has_decimals`` says that among the values which are not
    asked for here some show that a point parts decimals; ``point`` is what others have shown of the column's points,
    where the values that are asked for have no say in it.
    """

    codebook: CodeBook
    declared_unit: str | None
    period: str | None
    pseudonym: Callable[[str, str], str]
    date1904: bool = False
    latest: dt.date | None = None
    has_decimals: bool = False
    point: Point | None = None


def normalise_distinct(
    column: Column, raws: Sequence[tuple[str | None, str | None]], context: NormaliseContext
) -> list[Normalised]:
    """Normalise the distinct values of one column, each with its companion (its unit, if it has one).

    The answers stand in the order of ``raws``. Nothing raises: what cannot be read comes back as a problem.
    """
    point: Point = "unquestioned"
    if column.is_number:
        point = context.point or point_of((raw for raw, _ in raws if raw), has_decimals=context.has_decimals)
    return [_one(column, raw, companion, context, point) for raw, companion in raws]


def _one(column: Column, raw: str | None, companion: str | None, context: NormaliseContext, point: Point) -> Normalised:
    if raw is None or not raw.strip():
        return Normalised()
    if "\x00" in raw:
        return problem("control_character")
    if raw.strip() == UNCOMPUTED:
        return problem("formula_uncomputed")
    if _ERROR_CELL.fullmatch(raw.strip()):
        return problem("error_cell")
    match column.kind:
        case "text":
            return _text(raw)
        case "integer" | "quantity" | "money":
            return _amount(column, raw, companion, context, point)
        case "date" | "jalali" | "period":
            latest = None if column.may_be_future else context.latest
            return normalise_date(raw, column.kind, date1904=context.date1904, latest=latest)
        case "year":
            return normalise_year(raw)
        case "code" | "place" | "craft" | "hs8" | "hs":
            return _coded(column, raw, context)
        case _:
            return _identifier(column, raw, context)


def _text(raw: str) -> Normalised:
    text = clean_text(raw)
    if text in MISSING_MARKS:
        return Normalised(note="missing_marked")
    return Normalised(text, None if text == raw else "text_normalised")


def _amount(column: Column, raw: str, companion: str | None, context: NormaliseContext, point: Point) -> Normalised:
    units = context.codebook.units
    if column.found_in == "prefix":
        raw = found_words.plain_figure(raw, context.codebook)
    row_unit, indicator = column.split_companion(companion)
    if row_unit:
        row_unit = found_words.unit_of_cell(row_unit, context.codebook, spoken=column.found_in == "prefix")
    unit = column.unit or ("IRR" if column.kind == "money" else None)
    if indicator is not None:
        unit = context.codebook.unit_of_indicator(indicator) or unit
    declared = context.declared_unit or (unit if indicator is None else None)
    return normalise_amount(
        raw,
        units,
        target=units.by_code.get(unit) if unit else None,
        companion=row_unit,
        declared=declared,
        whole=column.kind == "integer",
        point=point,
    )


def _coded(column: Column, raw: str, context: NormaliseContext) -> Normalised:
    book = context.codebook
    match column.kind:
        case "hs8":
            return tariff.normalise_hs8(raw, book.hs8)
        case "hs":
            return tariff.normalise_hs(raw, book.hs8)
        case "place":
            return codes.normalise_place(raw, book, context.period, column.area_kinds)
        case "craft":
            return crafts.normalise_craft(raw, book.crafts)
        case _:
            return _listed(column, raw, context)


def _listed(column: Column, raw: str, context: NormaliseContext) -> Normalised:
    """Return the code of a closed list that a cell spells, or its text holds where the contract looks for it there."""
    book, spellings = context.codebook, context.codebook.lists[column.codes or ""]
    whole = codes.normalise_code_in_parts(
        raw, spellings, "unknown_code", ignore=column.ignore, remarks=book.lists.get("remark_words")
    )
    if whole.problem is None or column.found_in is None:
        return whole
    match column.found_in:
        case "words":
            return found_words.found_code(raw, spellings, whole)
        case "prefix":
            return Normalised(found_words.qualifier_of(raw, spellings)[0])
        case "unit":
            return Normalised(found_words.unit_of_cell(raw, book, spoken=True))
        case "indicator_kind":
            return Normalised(book.kind_of_indicator(raw), found_words.FOUND)


def _identifier(column: Column, raw: str, context: NormaliseContext) -> Normalised:
    """Return the pseudonym of what identifies a person. The only place where plain values are turned into them.

    An organisation's identifier is public unless its column says that it leads to a person. A name is a
    pseudonym of its own column: a father's name and a person's name are not to be joined.
    """
    plain = identifiers.canonical(column.kind, raw)
    if plain.value is None or (column.kind == "legal_id" and column.classification != "identifier"):
        return plain
    purpose = column.name if column.kind == "name" else column.kind
    return replace(plain, value=context.pseudonym(purpose, plain.value))
