"""What it means that an indicator has no figure: by its bases and its kind, or as its header says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.configuration.analysis_rules import BlanksFile
from pipelines.configuration.headers import BASES
from pipelines.configuration.rules import read_rules
from pipelines.modelling import Indicator

#: A basis that a query names itself; others come with the rows, as the channel of exports or the basis of a numerator.
_NAMED_BASIS = re.compile(r"'(\w+)' AS basis")


def bases_of(indicator: Indicator, among: Mapping[str, Indicator]) -> tuple[str, ...]:
    """Return the bases on which an indicator may be known: by its query, its roll-ups and the indicators it is made of.

    An indicator that is made of others and names a basis itself is known on that one alone.
    """
    named = {*_NAMED_BASIS.findall(indicator.sql), *indicator.rollup} & set(BASES)
    if not _NAMED_BASIS.search(indicator.sql):
        for part in indicator.depends_on:
            named |= set(bases_of(among[part], among))
    return tuple(basis for basis in BASES if basis in named)


def blanks(models: Path, indicators: Sequence[Indicator]) -> dict[str, dict[str, str]]:
    """Return what a missing figure of each indicator means, in both languages."""
    rules, among = read_rules(models, BlanksFile), {i.indicator_id: i for i in indicators}
    return {i.indicator_id: dict(i.blank) if i.blank else _told(rules, i, among) for i in indicators}


def _told(rules: BlanksFile, indicator: Indicator, among: Mapping[str, Indicator]) -> dict[str, str]:
    said = [*(rules.by_basis[basis] for basis in bases_of(indicator, among)), rules.by_kind[indicator.kind]]
    return {language: " ".join(text[language] for text in said) for language in ("fa", "en")}
