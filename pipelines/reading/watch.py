"""Find the rows below a header that may be another heading or a line between the rows, without walking over the rows.

A heading shows in columns of numbers, dates and codes, where hardly any other word stands; columns of text are looked
up in the list of known headings. Lines (titles, letterheads, page numbers) show by holding next to nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.contracts.model import Contract
from pipelines.foundation.persian import arabic_letters
from pipelines.reading.headings import HeadingIndex
from pipelines.reading.sheets import Body

#: Kinds in whose columns a word is rare.
FIGURES = frozenset(
    {
        "integer",
        "quantity",
        "money",
        "date",
        "jalali",
        "year",
        "national_id",
        "legal_id",
        "phone",
        "hs",
        "hs8",
    }
)
#: Columns of text that are looked up in the list of headings.
_LOOKED_UP = 3
#: So many different words of one column are matched one by one; of more, those that are headings as they are written.
_MOST_WORDS = 2_000
#: Columns that a line between the rows fills at most; of a table of few columns, a third.
_MOST_FILLED = 3
#: What a line between rows that tells something has at most: «شهرستان:» and «بم».
CELLS_OF_LINE = 2
#: The same with a label, where a count may follow: «شهرستان:», «بم», «تعداد:», «۵».
_MOST_OF_LABELLED = 4
#: What stands around the label of a line: «شهرستان :».
_AROUND_LABELS = " \u00a0\u200c\u200f:"


@dataclass(slots=True)
class Watch:
    """Looks at the bodies of one table, its columns at ``positions``; ``mapped`` are those of tables beside it as well.

    ``beside`` are the columns of each of several tables side by side: a line has a text for each of them, or one in the
    columns of one while the others go on.
    """

    contract: Contract
    index: HeadingIndex
    positions: dict[str, int]
    mapped: tuple[int, ...]
    headings: Sequence[str] = ()
    beside: Sequence[Sequence[int]] = ()
    _known: pa.Array = field(init=False)
    _labels: pa.Array = field(init=False)

    def __post_init__(self) -> None:
        spelled = {h for c in self.contract.columns for h in c.headings} | set(self.headings)
        self._known = _spellings(spelled)
        absent = (c for c in self.contract.columns if c.told_by and c.name not in self.positions)
        self._labels = _spellings({h for c in absent for h in c.headings})

    def heading_rows(self, body: Body) -> tuple[list[int], list[int]]:
        """Return the rows that hold headings where figures belong, or in two columns of text, and the wordy rows.

        A wordy row has other words wherever figures belong: a heading that nobody knows, perhaps.
        """
        of_figures, of_text = np.zeros(body.length, dtype=bool), np.zeros(body.length, dtype=np.int16)
        words, filled = np.zeros(body.length, dtype=np.int16), np.zeros(body.length, dtype=np.int16)
        texts, figures = 0, []
        for name, position in self.positions.items():
            if position >= len(body.columns):
                continue
            column = body.columns[position]
            if self.contract.column(name).kind in FIGURES:
                is_word = begins_with_letter(column)
                figures.append(column)
                words += is_word
                filled += _flags(pc.is_valid(column))
                of_figures |= self._words_that_are_headings(column, is_word)
            elif texts < _LOOKED_UP:
                texts += 1
                of_text += _flags(pc.is_in(column, value_set=self._known))
        enough = of_text >= min(2, max(1, texts))
        wordy = (words == filled) & ((words > 1) | ((words > 0) & (of_text > 0)))
        return [int(i) for i in np.flatnonzero(of_figures | enough)], _unlike(figures, np.flatnonzero(wordy))

    def _words_that_are_headings(self, column: pa.Array, is_word: np.ndarray) -> np.ndarray:
        flags = is_word.copy()
        places = np.flatnonzero(flags)
        if not len(places):
            return flags
        words = column.take(pa.array(places)).dictionary_encode()
        if len(words.dictionary) > _MOST_WORDS:
            found = _flags(pc.is_in(words.dictionary, value_set=self._known))
        else:
            found = np.array([self.index.match(0, w).column is not None for w in words.dictionary.to_pylist()])
        flags[places] = found[words.indices.to_numpy(zero_copy_only=False)]
        return flags

    def sparse_rows(self, body: Body) -> list[int]:
        """Return the rows that fill few of the table's columns, or say one thing in all of them."""
        mapped = [p for p in self.mapped if p < len(body.columns)]
        filled = _filled(body, mapped)
        sparse = filled <= max(len(self.beside), min(_MOST_FILLED, len(mapped) // 3))
        if len(mapped) > 1:
            sparse |= _flags(pc.equal(body.columns[mapped[0]], body.columns[mapped[-1]]))
        return [int(i) for i in np.flatnonzero(sparse)]

    def labelled_rows(self, body: Body) -> list[int]:
        """Return the rows of a few cells, the first of which is the label of a column that lines tell: «شهرستان:».

        In a table of few columns such a line fills as many of them as a row of data does.
        """
        mapped = [p for p in self.mapped if p < len(body.columns)]
        filled = _filled(body, mapped)
        few = np.flatnonzero((filled > 0) & (filled <= _MOST_OF_LABELLED))
        if self.beside or not len(self._labels) or not len(few):
            return []
        first = pc.coalesce(*(body.columns[p].take(pa.array(few)) for p in mapped))
        texts = pc.utf8_trim(first, characters=_AROUND_LABELS)
        return [int(i) for i in few[_flags(pc.is_in(texts, value_set=self._labels))]]

    def leaning_rows(self, body: Body) -> list[int]:
        """Return the rows that hold one cell alone in the columns of one of several tables."""
        leans = np.zeros(body.length, dtype=bool)
        for columns in self.beside:
            filled = _filled(body, columns)
            leans |= (filled == 1) & (len(columns) > 1)
        return [int(i) for i in np.flatnonzero(leans)]


def _filled(body: Body, columns: Sequence[int]) -> np.ndarray:
    """Return how many of some columns each row fills."""
    filled = np.zeros(body.length, dtype=np.int16)
    for position in columns:
        if position < len(body.columns):
            filled += _flags(pc.is_valid(body.columns[position]))
    return filled


def _spellings(headings: set[str]) -> pa.Array:
    """Return headings in the letters of both alphabets."""
    return pa.array(sorted(headings | {arabic_letters(h) for h in headings}), pa.string())


def _unlike(columns: Sequence[pa.Array], places: np.ndarray) -> list[int]:
    """Return those of some rows that say nothing twice in neighbouring columns, as «ندارد» is said."""
    if not len(places):
        return []
    taken = [column.take(pa.array(places)) for column in columns]
    alike = np.zeros(len(places), dtype=bool)
    for one, other in itertools.pairwise(taken):
        alike |= _flags(pc.equal(one, other))
    return [int(i) for i in places[~alike]]


def begins_with_letter(column: pa.Array) -> np.ndarray:
    """Tell which cells begin with a letter of the Arabic or the Latin alphabet, by their first two bytes."""
    flags = np.zeros(len(column), dtype=bool)
    _, offsets, data = column.buffers()
    if column.null_count == len(column) or data is None:
        return flags
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    letters = np.frombuffer(data, dtype=np.uint8)
    if len(letters) < 2:
        return flags
    starts = np.minimum(ends[:-1], len(letters) - 2)
    first, second = letters[starts], letters[starts + 1]
    latin = ((first | 0x20) >= ord("a")) & ((first | 0x20) <= ord("z"))
    arabic = (first >= 0xD8) & (first <= 0xDB)
    digit = ((first == 0xD9) & (second >= 0xA0) & (second <= 0xAC)) | (
        (first == 0xDB) & (second >= 0xB0) & (second <= 0xB9)
    )
    result: np.ndarray = (ends[1:] > ends[:-1]) & (latin | (arabic & ~digit))
    return result


def _flags(column: pa.Array) -> np.ndarray:
    flags: np.ndarray = pc.fill_null(column, False).to_numpy(zero_copy_only=False)
    return flags
