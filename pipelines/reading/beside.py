"""Compare the totals at the right of a table with the columns of its periods; they are never added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.contracts.model import Contract
from pipelines.foundation.messages import Message
from pipelines.reading.cells import column_letter
from pipelines.reading.non_data.layout import number_of
from pipelines.reading.shapes import Shaped
from pipelines.reading.sheets import Body


@dataclass(slots=True)
class TotalsBeside:
    """The totals of periods of one block: what they state in all, and what the periods add up to."""

    shaped: Shaped
    stated: dict[int, Decimal] = field(default_factory=dict)
    summed: dict[int, Decimal] = field(default_factory=dict)

    def look_at(self, body: Body) -> None:
        """Add up the next rows; rows of totals below are in both sums alike."""
        for total in self.shaped.totals:
            at = total.position
            self.stated[at] = self.stated.get(at, Decimal(0)) + _sum(body, at)
            parts = sum((_sum(body, p) for p in total.parts), Decimal(0))
            self.summed[at] = self.summed.get(at, Decimal(0)) + parts

    def notes(self, contract: Contract, where: Mapping[str, str]) -> list[Message]:
        """Say where the totals are not the sum of the periods."""
        said = []
        columns = {total.position: total.column for total in self.shaped.totals}
        for at, stated in self.stated.items():
            if stated != self.summed[at]:
                column = contract.column(columns[at])
                params = {
                    **where,
                    "column": column.title_fa,
                    "column_en": column.title_en,
                    "value": f"{stated:,f}",
                    "expected": f"{self.summed[at]:,f}",
                    "letter": column_letter(at),
                }
                said.append(Message("total_beside_differs", "warn", params))
        return said


def _sum(body: Body, position: int) -> Decimal:
    total = Decimal(0)
    if position < len(body.columns):
        for entry in body.columns[position].drop_null().value_counts().to_pylist():
            total += (number_of(entry["values"]) or 0) * entry["counts"]
    return total
