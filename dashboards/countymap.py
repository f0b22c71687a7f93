"""Counties on a grid of tiles: each in its own place, north above, east to the right, in both languages."""

from __future__ import annotations

import re

from markupsafe import Markup

from dashboards import parts
from dashboards.chart_words import position
from dashboards.markup import el
from dashboards.tables import Row
from dashboards.view import View

STEPS = 5

_SYLLABLE_END = re.compile(r"([aeiou])(?=[bcdfghjklmnpqrstvwxyz]{1,2}[aeiou])")


def county_map(view: View, row: Row) -> Markup | None:
    """Return the map of a value's county values at their latest period, or None when no county has one."""
    values = view.tables.rows(
        "select v.* from indicator_values v join areas a on a.area_code = v.area_code where a.kind = 'county' "
        "and v.indicator_id = ? and v.domain = ? and v.basis = ? and v.category = ? order by v.period",
        row["indicator_id"], row["domain"], row["basis"], row["category"])  # fmt: skip
    if not values:
        return None
    period = values[-1]["period"]
    by_area = {str(value["area_code"]): value for value in values if value["period"] == period}
    counties = view.tables.rows(
        "select * from areas where kind = 'county' and tile_row is not null order by tile_row, tile_col"
    )
    told = sorted(float(value["value"]) for value in by_area.values() if value["value"])
    places = [_place(view, county, by_area.get(str(county["area_code"])), told)
              for county in counties if _existed(county, str(period))]  # fmt: skip
    known = sum(1 for value in by_area.values() if value["value"] is not None)
    title = view.say(f"{view.fmt.number(known)} شهرستان از {view.fmt.number(len(places))} مقدار دارد",
                     f"{view.fmt.number(known)} of {view.fmt.number(len(places))} counties have a value")  # fmt: skip
    subtitle = view.say(
        f"هر خانه یک شهرستان، در جای جغرافیایی خود؛ شمال بالا، غرب چپ. {view.fmt.period(period)}",
        f"One tile a county, where it lies; north above, west to the left. {view.fmt.period(period)}",
    )
    return parts.card(title, el("ul", *places, class_="nq-map"), _legend(view),
                      parts.origin_tags(view, by_area.values()), subtitle=subtitle)  # fmt: skip


def county_name(view: View, county: Row) -> str:
    """Return a county's name for a small tile: a long English one may break at a syllable."""
    name = view.column(county, "name")
    return name if view.language.is_persian else _SYLLABLE_END.sub("\\1\u00ad", name)


def _existed(county: Row, period: str) -> bool:
    """Tell whether a county existed in the period: before its founding it is absent, not zero."""
    return not county["valid_from"] or position(str(county["valid_from"])) <= position(period) + 0.99


def _place(view: View, county: Row, value: Row | None, told: list[float]) -> Markup:
    style = f"grid-row:{county['tile_row']};grid-column:{county['tile_col']}"
    name = view.column(county, "name")
    words, class_ = _state(view, value, told)
    return el("li", el("span", county_name(view, county)), el("b", el("span", words)), class_=class_, style=style,
              title=f"{name}: {words}")  # fmt: skip


def _state(view: View, value: Row | None, told: list[float]) -> tuple[str, str]:
    if value is not None and value["status"] == "suppressed":
        return "*", "nq-suppressed"
    if value is None or value["value"] is None:
        return "؟" if view.language.is_persian else "?", "nq-missing"
    amount = float(value["value"])
    if amount == 0:
        return view.say("صفر", "0"), "nq-zero"
    words = view.fmt.number(amount * 100) if value["unit"] == "share" else view.fmt.number(amount)
    below = sum(1 for other in told if other < amount)
    step = 1 + min(STEPS - 1, below * STEPS // len(told)) if len(told) > 1 else 3
    return words, f"nq-s{step}"


def _legend(view: View) -> Markup:
    return el(
        "p",
        el("span", el("i", class_="nq-key-scale"), view.say("از کم به زیاد", "low to high")),
        el("span", el("i", class_="nq-key-zero"), view.say("صفر", "zero")),
        el("span", el("i", class_="nq-key-missing"), view.say("؟ نرسیده", "? no file")),
        el("span", "* ", view.say("پنهان، برای حریم", "hidden, for privacy")),
        class_="nq-legend",
    )
