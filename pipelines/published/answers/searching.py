"""Finding things by the words of a reader, however Persian was typed: letters, digits, half-spaces and signs."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pipelines.foundation.persian import latin_digits

#: Arabic letters that keyboards give for Persian ones, and seats of hamza that are left out as often as written.
_LETTERS = str.maketrans("يىكةۀأإآٱؤئ", "ییکههااااوی")
#: Vowel signs, the stretching line and marks of direction: nothing that a reader types on purpose.
_UNSEEN = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BETWEEN = re.compile(r"[\W_]+")
#: What a word in a title counts, beside one in the definition.
_TITLE, _DEFINITION = 3, 1
#: Letters of a word by which something near is found: «از» and "of" stand everywhere.
_SHORTEST = 3
#: Characters of a question that are looked at.
LONGEST = 200


def folded(text: str) -> str:
    """Return ``text`` as words that compare: one form of letters and digits, lower case, spaces between the words."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_LETTERS)
    return _BETWEEN.sub(" ", latin_digits(plain).casefold()).strip()


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """Return :func:`folded` text without spaces: «قالی‌بافان», «قالیبافان» and «قالی بافان» are one."""
    return folded(text).replace(" ", "")


def rank(question: str, titles: Iterable[str], definitions: Iterable[str]) -> int:
    """Return how well texts answer a question: 0 where a word of it is found nowhere, more where titles have it.

    The whole question in a title counts most, a title that is nothing else most of all.
    """
    words = folded(question[:LONGEST]).split()
    whole = "".join(words)
    names = [squeezed(title) for title in titles]
    body = [squeezed(text) for text in definitions]
    if not words:
        return 0
    if whole in names:
        return 1000
    score = 100 if any(whole in name for name in names) else 0
    for word in words:
        if any(word in name for name in names):
            score += _TITLE
        elif any(word in text for text in body):
            score += _DEFINITION
        else:
            return 0
    return score


def words_found(question: str, texts: Iterable[str]) -> float:
    """Return which share of the words of a question stand in texts, from 0 to 1.

    Short words, which stand everywhere, are passed over unless there is no other.
    """
    words = set(folded(question[:LONGEST]).split())
    words = {word for word in words if len(word) >= _SHORTEST} or words
    found = [squeezed(text) for text in texts]
    return sum(any(word in text for text in found) for word in words) / len(words) if words else 0.0


def nearest(text: str, known: Mapping[str, Sequence[str]], count: int = 5) -> list[str]:
    """Return the codes whose own text or names look most like ``text``, best first; the first few where none does."""
    asked = squeezed(text[:LONGEST])
    spelled: dict[str, list[str]] = {}
    for code, names in known.items():
        for name in {squeezed(name) for name in (*names, code)}:
            spelled.setdefault(name, []).append(code)
    within = [name for name in spelled if asked and asked in name]
    close = difflib.get_close_matches(asked, spelled, count)
    found = [code for name in (*close, *within) for code in spelled[name]]
    return list(dict.fromkeys(found))[:count] or list(known)[:count]
