"""The thresholds of ``models/rules/layouts.yaml``: when the layout of a file makes it wait."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

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
        """Read the rules of ``models``; raises ``ValueError`` with what is wrong."""
        return _load(models / "rules" / "layouts.yaml")


@cache
def _load(path: Path) -> LayoutRules:
    import yaml

    document: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    names = {f.name for f in fields(LayoutRules)}
    if wrong := sorted(names ^ set(document)):
        raise ValueError(f"{path.name}: {', '.join(wrong)} is missing or unknown")
    for name, entry in document.items():
        if set(entry) != {"value", "why"}:
            raise ValueError(f"{path.name}: {name} needs a value and its reason")
    shares = {n: Decimal(str(document[n]["value"])) for n in names if n.endswith("_share")}
    counts = {n: int(document[n]["value"]) for n in names if n.endswith("_rows")}
    words = {n: frozenset(map(search_key, document[n]["value"])) for n in names if n.endswith("_words")}
    above = {n: frozenset(document[n]["value"]) for n in names if n.startswith("ditto_")}
    return LayoutRules(**counts, **shares, **words, **above)  # type: ignore[arg-type]


@cache
def remark_headings(models: Path) -> frozenset[str]:
    """Return the search keys of headings that count or comment rows in any file: «ملاحظات», «مهر و امضا»."""
    import yaml

    document: dict[str, Any] = yaml.safe_load((models / "rules" / "harmless_columns.yaml").read_text("utf-8"))
    return frozenset(map(search_key, document["everywhere"]))
