"""Headings that two columns of a contract claim: a sheet with such a heading would be understood by chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipelines.contracts import Contract
from pipelines.normalise.text import search_key


def claimed_twice(contract: Contract) -> Iterator[str]:
    """Yield a sentence for each heading that more than one column of a contract claims, or that says nothing."""
    claimed: dict[str, dict[str, str]] = defaultdict(dict)
    for column in contract.columns:
        for heading in column.headings:
            claimed[search_key(heading)].setdefault(column.name, heading)
    for key, columns in claimed.items():
        first, *others = columns
        if not key:
            yield f"properties.{first}.aliases: {columns[first]!r} says nothing"
        elif others:
            yield f"properties.{others[0]}.aliases: {columns[others[0]]!r} is a heading of {first} already"
