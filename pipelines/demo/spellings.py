"""How a text is miswritten without changing what it says: letters, joiners, spaces, marks.

Two families. Mangles of the first keep the cleaned text as it is (they may fall on any text); those of the second
change it, but not the key by which names and codes are matched.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from functools import cache

from pipelines.contracts import Column
from pipelines.demo.world import World
from pipelines.foundation.persian import arabic_letters, latin_digits
from pipelines.normalise.codebook import Spellings
from pipelines.normalise.crafts import normalise_craft
from pipelines.normalise.text import ZWNJ

#: A miswritten text and the kind of mess.
Written = tuple[str, str]

_DIACRITICS = "\u064e\u064f\u0650\u0652"
_JOINING = frozenset("بپتثجچحخسشصضطظعغفقکگلمنهی")
#: Letters that windows-1256 lacks, and what stands there instead.
_TO_1256: dict[int, str | None] = str.maketrans({"ی": "ي", "\u0654": None, "٬": "،"})


def for_1256(text: str) -> str:
    """Return ``text`` with the letters that windows-1256 has; its Persian yeh is the Arabic one."""
    return latin_digits(text).translate(_TO_1256)


def fits_1256(text: str) -> bool:
    """Tell whether windows-1256 can write ``text``."""
    try:
        text.encode("cp1256")
    except UnicodeEncodeError:
        return False
    return True


def mangled(text: str, chance: random.Random) -> Written:
    """Return ``text`` miswritten so that cleaning gives it back exactly."""
    way = chance.randrange(8)
    if way == 0 and arabic_letters(text) != text:
        return arabic_letters(text), "arabic_letters"
    if way == 1 and (position := _joined(text, chance)):
        return text[:position] + "ـ" + text[position:], "tatweel"
    if way == 2:
        return "\u200f" + text + chance.choice(("\u200f", "\u200e")), "direction_marks"
    if way == 3:
        return "\u202b" + text + "\u202c", "embedding_marks"
    if way == 4:
        return text + chance.choice(("_x000D_", "_x000B_", "_x001F_")), "spreadsheet_escape"
    if way == 5 and " " in text:
        return text.replace(" ", "  ", 1), "double_space"
    if way == 6 and " " in text:
        return text.replace(" ", "\u00a0", 1), "non_breaking_space"
    return chance.choice((" {}", "{} ", " {} ", "\u00a0{}")).format(text), "outer_spaces"


def mangled_name(text: str, chance: random.Random) -> Written:
    """Return ``text`` miswritten so that it still matches as a name."""
    way = chance.randrange(3)
    if way == 0 and ZWNJ in text:
        return text.replace(ZWNJ, chance.choice(("", " "))), "joiner_lost"
    if way == 1 and (position := _joined(text, chance)):
        return text[:position] + chance.choice(_DIACRITICS) + text[position:], "diacritics"
    return mangled(text, chance)


def _joined(text: str, chance: random.Random) -> int:
    """Return a place between two letters that join, 0 when there is none."""
    places = [i + 1 for i, (a, b) in enumerate(itertools.pairwise(text)) if a in _JOINING and b in _JOINING]
    return chance.choice(places) if places else 0


class CodeSpellings:
    """Every way to write the codes of the world's lists, each proven by the code book to lead to its code alone.

    A spelling of a craft that names another one, too («طراحی سنتی و نگارگری»), would say more than the truth knows.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._ways = cache(self._found_ways)

    @property
    def unknown_places(self) -> Sequence[str]:
        """Names that no place of the world's has."""
        return self._world.place.told.unknown_places_fa

    def list_of(self, column: Column) -> str:
        """Return the name of the list that a coded column takes its values from."""
        return {"place": "places", "craft": "crafts"}.get(column.kind) or column.codes or ""

    def known(self, name: str) -> Spellings:
        """Return the code book's list called ``name``."""
        book = self._world.codebook
        return {"places": book.places, "crafts": book.crafts}.get(name) or book.lists[name]

    def plain(self, name: str, code: str) -> str:
        """Return the usual way to write a code."""
        return self._ways(name, code)[0][0]

    def messy(self, name: str, code: str, chance: random.Random) -> Written:
        """Return an unusual way to write a code."""
        ways = self._ways(name, code)
        return ways[chance.randrange(1, len(ways))] if len(ways) > 1 else ways[0]

    def _found_ways(self, name: str, code: str) -> list[Written]:
        known, chance = self.known(name), random.Random(f"{name} {code}")  # noqa: S311
        titles = [
            t
            for t in self._world.spellings.get((name, code), [])
            if t and known.find(t) == code and not (name == "crafts" and normalise_craft(t, known).more)
        ]
        if not titles:
            return [(code, "plain")]
        ways: list[Written] = [(titles[0], "plain")]
        ways += [(title, "alias") for title in titles[1:]]
        for _ in range(14):
            ways.append(mangled_name(chance.choice(titles[:4]), chance))
        seen: dict[str, str] = {}
        for text, kind in ways:
            if known.find(text) == code:
                seen.setdefault(text, kind)
        return list(seen.items())
