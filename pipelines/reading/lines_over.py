"""Say which lines over tables that stand side by side are of all of them, and which are of one.

A line that holds texts over several tables says something of each. One that stands over a later table alone is that
table's; one in the first columns alone is written where titles of the whole sheet are written, and is of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.normalise.text import clean_text
from pipelines.reading.looked import texts_of
from pipelines.reading.shapes import Shape
from pipelines.reading.sheets import MergedRange, Row


@dataclass(frozen=True, slots=True)
class Lines:
    """The texts of each line over all tables, and of each line of one table, by the place of the table.

    ``leans`` tells that a line stands in the columns of the first table alone and is not drawn over the others.
    """

    common: list[list[str]]
    own: list[list[list[str]]]
    leans: bool = False

    def of(self, table: int) -> list[str]:
        """Return the lines that are of one table alone."""
        return [joined_texts(texts) for texts in self.own[table]]

    def of_all(self) -> list[str]:
        """Return the lines over all tables."""
        return [joined_texts(texts) for texts in self.common]

    def over(self, table: int) -> list[str]:
        """Return every line over one table, those over all of them first."""
        return [*self.of_all(), *self.of(table)]

    def cells(self, table: int) -> list[str]:
        """Return the texts over one table, cell by cell."""
        return [text for texts in (*self.common, *self.own[table]) for text in texts]


def joined_texts(texts: Sequence[str]) -> str:
    """Return the cells of a line as one text: «سال:» and «۱۴۰۲» may stand in two."""
    return " ".join(dict.fromkeys(texts))


def lines_over(rows: Sequence[Row], first_number: int, shapes: Sequence[Shape], merged: Sequence[MergedRange]) -> Lines:
    """Return the lines among ``rows``, the first of which is the clerk's row ``first_number``."""
    lines = Lines([], [[] for _ in shapes])
    leans = False
    for number, row in enumerate(rows, first_number):
        texts = [clean_text(text) for text in texts_of(row)]
        if not texts:
            continue
        groups = [[clean_text(t) for t in _within(row, shape)] for shape in shapes]
        places = [place for place, group in enumerate(groups) if group]
        is_of_all = (
            len(shapes) < 2 or any(s.span is None for s in shapes) or _is_drawn_over(row, number, shapes, merged)
        )
        if is_of_all or places == [0] or len(texts) < len(places):
            lines.common.append(texts)
            leans |= not is_of_all and places == [0]
        else:
            for place in places:
                lines.own[place].append(groups[place])
    return Lines(lines.common, lines.own, leans)


def _within(row: Row, shape: Shape) -> Iterator[str]:
    low, high = shape.span or (0, 1 << 30)
    return (t.strip() for p, t in enumerate(row) if t and t.strip() and low <= p <= high)


def _is_drawn_over(row: Row, number: int, shapes: Sequence[Shape], merged: Sequence[MergedRange]) -> bool:
    """Tell whether the cells of a line were merged over columns of several tables."""
    return any(
        m.first_row <= number <= m.last_row
        and sum(1 for s in shapes if s.span and m.first_column <= s.span[1] and s.span[0] <= m.last_column) > 1
        and m.first_column < len(row)
        and row[m.first_column]
        for m in merged
    )


def line_of_one(row: Row, shapes: Sequence[Shape]) -> Lines:
    """Return the line that a row is in the columns of one table, while the tables beside it go on with their rows."""
    groups = [[clean_text(t) for t in _within(row, shape)] for shape in shapes]
    few = [
        [group] if len(group) == 1 and len(groups) > 1 and len(shape.chosen) > 1 else []
        for group, shape in zip(groups, shapes, strict=True)
    ]
    return Lines([], few)
