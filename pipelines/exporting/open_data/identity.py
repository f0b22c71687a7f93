"""What a package of open data says about itself: title, publisher, licence, sources, time and place.

Everything comes from the published version and from ``models/open_data.yaml``. The same knowledge gives the same
identity: the number of the version and the moment of its build are not in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pipelines.exporting.content import Content, Row
from pipelines.exporting.scope import Scope, period_words
from pipelines.foundation.hashing import text_hash
from pipelines.foundation.period import Period
from pipelines.published import PublishedDatabase

Words = dict[str, Any]
Said = dict[str, str]
LANGUAGES = ("fa", "en")
#: How many digits of what it is made of stand in the version of a package.
_KEY_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Source:
    """A delivery from which figures of the package come, and what it allows; titles by language."""

    source_id: str
    title: Said
    terms: str
    terms_title: Said
    period: str
    sha256: str
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """What all parts of a package say alike; texts by language, days in the Gregorian calendar."""

    period: str
    is_synthetic: bool
    version: str
    as_of: date
    first_day: date
    last_day: date
    area_code: str
    place: Said
    title: Said
    description: Said
    publisher: Said
    citation: Said
    sources: tuple[Source, ...]

    @property
    def prepared(self) -> datetime:
        """The moment that stands for the version: the beginning of the day from which it counts, never the clock."""
        return datetime(self.as_of.year, self.as_of.month, self.as_of.day, tzinfo=UTC)


def knowledge_key(release: Mapping[str, Any]) -> str:
    """Return the digits of what a version is made of: inputs, models and code, whenever and as of when it was built."""
    made_of = "".join(str(release[name]) for name in ("inputs_hash", "models_hash", "code_hash"))
    return text_hash(made_of)[:_KEY_DIGITS]


def read_identity(
    database: PublishedDatabase, content: Content, deliveries: Collection[str], words: Words, *, is_synthetic: bool
) -> Identity:
    """Read who publishes what of which time and place, from the version and ``models/open_data.yaml``.

    ``deliveries`` are those that rows of the package name; with those behind its values they are its sources.
    """
    release = content.release
    (home,) = database.rows("SELECT name_fa, name_en FROM areas WHERE area_code = ?", [release["home_area_code"]])
    place = {language: home[f"name_{language}"] for language in LANGUAGES}
    version = f"{release['as_of'].isoformat()}+{knowledge_key(release)}"
    scope = scope_words(content.scope, words)
    title = {one: words["title"][one].format(place=place[one], scope=scope[one]) for one in LANGUAGES}
    publisher = {one: words["publisher"][one].format(place=place[one]) for one in LANGUAGES}
    reality = words["synthetic" if is_synthetic else "real"]
    days = [Period.parse(key).days for key in content.scope.periods]
    return Identity(
        period=content.scope.key,
        is_synthetic=is_synthetic,
        version=version,
        as_of=release["as_of"],
        first_day=min(first for first, _ in days),
        last_day=max(last for _, last in days),
        area_code=release["home_area_code"],
        place=place,
        title=title,
        description={one: f"{reality[one]} {words['description'][one]}" for one in LANGUAGES},
        publisher=publisher,
        citation={
            one: words["citation"][one].format(
                publisher=publisher[one], title=title[one], version=version, licence=words["licence"]["title"][one]
            )
            for one in LANGUAGES
        },
        sources=_sources(database, {*deliveries, *(row["delivery_id"] for row in content.sources)}, words),
    )


def scope_words(scope: Scope, words: Words) -> Said:
    """Return the scope as a title says it: «زمستان ۱۴۰۴ و رقم‌های سالانهٔ ۱۴۰۴»."""
    template = words["scope_quarter" if scope.quarter else "scope_year"]
    return {
        one: template[one].format(quarter=period_words(scope.key, one), year=period_words(str(scope.year), one))
        for one in LANGUAGES
    }


def _sources(database: PublishedDatabase, wanted: Collection[str], words: Words) -> tuple[Source, ...]:
    titles = {row["code"]: row for row in database.rows("SELECT * FROM codes WHERE list = 'terms'")}
    rows = database.rows(
        "SELECT * FROM deliveries WHERE list_contains(?, delivery_id) ORDER BY delivery_id", [sorted(wanted)]
    )
    return tuple(_source(row, titles, words) for row in rows)


def _source(row: Row, titles: dict[str, Row], words: Words) -> Source:
    terms = row["terms"] or ""
    told = titles.get(terms)
    return Source(
        source_id=row["delivery_id"],
        title={one: row[f"document_{one}"] or row[f"feed_title_{one}"] for one in LANGUAGES},
        terms=terms,
        terms_title={one: told[f"title_{one}"] if told else terms or words["terms_unknown"][one] for one in LANGUAGES},
        period=row["period"] or "",
        sha256=row["sha256"],
        is_synthetic=bool(row["is_synthetic"]),
    )
