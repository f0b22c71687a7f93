"""Where a table's columns stand, and what one of its rows holds there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.contracts.model import Contract
from pipelines.normalise.numbers import NotANumber, is_missing, parse_amount

Row = Sequence[str | None]

#: Kinds that say when. A total keeps its year as often as not, so they do not tell it from a row of data.
_WHEN = frozenset({"year", "period", "date", "jalali"})
#: Kinds that lead to one person or firm: no total has any of them.
_IDENTITIES = frozenset({"national_id", "legal_id", "phone"})
#: Digits of the shortest of them, a line of a small exchange.
_SHORTEST_IDENTITY = 5


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the contract's columns stand in the sheet, and its header's texts."""

    contract: Contract
    positions: Mapping[str, int]
    headings: Mapping[int, str]

    @property
    def additive(self) -> dict[str, int]:
        """Positions of the columns whose values may be summed."""
        return {n: p for n, p in self.positions.items() if self.contract.column(n).is_additive}

    @property
    def describing(self) -> dict[str, int]:
        """Positions of the columns that say what a row is about. A rate is none: a total row may hold its average."""
        return {n: p for n, p in self.positions.items() if not self.contract.column(n).is_number}

    @property
    def described(self) -> list[int]:
        """The positions of :attr:`describing`."""
        return list(self.describing.values())

    @property
    def telling(self) -> list[int]:
        """Positions of the columns that a data row fills and a total leaves empty, as far as one can know."""
        required = [
            self.positions[c.name]
            for c in self.contract.columns
            if c.required and not c.is_number and c.name in self.positions
        ]
        return required or self.described

    @property
    def distinguishing(self) -> list[int]:
        """Positions of the telling columns without those that say when, if others are left."""
        when = {p for n, p in self.positions.items() if self.contract.column(n).kind in _WHEN}
        return [p for p in self.telling if p not in when] or self.telling

    @property
    def identities(self) -> dict[str, int]:
        """Positions of the columns that lead to one person or firm."""
        return {n: p for n, p in self.positions.items() if self.contract.column(n).kind in _IDENTITIES}

    @property
    def keeps_out_nameless(self) -> bool:
        """Tell whether a row without any description fails the contract by itself."""
        return any(c.required and c.default is None and not c.is_number for c in self.contract.columns)


def cell(row: Row, position: int) -> str:
    """Return the text of a cell, empty where the row has none."""
    return (row[position] or "").strip() if position < len(row) else ""


def texts(row: Row) -> list[str]:
    """Return the texts of the cells that hold any."""
    return [text.strip() for text in row if text and text.strip()]


def is_filled(text: str | None) -> bool:
    """Tell whether a cell says anything: «-» and its like do not."""
    return bool(text and text.strip()) and not is_missing(text or "")


def leads_to_one(text: str | None) -> bool:
    """Tell whether a cell of an identity may hold one: the count of persons below a list stands in any column."""
    digits = sum(c.isdigit() for c in text or "")
    return is_filled(text) and (digits == 0 or digits >= _SHORTEST_IDENTITY)


def number_of(text: str | None) -> Decimal | None:
    """Return the number of a cell; None when it is none, which here is no fault."""
    if not text or is_missing(text):
        return None
    try:
        return parse_amount(text).number
    except NotANumber:
        return None
