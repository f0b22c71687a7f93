"""Which tables hold rows about persons: those of a feed whose contract says so, and whatever reads one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pipelines.contracts import feeds_of_persons


def tables_of_persons(models: Path, reads: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the clean tables of persons, and those of ``reads`` that are made of one.

    ``reads`` gives what each table reads, by table, each behind those that it reads.
    """
    found = {f"clean.{feed}" for feed in feeds_of_persons(models)}
    for table, read in reads.items():
        if not found.isdisjoint(read):
            found.add(table)
    return frozenset(found)
