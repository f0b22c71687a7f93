"""The thresholds of ``models/rules/layouts.yaml``: when the layout of a file makes it wait."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipelines.configuration.rules import HarmlessColumnsFile, LayoutsFile, read_rules
from pipelines.normalise.text import search_key


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """Rows from which a table is a copy of another, and from which blanks may mean «as above»; shares are fractions."""

    copied_rows: int
    copied_share: Decimal
    blank_rows: int
    blank_share: Decimal
    period_words: frozenset[str]
    ditto_marks: frozenset[str]
    ditto_phrases: frozenset[str]

    @classmethod
    def load(cls, models: Path) -> LayoutRules:
        """Read the rules of ``models``; raises ``RuleError`` with what is wrong."""
        return _load(models)


@cache
def _load(models: Path) -> LayoutRules:
    file = read_rules(models, LayoutsFile)
    return LayoutRules(
        file.copied_rows.value,
        file.copied_share.value,
        file.blank_rows.value,
        file.blank_share.value,
        frozenset(map(search_key, file.period_words.value)),
        frozenset(file.ditto_marks.value),
        frozenset(file.ditto_phrases.value),
    )


@cache
def remark_headings(models: Path) -> frozenset[str]:
    """Return the search keys of headings that count or comment rows in any file: «ملاحظات», «مهر و امضا»."""
    return frozenset(map(search_key, read_rules(models, HarmlessColumnsFile).everywhere))
