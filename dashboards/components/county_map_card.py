"""The card of the county map: its form, its period, its key, and the table behind it."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.charts import map_forms
from dashboards.charts.county_map import CountyMap, legend, slider, tile_grid
from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import indicators, place
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join


def county_map_card(view: View, row: Row) -> Markup | None:
    """Return the map of a value's county values in its province, or None when no county has one.

    Where counties are told for quarters and the value for a year, the map shows what counties have; it says of when.
    """
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
    title = view.say(
        f"{view.fmt.number(known)} شهرستان از {view.fmt.number(len(drawn.counties))} مقدار دارد",
        f"{view.fmt.number(known)} of {view.fmt.number(len(drawn.counties))} counties have a value",
    )
    name = view.column(view.indicator(str(row["indicator_id"])) or {}, "title")
    form = map_forms.chosen(view)
    subtitle = f"{name}. {view.say(*map_forms.HOW[form])} {view.fmt.period(drawn.period)}"
    body = map_forms.FORMS[form](drawn) if form != "tiles" else tile_grid(drawn)
    where: dict[str, str | None] = {key: str(row[key]) for key in ("indicator_id", "domain", "basis", "category")}
    ident = f"map-{row['indicator_id']}"
    return el(
        "div",
        cards.card(
            title,
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
