"""Amounts with units, to exact decimals in the unit of the clean column.

What was written nearest to the number wins: words in the value («۲۲ میلیارد تومان»), then the row's unit
column, then the unit in heading or title, then the column's own unit. Money becomes rial.
"""

from __future__ import annotations

from decimal import Decimal

from pipelines.foundation.persian import latin_digits
from pipelines.normalise.numbers import (
    EXACT,
    Amount,
    NotANumber,
    Point,
    canonical,
    is_missing,
    parse_amount,
    rounded,
)
from pipelines.normalise.result import Normalised, problem
from pipelines.normalise.text import clean_text
from pipelines.normalise.units import Unit, UnitTable

#: Largest value of a BIGINT column.
_LARGEST_INTEGER = 2**63 - 1
_THOUSAND, _HUNDRED = 1000, Decimal(100)


def normalise_amount(
    raw: str,
    units: UnitTable,
    *,
    target: Unit | None = None,
    companion: str | None = None,
    declared: str | None = None,
    whole: bool = False,
    point: Point = "unquestioned",
) -> Normalised:
    """Return the number of ``raw`` in the unit ``target``.

    ``companion`` is the row's unit as written, ``declared`` the code of the unit that heading or title gave.
    Without ``target`` the companion is the target: the row says in which unit it wants to be read. ``whole``
    asks for an integer. ``point`` says what a point before three digits means in the column.
    """
    if is_missing(raw):
        return Normalised(note="missing_marked" if raw.strip() else None)
    row_unit = units.find(companion) if companion and not is_missing(companion) else None
    stated = row_unit or (units.by_code.get(declared) if declared else None)
    try:
        value, unit, is_share_in_percent = _converted(raw, units, target or row_unit, stated, point)
        exact = rounded(value)
    except NotANumber as refusal:
        return problem(refusal.problem, **refusal.params)
    except _WrongUnit as refusal:
        return problem(refusal.problem, found=refusal.unit, expected=(target or row_unit or refusal).title_fa)
    if whole and unit is not None and unit.base == "share":
        return problem("not_an_integer")  # a cell of counts in the format of a share: «5» shows as «500%»
    if whole and exact != exact.to_integral_value():
        return problem("not_an_integer")
    if whole and abs(exact) > _LARGEST_INTEGER:
        return problem("number_too_large")
    text = canonical(exact)
    if is_share_in_percent:
        return Normalised(text, "read_as_percent")
    return Normalised(text, _note(raw, text, value, exact, unit))


class _WrongUnit(Exception):
    def __init__(self, problem: str, unit: str) -> None:
        super().__init__(problem)
        self.problem, self.unit, self.title_fa = problem, unit, "—"


def _converted(
    raw: str, units: UnitTable, target: Unit | None, stated: Unit | None, point: Point
) -> tuple[Decimal, Unit | None, bool]:
    """Return the value in ``target``, the unit in which it was written, and whether a bare number meant per cent."""
    if not any(c.isdigit() for c in raw) and units.find(raw):
        raise NotANumber  # «میلیون ریال» alone is a unit, not a million
    amount = _pointed(raw, point)
    written = units.find(amount.rest) if amount.rest else None
    if amount.rest and written is None:
        raise NotANumber
    unit = written or stated
    if unit is None or (unit.base == "share" and unit.factor == 1):
        if target is not None and target.base == "share" and target.factor == 1:
            share = _share(amount.number, is_stated=unit is not None)
            return share, None, share != amount.number
        return amount.number, unit, False
    if written is None and amount.has_scale and unit.factor >= _THOUSAND:
        raise _WrongUnit("unit_ambiguous", unit.title_fa)  # «۲۲ میلیارد» under a heading in million rial
    if target is None:
        factor = Decimal(1) if unit.base == "share" else unit.factor
        return EXACT.multiply(amount.number, factor), unit, False
    if not unit.measures(target):
        raise _WrongUnit("unit_mismatch", unit.title_fa)
    return EXACT.divide(EXACT.multiply(amount.number, unit.factor), target.factor), unit, False


def _pointed(raw: str, point: Point) -> Amount:
    """Return the amount that ``raw`` writes, with a point before three digits read as its column reads it."""
    amount = parse_amount(raw)
    if amount.is_pointed and point == "thousands":
        return parse_amount(latin_digits(clean_text(raw)).replace(".", ""))
    if amount.is_pointed and point == "unclear":
        raise NotANumber("ambiguous_thousands")
    return amount


def _share(number: Decimal, *, is_stated: bool) -> Decimal:
    """Read a bare number where a share belongs: up to one it is the share, from one to a hundred per cent.

    «1» alone says one per cent as well as all of it, and «-1» likewise. ``is_stated``: the row calls it a share, so it
    is no per cent.
    """
    size = abs(number)
    if size == 1 and not is_stated:
        raise NotANumber("ambiguous_share")
    if size <= 1:
        return number
    if is_stated or size > _HUNDRED:
        raise NotANumber("share_beyond_one")
    return EXACT.divide(number, _HUNDRED)


def _note(raw: str, text: str, value: Decimal, exact: Decimal, unit: Unit | None) -> str | None:
    if unit is not None and unit.factor != 1:
        return "unit_converted"
    if value != exact:
        return "rounded"
    return None if clean_text(raw) == text else "number_normalised"
