"""Counties on a map, north above and east to the right in both languages.

Tiles, bubbles, or polygons where a boundary file is given. The tile grid is the default: every county has the
same room, also on a phone. A period is chosen by a slider and a form by a link, both in the address. A county
that did not exist yet in the period is absent, not zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from dashboards.charts.words import position
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from dashboards.language.nothing import HIDDEN

STEPS = 5

#: Letters of a word that the tile of a 390-pixel screen holds in the ordinary size.
LONG_WORD = 7

_SYLLABLE_END = re.compile(r"([aeiou])(?=[bcdfghjklmnpqrstvwxyz]{1,2}[aeiou])")


@dataclass(frozen=True)
class CountyMap:
    """The county values of one indicator, domain, basis and category in one period, in one province."""

    view: View
    row: Row
    values: tuple[Row, ...]
    province: str

    @cached_property
    def periods(self) -> list[str]:
        """The periods for which counties have values, oldest first."""
        return sorted({str(value["period"]) for value in self.values}, key=position)

    @cached_property
    def period(self) -> str:
        """The period that the address chooses, else the newest."""
        wanted = self.view.address.get("mapperiod")
        return wanted if wanted in self.periods else self.periods[-1]

    @cached_property
    def by_area(self) -> dict[str, Row]:
        """The values of the period by county."""
        return {str(value["area_code"]): value for value in self.values if value["period"] == self.period}

    @cached_property
    def counties(self) -> list[Row]:
        """The counties of the province that existed in the period."""
        rows = self.view.tables.rows(
            "select * from areas where kind = 'county' and tile_row is not null order by tile_row, tile_col"
        )
        within = place.inside(self.view.tables, self.province)
        return [county for county in rows if county["area_code"] in within and _existed(county, self.period)]

    @cached_property
    def told(self) -> list[float]:
        """The values above zero, in order."""
        return sorted(float(value["value"]) for value in self.by_area.values() if value["value"])

    def step(self, amount: float) -> int:
        """Return the class of a value, 1 to 5, so that every class holds as many counties."""
        below = sum(1 for other in self.told if other < amount)
        return 1 + min(STEPS - 1, below * STEPS // len(self.told)) if len(self.told) > 1 else 3

    def state(self, county: Row) -> tuple[str, str]:
        """Return what a county's place says, and the class of its look."""
        value = self.by_area.get(str(county["area_code"]))
        if value is not None and value["status"] == "suppressed":
            return "*", "nq-suppressed"
        if value is None or value["value"] is None:
            return self.view.say("نرسیده", "none"), "nq-missing"
        amount = float(value["value"])
        if amount == 0:
            return self.view.say("صفر", "0"), "nq-zero"
        return self.written(amount), f"nq-s{self.step(amount)}"

    def written(self, amount: float) -> str:
        """Return a value as short as a tile needs it."""
        return self.view.fmt.number(amount * 100) if self.row["unit"] == "share" else self.view.fmt.number(amount)

    def address(self, county: Row) -> str:
        """Return the address of a county's page, with the indicator that led there."""
        return self.view.address.to(
            "counties", county=str(county["area_code"]), indicator=str(self.row["indicator_id"])
        )


def tile_grid(drawn: CountyMap) -> Markup:
    """Return the grid of equal tiles."""
    places = []
    for county in drawn.counties:
        words, class_ = drawn.state(county)
        style = f"grid-row:{county['tile_row']};grid-column:{county['tile_col']}"
        name = drawn.view.column(county, "name")
        link = el(
            "a",
            el("span", county_name(drawn.view, county), class_="nq-long" if is_long(name) else None),
            el("b", el("span", words)),
            href=drawn.address(county),
            aria_label=f"{name}: {words}",
        )
        places.append(el("li", link, class_=class_, style=style, title=f"{name}: {words}"))
    return el("ul", *places, class_="nq-map nq-map-linked")


def county_name(view: View, county: Row) -> str:
    """Return a county's name for a small tile: a long English one may break at a syllable."""
    name = view.column(county, "name")
    return name if view.language.is_persian else _SYLLABLE_END.sub("\\1\u00ad", name)


def is_long(name: str) -> bool:
    """Tell whether a word of a name needs smaller letters in the tile of a phone."""
    return max(len(word) for word in name.replace("\u200c", " ").split()) > LONG_WORD


def _existed(county: Row, period: str) -> bool:
    """Tell whether a county existed in the period: before its founding it is absent, not zero."""
    return not county["valid_from"] or position(str(county["valid_from"])) <= position(period) + 0.99


def legend(drawn: CountyMap) -> Markup:
    """Return the key: each class with the values that it holds, then the kinds of nothing."""
    say = drawn.view.say
    classes: dict[int, list[float]] = {}
    for amount in drawn.told:
        classes.setdefault(drawn.step(amount), []).append(amount)
    steps = []
    for step, amounts in sorted(classes.items()):
        low, high = drawn.written(amounts[0]), drawn.written(amounts[-1])
        words = low if low == high else say(f"{low} تا {high}", f"{low} to {high}")
        steps.append(el("span", el("i", class_=f"nq-key-s{step}"), words))
    return el(
        "p",
        *steps,
        el("span", el("i", class_="nq-key-zero"), say("صفر", "zero")),
        el("span", el("i", class_="nq-key-missing"), say("نرسیده", "not received")),
        el("span", el("i", class_="nq-key-hidden"), f"* {say(*HIDDEN)}"),
        class_="nq-legend",
    )


def slider(drawn: CountyMap) -> Markup | None:
    """Return the slider of periods; its state is in the address."""
    if len(drawn.periods) < 2:
        return None
    view, place = drawn.view, drawn.periods.index(drawn.period)
    first, last = view.fmt.period(drawn.periods[0]), view.fmt.period(drawn.periods[-1])
    label = view.say("دورهٔ نقشه", "Period of the map")
    slider = el(
        "input",
        type="range",
        min="0",
        max=str(len(drawn.periods) - 1),
        step="1",
        value=str(place),
        id=f"slider-{drawn.row['indicator_id']}",
        data_parameter="mapperiod",
        data_values=" ".join(drawn.periods),
        data_default=str(len(drawn.periods) - 1),
        aria_label=label,
        aria_valuetext=view.fmt.period(drawn.period),
        class_="nq-slider",
    )
    return el("div", el("span", first), slider, el("span", last), class_="nq-slide")
