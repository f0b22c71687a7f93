"""The day that a command is given: Jalali or Gregorian, and of Tehran."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from pipelines.foundation.clock import TEHRAN

#: Jalali years lie below this number, Gregorian ones above it.
LAST_JALALI_YEAR = 1600


class NotADate(ValueError):
    """What was given as a date is none; the text says how to write one."""


def end_of_day(text: str) -> datetime:
    """Return the last moment, in Tehran, of a Jalali or Gregorian date; a full ISO moment is taken as it is.

    Raises :class:`NotADate`.
    """
    import jdatetime

    try:
        if len(text) > 10:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=TEHRAN)
        year, month, day = (int(part) for part in text.replace("/", "-").split("-"))
        if year < LAST_JALALI_YEAR:
            found = jdatetime.date(year, month, day).togregorian()
        else:
            found = date(year, month, day)
    except ValueError as error:
        raise NotADate(f"“{text}” is no date; write it as 1404-05-31 or 2025-08-22.") from error
    return datetime.combine(found, time.max, TEHRAN).astimezone(UTC)
