"""What was known on a day: the version that told it, chosen by ``?known=1404-06-31`` in an address.

An address names the end of a Jalali day in Tehran. It is answered by the version that was built of what was known by
then, where one stands, else by the newest version before the served one that was built by then. Where neither stands
there is no answer: what is known today is never shown under an earlier day.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import jdatetime

from dashboards.data import versions
from dashboards.data.versions import Tables
from dashboards.language.formatter import Formatter
from dashboards.language.language import Language
from pipelines.foundation.clock import tehran_day
from pipelines.foundation.period import YEAR

_DAY = re.compile(YEAR + "-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Edition:
    """What was known at the end of a day; ``is_made_later`` where no reader saw it then."""

    day: dt.date
    version: versions.Kept

    @property
    def is_made_later(self) -> bool:
        """Tell whether it was built afterwards, from the files that had come by then."""
        return self.version.is_made_later

    @property
    def number(self) -> int:
        """The number of the version that was served then."""
        return self.version.tables.number

    def tables(self) -> Tables:
        """Return its tables."""
        return versions.remembered(self.version)


def earlier() -> list[Edition]:
    """Return what can be opened beside the served version, the newest first, one of each day before its own."""
    served, by_day = versions.current(), dict[dt.date, Edition]()
    if served is None:
        return []
    for version in sorted(versions.kept(), key=lambda version: (version.is_made_later, version.moment)):
        by_day[tehran_day(version.moment)] = Edition(tehran_day(version.moment), version)
    found = sorted(by_day.values(), key=lambda edition: edition.day, reverse=True)
    return [edition for edition in found if is_before(edition.day, served)]


def known_on(day: dt.date) -> Edition | None:
    """Return what was known at the end of a day; None where no version that stands can tell it."""
    found = earlier()
    exact = next((edition for edition in found if edition.day == day and edition.is_made_later), None)
    return exact or next((edition for edition in found if edition.day <= day and not edition.is_made_later), None)


def day_of(text: str | None) -> dt.date | None:
    """Return the day that an address names («1404-06-31»); None where it names none."""
    if not text or not _DAY.fullmatch(text):
        return None
    try:
        found: dt.date = jdatetime.date(*map(int, text.split("-"))).togregorian()
    except ValueError:
        return None
    return found


def day_key(day: dt.date) -> str:
    """Return a day as an address names it."""
    return str(jdatetime.date.fromgregorian(date=day).isoformat())


def is_before(day: dt.date, served: Tables) -> bool:
    """Tell whether a day ended before the served version was built: only then something else was known."""
    release = served.one("select * from release") or {}
    return bool(release) and day < tehran_day(release["built_at"])


def version_words(language: Language, tables: Tables) -> str:
    """Return which version tables are, and of when: its number, or the day of which it tells what was known."""
    release, fmt = tables.one("select * from release") or {}, Formatter(language)
    built, number = fmt.date(release.get("built_at")), fmt.digits(tables.number)
    if release.get("as_known_at"):
        until = fmt.date(release["as_known_at"])
        return language.say(f"دانسته‌ها تا {until} · ساختهٔ {built}", f"As known at {until} · built {built}")
    return language.say(f"نسخهٔ {number} · ساختهٔ {built}", f"Version {number} · built {built}")


def tables_for(asked: str | None) -> Tables | None:
    """Return the tables that a file is made of: of the day that the address names, else of the served version.

    None where nothing is published, or nothing of that day.
    """
    served, day = versions.current(), day_of(asked)
    if served is None or not asked:
        return served
    if day is None:
        return None
    if not is_before(day, served):
        return served
    edition = known_on(day)
    return edition.tables() if edition else None
