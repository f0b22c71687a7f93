"""The table of a theme's indicators, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.components import cards, statuses, tables, tags
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el, join


def indicator_table(view: View, theme: str, rows: Sequence[Row]) -> Markup:
    """Return the card of a theme: every indicator with its latest value, area, status and source."""
    say = view.say
    title = view.code("themes", theme)
    body = []
    for definition in rows:
        row = indicators.principal(view, str(definition["indicator_id"]))
        name = view.column(definition, "title")
        if row is None:
            status, value, origin, age = "not_available", say("در دسترس نیست", "Not available"), None, None
            href = view.address.to("indicators", indicator=definition["indicator_id"])
        else:
            status, value, href = (
                indicators.commission_status(view, row),
                view.shown(row).text,
                indicators.indicator_address(view, row),
            )
            found = indicators.progress(view, row)
            age = statuses.standing_words(view, row, found) if found and found["is_stale"] else None
            if row["category"]:
                value = _categories(view, row)
            origin = tags.chip(
                view,
                indicators.origin_words(view, row),
                indicators.rows_address(view, row),
                synthetic=bool(row["is_synthetic"]),
            )
        body.append(
            [
                el("a", name, href=href),
                el("b", value),
                _where(view, row),
                join([statuses.mark(status), " ", statuses.status_word(view, status), " · " + age if age else ""]),
                origin,
            ]
        )
    headers = [
        say("شاخص", "Indicator"),
        say("آخرین مقدار", "Latest value"),
        say("جا", "Area"),
        say("وضعیت", "Status"),
        say("منبع", "Source"),
    ]
    return cards.card(title, tables.table(headers, body, caption=title, class_="nq-list-table"), level=2)


def _categories(view: View, row: Row) -> str:
    """Return the categories of a value that has no whole: «خانگی ۸٬۰۰۰، گروهی بیش از ۱٬۰۰۰ کارگاه»."""
    told = [(view.category(found["category"]), view.shown(found)) for found in indicators.categories(view, row)]
    words = view.say("، ", ", ").join(
        f"{name} {shown.qualifier} {shown.figure}".replace("  ", " ") for name, shown in told
    )
    return f"{words} {told[0][1].unit}" if told else view.shown(row).text


def _where(view: View, row: Row | None) -> str:
    """Return the place of a value, with its domain where that has to be said."""
    if row is None:
        return ""
    area, domain = view.area(row["area_code"]), indicators.domain_words(view, row)
    return f"{area} · {domain}" if domain else area
