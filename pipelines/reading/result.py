"""What reading a delivery gives: rows as text, what was recognised around them, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.foundation.messages import Message

if TYPE_CHECKING:
    import pyarrow as pa

NonDataKind = Literal[
    "blank",
    "total",
    "subtotal",
    "average",
    "note",
    "repeated_header",
    "signature",
    "heading",
    "title",
    "column_numbers",
    "letterhead",
    "page_number",
]


class RefusedFile(Exception):
    """A file that cannot be read as a whole; ``message`` says why and what to do, in both languages."""

    def __init__(self, message_id: str, file_name: str, **params: object) -> None:
        values = {"file": file_name, **{name: str(value) for name, value in params.items()}}
        self.message = Message(message_id, "refuse", values)
        super().__init__(f"{file_name}: {message_id} {params}")


@dataclass(frozen=True, slots=True)
class NonDataRow:
    """A row below the header that is no data: what kind, its text, and the totals that it states.

    ``row_number`` counts from 1 as the clerk sees it; ``stated`` holds raw text by contract column. ``claim`` says
    what a total is of: all rows of its table, a group of them, or the whole of which the table may list a part;
    ``first_row`` and ``last_row`` are the rows with which it is compared.
    """

    sheet_name: str
    row_number: int
    kind: NonDataKind
    text: str
    stated: Mapping[str, str] = field(default_factory=dict)
    claim: str | None = None
    first_row: int | None = None
    last_row: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """A column of a sheet and the contract's column that it was taken for (None: not in the contract)."""

    sheet_name: str
    position: int
    letter: str
    header: str
    column: str | None
    note: str | None = None


@dataclass(slots=True)
class ReadResult:
    """One delivery as text.

    ``landed`` is a Parquet file with sheet_name, row_number (int32) and one string column a contract column, null
    where empty: ``rows_landed`` rows. ``rows_read`` counts the rows below the headers up to the last one that is
    not blank, so ``rows_landed + len(non_data) == rows_read``. ``units`` gives the code of the unit that a heading
    or a title declared, by column; ``preamble`` the texts above the headers. ``date1904`` says that the workbook
    counts days from 1904. ``grain`` names the dimensions that the table has, as :func:`~.grain.grain_of` finds them.
    """

    landed: Path
    rows_landed: int
    non_data: list[NonDataRow]
    columns: list[ColumnMatch]
    preamble: list[str]
    units: dict[str, str]
    notes: list[Message]
    rows_read: int
    date1904: bool = False
    grain: str = ""
    #: Distinct values, as written, of the column that tells what a file of the feed is restricted to.
    covered: list[str] = field(default_factory=list)

    @property
    def rows(self) -> pa.Table:
        """The landed rows, read into memory: for small deliveries and tests."""
        import pyarrow.parquet as pq

        return pq.read_table(self.landed)
