"""Pick the rows of a body that may be no data; all others are never looked at one by one.

Two looks: sparse rows (few of the columns that data rows fill) are searched for the beginnings of labels and notes in
every cell; in tables of several figures the describing columns of all rows are searched for labels, because a
total may keep its year, its office and its code.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.reading.non_data.layout import Layout
from pipelines.reading.non_data.words import TotalRules
from pipelines.reading.sheets import Body

_NOTES = r"[*※•†#]|توض|یادداشت|يادداشت|نکته|نكته|تذکر|تذكر|منبع|م[أا]خذ|ملاحظات|پی|پي|note|source"
_BEFORE = r"[\s\x{200b}-\x{200f}\x{202a}-\x{202e}\x{feff}\"'«(\[_:\-–]*"
_BETWEEN = r"[\s\x{200b}-\x{200f}:：،,()\-–]+"
_AFTER = r"(?:[\s\x{200b}-\x{200f}\x{202a}-\x{202e}\x{feff}:：،,;.()\[\]«»\"'_*=\-–]|$)"
#: Marks without width, and vowel signs, that may stand inside a word or at its end.
_INSIDE = r"[ـ\x{64b}-\x{652}\x{200b}-\x{200f}]*"
_VARIANTS = {"ی": "[یيى]", "ک": "[کك]", "ه": "[هة]"}
#: Texts of more bytes are no labels.
_LONGEST_BYTES = 200
#: From so many additive columns on the describing cells of all rows are searched for labels.
SEVERAL = 2


def suspects(body: Body, layout: Layout, rules: TotalRules) -> tuple[list[int], bool]:
    """Return the rows that may be no data, and whether some of the others hold numbers alone."""
    sparse = _sparse(body, layout)
    places = np.flatnonzero(sparse)
    found = np.zeros(body.length, dtype=bool)
    has_bare = False
    if len(places):
        few = body if len(places) == body.length else body.take(pa.array(places))
        suspicious, has_text = _by_beginning(few, layout, rules)
        found[places[suspicious]] = True
        has_bare = bool((~has_text & ~suspicious).any())
    if len(layout.additive) >= SEVERAL and len(places) < body.length:
        rest = found | sparse
        for position in layout.described:
            if position < len(body.columns):
                found |= ~rest & _labelled(body.columns[position], rules)
    return np.flatnonzero(found).tolist(), has_bare


def may_be_labels(few: Body, rules: TotalRules) -> np.ndarray:
    """Return which rows hold a cell that begins or ends like a label or a note.

    One call for all columns: making the pattern ready costs more than a few hundred cells.
    """
    cells = pa.concat_arrays([column.cast(pa.string()) for column in few.columns])
    found = pc.fill_null(pc.match_substring_regex(cells, _pattern(rules)), False)
    flags: np.ndarray = found.to_numpy(zero_copy_only=False).reshape(len(few.columns), few.length).any(axis=0)
    return flags


def _sparse(body: Body, layout: Layout) -> np.ndarray:
    """Return which rows fill few of the columns that data rows fill, or repeat a heading."""
    columns = layout.distinguishing
    filled = np.zeros(body.length, dtype=np.int16)
    for position in columns:
        filled += valid(body, position)
    sparse: np.ndarray = filled <= max(1, (len(columns) + 1) // 2)
    for position, text in list(layout.headings.items())[:3]:
        if position < len(body.columns):
            same = pc.fill_null(pc.equal(body.columns[position], text), False)
            sparse |= same.to_numpy(zero_copy_only=False)
    return sparse


def _by_beginning(few: Body, layout: Layout, rules: TotalRules) -> tuple[np.ndarray, np.ndarray]:
    """Return which rows hold a cell that begins like a label, a note or a heading (or nothing), and which any text."""
    has_text = np.zeros(few.length, dtype=bool)
    has_any = np.zeros(few.length, dtype=bool)
    described = set(layout.described)
    suspicious = may_be_labels(few, rules)
    for position, column in enumerate(few.columns):
        has_any |= valid(few, position)
        if position in described:
            has_text |= valid(few, position)
        if position in layout.headings:
            same = pc.fill_null(pc.equal(column, layout.headings[position]), False)
            suspicious |= same.to_numpy(zero_copy_only=False)
    return suspicious | ~has_any, has_text


def _labelled(column: pa.Array, rules: TotalRules) -> np.ndarray:
    """Return which cells of a column may be a total's label.

    The first letters are compared as bytes: a pattern over every cell would cost as much as reading them.
    """
    out = np.zeros(len(column), dtype=bool)
    _, offsets, data = column.buffers()
    if column.null_count == len(column) or data is None:
        return out
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    letters = np.frombuffer(data, dtype=np.uint8)
    length = ends[1:] - ends[:-1]
    begin = np.minimum(ends[:-1], len(letters) - 1)
    last = len(letters) - 1
    head = sum(letters[np.minimum(begin + n, last)].astype(np.uint32) << (8 * n) for n in range(4))
    doubtful = _FIRST_BYTES[letters[begin]] | np.isin(head, _heads(rules))
    places = np.flatnonzero(doubtful & (length > 2) & (length <= _LONGEST_BYTES))
    if len(places):
        found = pc.match_substring_regex(column.take(pa.array(places)), _whole_pattern(rules))
        out[places] = pc.fill_null(found, False).to_numpy(zero_copy_only=False)
    return out


#: First bytes of spaces, quotes, brackets and marks without width, after which a label may begin.
_FIRST_BYTES = np.zeros(256, dtype=bool)
_FIRST_BYTES[[0x20, 0x22, 0x27, 0x28, 0x2A, 0x3A, 0x5B, 0xC2, 0xE2, 0xEF]] = True


@cache
def _heads(rules: TotalRules) -> np.ndarray:
    """Return the first four bytes of every label, as numbers."""
    words = rules.first_words
    spelt = {v for w in words for v in (w, w.upper(), w.capitalize(), w.replace("ک", "ك"), w.replace("ی", "ي"))}
    heads = {word.encode()[:4] for word in spelt}
    stretched = {word[:1].encode() + "ـ".encode() for word in words if not word.isascii()}
    return np.array(
        sorted(int.from_bytes(head.ljust(4, b"\0"), "little") for head in heads | stretched), dtype=np.uint32
    )


def _spelt(word: str) -> str:
    """Return the pattern of a word in the letters of both alphabets, stretched or not."""
    return "".join(_VARIANTS.get(letter, letter) + _INSIDE for letter in word)


@cache
def _pattern(rules: TotalRules) -> str:
    """Return the pattern of cells of sparse rows that begin like a label or a note, or end like a label."""
    words = "|".join(_spelt(word) for word in rules.first_words)
    return f"(?i)^{_BEFORE}(?:(?:{words}){_AFTER}|{_NOTES})|{_BETWEEN}(?:{_ends(rules)})[\\s:：]*$"


@cache
def _whole_pattern(rules: TotalRules) -> str:
    words = "|".join(_spelt(word) for word in rules.first_words)
    return f"(?i)^{_BEFORE}(?:{words}){_AFTER}"


@cache
def _ends(rules: TotalRules) -> str:
    return "|".join(sorted(_spelt(words[-1]) for words in rules.ends))


def valid(body: Body, position: int) -> np.ndarray:
    """Return which rows hold anything in a column."""
    if position >= len(body.columns):
        return np.zeros(body.length, dtype=bool)
    filled: np.ndarray = pc.is_valid(body.columns[position]).to_numpy(zero_copy_only=False)
    return filled
