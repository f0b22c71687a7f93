"""The words that configuration may use for units, offices, themes, domains and code lists: those of ``models/reference``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.configuration.documents import read_yaml
from pipelines.configuration.errors import file_name

#: What a word may be, and the list of ``codes.csv`` that names all there are.
LISTS = {"office": "offices", "theme": "themes", "domain": "domains"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known words by what they are (``unit``, ``office``, ``theme``, ``domain``, ``code list``).

    Where a models folder has no list of a kind, every word passes: a system without offices is no fault of a feed.
    """

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def known(self, kind: str) -> frozenset[str]:
        """Return the words of a kind; none where there is no list of them."""
        return self.words.get(kind, frozenset())

    @classmethod
    def of(cls, models: Path) -> Vocabulary:
        """Read the reference tables of a models folder; a table that is not there knows no words."""
        reference = models / "reference"
        codes: dict[str, set[str]] = {}
        for row in _rows(reference / "codes.csv"):
            codes.setdefault(row["list"], set()).add(row["code"])
        units = {row["unit"] for row in _rows(reference / "units.csv")}
        tables = reference / "lists.yaml"
        # Lists that have a table of their own stand beside those of codes.csv; units are a list as well.
        own = read_yaml(tables.read_text("utf-8"), file_name(tables)) if tables.exists() else {}
        named = {*codes, *own, "units"} if codes else set()
        return cls(
            {
                "unit": frozenset(units),
                "code list": frozenset(named),
                **{kind: frozenset(codes.get(name, ())) for kind, name in LISTS.items()},
            }
        )


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
