"""The words for totals, averages and their like, from ``models/rules/totals.yaml``, and the thresholds beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipelines.configuration.rules import Reasoned, TotalKind, TotalsFile, read_rules
from pipelines.normalise.text import clean_text, search_key

#: Kinds whose figures are sums of rows.
SUMS: frozenset[TotalKind] = frozenset({"whole", "total", "above", "subtotal", "page"})

_SPACES = re.compile(r"[\s\u200c:：،,;؛.\-–—_/()\[\]«»\"'*=]+")
#: Longer texts are sentences.
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Label:
    """What a cell says of its row: the kind of total, and whether it says nothing else."""

    kind: TotalKind
    is_whole_cell: bool


@dataclass(frozen=True, slots=True, eq=False)
class TotalRules:
    """Words and thresholds; bits are of evidence, each halving what chance may explain."""

    whole_cells: Mapping[str, TotalKind]
    begins: Mapping[tuple[str, ...], TotalKind]
    ends: Mapping[tuple[str, ...], TotalKind]
    of_above: frozenset[str]
    of_whole: frozenset[str]
    of_page: frozenset[str]
    not_before: frozenset[str]
    of_periods: frozenset[str]
    beside_periods: frozenset[str]
    first_words: tuple[str, ...]
    spellings: frozenset[str]
    closeness: Decimal
    certain_bits: int
    doubtful_bits: int
    blank_bits: int
    most_blank: int
    most_bare: int

    @classmethod
    def load(cls, models: Path) -> TotalRules:
        """Read ``rules/totals.yaml`` of ``models``; raises ``RuleError`` with the place of what is wrong."""
        return _load(models)

    def label(self, text: str) -> Label | None:
        """Return what a cell's text says about a total; None when it names something else."""
        if len(text) > 2 * _LONGEST_LABEL:
            return None
        shown = clean_text(text)
        if (kind := self.whole_cells.get(search_key(shown))) is not None:
            return Label(kind, True)
        words = tuple(search_key(word) for word in _SPACES.split(shown) if search_key(word))
        if len(words) < 2 or len(shown) > _LONGEST_LABEL:
            return None
        if (found := _at_edge(self.begins, words, at_end=False)) is not None:
            kind, rest = found
            return None if rest[0] in self.not_before else Label(self._narrowed(kind, rest), False)
        if (found := _at_edge(self.ends, words, at_end=True)) is not None:
            return Label("subtotal" if found[0] == "total" else found[0], False)
        return None

    def _narrowed(self, kind: TotalKind, rest: tuple[str, ...]) -> TotalKind:
        """Return what the words after «جمع» make of it."""
        if kind != "total":
            return kind
        if self.of_above & set(rest):
            return "above"
        if self.of_page & set(rest):
            return "page"
        return "whole" if rest[0] in self.of_whole else "subtotal"


def _at_edge(
    known: Mapping[tuple[str, ...], TotalKind], words: tuple[str, ...], *, at_end: bool
) -> tuple[TotalKind, tuple[str, ...]] | None:
    """Return the kind of the label that ``words`` begin (or end) with, and the words that are left."""
    for length in range(min(4, len(words) - 1), 0, -1):
        edge, rest = (words[-length:], words[:-length]) if at_end else (words[:length], words[length:])
        if (kind := known.get(edge)) is not None:
            return kind, rest
    return None


@cache
def _load(models: Path) -> TotalRules:
    file = read_rules(models, TotalsFile)
    values = {name: said.value for name, said in file if isinstance(said, Reasoned)}
    return TotalRules(
        whole_cells={search_key(word): kind for kind, words in file.words.items() for word in words},
        begins=_phrases(file.begins),
        ends=_phrases(file.ends),
        of_above=_keys(file.of_above),
        of_whole=_keys(file.of_whole),
        of_page=_keys(file.of_page),
        not_before=_keys(file.not_before),
        of_periods=_keys(file.of_periods),
        beside_periods=_keys(file.beside_periods),
        first_words=_first_words(file),
        spellings=_spellings(file),
        **values,
    )


def _keys(words: list[str]) -> frozenset[str]:
    return frozenset(map(search_key, words))


def _first_words(file: TotalsFile) -> tuple[str, ...]:
    """Return the first word of each label as it is spelt: what a cell is searched for."""
    phrases = [phrase for part in (file.words, file.begins) for listed in part.values() for phrase in listed]
    return tuple(sorted({re.split(r"[ \u200c]", phrase)[0] for phrase in phrases}))


def _spellings(file: TotalsFile) -> frozenset[str]:
    """Return the labels of sums as cells hold them: in the letters of both alphabets, with and without a colon."""
    phrases = {phrase for kind in SUMS for phrase in file.words[kind]}
    arabic = {phrase.replace("ک", "ك").replace("ی", "ي") for phrase in phrases}
    english = {phrase.capitalize() for phrase in phrases} | {phrase.title() for phrase in phrases}
    spelt = phrases | arabic | english | {phrase.upper() for phrase in phrases}
    return frozenset(spelt | {f"{phrase}:" for phrase in spelt} | {f"{phrase} :" for phrase in spelt})


def _phrases(document: Mapping[TotalKind, list[str]]) -> dict[tuple[str, ...], TotalKind]:
    return {
        tuple(search_key(word) for word in phrase.split()): kind
        for kind, phrases in document.items()
        for phrase in phrases
    }
