"""What the note beside a delivered file may say: who sent it, when, of which period, from what document."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StrictBool, WithJsonSchema

from pipelines.configuration.parts import Grade, Office, Part, Written, as_written
from pipelines.foundation.period import KEY
from pipelines.foundation.persian import latin_digits

#: Year, month and day, or the other way round, between slashes, dots or dashes, or eight digits; a time may follow.
_DATE = re.compile(r"(\d{4})[/.-]?(\d{1,2})[/.-]?(\d{1,2})(?:[T ].*)?|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
#: A year is of the Jalali calendar up to here; Gregorian ones of deliveries begin far above.
_LAST_JALALI_YEAR = 1600
_PERIOD = re.compile(KEY)


def _day(value: Any) -> date | None:
    """Return a day that is written in either calendar and in either digits."""
    if value is None:
        return None
    match = _DATE.fullmatch(latin_digits(str(value)).strip()) if isinstance(value, str | int) else None
    if match is None:
        raise ValueError(f"{_told(value)} is not a date like 1405/09/02 or 2026-11-23")
    year, month, day = (int(p) for p in (match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)))
    try:
        if year > _LAST_JALALI_YEAR:
            return date(year, month, day)
        import jdatetime

        return jdatetime.date(year, month, day).togregorian()
    except ValueError:
        raise ValueError(f"no calendar has the day {_told(value)}") from None


def _told(value: Any) -> str:
    return repr(str(value)) if isinstance(value, str | int | float) else "this"


def period_key(written: str) -> str:
    """Return the key of a period that is written in either digits and in any case: ``۱۴۰۲q۳`` is ``1402Q3``."""
    return latin_digits(written).upper()


def _is_period(written: str) -> str:
    if written and not _PERIOD.fullmatch(period_key(written)):
        raise ValueError(f"{written!r} is not a period like 1402, 1402Q3 or 1402-07")
    return written


#: A word that may look like a whole number; a fraction is none.
NotedWord = Annotated[str, as_written(int), WithJsonSchema({"type": ["string", "integer"]})]


class NotedText(Part):
    """A text in one language or in both."""

    fa: Written | None = None
    en: Written | None = None


class SourceNoteFile(Part):
    """The note ``<file>.source.yaml`` beside a delivered file; everything in it may be left out.

    ``office`` and ``period`` go before what the folder says; ``months`` says which months the figures are of,
    ``covers`` to which office or county they are restricted. ``synthetic`` says that the data are invented.
    """

    office: Annotated[Office, as_written(int)] | None = None
    period: Annotated[NotedWord, AfterValidator(_is_period)] | None = None
    months: NotedWord | None = None
    covers: NotedWord | None = None
    received_on: Annotated[
        date | None,
        BeforeValidator(_day),
        WithJsonSchema({"type": ["string", "integer", "null"], "description": "1405/09/02 or 2026-11-23"}),
    ] = None
    document: NotedText | None = None
    terms: NotedWord | None = None
    grade: Annotated[Grade, as_written(int)] | None = None
    transcribed: NotedText | None = None
    remarks: NotedText | None = None
    synthetic: StrictBool = False
