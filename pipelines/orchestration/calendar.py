"""When a Jalali quarter begins, by the calendar library."""

from __future__ import annotations

from datetime import date

from pipelines.foundation.period import Period


def quarter_beginning(day: date) -> str | None:
    """Return the Jalali quarter (``1405Q1``) of which ``day`` is the first day; ``None`` on other days."""
    quarter = Period.of_day(day, "Q")
    return quarter.key if quarter.days[0] == day else None
