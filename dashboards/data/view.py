"""What a page is given: the address, the published tables, the language and the words of the code lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from dashboards.address import Address
from dashboards.data.versions import Row, Tables
from dashboards.language.formatter import Formatter
from dashboards.language.language import Language
from pipelines.foundation.clock import tehran_day
from pipelines.foundation.persian import letter_order

#: The colour scheme that the reader's browser asks for.
Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a reader sees it: «بیش از» «۱۰۱» «رشته»; ``absent`` says which kind of nothing it is."""

    figure: str
    unit: str = ""
    qualifier: str = ""
    absent: str | None = None

    @property
    def text(self) -> str:
        """The whole value on one line."""
        return " ".join(part for part in (self.qualifier, self.figure, self.unit) if part)


@dataclass(frozen=True)
class View:
    """One reader's look at one published version."""

    address: Address
    tables: Tables
    scheme: Scheme = "light"

    @cached_property
    def language(self) -> Language:
        """The language of the page."""
        return self.address.language

    @cached_property
    def fmt(self) -> Formatter:
        """The formatter of the page's language."""
        return Formatter(self.language)

    @cached_property
    def release(self) -> Row:
        """The one row of the ``release`` table."""
        return self.tables.one("select * from release") or {}

    @cached_property
    def today(self) -> date:
        """The day from which this version counts days; one of older code tells only when it was built."""
        return self.release.get("as_of") or tehran_day(self.release["built_at"])

    def say(self, persian: str, english: str) -> str:
        """Return the sentence in the page's language."""
        return self.language.say(persian, english)

    def column(self, row: Row, name: str) -> str:
        """Return a row's text in the page's language."""
        return self.language.column(row, name)

    def code(self, list_name: str, code: str | None) -> str:
        """Return a code's title; an unknown code is shown as it is."""
        if not code:
            return ""
        row = self.tables.codes(list_name).get(code)
        if not row and code in (
            "not_recognised",
            "other",
        ):  # of any list: a word that it does not know, or none of it
            row = self.tables.codes("categories").get(code)
        if not row:
            return code
        title = self.column(row, "title")
        return title if self.language.is_persian else title[:1].upper() + title[1:]

    def area(self, code: str | None) -> str:
        """Return an area's name."""
        row = self.tables.lookup("areas", "area_code").get(code or "")
        return self.column(row, "name") if row else (code or "")

    def by_name(self, rows: Iterable[Row], name: str = "name") -> list[Row]:
        """Return rows by their names in the page's language, as a dictionary of it has them."""
        return sorted(rows, key=lambda row: letter_order(self.column(row, name)))

    def unit(self, code: str | None, count: Any = None) -> str:
        """Return a unit's title; in English it agrees with ``count`` when one is given."""
        row = self.tables.lookup("units", "unit").get(code or "")
        title = self.column(row, "title") if row else (code or "")
        return title if self.language.is_persian or count is None else _agreeing(title, count)

    def category(self, code: str | None) -> str:
        """Return a category's title, from whichever code list names it."""
        if not code:
            return ""
        row = self.tables.one(
            "select title_fa, title_en from (select list, code, title_fa, title_en from codes "
            "union all select 'craft_groups', group_code, title_fa, title_en from craft_groups) "
            "where code = ? and list in ('categories', 'workshop_kinds', 'city_kinds', "
            "'commitment_states', 'licence_kinds', 'genders', 'education_levels', 'artisan_states', "
            "'cooperative_states', 'outlet_kinds', 'event_kinds', 'training_centre_kinds', "
            "'report_states', 'craft_groups') order by list limit 1",
            code,
        )
        if row is None and not self.language.is_persian:
            office = self.tables.lookup("customs_offices", "office_name").get(code)
            return str((office or {}).get("name_en") or code)
        return self.column(row, "title") if row else code

    def indicator(self, indicator_id: str) -> Row | None:
        """Return an indicator's definition."""
        return self.tables.lookup("indicators", "indicator_id").get(indicator_id)

    def shown(self, row: Row, *, decimals: int | None = None) -> Shown:
        """Return the value of a row that has value, unit, qualifier and status, as a reader sees it."""
        status, value, unit = row.get("status"), row.get("value"), row.get("unit")
        if status == "suppressed":
            return Shown("*", self.say("برای حفظ حریم پنهان است", "hidden to protect persons"), absent="suppressed")
        if status == "not_applicable":
            return Shown("—", self.say("کاربرد ندارد", "not applicable"), absent="not_applicable")
        if value is None:
            return Shown(self.say("در دسترس نیست", "Not available"), absent="missing")
        qualifier = self.fmt.qualifier(row.get("qualifier"))
        if decimals is None:
            decimals = self._decimals(row)
        return self._written(value, unit, qualifier, decimals)

    def _decimals(self, row: Row) -> int:
        indicator = self.indicator(str(row.get("indicator_id") or ""))
        given = indicator.get("decimals") if indicator else None
        return int(given) if given is not None else 1

    def _written(self, value: Any, unit: str | None, qualifier: str, decimals: int) -> Shown:
        if unit == "share":
            if self.language.is_persian:
                return Shown(self.fmt.figure(value * 100, decimals), "درصد", qualifier)
            return Shown(self.fmt.percent(value, decimals), "", qualifier)
        if unit == "IRR":
            figure, scaled = self.fmt.money(value)
            return Shown(figure, scaled, qualifier)
        if unit == "rank":
            return Shown(self.fmt.number(value), self.say("رتبه", "rank"), qualifier)
        return Shown(self.fmt.figure(value, decimals), self.unit(unit, value), qualifier)


def _agreeing(title: str, count: Any) -> str:
    """Return an English unit in the number that ``count`` asks for: 1 city, 5 cities, 3 US dollars."""
    if count == 1:
        return title.removesuffix("ies") + "y" if title.endswith("ies") else title.removesuffix("s")
    return f"{title}s" if title.endswith("dollar") else title
