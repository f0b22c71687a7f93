"""Sums of dollars of which a part may be unknown: an unknown value is no zero, and makes a sum the least that it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from dashboards.data.versions import Row
from dashboards.language.formatter import Formatter
from dashboards.language.language import Language


def rows_without_value(rows: Iterable[Row], key: str) -> Counter[str]:
    """Return how many customs rows by ``key`` have no value in dollars; those with none are absent."""
    counted: Counter[str] = Counter()
    for row in rows:
        if row["rows_without_value"]:
            counted[str(row[key])] += int(row["rows_without_value"])
    return counted


def dollars(fmt: Formatter, language: Language, known: Decimal, without: int) -> str:
    """Return a sum for a reader: exact, the least that it can be, or unknown where no row has a value."""
    if not without:
        return fmt.figure(known)
    if not known:
        return language.say("نامعلوم", "unknown")
    return fmt.qualified(fmt.figure(known), "at_least")
