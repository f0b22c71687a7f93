"""Suggest the column that an unknown heading resembles, in Persian and English: a hint for a person, never a match."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.contracts.model import Column, Contract
from pipelines.foundation.persian import listed
from pipelines.normalise.text import clean_text, search_key

#: Likeness (0 to 100) from which a column is suggested, and how many are told.
_LIKE, _TOLD = 72, 8
_WORD = re.compile(r"[^\s()\[\]{}:،,./\\|\-–—_]+")
#: Short forms that English headings of registers have.
_LONG = {
    "no": "number",
    "nr": "number",
    "num": "number",
    "tel": "phone",
    "mobile": "phone",
    "qty": "quantity",
    "amt": "amount",
    "dob": "birth date",
    "id": "identity number",
    "val": "value",
    "wt": "weight",
    "yr": "year",
}


def resembling(unknown: Sequence[str], columns: Sequence[Column], contract: Contract) -> list[tuple[str, Column]]:
    """Return the unknown headings that look like a column, with that column, each column once and the likest first."""
    scored = [
        (score, text, column)
        for text in unknown
        if text.strip()
        for column in columns
        if (score := _likeness(text, column)) >= _LIKE
    ]
    found: dict[str, Column] = {}
    for _, text, column in sorted(scored, key=lambda s: (-s[0], unknown.index(s[1]), contract.columns.index(s[2]))):
        if text not in found and column not in found.values():
            found[text] = column
    return [(text, found[text]) for text in dict.fromkeys(unknown) if text in found][:_TOLD]


def _likeness(text: str, column: Column) -> float:
    from rapidfuzz import fuzz

    words = _words(text)
    whole = search_key(text)
    best = 0.0
    for heading in column.headings:
        other = _words(heading)
        best = max(best, fuzz.ratio(whole, search_key(heading)), fuzz.token_sort_ratio(words, other))
        shared = set(words.split()) & set(other.split()) - _COMMON
        if shared:  # «County name» holds the whole of «County»
            best = max(best, fuzz.token_set_ratio(words, other) - 3 * len(set(words.split()) ^ set(other.split())))
    return best


#: Words that columns of every kind share.
_COMMON = frozenset(
    {
        "name",
        "number",
        "date",
        "of",
        "the",
        "code",
        "kind",
        "type",
        "نام",
        "شماره",
        "تاریخ",
        "کد",
        "نوع",
        "در",
        "به",
    }
)


def _words(text: str) -> str:
    plain = clean_text(text).casefold()
    return " ".join(
        search_key(_LONG.get(w, w)) if " " not in _LONG.get(w, w) else _LONG[w] for w in _WORD.findall(plain)
    )


def sentence(found: Sequence[tuple[str, Column]]) -> dict[str, str]:
    """Return what was found as a value of a message: «County name» → «شهرستان»."""
    if not found:
        return {}
    return {
        "suggestion": listed(f"«{text}» ← «{column.title_fa}»" for text, column in found),
        "suggestion_en": ", ".join(f"“{text}” → “{column.title_en}” ({column.title_fa})" for text, column in found),
    }
