"""Which of the two languages a page speaks, and how it picks the right column of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Code = Literal["fa", "en"]


@dataclass(frozen=True, slots=True)
class Language:
    """Persian (the default) or English; a page asks it for every sentence."""

    code: Code = "fa"

    @classmethod
    def from_address(cls, value: str | None) -> Language:
        """Return the language that ``?lang=`` names; anything but ``en`` is Persian."""
        return cls("en" if value == "en" else "fa")

    @property
    def is_persian(self) -> bool:
        """Tell whether text runs from right to left."""
        return self.code == "fa"

    def say(self, persian: str, english: str) -> str:
        """Return the sentence in this language."""
        return persian if self.code == "fa" else english

    def column(self, row: Mapping[str, Any], name: str) -> str:
        """Return ``<name>_fa`` or ``<name>_en`` of a row; the other language where this one is empty."""
        other = "en" if self.code == "fa" else "fa"
        return str(row.get(f"{name}_{self.code}") or row.get(f"{name}_{other}") or "")
