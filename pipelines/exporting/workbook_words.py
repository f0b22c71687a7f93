"""What the workbook says in one language: words with their parts, periods, units, marks, and what is invented."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from pipelines.exporting.content import Content, Row
from pipelines.exporting.look import Figure
from pipelines.exporting.scope import period_words
from pipelines.foundation.persian import persian_digits, persian_number

Words = dict[str, Any]


class Wording:
    """The words of one export in one language."""

    def __init__(self, content: Content, words: Words, language: str) -> None:
        self.content, self.words, self.language = content, words, language

    # --- words ---------------------------------------------------------------------------------------------

    def say(self, *path: str, **parts: str) -> str:
        """Return the words at ``path`` of the words file, with ``parts`` filled in."""
        found: Any = self.words
        for step in path:
            found = found[step]
        text = str(found[self.language])
        return text.format(**parts) if parts else text

    def title(self, row: Row, key: str) -> str:
        """Return a text of ``row`` in the language."""
        return str(row.get(f"{key}_{self.language}") or "")

    def period(self, key: Any) -> str:
        """Return a period or a (partial) Jalali date in words."""
        return period_words(None if key is None else str(key), self.language)

    def day(self, date: str | None) -> str:
        """Return a whole Jalali date (``1400-12-05``), in Persian as digits.

        A Persian text that begins with a number is turned round by programs that take its direction from the text.
        """
        key = (date or "").replace("/", "-")
        return persian_digits(key.replace("-", "/")) if self.language == "fa" else self.period(key)

    def count(self, number: int) -> str:
        """Return a count for a sentence."""
        return persian_number(f"{number:,}") if self.language == "fa" else f"{number:,}"

    def unit(self, row: Row) -> str:
        """Return the unit of a row; a share is shown in per cent."""
        if row.get("unit") == "share":
            return "درصد" if self.language == "fa" else "per cent"
        told = row.get(f"unit_{self.language}")
        # Warnings have units of their own, that no indicator is counted in.
        own = self.words["warning_units"].get(str(row.get("unit") or ""), {})
        return str(told or own.get(self.language) or row.get("unit") or "")

    @property
    def scope(self) -> str:
        """The period of the workbook in words."""
        scope = self.content.scope
        return self.say(
            "scope_quarter" if scope.quarter else "scope_year",
            quarter=self.period(scope.key),
            year=self.period(str(scope.year)),
        )

    # --- real and invented ---------------------------------------------------------------------------------

    @cached_property
    def _is_synthetic(self) -> tuple[bool, bool]:
        told = {bool(row["is_synthetic"]) for row in self.content.rows_with_origin()}
        return True in told, told == {True}

    @property
    def has_synthetic(self) -> bool:
        """Whether any row is invented."""
        return self._is_synthetic[0]

    @property
    def is_mixed(self) -> bool:
        """Whether invented rows stand beside real ones."""
        return self._is_synthetic == (True, False)

    @property
    def book_title(self) -> str:
        """The title of the workbook, which says so where it holds invented figures."""
        title = self.say("title")
        return self.invented(title) if self.has_synthetic else title

    def invented(self, title: str) -> str:
        """Return a title that may be carried elsewhere, with the word that its figures are invented."""
        return self.say("invented", title=title)

    @property
    def banner(self) -> str:
        """What every sheet says on top of a demonstration; empty for real data."""
        if self.is_mixed:
            return self.say("mixed_banner", mark=self.mark("synthetic"))
        return self.say("synthetic_banner") if self.has_synthetic else ""

    def mark(self, name: str) -> str:
        """Return a mark, as ``[c]``."""
        return self.say("marks", name)

    def marks(self, row: Row, *figures: Figure) -> str:
        """Return the marks of a row with these figures; what is invented is marked where not everything is."""
        names = list(dict.fromkeys(name for figure in figures for name in figure.marks))
        if self.is_mixed and row.get("is_synthetic"):
            names.append("synthetic")
        return " ".join(self.mark(name) for name in names)

    def page_name(self, page_id: str) -> str:
        """Return the name of a sheet that is no theme."""
        return self.say("sheets", page_id, "name")
