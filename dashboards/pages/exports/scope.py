"""What the page of exports is looking at: a year and a domain, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from dashboards.data import place
from dashboards.data.place import Good, Place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from pipelines.foundation.persian import letter_order


@dataclass(frozen=True)
class Scope:
    """A year and a domain of the page; crafts and carpet are never added."""

    view: View
    period: str
    domain: str

    @property
    def place(self) -> Place:
        """The place whose exports are shown: the chosen province, else that of the publication."""
        return place.shown(self.view)

    @property
    def home(self) -> str:
        """The code of the place."""
        return self.place.code

    def is_own(self, area_code: object) -> bool:
        """Tell whether an area is the place or lies in it."""
        return area_code in place.inside(self.view.tables, self.home)

    def is_own_office(self, area_code: object) -> bool:
        """Tell whether an office of an area is one of the place: of the country every office is, listed or not."""
        return self.place.is_country or self.is_own(area_code)

    @property
    def goods(self) -> tuple[Good, ...]:
        """What is made in the place, of the domain."""
        return place.goods(self.view.tables, self.home, self.domain)

    @property
    def words(self) -> str:
        """The domain in words."""
        title = self.view.code("domains", self.domain)
        return title if self.view.language.is_persian else title.lower()

    @property
    def has_no_own_line(self) -> bool:
        """Tell whether it is known that no goods of the place, of any domain, have a tariff line of their own."""
        made = place.goods(self.view.tables, self.home)
        return "local_goods" in self.view.tables.names() and not any(good.own_line for good in made)

    def value(self, indicator_id: str, area_code: str) -> Row | None:
        """Return the customs figure of an indicator for the year."""
        return self.view.tables.one(
            "select * from indicator_values where indicator_id = ? and area_code = ? and domain = ? "
            "and basis = 'customs' and category = '' and period = ? limit 1",
            indicator_id,
            area_code,
            self.domain,
            self.period,
        )

    def by_office(self, indicator_id: str) -> dict[str, Decimal]:
        """Return a customs figure of the year by the province's offices.

        An office that no file speaks of is absent.
        """
        rows = self.view.tables.rows(
            "select category, value from indicator_values where indicator_id = ? and area_code = ? "
            "and domain = ? and basis = 'customs' and category <> '' and value is not null and period = ?",
            indicator_id,
            self.home,
            self.domain,
            self.period,
        )
        return {str(row["category"]): row["value"] for row in rows}

    def flows(self) -> tuple[Row, ...]:
        """Return the flows of the year and domain."""
        return self.view.tables.rows(
            "select * from export_flows where frequency = 'A' and period = ? and domain = ?",
            self.period,
            self.domain,
        )

    def offices(self) -> list[Row]:
        """Return the place's own customs offices, by name."""
        own = [
            row
            for row in self.view.tables.rows("select * from customs_offices")
            if self.is_own_office(row["area_code"])
        ]
        return sorted(own, key=lambda row: letter_order(str(row["office_name"])))

    def lines(self) -> list[Row]:
        """Return the tariff lines of the place in the year and domain, by office and by origin."""
        rows = self.view.tables.rows(
            "select * from export_lines where frequency = 'A' and period = ? and domain = ? "
            "order by basis desc, value_usd desc nulls last",
            self.period,
            self.domain,
        )
        belongs = {"office": self.is_own_office, "origin": self.is_own}
        return [row for row in rows if belongs[str(row["basis"])](row["area_code"])]

    def where(self) -> dict[str, str | None]:
        """Return the equalities of the page's views."""
        return {"frequency": "A", "period": self.period, "domain": self.domain}

    def dollars(self, amount: object) -> str:
        """Return an amount in US dollars, without its unit; zero is a word."""
        return self.view.fmt.figure(amount or 0)  # type: ignore[arg-type]

    def office(self, name: str) -> Markup:
        """Return a customs office's name in the language of the page."""
        row = self.view.tables.lookup("customs_offices", "office_name").get(name)
        if not name:
            return el("span", self.view.say("گمرک گفته نشده", "office not told"))
        if self.view.language.is_persian or not row or not row["name_en"]:
            return el("span", name, lang="fa")
        return el("span", str(row["name_en"]))

    def country(self, name: str) -> Markup:
        """Return a country's name in the language of the page.

        One that the list lacks stands as customs write it.
        """
        if not name:
            return el("span", self.view.say("گفته نشده", "not told"))
        row = self.view.tables.lookup("destinations", "destination").get(name)
        if self.view.language.is_persian or not row:
            return el("span", name, lang="fa")
        return el("span", str(row["name_en"]))

    def line(self, hs8: str) -> Markup:
        """Return a tariff line: what it is, and its code in Latin digits as it is copied."""
        row = self.view.tables.lookup("hs_codes", "hs8").get(hs8)
        name = self.view.column(row, "label") if row else ""
        return el(
            "span",
            name or self.view.say("ردیف تعرفه گفته نشده", "line not told"),
            " ",
            el("code", hs8, class_="nq-code", dir="ltr"),
        )
