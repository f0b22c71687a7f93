"""The codes of a list that a longer text names in whole words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.normalise.text import clean_text, search_key

_BETWEEN = re.compile(r"[\s،؛:()«»\[\]/\\\-–—.]+")
#: Words of one name at most.
_LONGEST = 9


def runs_in(raw: str, codes: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return the codes that ``raw`` names in whole words, each with the place of its first word.

    ``codes`` are those of a list by the search keys of its spellings. A longer name leaves none of its words to a
    shorter one.
    """
    keys = [key for word in _BETWEEN.split(clean_text(raw)) if (key := search_key(word))]
    taken = [False] * len(keys)
    found: list[tuple[int, str]] = []
    for length in range(min(_LONGEST, len(keys)), 0, -1):
        for start in range(len(keys) - length + 1):
            code = codes.get("".join(keys[start : start + length]))
            if code is not None and not any(taken[start : start + length]):
                found.append((start, code))
                taken[start : start + length] = [True] * length
    return sorted(found)


def codes_in(raw: str, codes: Mapping[str, str]) -> list[str]:
    """Return the codes that ``raw`` names in whole words, each once, in their order."""
    return list(dict.fromkeys(code for _, code in runs_in(raw, codes)))
