"""The rows of each sheet in one language: a cell is a text, a :class:`Figure`, a decimal or nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipelines.exporting.content import Content, Row
from pipelines.exporting.look import Figure
from pipelines.exporting.scope import period_words
from pipelines.foundation.persian import persian_digits

Words = dict[str, Any]


def figure_of(row: Row, value: str = "value") -> Figure:
    """Return the figure of a row, shown with the decimals of its indicator."""
    return Figure(row[value], row.get("status") or "final", row.get("unit") == "share", int(row.get("decimals") or 0))


def unit_words(row: Row, language: str) -> str:
    """Return the unit of a row; a share is shown in per cent."""
    if row.get("unit") == "share":
        return "درصد" if language == "fa" else "per cent"
    return str(row.get(f"unit_{language}") or row.get("unit") or "")


class Sheets:
    """The sheets of one export in one language."""

    def __init__(self, content: Content, words: Words, language: str) -> None:
        self.content, self.words, self.language = content, words, language

    def _say(self, row: Row, key: str) -> str:
        return str(row.get(f"{key}_{self.language}") or "")

    def _reality(self, row: Row) -> str:
        real, invented = self.words["reality"][self.language]
        return str(invented if row["is_synthetic"] else real)

    def _period(self, key: Any) -> str:
        return period_words(None if key is None else str(key), self.language)

    def _qualifier(self, row: Row) -> str:
        return "" if row["qualifier"] in (None, "exact") else self._say(row, "qualifier_title")

    def rows(self, sheet: str) -> list[Row]:
        """Return the rows of a sheet by its name in the words file."""
        return list(getattr(self, f"_{sheet}")())

    def _values(self) -> list[Row]:
        return [self.value_row(row) for row in self.content.values]

    def value_row(self, row: Row) -> Row:
        """Return one published value as a row of the sheet of values."""
        return {
            "indicator": self._say(row, "indicator"),
            "area": self._say(row, "area"),
            "domain": self._say(row, "domain"),
            "category": self._say(row, "category_title"),
            "period": self._period(row["period"]),
            "qualifier": self._qualifier(row),
            "figure": figure_of(row),
            "unit": unit_words(row, self.language),
            "basis": self._say(row, "basis"),
            "status": self._say(row, "status_title"),
            "reality": self._reality(row),
            "source": self._say(row, "source"),
            "ambiguity": self._say(row, "ambiguity"),
        }

    def _targets(self) -> list[Row]:
        return [
            {
                "indicator": self._say(row, "indicator"),
                "area": self._say(row, "area"),
                "domain": self._say(row, "domain"),
                "decision": self.words[row["decision_state"]][self.language],
                "baseline_period": self._period(row["baseline_period"]),
                "baseline": figure_of(row, "baseline_value"),
                "target_period": self._period(row["target_period"]),
                "target": figure_of(row, "target_value"),
                "unit": unit_words(row, self.language),
                "progress": self._say(row, "progress"),
                "arithmetic": self._say(row, "arithmetic"),
                "whose_decision": self._say(row, "whose_decision"),
                "reason": self._say(row, "basis"),
                "reality": self._reality(row),
            }
            for row in self.content.targets
        ]

    def _unknowns(self) -> list[Row]:
        """Values without a number, things announced without one, indicators with nothing for the period."""
        owners = {row["indicator_id"]: self._say(row, "owner_title") for row in self.content.definitions}
        gaps = [row for row in self.content.values if row["value"] is None]
        told = {(row["indicator_id"], row["area_code"], row["domain"]) for row in gaps}
        announced = [
            row for row in self.content.announced if (row["indicator_id"], row["area_code"], row["domain"]) not in told
        ]
        kinds = {name: text[self.language] for name, text in self.words["unknown_kinds"].items()}
        shown = [
            {
                "indicator": self._say(row, "indicator"),
                "area": self._say(row, "area"),
                "domain": self._say(row, "domain"),
                "period": self._period(row["period"]),
                "figure": figure_of(row),
                "why": self._say(row, "ambiguity") or kinds["announced"],
                "last": "",
                "owner": owners.get(row["indicator_id"]) or self._say(row, "source"),
            }
            for row in [*gaps, *announced]
        ]
        return shown + [
            {
                "indicator": self._say(row, "indicator"),
                "area": "",
                "domain": "",
                "period": self._period(self.content.scope.key),
                "figure": Figure(None, "missing"),
                "why": kinds["no_value"],
                "last": self._last(row["last_period"]),
                "owner": self._say(row, "owner"),
            }
            for row in self.content.no_value
        ]

    def _last(self, period: str | None) -> str:
        if period is None:
            return str(self.words["never_known"][self.language])
        return str(self.words["last_known"][self.language]).format(period=self._period(period))

    def _claims(self) -> list[Row]:
        """Claims of one thing follow one another; why they differ is said once, at the first."""
        firsts = {row["discrepancy_id"]: row["ordinal"] for row in reversed(self.content.claims)}
        return [
            {
                "title": self._say(row, "title"),
                "claim": self.words["kinds_of_claim"][row["kind"]][self.language],
                "indicator": self._say(row, "indicator"),
                "area": self._say(row, "area"),
                "period": self._period(row["period"]),
                "qualifier": self._qualifier(row),
                "figure": figure_of(row),
                "unit": unit_words(row, self.language),
                "basis": self._say(row, "basis"),
                "source": self._say(row, "source"),
                "explanation": self._say(row, "explanation") if firsts[row["discrepancy_id"]] == row["ordinal"] else "",
                "reality": self._reality(row),
            }
            for row in self.content.claims
        ]

    def _commitments(self) -> list[Row]:
        return [
            {
                "commitment_id": row["commitment_id"],
                "action": self._say(row, "action"),
                "role": self._say(row, "role_title"),
                "spoken": self._period(row["spoken_on"]),
                "due": self._period(row["due_period"]),
                "state": self._say(row, "state_title"),
                "evidence": self._say(row, "evidence"),
                "note": self._say(row, "note"),
                "reality": self._reality(row),
            }
            for row in self.content.commitments
        ]

    def _exports(self) -> list[Row]:
        return [
            {
                "period": self._period(row["period"]),
                "customs_office": self._say(row, "office"),
                "destination": self._say(row, "destination"),
                "hs8": row["hs8"],
                "line": self._say(row, "line"),
                "domain": self._say(row, "domain"),
                "origin": self._say(row, "origin"),
                "weight_kg": row["weight_kg"],
                "value_usd": row["value_usd"],
                "value_rial": row["value_rial"],
                "reality": self._reality(row),
            }
            for row in self.content.exports
        ]

    def _definitions(self) -> list[Row]:
        return [
            {
                "indicator": self._say(row, "title"),
                "definition": self._say(row, "definition"),
                "unit": unit_words(row, self.language),
                "theme": self._say(row, "theme_title"),
                "owner": self._say(row, "owner_title"),
                "caveat": self._say(row, "caveat"),
                "indicator_id": row["indicator_id"],
            }
            for row in self.content.definitions
        ]

    def _sources(self) -> list[Row]:
        return [
            {
                "document": self._say(row, "document") or self._say(row, "feed_title"),
                "feed": self._say(row, "feed_title"),
                "office": self._say(row, "office_title"),
                "period": self._period(row["period"]),
                "received": self._jalali(row["received_at_jalali"]),
                "grade": self._say(row, "grade"),
                "transcribed": self._say(row, "transcribed"),
                "rows_read": Decimal(row["rows_read"] or 0),
                "rows_loaded": Decimal(row["rows_loaded"] or 0),
                "rows_quarantined": Decimal(row["rows_quarantined"] or 0),
                "file_name": row["file_name"],
                "sha256": row["sha256"],
                "reality": self._reality(row),
            }
            for row in self.content.sources
        ]

    def _jalali(self, date: str | None) -> str:
        return persian_digits(date or "") if self.language == "fa" else date or ""
