"""Give a cell that says «as above» («"», «//», «ایضاً») the value of the cell above it.

Such a mark says what a blank only may say, so it is filled and noted. Where no row of data with a value stands directly
above, or the column holds numbers or leads to one person, nothing is filled and the delivery waits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.contracts.model import Contract
from pipelines.foundation.messages import Message
from pipelines.normalise.text import ZWNJ, clean_text, search_key
from pipelines.reading.layout_rules import LayoutRules
from pipelines.reading.sheets import Body

#: Kinds that lead to one person, firm or place: that the next row is of the same one is not told by a mark.
_OF_ONE = frozenset({"national_id", "legal_id", "phone"})

#: Texts of more bytes say something else.
_LONGEST = 40


@dataclass(slots=True)
class Ditto:
    """Fills the marks of one table as its rows of data pass; its columns stand at ``positions``."""

    contract: Contract
    positions: Mapping[str, int]
    filled: dict[str, int] = field(default_factory=dict)
    unclear: dict[str, list[int]] = field(default_factory=dict)
    _last_number: int = 0
    _above: dict[str, str | None] = field(default_factory=dict)

    def feed(self, body: Body) -> Body:
        """Return the next rows of data with the marks filled."""
        if not body.length:
            return body
        columns = list(body.columns)
        for name, position in self.positions.items():
            if position < len(columns):
                columns[position] = self._column(name, columns[position], body.numbers)
        self._last_number = int(body.numbers[body.length - 1].as_py())
        return Body(tuple(columns), body.numbers)

    def _column(self, name: str, column: pa.Array, numbers: pa.Array) -> pa.Array:
        if places := _places(column, self.contract.models):
            values = column.to_pylist()
            for index in places:
                value = self._value_above(name, values, numbers, index)
                if value is None:
                    self.unclear.setdefault(name, []).append(int(numbers[index].as_py()))
                else:
                    values[index] = value
                    self.filled[name] = self.filled.get(name, 0) + 1
            column = pa.array(values, pa.string())
        self._above[name] = column[len(column) - 1].as_py()
        return column

    def _value_above(self, name: str, values: list[str | None], numbers: pa.Array, index: int) -> str | None:
        """Return the value of the row directly above; None where it is no data, or the column takes none from it."""
        column = self.contract.column(name)
        if column.is_number or column.kind in _OF_ONE:
            return None
        number = int(numbers[index].as_py())
        before = int(numbers[index - 1].as_py()) if index else self._last_number
        above = values[index - 1] if index else self._above.get(name)
        return above if number == before + 1 and above and not means_above(above, self.contract.models) else None

    def notes(self, where: Mapping[str, str], named: Mapping[str, Mapping[str, str]]) -> list[Message]:
        """Say where marks were filled and where they wait; ``named`` says how the columns are called."""
        said = [
            Message("ditto_filled", "normalise", {**where, **named[name], "count": str(count)})
            for name, count in self.filled.items()
        ]
        for name, rows in self.unclear.items():
            counted = {"count": str(len(rows)), "row": str(rows[0])}
            said.append(Message("ditto_unclear", "hold", {**where, **named[name], **counted}))
        return said


def means_above(text: str | None, models: Path) -> bool:
    """Tell whether a cell says nothing but «as above»."""
    if not text:
        return False
    return _marks(models).fullmatch(text) is not None or search_key(clean_text(text)) in _phrases(models)


@cache
def _marks(models: Path) -> re.Pattern[str]:
    marks = "|".join(re.escape(mark) for mark in sorted(LayoutRules.load(models).ditto_marks))
    return re.compile(rf"\s*(?:(?:{marks})\s*)+")


@cache
def _phrases(models: Path) -> frozenset[str]:
    return frozenset(map(search_key, LayoutRules.load(models).ditto_phrases))


@cache
def _spellings(models: Path) -> pa.Array:
    """Return the phrases as cells hold them: in the letters of both alphabets, with spaces and half-spaces."""
    plain = {
        p for phrase in LayoutRules.load(models).ditto_phrases for p in (phrase, phrase.capitalize(), phrase.upper())
    }
    spaced = plain | {phrase.replace(" ", ZWNJ) for phrase in plain}
    arabic = {phrase.replace("ی", "ي").replace("ک", "ك") for phrase in spaced}
    return pa.array(sorted(spaced | arabic), pa.string())


@cache
def _heads(models: Path) -> np.ndarray:
    """Return which pairs of first bytes a mark has, or the space before it."""
    heads = np.zeros((256, 256), dtype=bool)
    for head in [mark[0].encode() for mark in LayoutRules.load(models).ditto_marks] + [b" "]:
        heads[head[0], head[1] if len(head) > 1 else slice(None)] = True
    return heads


def _places(column: pa.Array, models: Path) -> list[int]:
    """Return the cells that say «as above»; those that do not begin like a mark are never looked at one by one."""
    _, offsets, data = column.buffers()
    if column.null_count == len(column) or data is None:
        return []
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    letters = np.frombuffer(data, dtype=np.uint8)
    length, last = ends[1:] - ends[:-1], len(letters) - 1
    begin = np.minimum(ends[:-1], last)
    found = (length > 0) & (length <= _LONGEST) & _heads(models)[letters[begin], letters[np.minimum(begin + 1, last)]]
    found |= pc.is_in(column, value_set=_spellings(models)).to_numpy(zero_copy_only=False)
    places = np.flatnonzero(found)
    texts = column.take(pa.array(places)).dictionary_encode()
    marks = np.array([means_above(text, models) for text in texts.dictionary.to_pylist()], dtype=bool)
    return [int(i) for i in places[marks[texts.indices.to_numpy(zero_copy_only=False)]]]
