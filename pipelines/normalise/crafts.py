"""Crafts as offices write them: one by any of its spellings, or several in one cell («معرق و منبت چوب»).

A person with two crafts is one person: the craft that is written first is the person's craft, the others are kept
beside it and never counted into the same total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.normalise.codebook import Spellings
from pipelines.normalise.codes import normalise_code
from pipelines.normalise.result import Normalised
from pipelines.normalise.text import ZWNJ, clean_text, search_key

#: Crafts that one cell may name; what seems to name more is a sentence.
MOST = 4

_GAP = rf"[\s{ZWNJ}]"
_MARKS = rf"(?:[/،,;؛+&|\\–—-]{_GAP}*)"
_BETWEEN = re.compile(rf"{_GAP}+و{_GAP}*{_MARKS}*|{_GAP}*{_MARKS}+(?:و{_GAP}+)?")
#: Ends of lines in a cell, as they are and as spreadsheets escape them.
_LINES = re.compile(r"(?:[\n\r\v\f\x85\u2028\u2029]|_x000[AaDd]_)+")
_WORDS = re.compile(rf"{_GAP}+")
#: «نقاشی روی چوب»: what a craft is made on stands behind it.
_ON = "روی"
#: Letters that two crafts may share at an end or a beginning: «گلیم و جاجیم‌بافی», «فیروزه‌تراشی و کوبی».
_SHARED = range(7, 2, -1)


def normalise_craft(raw: str, crafts: Spellings) -> Normalised:
    """Return the craft that ``raw`` names first, and the others in ``more``.

    Every part must be a known craft: of «پته‌دوزی و آشپزی» nothing is taken. What the list knows as a whole is one
    craft, unless its parts begin with that same craft.
    """
    whole = normalise_code(raw, crafts, "unknown_craft")
    if whole.value is not None and _is_title(raw, whole.value, crafts):
        return whole
    codes = _codes(clean_text(raw), crafts)
    if not codes and whole.problem is not None:  # a name may be wrapped in its cell; where it is not, lines part crafts
        codes = _codes(clean_text(_LINES.sub("،", raw)), crafts)
    if not codes or whole.value not in (None, codes[0]) or (whole.value or whole.problem) is None:
        return whole
    if len(codes) == 1:  # one craft, said twice
        return Normalised(codes[0], "spelling_unified")
    return Normalised(codes[0], "several_crafts", more="|".join(codes[1:]))


def _codes(text: str, crafts: Spellings) -> list[str]:
    """Return the codes of the crafts in ``text``, each once, in their order; none where a part is not known."""
    parts = [part for part in _BETWEEN.split(text) if part]
    if not 1 < len(parts) <= MOST:
        return []
    found = [_code(parts, at, crafts) for at in range(len(parts))]
    if any(code not in crafts.titles for code in found):  # a word may be taught to mean nothing at all
        return []
    return list(dict.fromkeys(code for code in found if code))


def _code(parts: Sequence[str], at: int, crafts: Spellings) -> str | None:
    """Return the code of one part, with the words that it shares with the last or the first of them."""
    part, last = parts[at], crafts.find(parts[-1])
    own = crafts.find(part)
    if own is not None and _is_title(part, own, crafts):
        return own
    if own is not None and _is_in_doubt(parts, at, own, crafts):
        return None
    if at < len(parts) - 1:
        for tail in _tails(parts[-1]):
            if (code := crafts.find(f"{part} {tail}")) not in (None, last):
                return code
    if own is not None:
        return own
    key = search_key(part)
    for letters in _shared_letters(search_key(parts[-1]), from_end=True) if at < len(parts) - 1 else ():
        if (code := crafts.codes.get(key + letters)) is not None:
            return code
    for letters in _shared_letters(search_key(parts[0]), from_end=False) if at else ():
        if (code := crafts.codes.get(letters + key)) is not None:
            return code
    return None


def _is_title(raw: str, code: str, crafts: Spellings) -> bool:
    return search_key(raw) == search_key(crafts.titles.get(code, ""))


def _is_in_doubt(parts: Sequence[str], at: int, own: str, crafts: Spellings) -> bool:
    """Tell whether a part may be what the craft before it is also made on, and no craft of its own.

    «نقاشی روی شیشه و سفال» may be painting on glass and on pottery, or painting on glass, and pottery. Behind «روی»
    that holds of every material, behind other words where such a craft is known («معرق چوب و کاشی»).
    """
    before = next((words for n in range(at - 1, -1, -1) if len(words := _WORDS.split(parts[n])) > 1), [])
    heads = [" ".join(before[:end]) for end in range(1, len(before))]
    shared = [code for head in heads if (code := crafts.find(f"{head} {parts[at]}")) is not None]
    return any(code != own for code in shared) or (not shared and _ON in before[1:-1])


def _tails(part: str) -> Iterator[str]:
    """Yield the words after the first one, then fewer of them: «شیریکی‌پیچ سیرجان», «پیچ سیرجان», «سیرجان»."""
    words = _WORDS.split(part)
    for start in range(1, len(words)):
        yield " ".join(words[start:])


def _shared_letters(key: str, *, from_end: bool) -> Iterator[str]:
    for length in _SHARED:
        if length < len(key):
            yield key[-length:] if from_end else key[:length]
