"""One body of a sheet with its rows that are looked at one by one: possible headings, and lines between rows."""

from __future__ import annotations

import pyarrow as pa

from pipelines.reading.headings import is_figure
from pipelines.reading.non_data.marks import ends_a_table
from pipelines.reading.sheets import Body, Row
from pipelines.reading.watch import CELLS_OF_LINE, Watch

#: Rows that are kept back at the end of a body, because a heading may follow them: titles, blanks, a first heading row.
KEPT_BACK = 40


class Looked:
    """A body with those of its rows that are looked at one by one."""

    def __init__(self, body: Body, watch: Watch) -> None:
        self.body = body
        headings, wordy = watch.heading_rows(body)
        self.heading_rows, self.wordy = set(headings), set(wordy)
        self.labelled = set(watch.labelled_rows(body))
        self.sparse = set(watch.sparse_rows(body)) | self.labelled
        self.leaning = set(watch.leaning_rows(body)) - self.sparse
        self.events = sorted(self.heading_rows | self.sparse | self.wordy | self.leaning)
        self._rows: dict[int, list[str | None]] = {}

    def row(self, index: int) -> list[str | None]:
        """Return one row."""
        if index not in self._rows:
            self._rows[index] = self.body.row(index)
        return self._rows[index]

    def line(self, index: int) -> Row:
        """Return a row as a line that may tell something; with a label, what stands behind the value is a count."""
        row = self.row(index)
        places = [p for p, text in enumerate(row) if text and text.strip()]
        if index not in self.labelled or len(places) <= CELLS_OF_LINE:
            return row
        return row[: places[CELLS_OF_LINE]]

    def texts(self, index: int) -> list[str]:
        """Return the texts of a row, one that fills merged cells only once."""
        return texts_of(self.row(index))

    def number(self, index: int) -> int:
        """Return the clerk's number of a row."""
        return int(self.body.numbers[index].as_py())

    def may_be_heading(self, index: int) -> bool:
        """Tell whether a row is worth a closer look; one beside the table shows in no column of the table."""
        return index in self.heading_rows or (index in self.sparse and len(self.texts(index)) > 1)

    def is_title(self, index: int) -> bool:
        """Tell whether a row above a heading belongs to it: a blank or a line of words, no total, note or signature."""
        if index not in self.sparse:
            return False
        texts = self.texts(index)
        return not texts or (not has_figures(self.row(index)) and not ends_a_table(texts))

    def trailing(self) -> int:
        """Return how many rows at the end may belong to a heading that comes with the next body."""
        count = 0
        while count < min(KEPT_BACK, self.body.length):
            index = self.body.length - 1 - count
            if index not in self.sparse and index not in self.heading_rows:
                break
            count += 1
        return count


def texts_of(row: Row) -> list[str]:
    """Return the texts of a row; one that says the same thing throughout says it once."""
    texts = [text.strip() for text in row if text and text.strip()]
    return texts[:1] if len(set(texts)) == 1 else texts


def has_figures(row: Row) -> bool:
    """Tell whether a row holds a number, a date or a code."""
    return any(is_figure(text.strip()) for text in row if text and text.strip())


def joined(one: Body, other: Body) -> Body:
    """Return the rows of two bodies, one after the other."""
    width = max(len(one.columns), len(other.columns))
    columns = (pa.concat_arrays([_column(one, p), _column(other, p)]) for p in range(width))
    return Body(tuple(columns), pa.concat_arrays([one.numbers, other.numbers]))


def _column(body: Body, position: int) -> pa.Array:
    return body.columns[position] if position < len(body.columns) else pa.nulls(body.length, pa.string())
