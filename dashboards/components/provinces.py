"""Provinces where a version tells of several: the choice of one, and all beside each other by an indicator.

Where there is but one, neither is on any page.
"""

from __future__ import annotations

from markupsafe import Markup

from dashboards.charts.bars import named_bars
from dashboards.components import cards, tags
from dashboards.data import indicators, place
from dashboards.data.place import PROVINCE
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el

#: Sections of pages whose figures are of one place.
SECTIONS = ("see", "themes")
#: What an address says of one place and another one lacks.
_OF_ONE_PLACE = ("area", "county", "left", "right", "city", "mapperiod", "period")


def province_filter(view: View) -> Markup | None:
    """Return the choice of the province whose figures the page shows; None where there is but one."""
    provinces = place.choices(view.tables)
    if not provinces:
        return None
    home, shown = place.home(view.tables), place.shown(view)
    words = view.say(*home.name)
    whole = [(words, None, shown.code == home.code)] if home.is_country else []
    entries = [
        *whole,
        *(
            (view.say(*found.short), None if found.code == home.code else found.code, found.code == shown.code)
            for found in provinces
        ),
    ]
    options = (
        el("option", words, value=province_address(view, code), selected=selected) for words, code, selected in entries
    )
    return el(
        "div",
        el("label", view.say("استان", "Province"), el("select", *options, data_choice="")),
        class_="nq-filters",
        role="group",
        aria_label=view.say("گزینش استان", "Choose the province"),
    )


def province_address(view: View, code: str | None) -> str:
    """Return this page's address for another province, None for the home; what was chosen of one place is let go."""
    gone = {name: None for name in _OF_ONE_PLACE if name in view.address.parameters}
    return view.address.here(**{**gone, PROVINCE: code})


def told_of_provinces(view: View, indicator_id: str) -> str | None:
    """Return that an indicator has figures of provinces alone, where the whole country is shown; None where not so."""
    provinces = {found.code for found in place.choices(view.tables)}
    told = any(
        row["area_code"] in provinces and row["value"] is not None for row in indicators.values(view, indicator_id)
    )
    if not told or not place.shown(view).is_country:
        return None
    return view.say("رقم استان‌ها هست؛ استان را برگزینید", "Told of provinces; choose one")


def province_comparison(view: View, row: Row) -> Markup | None:
    """Return the provinces beside each other by the indicator, domain, basis and category of a value.

    Of its period, or of the newest that several provinces tell; None where none is told by more than one.
    """
    provinces = place.choices(view.tables)
    codes = {found.code for found in provinces}
    same = ("indicator_id", "domain", "basis", "category", "frequency")
    values = view.tables.rows(
        f"select * from indicator_values where {' and '.join(f'{name} = ?' for name in same)} order by period",
        *(row[name] for name in same),
    )
    told = [value for value in values if value["area_code"] in codes and value["value"] is not None]
    several = [period for period in {str(v["period"]) for v in told} if _places(told, period) > 1]
    if not several:
        return None
    period = str(row["period"]) if row["period"] in several else max(several)
    by_area = {str(value["area_code"]): value for value in values if value["period"] == period}
    ordered = sorted(provinces, key=lambda found: _order(by_area.get(found.code)))
    name = view.column(view.indicator(str(row["indicator_id"])) or {}, "title")
    count = _places(told, period)
    title = view.say(
        f"{view.fmt.number(count)} استان از {view.fmt.number(len(provinces))} کنار هم",
        f"{view.fmt.number(count)} of {view.fmt.number(len(provinces))} provinces beside each other",
    )
    return cards.card(
        title,
        named_bars([_bar(view, found, by_area.get(found.code)) for found in ordered]),
        tags.origin_tags(view, [value for code, value in by_area.items() if code in codes]),
        subtitle=view.say("، ", ", ").join([name, view.fmt.period(period)]),
        level=2,
    )


def _places(told: list[Row], period: str) -> int:
    return len({value["area_code"] for value in told if value["period"] == period})


def _order(value: Row | None) -> tuple[bool, float]:
    """Return the place of a province in the comparison: the largest first, who is not told last."""
    untold = value is None or value["value"] is None
    return untold, 0.0 if value is None or value["value"] is None else -float(value["value"])


def _bar(view: View, found: place.Place, value: Row | None) -> tuple[Markup, float | None, Markup | str]:
    """Return a province's name, which leads to its figures, and its value, which leads to its rows."""
    name = el("a", view.say(*found.short), href=province_address(view, found.code))
    if value is None:
        return name, None, view.say("گفته نشده", "not told")
    words = el("a", view.shown(value).text, href=indicators.rows_address(view, value))
    return name, None if value["value"] is None else float(value["value"]), words
