"""What the columns of the published tables mean, in both languages, and for which concept of SDMX they stand.

A meaning is written in English where its column is made, and inherited from there. Its Persian stands once in
``models/reference/meanings.csv``, whichever columns have it; a sentence that is changed has none until it is written
anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.configuration.faults import likely
from pipelines.modelling.reference import read_reference

PERSIAN = "meanings.csv"
CONCEPTS = "column_concepts.csv"


@dataclass(frozen=True, slots=True)
class Meanings:
    """Persian meanings by the English ones, and SDMX concepts by table and column; a table of '' is any."""

    persian: Mapping[str, str] = field(default_factory=dict)
    concepts: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def in_persian(self, meaning: str) -> str:
        """Return a meaning in Persian; nothing where it was not written."""
        return self.persian.get(meaning, "")

    def concept_of(self, table: str, column: str) -> str | None:
        """Return the SDMX concept of a column: that of its table, else that of the name in any table, else none.

        A table may say of a column that it stands for none, although its name does elsewhere.
        """
        return (self.concepts.get((table, column), self.concepts.get(("", column))) or "") or None


def read_meanings(models: Path) -> Meanings:
    """Read the Persian meanings and the concepts of ``models``; where there are none, nothing is known."""
    folder = models / "reference"
    persian = _rows(folder / PERSIAN)
    concepts = _rows(folder / CONCEPTS)
    return Meanings(
        {str(r["meaning_en"]): str(r["meaning_fa"] or "") for r in persian},
        {(r["table_name"] or "", str(r["column_name"])): r["concept"] or "" for r in concepts},
    )


def _rows(path: Path) -> list[dict[str, str | None]]:
    return read_reference(path)[1] if path.exists() else []


def meaning_faults(told: Mapping[str, str], columns: frozenset[tuple[str, str]], meanings: Meanings) -> list[str]:
    """Return what lacks a Persian meaning, and which rows of the two files speak of nothing.

    ``told`` gives the place of each English meaning, ``columns`` all columns with their tables.
    """
    unused = {m for m in meanings.persian if m not in told}
    faults = [
        f"{where}: {meaning!r} has no Persian in models/reference/{PERSIAN}{likely(meaning, unused)}"
        for meaning, where in told.items()
        if not meanings.in_persian(meaning)
    ]
    faults += [f"models/reference/{PERSIAN}: no published table means {m!r}" for m in sorted(unused)]
    names = {name for _, name in columns}
    faults += [
        f"models/reference/{CONCEPTS}: no published table has {f'{table}.{name}' if table else name}"
        for table, name in meanings.concepts
        if ((table, name) not in columns if table else name not in names)
    ]
    return faults
