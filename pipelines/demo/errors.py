"""Cells that no reading can accept: each must be answered by the rule that is named here.

Where a row needs the cell it must be kept out; else the row counts and the cell is not recognised, or empty.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipelines.contracts import Column, Contract
from pipelines.demo.spellings import CodeSpellings, fits_1256, for_1256
from pipelines.normalise.result import NOT_RECOGNISED

_CRAFTS = ("نانوایی", "جوشکاری صنعتی", "برق ساختمان", "قالب‌ریزی پلاستیک")
_CODES = ("نمی‌دانیم", "بعدا اعلام می‌شود", "کد 77")
_NO_NUMBERS = ("نمی‌دانیم", "حدودا زیاد", "طبق پیوست")
_ERROR_CELLS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!")
_IMPOSSIBLE_DAYS = ("1402/13/05", "1401/06/32", "31/11/1402", "1403/00/14")
_NO_DAYS = ("به زودی", "در دست اقدام")
#: What a cell holds whose formula no program computed; only workbooks have such cells.
UNCOMPUTED_FORMULA = "=SUM(A1:A3)"


@dataclass(frozen=True, slots=True)
class PlantedError:
    """A bad cell: its column, kind, text (None: empty) and the rule that must answer it."""

    column: str
    kind: str
    text: str | None
    rule: str


def candidates(
    column: Column, value: object, spellings: CodeSpellings, chance: random.Random, *, workbook: bool
) -> list[PlantedError]:
    """Return the errors that can be planted in one cell that holds ``value`` (None: it is empty)."""
    found: list[tuple[str, str | None, str]] = []
    if column.required and column.default is None:
        found.append(("required_missing", None, "required_missing"))
    found += _OF_KIND.get(column.kind, _none)(column, value, spellings, chance)
    if column.kind in ("integer", "quantity", "money", "date"):
        found.append(("error_cell", chance.choice(_ERROR_CELLS), "error_cell"))
        if workbook:
            found.append(("formula_uncomputed", UNCOMPUTED_FORMULA, "formula_uncomputed"))
    if column.max_length:
        found.append(("too_long", "ب" * (column.max_length + 7), "too_long"))
    return [PlantedError(column.name, *entry) for entry in found]


Entries = list[tuple[str, str | None, str]]


def _none(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    return []


def _coded(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    kind = {"place": "unknown_place", "craft": "unknown_craft"}.get(column.kind, "unknown_code")
    words = {"place": spellings.unknown_places, "craft": _CRAFTS}.get(column.kind, _CODES)
    known = spellings.known(spellings.list_of(column))
    strange = [w for w in words if known.find(w) is None]
    return [(kind, chance.choice(strange), kind)] if strange else []


def _number(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    found: Entries = [("text_in_number", chance.choice(_NO_NUMBERS), "not_a_number")]
    if column.minimum is not None and Decimal(column.minimum) == 0:
        found.append(("negative", str(-chance.randrange(2, 90)), "below_minimum"))
    if column.kind == "quantity":
        found.append(("ambiguous_decimal", chance.choice(("12/5", "3/25", "7/4")), "ambiguous_decimal"))
    if column.kind == "integer":
        found.append(("fraction_of_a_count", "3.5", "not_an_integer"))
    return found


def _day(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    found: Entries = [
        ("impossible_date", chance.choice(_IMPOSSIBLE_DAYS), "impossible_date"),
        ("no_date", chance.choice(_NO_DAYS), "not_a_date"),
        ("ambiguous_date", chance.choice(("02/03/04", "01/02/03", "03/05/02")), "ambiguous_date"),
    ]
    if not column.may_be_future:
        found.append(("future_date", "1415/02/03", "future_period"))
    return found


def _national(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    digits = str(value or "9700000015")
    wrong = digits[:9] + str((int(digits[9]) + chance.randrange(1, 9)) % 10)
    return [
        ("bad_checksum", wrong, "bad_national_id"),
        ("identifier_as_number", f"{digits[0]}.{digits[1:6]}E+09", "identifier_as_number"),
    ]


def _legal(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    digits = str(value or "10000000014")
    wrong = digits[:10] + str((int(digits[10]) + chance.randrange(1, 9)) % 10)
    return [
        ("bad_checksum", wrong, "bad_legal_id"),
        ("identifier_as_number", f"1.{digits[1:6]}E+10", "identifier_as_number"),
    ]


def _phone(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    return [("bad_phone", "0900", "bad_phone")]


def _tariff8(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    return [("bad_tariff", "570210201", "bad_hs8")]


def _tariff(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    return [("bad_tariff", "57021020111", "bad_hs")]


def _year(column: Column, value: object, spellings: CodeSpellings, chance: random.Random) -> Entries:
    return [("no_year", "سال گذشته", "not_a_year")]


_OF_KIND: dict[str, Callable[[Column, object, CodeSpellings, random.Random], Entries]] = {
    "code": _coded,
    "place": _coded,
    "craft": _coded,
    "integer": _number,
    "quantity": _number,
    "money": _number,
    "date": _day,
    "national_id": _national,
    "legal_id": _legal,
    "phone": _phone,
    "hs8": _tariff8,
    "hs": _tariff,
    "year": _year,
}


def what_is_left(column: Column, text: str | None) -> str | None:
    """Return the clean value of a bad cell that its row can do without; an empty one stays empty."""
    return NOT_RECOGNISED if text is not None and column.kind in ("code", "craft") else None


def _may_be_spoiled(contract: Contract, column: Column) -> bool:
    """Tell whether an error in a column has one answer: a lost date may break a rule across columns besides."""
    if contract.needs(column):
        return True
    rules = [rule.expression for rule in contract.rules if rule.severity == "quarantine"]
    rules.append(contract.period_expression or "")
    return not any(re.search(rf"\b{re.escape(column.name)}\b", expression) for expression in rules)


def choose(
    contract: Contract,
    columns: list[str],
    row: dict[str, object],
    spellings: CodeSpellings,
    chance: random.Random,
    *,
    workbook: bool,
    only_1256: bool,
) -> PlantedError | None:
    """Return one error for a row, on one of ``columns``; None when nothing fits."""
    order = [name for name in columns if _may_be_spoiled(contract, contract.column(name))]
    chance.shuffle(order)
    for name in order:
        found = candidates(contract.column(name), row.get(name), spellings, chance, workbook=workbook)
        if only_1256:
            found = [e for e in found if e.text is None or fits_1256(for_1256(e.text))]
        if found:
            return chance.choice(found)
    return None
