"""Which values a reader asks for: filters, checked against what the version knows, and their SQL.

Nothing that a reader writes becomes SQL: a filter is a parameter of one fixed query, and a name that the version does
not know is refused with the nearest ones, since an answer without rows would pass for "there is none".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipelines.foundation.period import Period
from pipelines.foundation.persian import latin_digits, without_direction_marks
from pipelines.published.answers.catalogue import Catalogue
from pipelines.published.answers.searching import LONGEST, nearest, squeezed
from pipelines.published.answers.words import AnswerRefused, Words

#: One name of a filter, and how many of them.
Text = Annotated[str, Field(max_length=200)]
Texts = Annotated[tuple[Text, ...], Field(max_length=200)]

#: Columns in the order by which an address is written, and values are sorted.
ADDRESS = ("indicator_id", "area_code", "domain", "breakdown", "category", "frequency", "period", "basis")


class Choice(BaseModel):
    """Filters of values; those that are left out choose everything. An empty breakdown or category is the whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator: Texts = Field(default=(), description="Identifiers of indicators")
    area: Texts = Field(default=(), description="Codes or names of areas")
    domain: Texts = Field(default=(), description="crafts, carpet, all …")
    breakdown: Texts = Field(default=(), description="How values are broken down; empty for the whole alone")
    category: Texts = Field(default=(), description="Categories of the breakdown; empty for the whole alone")
    frequency: Literal["A", "Q"] | None = Field(default=None, description="A of a year, Q of a quarter")
    period: Texts = Field(default=(), description="Jalali periods: 1402, 1400Q4")
    since: Text | None = Field(default=None, description="First period of a range (inclusive)")
    until: Text | None = Field(default=None, description="Last period of a range (inclusive)")
    basis: Texts = Field(default=(), description="reported, register, customs, suitcase …")
    status: Texts = Field(default=(), description="final, provisional, missing, suppressed, not_applicable")
    newest: bool = Field(default=False, description="Only the newest period of each series")


@dataclass(frozen=True, slots=True)
class Query:
    """The condition of a choice with its parameters; ``newest`` is applied after it."""

    where: str
    parameters: tuple[Any, ...]
    newest: bool

    def sql(self, columns: str = "*") -> str:
        """Return the select, in the order of addresses."""
        newest = (
            " QUALIFY rank() OVER (PARTITION BY indicator_id, area_code, domain, breakdown, category, frequency, basis"
            " ORDER BY period DESC) = 1"
        )
        chosen = f"SELECT * FROM indicator_values WHERE {self.where}{newest if self.newest else ''}"
        return f"SELECT {columns} FROM ({chosen}) AS chosen"


def query_of(choice: Choice, catalogue: Catalogue, words: Words) -> Query:
    """Return the query of a choice; raises :class:`AnswerRefused` for a name or period that is not known."""
    chosen: dict[str, Sequence[str]] = {
        "indicator_id": [indicator_of(text, catalogue, words) for text in choice.indicator],
        "area_code": [area_of(text, catalogue, words) for text in choice.area],
        "period": [period_of(text, words) for text in choice.period],
    }
    for name in ("domain", "breakdown", "category", "basis", "status"):
        chosen[name] = [_code(name, text, catalogue, words) for text in getattr(choice, name)]
    if choice.frequency:
        chosen["frequency"] = [choice.frequency]
    conditions = [f"list_contains(?, {name})" for name, found in chosen.items() if found]
    parameters: list[Any] = [list(found) for found in chosen.values() if found]
    if choice.since or choice.until:
        conditions.append("list_contains(?, period)")
        parameters.append(_within(choice.since, choice.until, catalogue.addresses["period"], words))
    return Query(" AND ".join(conditions) or "true", tuple(parameters), choice.newest)


def indicator_of(text: str, catalogue: Catalogue, words: Words) -> str:
    """Return the identifier of an indicator, given it or its whole title; raises :class:`AnswerRefused`."""
    asked = _plain(text)
    if asked in catalogue.indicators:
        return asked
    titles = {code: (row["title_fa"], row["title_en"]) for code, row in catalogue.indicators.items()}
    found = [code for code, names in titles.items() if squeezed(asked) in {squeezed(n) for n in (*names, code) if n}]
    if len(found) == 1:
        return found[0]
    raise AnswerRefused(words, "unknown_indicator", value=text, suggestion=", ".join(nearest(asked, titles)))


def area_of(text: str, catalogue: Catalogue, words: Words) -> str:
    """Return the code of an area, given it or one of its names; raises :class:`AnswerRefused`."""
    asked = latin_digits(_plain(text))
    if asked in catalogue.areas:
        return asked
    wanted = squeezed(asked)
    names = {code: _names(row, words) for code, row in catalogue.areas.items()}
    found = [code for code, own in names.items() if wanted and wanted in {squeezed(name) for name in own}]
    if len(found) == 1:
        return found[0]
    near = found or nearest(asked, names)
    told = ", ".join(f"{code} ({names[code][1] or names[code][0]})" for code in near)
    raise AnswerRefused(words, "ambiguous_area" if found else "unknown_area", value=text, suggestion=told)


def _names(row: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    """Return how an area may be called: its names, with and without its kind, by which equal names are told apart."""
    fa, en, *short = (row.get(name) or "" for name in ("name_fa", "name_en", "short_fa", "short_en"))
    kind_fa, kind_en = (words.say(f"kind_{row['kind']}", language) for language in ("fa", "en"))
    bare = (fa.removeprefix(f"{kind_fa} "), re.sub(rf" {kind_en}$", "", en, flags=re.IGNORECASE))
    whole = (fa, en, f"{kind_fa} {fa}", f"{en} {kind_en}")
    return tuple(name for name in (*whole, *bare, *short) if name)


def period_of(text: str, words: Words) -> str:
    """Return the key of a year or quarter, Persian digits too; raises :class:`AnswerRefused`."""
    period = Period.find(latin_digits(_plain(text)).upper())
    if period is None or period.month:
        raise AnswerRefused(words, "period_not_read", value=text)
    return period.key


def _code(name: str, text: str, catalogue: Catalogue, words: Words) -> str:
    known = catalogue.addresses[name]
    asked = _plain(text)
    if asked in known or asked == "":
        return asked
    if name == "status" and asked in catalogue.codes.get("statuses", {}):
        return asked
    near = nearest(asked, {code: (code,) for code in known if code}, 12)
    raise AnswerRefused(words, "unknown_code", parameter=name, value=text, suggestion=", ".join(near) or "—")


def _within(since: str | None, until: str | None, periods: Iterable[str], words: Words) -> list[str]:
    """Return the periods that lie wholly in a range; a year belongs to it where all its months do."""
    first = Period.parse(period_of(since, words)).span.first if since else -1
    last = Period.parse(period_of(until, words)).span.last if until else 10**9
    if first > last:
        raise AnswerRefused(words, "periods_reversed", since=since, until=until)
    spans = {period: Period.parse(period).span for period in periods}
    return [period for period, span in spans.items() if first <= span.first and span.last <= last]


def _plain(text: str) -> str:
    """Return what a reader wrote, without marks of direction; no name is longer than what is looked at."""
    return without_direction_marks(text[: LONGEST + 1]).strip()
