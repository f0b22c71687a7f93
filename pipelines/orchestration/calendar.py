"""When a Jalali quarter begins, by the calendar library."""

from __future__ import annotations

from datetime import date

import jdatetime

TEHRAN = "Asia/Tehran"


def quarter_beginning(day: date) -> str | None:
    """Return the Jalali quarter (``1405Q1``) of which ``day`` is the first day; ``None`` on other days."""
    jalali = jdatetime.date.fromgregorian(date=day)
    if jalali.day != 1 or jalali.month % 3 != 1:
        return None
    return f"{jalali.year}Q{(jalali.month + 2) // 3}"
