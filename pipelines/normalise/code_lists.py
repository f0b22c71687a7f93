"""Read the code lists of ``models/reference``: ``codes.csv``, the lists that have a table of their own, and the words.

Which tables are lists, and which of their columns is what, stands in ``models/reference/lists.yaml``. The code book,
the blank workbooks and the expectation suites all take their lists from here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list, with its titles and the other spellings that lead to it.

    ``file`` is where it stands. ``prefixes`` are words that may stand before any of the spellings. ``is_spelling``
    tells whether the code itself may be written in a file: «NA» there says that nobody knows, not Namibia.
    ``other_codes`` are its codes in other systems («IRQ» beside «IQ»). ``area`` is where the thing lies, where the
    list says so.
    """

    file: str
    code: str
    title_fa: str
    title_en: str
    aliases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    is_spelling: bool = True
    area: str | None = None
    other_codes: tuple[str, ...] = ()

    @property
    def spellings(self) -> Iterator[str]:
        """Every spelling: the code itself, then titles and aliases, each with every prefix too."""
        if self.is_spelling:
            yield self.code
        yield from self.other_codes
        for spelling in (self.title_fa, self.title_en, *self.aliases):
            yield spelling
            for prefix in self.prefixes:
                if spelling and not spelling.startswith(prefix):
                    yield f"{prefix} {spelling}"


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a reference table, all text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_code_lists(reference: Path) -> dict[str, list[Code]]:
    """Return every code list by its name, its codes in the order in which they are shown.

    Spellings are the aliases beside a code and the words of ``words.csv``.
    """
    words = _words(reference / "words.csv")
    lists: dict[str, list[Code]] = {}
    for row in sorted(read_rows(reference / "codes.csv"), key=lambda row: int(row["sort"] or 0)):
        aliases = tuple(row["aliases"].split("|"))
        lists.setdefault(row["list"], []).append(
            Code("codes.csv", row["code"], row["title_fa"], row["title_en"], aliases)
        )
    for name, table in _tables(reference).items():
        lists[name] = [
            Code(
                table["file"],
                row[table["code"]],
                row[table["title_fa"]],
                row[table["title_en"]],
                tuple(row["aliases"].split("|")),
                tuple(table.get("prefixes", ())),
                row[table["code"]] not in table.get("not_spellings", ()),
                row.get(table.get("area", "")),
                tuple(row[name] for name in table.get("other_codes", ()) if row[name]),
            )
            for row in read_rows(reference / table["file"])
        ]
    for name, codes in lists.items():
        lists[name] = [_with_words(code, words.get((name, code.code), ())) for code in codes]
    return lists


def _with_words(code: Code, words: Sequence[str]) -> Code:
    return replace(code, aliases=(*code.aliases, *words)) if words else code


def _words(path: Path) -> dict[tuple[str, str], list[str]]:
    """Return the everyday words of ``words.csv`` by list and code: each has its source and how sure it is."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in read_rows(path) if path.exists() else []:
        found.setdefault((row["list"], row["code"]), []).append(row["word"])
    return found


def _tables(reference: Path) -> Mapping[str, Any]:
    import yaml

    path = reference / "lists.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
