"""What time it is, and which day a moment lies in: moments are kept in UTC, days are those of Tehran.

Everything that counts days takes them from here; a test sets this clock and no other.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = "Asia/Tehran"
TEHRAN = ZoneInfo(ZONE)


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def tehran_day(moment: datetime) -> date:
    """Return the day in Tehran in which a moment lies; one without a zone is of UTC, as tables keep it."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    day: date = known.astimezone(TEHRAN).date()
    return day
