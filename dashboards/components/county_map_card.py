"""The card of the county map: its form, its period, its key, and the table behind it."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from dashboards.charts import map_forms
from dashboards.charts.county_map import CountyMap, legend, slider, tile_grid
from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join

#: Counties that a basis tells at least before the map turns to another basis that tells more.
FEWEST = 3


def county_map_card(view: View, row: Row) -> Markup | None:
    """Return the map of a value's county values in its province, or None when no county has one.

    Where counties are told for quarters and the value for a year, the map shows what counties have; it says of when.
    Where the value's basis tells hardly any county and another basis tells many, the map is of that one, and says so.
    """
    told = _told_by_basis(view, row)
    own = told.get(str(row["basis"]), 0)
    best = max(told, key=lambda basis: told[basis], default=str(row["basis"]))
    if own < FEWEST and told.get(best, 0) >= FEWEST:
        words, other = view.code("bases", row["basis"]), view.code("bases", best)
        note = view.say(
            f"بر مبنای «{words}» به شهرستان گفته نشده است؛ این نقشه بر مبنای «{other}» است."
            if not own
            else f"بر مبنای «{words}» تنها {view.fmt.count(own)} شهرستان گفته شده است؛ "
            f"این نقشه بر مبنای «{other}» است.",
            f"On the basis “{words}” {'no county is' if not own else 'hardly any county is'} told; "
            f"this map is of the basis “{other}”.",
        )
        return _card(view, {**row, "basis": best}, note)
    return _card(view, row, None)


def _told_by_basis(view: View, row: Row) -> dict[str, int]:
    """Return how many counties of the province are told on each basis, hidden ones included."""
    province = _province(view, row)
    if province is None:
        return {}
    rows = view.tables.rows(
        "select distinct v.basis, v.area_code from indicator_values v join areas a on a.area_code = v.area_code "
        "where a.kind = 'county' and v.indicator_id = ? and v.domain = ? and v.category = ? "
        "and v.status <> 'missing' order by 1, 2",
        *(row[name] for name in ("indicator_id", "domain", "category")),
    )
    within = place.inside(view.tables, province)
    return dict(Counter(str(found["basis"]) for found in rows if found["area_code"] in within))


def _card(view: View, row: Row, note: str | None) -> Markup | None:
    """Return the map of the county values on a value's own basis."""
    province = _province(view, row)
    if province is None:
        return None
    rows = view.tables.rows(
        "select v.* from indicator_values v join areas a on a.area_code = v.area_code "
        "where a.kind = 'county' and v.indicator_id = ? and v.domain = ? and v.basis = ? "
        "and v.category = ? order by v.period",
        *(row[name] for name in ("indicator_id", "domain", "basis", "category")),
    )
    told = tuple(value for value in rows if value["area_code"] in place.inside(view.tables, province))
    if not told:
        return None
    values = tuple(value for value in told if value["frequency"] == row["frequency"]) or told
    drawn = CountyMap(view, row, values, province)
    known = sum(
        1
        for county in drawn.counties
        if (found := drawn.by_area.get(str(county["area_code"]))) and found["value"] is not None
    )
    title = _title(drawn, known)
    name = view.column(view.indicator(str(row["indicator_id"])) or {}, "title")
    form = map_forms.chosen(view)
    how, period = view.say(*map_forms.HOW[form]), view.fmt.period(drawn.period)
    subtitle = f"{name}، {period}. {how}" if view.language.is_persian else f"{name}, {period}. {how}"
    body = map_forms.FORMS[form](drawn) if form != "tiles" else tile_grid(drawn)
    where: dict[str, str | None] = {key: str(row[key]) for key in ("indicator_id", "domain", "basis", "category")}
    ident = f"map-{row['indicator_id']}"
    return el(
        "div",
        cards.card(
            title,
            el("p", note, class_="nq-note") if note else None,
            map_forms.switch(view),
            body,
            legend(drawn),
            slider(drawn),
            tags.origin_tags(view, drawn.by_area.values()),
            _behind(drawn),
            tool_row(
                view,
                "indicator_values",
                {**where, "period": drawn.period},
                title=f"{name}: {title}",
                picture=ident,
                period=view.fmt.period(drawn.period),
                here=view.address.here(mapperiod=drawn.period),
            ),
            subtitle=subtitle,
        ),
        id=ident,
    )


def _title(drawn: CountyMap, known: int) -> str:
    """Return where the value is highest and lowest; where no county has one, whether it is hidden or has not come."""
    view, all_ = drawn.view, drawn.view.fmt.number(len(drawn.counties))
    values = [found for county in drawn.counties if (found := drawn.by_area.get(str(county["area_code"])))]
    hidden = sum(value["status"] == "suppressed" for value in values)
    if not known and hidden:
        count = view.fmt.number(hidden)
        return view.say(
            f"عدد هر {count} شهرستانی که گفته شده پنهان است",
            f"The figures of all {count} counties that were told are hidden",
        )
    told = sorted((value for value in values if value["value"] is not None), key=lambda value: -value["value"])
    if len(told) < FEWEST or told[0]["value"] == told[-1]["value"]:
        return view.say(
            f"{view.fmt.figure(known)} شهرستان از {all_} مقدار دارد",
            f"{view.fmt.number(known)} of {all_} counties have a value",
        )
    most, least = (view.area(value["area_code"]) for value in (told[0], told[-1]))
    lowest = sum(value["value"] == told[-1]["value"] for value in told)
    if lowest > 1:
        count = view.fmt.number(lowest)
        return view.say(
            f"بیشترین در {most}: {view.shown(told[0]).text}؛ کمترین در {count} شهرستان",
            f"Most in {most}: {view.shown(told[0]).text}; least in {count} counties",
        )
    return view.say(f"بیشترین در {most}، کمترین در {least}", f"Most in {most}, least in {least}")


def _province(view: View, row: Row) -> str | None:
    """Return the province of a value, or for one of the country the province that is shown."""
    own = place.province_of(view.tables, str(row["area_code"]))
    shown = place.province(view)
    return own or (shown.code if shown is not None else None)


def _behind(drawn: CountyMap) -> Markup:
    view = drawn.view
    words = view.say("جدول پشت نقشه", "The table behind the map")
    body = []
    for county in sorted(drawn.counties, key=lambda found: str(found["area_code"])):
        value = drawn.by_area.get(str(county["area_code"]))
        shown = view.shown(value).text if value is not None else view.say("گفته نشده", "not told")
        rows = (
            el("a", view.say("سطرها", "rows"), href=indicators.rows_address(view, value)) if value is not None else ""
        )
        body.append([el("a", view.column(county, "name"), href=drawn.address(county)), shown, join([rows])])
    headers = [view.say("شهرستان", "County"), view.say("مقدار", "Value"), view.say("منبع", "Source")]
    return cards.disclosure(words, tables.table(headers, body, caption=words))
