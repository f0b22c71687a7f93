"""Tell whether a line speaks of a column although it cannot be understood: «شهرستان کرمانشاه», «خرداد و تیر ۱۴۰۲».

What such a line says is not known, but what an earlier line said holds no longer: the rows below are another county's
or another month's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.contracts.model import Column
from pipelines.foundation.period import YEAR as JALALI_YEAR
from pipelines.foundation.persian import latin_digits
from pipelines.normalise.calendar_words import COUNTS, MONTHS, SEASONS
from pipelines.normalise.codebook import CodeBook
from pipelines.normalise.text import clean_text, search_key

#: Words of a title, apart from the marks around them; a half-space keeps a word together.
WORD = re.compile(r"[^\s:：،,؛;()\[\]{}«»\"/\\|\-–—ـ.]+")
FULL_DATE = re.compile(r"\d{1,4}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{1,4}")
YEAR = re.compile(rf"(?<!\d)({JALALI_YEAR})(?!\d)")
#: What follows a month or a count of months: «خرداد ماه», «شش‌ماهه».
_OF_MONTHS = ("", "ماه", "ماهه")
_PARTS_OF_YEAR = frozenset(
    {*MONTHS, *SEASONS, *(f"{word}{after}" for word in (*MONTHS, *COUNTS) for after in _OF_MONTHS[1:])}
)
#: What stands between two names: «راور و رابر», «بم، بافت».
_JOINED = re.compile(r"\sو\s|\sand\s|[,،؛;/|–—-]")
#: Words that names of places by themselves have.
_LONGEST_NAME = 4
#: Words that a line between rows may have: a longer one is a remark.
_LONGEST_LINE = 6


def words_of(text: str) -> list[str]:
    """Return the words of a title as search keys."""
    return [key for word in WORD.findall(clean_text(text)) if (key := search_key(word))]


def speaks_of(column: Column, text: str, codebook: CodeBook, *, is_line: bool) -> bool:
    """Tell whether ``text`` says something of ``column``, whatever it is.

    A line between the rows (``is_line``) is short and begins with the heading of the column or is a name by itself; in
    a title the heading may stand anywhere before a name.
    """
    words = words_of(text)
    if not words or (is_line and len(words) > _LONGEST_LINE):
        return False
    if column.kind == "year":
        return bool(YEAR.search(FULL_DATE.sub(" ", latin_digits(clean_text(text)))))
    if column.codes == "months":
        return any(
            a in _PARTS_OF_YEAR or f"{a}{b}" in _PARTS_OF_YEAR for a, b in zip(words, [*words[1:], ""], strict=True)
        )
    if column.kind == "place":
        named = {word for heading in column.headings for word in words_of(heading)}
        if len(words) <= _LONGEST_NAME and named.isdisjoint(words) and _is_like_a_place(text, words, codebook):
            return True
    elif column.codes is None:
        return False
    return _has_label(column, words, is_line=is_line)


def _is_like_a_place(text: str, words: Sequence[str], codebook: CodeBook) -> bool:
    """Tell whether a text is a place by itself, though not of the list: elsewhere, misspelt («بردسیرر»), or several."""
    key, places = "".join(words), codebook.places
    if key in places.elsewhere or key in places.ambiguous:
        return True
    if codebook.crafts.find(text) is not None:  # «گلیم‌بافی» looks like a town
        return False
    names = [name for name in _JOINED.split(clean_text(text)) if name.strip()]
    return bool(places.suggestions(text)) or (len(names) > 1 and any(places.find(n) for n in names))


def _has_label(column: Column, words: Sequence[str], *, is_line: bool) -> bool:
    """Tell whether a heading of the column stands there with something behind it."""
    labels = [label for h in column.headings if (label := words_of(h))]
    return any(
        list(words[start : start + len(label)]) == label and start + len(label) < len(words)
        for start in range(1 if is_line else len(words))
        for label in labels
    )
