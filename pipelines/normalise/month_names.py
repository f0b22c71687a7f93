"""Names with a month's word that name no month, «مسکن مهر»: the words of ``models/rules/names_with_months.yaml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pipelines.configuration.rules import NamesWithMonthsFile, read_rules
from pipelines.foundation.period import YEAR
from pipelines.foundation.persian import latin_digits
from pipelines.normalise.calendar_words import DAYS_SPOKEN, MONTHS
from pipelines.normalise.span_words import TO, Unclear, either
from pipelines.normalise.text import search_key

#: What stands for a name that is taken out, so that the words on both sides of it do not become neighbours.
STAND_IN = "نام"


def without_names(plain: str, models: Path) -> str:
    """Return a title in plain words without the names in it; raises :class:`Unclear` where one may be a month."""
    names, before, either_way = _patterns(models)
    plain = names.sub(STAND_IN, plain)
    if found := either_way.search(plain):
        raise Unclear(found.group())
    return before.sub(rf"\1 {STAND_IN}", plain)


@cache
def names_with_months(models: Path) -> dict[str, list[str]]:
    """Return the words of ``models/rules/names_with_months.yaml``; raises ``RuleError`` with what is wrong."""
    file = read_rules(models, NamesWithMonthsFile)
    return {key: [_words(name) for name in listed] for key, listed in file}


def _words(name: str) -> str:
    return " ".join(search_key(word) for word in latin_digits(name).replace("\u200c", " ").split())


@cache
def _patterns(models: Path) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of whole names, of names that a word makes, and of those with a year right behind them."""
    document = names_with_months(models)
    named = rf"\b({either(document['before'])}) (?:(?:[0-9]{{1,2}}|{either(DAYS_SPOKEN)}) )?(?:{either(MONTHS)})\b"
    # «ماه», «تا» or another month behind it makes a month of the word.
    no_month = rf"(?! ?ماه\b| {TO} | (?:و )?(?:{either(MONTHS)})\b)"
    return (
        re.compile(rf"\b(?:{either(document['names'])})\b"),
        re.compile(named + no_month),
        re.compile(rf"{named} (?:سال )?{YEAR}\b"),
    )
