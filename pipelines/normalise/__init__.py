"""Normalising: from what an office wrote to the one canonical text that SQL casts exactly.

Everything here is pure and exact: no floats, no files but the code book, no knowledge of rows. Ranges, keys
and rules between columns belong to the contract and are checked in SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.contracts.model import Column
from pipelines.normalise import codes, identifiers
from pipelines.normalise.codebook import CodeBook, CodeBookError
from pipelines.normalise.dates import normalise_date, normalise_year
from pipelines.normalise.money import normalise_amount
from pipelines.normalise.result import MISSING_MARKS, UNCOMPUTED, Normalised, problem
from pipelines.normalise.text import clean_text

__all__ = ["CodeBook", "CodeBookError", "NormaliseContext", "Normalised", "normalise_distinct"]

_ERROR_CELL = re.compile(
    r"#(?:REF|VALUE|DIV/0|NAME|NULL|NUM|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN)[!?]|#N/A|#GETTING_DATA"
)


@dataclass(frozen=True, slots=True)
class NormaliseContext:
    """What a column's values are read with: code book, the unit that the file declared, period, pseudonyms."""

    codebook: CodeBook
    declared_unit: str | None
    period: str | None
    pseudonym: Callable[[str, str], str]


def normalise_distinct(
    column: Column, raws: Sequence[tuple[str | None, str | None]], context: NormaliseContext
) -> list[Normalised]:
    """Normalise the distinct values of one column, each with its companion (its unit, if it has one).

    The answers stand in the order of ``raws``. Nothing raises: what cannot be read comes back as a problem.
    """
    return [_one(column, raw, companion, context) for raw, companion in raws]


def _one(column: Column, raw: str | None, companion: str | None, context: NormaliseContext) -> Normalised:
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
            return _amount(column, raw, companion, context)
        case "date" | "jalali" | "period":
            return normalise_date(raw, column.kind)
        case "year":
            return normalise_year(raw)
        case "code" | "place" | "craft" | "hs8" | "hs":
            return _coded(column, raw, context.codebook)
        case _:
            return _identifier(column, raw, context)


def _text(raw: str) -> Normalised:
    text = clean_text(raw)
    if text in MISSING_MARKS:
        return Normalised(note="missing_marked")
    return Normalised(text, None if text == raw else "text_normalised")


def _amount(column: Column, raw: str, companion: str | None, context: NormaliseContext) -> Normalised:
    units = context.codebook.units
    unit = column.unit or ("IRR" if column.kind == "money" else None)
    return normalise_amount(
        raw, units, target=units.by_code.get(unit) if unit else None, companion=companion,
        declared=context.declared_unit or unit, whole=column.kind == "integer",
    )  # fmt: skip


def _coded(column: Column, raw: str, codebook: CodeBook) -> Normalised:
    if column.kind == "hs8":
        return codes.normalise_hs8(raw, codebook.hs8)
    if column.kind == "hs":
        return codes.normalise_hs(raw, codebook.hs8)
    if column.kind == "place":
        return codes.normalise_code(raw, codebook.places, "unknown_place")
    if column.kind == "craft":
        return codes.normalise_code(raw, codebook.crafts, "unknown_craft")
    return codes.normalise_code(raw, codebook.lists[column.codes or ""], "unknown_code")


def _identifier(column: Column, raw: str, context: NormaliseContext) -> Normalised:
    if column.kind == "national_id":
        return identifiers.normalise_national_id(raw, context.pseudonym)
    if column.kind == "legal_id":
        secret = context.pseudonym if column.classification == "identifier" else None
        return identifiers.normalise_legal_id(raw, secret)
    if column.kind == "phone":
        return identifiers.normalise_phone(raw, context.pseudonym)
    return identifiers.normalise_name(raw, column.name, context.pseudonym)
