"""The code lists of ``models/reference`` with every spelling that leads to a code.

A value matches as a whole or not at all. When two codes claim one spelling, the list is ambiguous and the
loader says so: nothing is resolved by which line came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.contracts.indicators import IndicatorFacts, indicator_facts
from pipelines.normalise.code_lists import Code, read_code_lists, read_rows
from pipelines.normalise.result import NOT_STATED, OTHER
from pipelines.normalise.text import search_key
from pipelines.normalise.units import UnitTable
from pipelines.normalise.word_runs import codes_in

# Likeness (0 to 100) from which a title is worth a person's look, how far behind the likest one it may lie, how
# many are told, and among how many spellings they are found (one title may have several).
_LIKE, _MUCH, _SUGGESTED, _LOOKED_AT = 76, 8, 3, 12


class CodeBookError(ValueError):
    """Reference data contradict themselves; the text names the file, the spelling and both codes."""


#: Marks that choose how a sign is drawn (✔ or ✔️) and say nothing.
_DRAWN = str.maketrans("", "", "\ufe0e\ufe0f")


def spelling_key(raw: str) -> str:
    """Return the key by which a spelling is found: its search key, or the sign itself where it is one (✓, ×)."""
    return search_key(raw) or raw.translate(_DRAWN).strip()


@dataclass(frozen=True, slots=True)
class Spellings:
    """The codes of one list by search key, and their titles.

    ``elsewhere`` are names, by search key, that are known to be none of the list's, with where they belong in both
    languages: the county of another province. ``ambiguous`` are words that may mean any of several codes and so
    mean none. ``has_names`` says that the list names things (countries, customs offices, units) and no states of one:
    what stands behind a name may make another thing of it («ایرلند (شمالی)»).
    """

    codes: Mapping[str, str]
    titles: Mapping[str, str]
    elsewhere: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_names: bool = False
    keys: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", tuple(key for key, code in self.codes.items() if code in self.titles))

    def find(self, raw: str) -> str | None:
        """Return the code that ``raw`` spells as a whole."""
        return self.codes.get(spelling_key(raw))

    def defines(self, key: str) -> bool:
        """Tell whether the list itself says what a search key means: a code, several codes, or none of its own."""
        return key in self.codes or key in self.ambiguous or key in self.elsewhere

    def suggestions(self, raw: str) -> tuple[str, ...]:
        """Return the titles that look most like ``raw``, the likest first: hints for a person, never a match.

        What is much less like it than the first is left out, and what begins with another letter: pens slip inside
        words, and «آشپزی» is no «کاشی‌پزی». So is everything where a name from elsewhere is as like it as the list's
        own: Kermanshah is no slip of the pen for Kerman, and neither is a garbled Kermanshah.
        """
        from rapidfuzz import fuzz, process

        key = search_key(raw)
        if key in self.ambiguous:
            return tuple(self.titles[code] for code in self.ambiguous[key])
        alike = process.extract(key, self.keys, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=_LOOKED_AT)
        found = [hit for hit in alike if hit[0][:1] == key[:1]]
        if found and process.extractOne(key, tuple(self.elsewhere), scorer=fuzz.ratio, score_cutoff=found[0][1]):
            return ()
        titles = [self.titles[self.codes[key]] for key, score, _ in found if score >= found[0][1] - _MUCH]
        return tuple(dict.fromkeys(titles))[:_SUGGESTED]


@dataclass(frozen=True, slots=True)
class FormerCode:
    """What a code meant up to the month ``valid_to`` (``1364-12``): codes are given again."""

    area_code: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class CodeBook:
    """Every list by which values become codes.

    ``spans`` gives the first and last month of each area that has not always been there or is no more;
    ``former_codes`` what a code meant in earlier editions, the earliest first; ``area_kinds`` and ``area_parents`` say
    of each area what it is and in which other it lies, ``list_areas`` of the codes of a list. ``indicator_facts`` gives
    the unit in which an indicator is told, and its kind. ``districts`` gives the counties that have a district by a
    name that is known of elsewhere, by search key; without any, every county has one.
    """

    lists: Mapping[str, Spellings]
    places: Spellings
    crafts: Spellings
    hs8: frozenset[str]
    units: UnitTable
    spans: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    former_codes: Mapping[str, tuple[FormerCode, ...]] = field(default_factory=dict)
    indicator_facts: Mapping[str, IndicatorFacts] = field(default_factory=dict)
    area_kinds: Mapping[str, str] = field(default_factory=dict)
    area_parents: Mapping[str, str] = field(default_factory=dict)
    list_areas: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    districts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def within(self, area: str) -> list[str]:
        """Return an area and every one in which it lies, the nearest first."""
        found = [area]
        while parent := self.area_parents.get(found[-1]):
            found.append(parent)
        return found

    def unit_of_indicator(self, raw: str) -> str | None:
        """Return the unit in which the indicator that ``raw`` names is told; None where it has none of its own."""
        code = self._indicator(raw)
        return self.indicator_facts[code].unit if code is not None and code in self.indicator_facts else None

    def kind_of_indicator(self, raw: str) -> str | None:
        """Return what the indicator that ``raw`` names measures: a stock, a flow, or a running total."""
        code = self._indicator(raw)
        if code is None or code not in self.indicator_facts:
            return None
        kind = self.indicator_facts[code].kind
        return kind if kind in ("flow", "cumulative") else "stock"

    def _indicator(self, raw: str) -> str | None:
        """Return the indicator that a text spells, or the one that it names among other words."""
        indicators = self.lists.get("figure_indicators")
        if indicators is None:
            return None
        named = codes_in(raw, indicators.codes)
        return indicators.find(raw) or (named[0] if len(named) == 1 else None)

    @classmethod
    def load(cls, models_dir: Path) -> CodeBook:
        """Read the code book from ``models_dir/reference``; raises :class:`CodeBookError` on contradictions."""
        folder = models_dir / "reference"
        units = UnitTable.load(models_dir)
        code_lists = read_code_lists(folder)
        lists = _lists(folder, code_lists)
        lists["units"] = Spellings(
            {key: unit.code for key, unit in units.by_key.items()},
            {unit.code: unit.title_fa for unit in units.by_code.values()},
            has_names=True,
        )
        hs8 = frozenset(row["hs8"] for row in read_rows(folder / "hs_codes.csv"))
        areas = read_rows(folder / "areas.csv")
        spans = {
            row["area_code"]: (row["valid_from"], row["valid_to"])
            for row in areas
            if row["valid_from"] or row["valid_to"]
        }
        former = _former_codes(folder / "area_former_codes.csv")
        return cls(
            lists,
            _places(folder),
            lists["crafts"],
            hs8,
            units,
            spans,
            former,
            indicator_facts(models_dir),
            {row["area_code"]: row["kind"] for row in areas},
            {row["area_code"]: row["parent_code"] for row in areas},
            {name: {c.code: c.area for c in codes if c.area} for name, codes in code_lists.items()},
            _districts(folder / "district_names.csv"),
        )

    def taught(self, learned: Mapping[str, Mapping[str, str]]) -> CodeBook:
        """Return the code book with words that a workspace has learned: list → search key → code.

        Where the reference data know a word, they are followed; a list that is no more is passed over.
        """
        return replace(
            self,
            lists={name: _taught(own, learned.get(name, {})) for name, own in self.lists.items()},
            places=_taught(self.places, learned.get("places", {})),
            crafts=_taught(self.crafts, learned.get("crafts", {})),
        )


def _taught(spellings: Spellings, words: Mapping[str, str]) -> Spellings:
    """Return a list with further spellings of its codes; codes that it no longer has are passed over."""
    more = {
        key: code
        for key, code in words.items()
        if not spellings.defines(key) and (code in spellings.titles or code in (OTHER, NOT_STATED))
    }
    return replace(spellings, codes={**spellings.codes, **more}) if more else spellings


Ambiguous = Mapping[str, tuple[str, ...]]


def _spellings(
    source: str, entries: Iterable[tuple[str, str, Iterable[str]]], ambiguous: Ambiguous | None = None
) -> Spellings:
    """Build one list from (code, title, spellings); a word is either a spelling or ambiguous."""
    codes: dict[str, str] = {}
    titles: dict[str, str] = {}
    for code, title, spellings in entries:
        titles.setdefault(code, title)
        for spelling in spellings:
            key = spelling_key(spelling)
            if key and codes.setdefault(key, code) != code:
                raise CodeBookError(f"{source}: «{spelling}» spells both {codes[key]} and {code}")
    for key, meant in (ambiguous or {}).items():
        if key in codes:
            raise CodeBookError(f"{source}: «{key}» spells {codes[key]} and is called ambiguous")
        if unknown := [code for code in meant if code not in titles]:
            raise CodeBookError(f"{source}: «{key}» is called ambiguous between unknown codes {unknown}")
    return Spellings(codes, titles, ambiguous=ambiguous or {})


def _lists(folder: Path, code_lists: Mapping[str, list[Code]]) -> dict[str, Spellings]:
    ambiguous = _ambiguous(folder / "ambiguous_words.csv")
    found = {
        name: _spellings(
            f"{codes[0].file} {name}",
            ((c.code, c.title_fa, c.spellings) for c in codes),
            ambiguous.get(name),
        )
        for name, codes in code_lists.items()
    }
    # Tables of their own hold names; a list of codes.csv holds states, kinds and other words.
    return {name: replace(own, has_names=code_lists[name][0].file != "codes.csv") for name, own in found.items()}


def _ambiguous(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the words that may mean any of several codes, by list and search key."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in read_rows(path) if path.exists() else []:
        meant = tuple(code for code in row["codes"].split("|") if code)
        found.setdefault(row["list"], {})[search_key(row["word"])] = meant
    return found


def _former_codes(path: Path) -> dict[str, tuple[FormerCode, ...]]:
    """Read what codes meant in earlier editions; a country without such a file has none."""
    found: dict[str, tuple[FormerCode, ...]] = {}
    rows = read_rows(path) if path.exists() else []
    for row in sorted(rows, key=lambda r: r["valid_to"]):
        found[row["code"]] = (*found.get(row["code"], ()), FormerCode(row["area_code"], row["valid_to"]))
    return found


def _districts(path: Path) -> dict[str, frozenset[str]]:
    """Read in which counties a district has a name that is a province's or a county's of elsewhere."""
    found: dict[str, frozenset[str]] = {}
    for row in read_rows(path) if path.exists() else []:
        key = search_key(row["name"])
        found[key] = found.get(key, frozenset()) | {row["area_code"]} - {""}
    return found


def _places(folder: Path) -> Spellings:
    """Areas by code and alias. A name that an area shares with another leads where the alias list says."""
    areas = read_rows(folder / "areas.csv")
    aliases = read_rows(folder / "area_aliases.csv")
    found = _spellings(
        "area_aliases.csv", ((row["area_code"], "", [row["area_code"], row["alias"]]) for row in aliases)
    )
    codes = dict(found.codes)
    named: dict[str, set[str]] = {}
    for row in areas:
        for name in (row["name_fa"], row["name_en"]):
            named.setdefault(search_key(name), set()).add(row["area_code"])
    for key, claimed in named.items():
        if key and len(claimed) == 1:
            codes.setdefault(key, next(iter(claimed)))
    return Spellings(codes, {row["area_code"]: row["name_fa"] for row in areas}, _elsewhere(folder, codes))


def _elsewhere(folder: Path, own: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return where places lie that are not ours, by search key. A name that we have too is ours."""
    path = folder / "places_elsewhere.csv"
    rows = read_rows(path) if path.exists() else []
    named = ((search_key(row["name"]), (row["place_fa"], row["place_en"])) for row in rows)
    return {key: place for key, place in named if key not in own}
