"""What the offices owe: the reports that are past due and have not come, by office, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboards.data.versions import Row
from dashboards.data.view import View


@dataclass(frozen=True, slots=True)
class Owed:
    """The reports that one office owes: a row each of the table ``completeness``, the longest overdue first."""

    office: str
    rows: Sequence[Row]

    @property
    def feeds(self) -> list[str]:
        """The feeds of which something is owed, each once."""
        return list(dict.fromkeys(str(row["feed"]) for row in self.rows))

    @property
    def days_late(self) -> int:
        """Days since the oldest of them was due."""
        return max(int(row["days_late"] or 0) for row in self.rows)

    @property
    def due_on(self) -> date | None:
        """The day on which the oldest of them was due."""
        return min((row["due_on"] for row in self.rows if row["due_on"]), default=None)


def by_office(view: View) -> list[Owed]:
    """Return what each office owes, the office first whose oldest report is the longest overdue."""
    rows = view.tables.rows(
        "select * from completeness where state in ('missing', 'never') and days_late > 0 "
        "order by days_late desc, feed, period"
    )
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["office"]), []).append(row)
    return sorted((Owed(office, owed) for office, owed in found.items()), key=lambda one: (-one.days_late, one.office))
