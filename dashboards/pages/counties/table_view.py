"""The counties as a table: value, interval, rank and change, and what is hidden or has not come."""

from __future__ import annotations

from markupsafe import Markup

from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import differences, indicators
from dashboards.data.versions import Row
from dashboards.language.markup import Child, el
from dashboards.language.nothing import HIDDEN
from dashboards.pages.counties.comparison import Comparison
from dashboards.pages.counties.ranking import interval, ranks


def counties_table(comparison: Comparison) -> Markup:
    """Return the card of the table."""
    view, say = comparison.view, comparison.view.say
    known = sum(comparison.amount(row) is not None for row in comparison.rows)
    title = say(
        f"{view.fmt.figure(known)} شهرستان از {view.fmt.number(len(comparison.rows))} عدد دارد",
        f"{view.fmt.number(known)} of {view.fmt.number(len(comparison.rows))} counties have a figure",
    )
    headers = [
        say("شهرستان", "County"),
        say("مقدار", "Value"),
        say("بازهٔ ۹۵ درصد", "95% interval"),
        say("رتبه", "Rank"),
        say("نسبت به سال پیش", "Since a year before"),
        say("یادداشت", "Note"),
    ]
    return el(
        "div",
        cards.card(
            title,
            tables.table(headers, [_line(comparison, row) for row in comparison.rows], caption=title),
            tags.origin_tags(view, comparison.rows),
            tool_row(
                view,
                "county_comparisons",
                comparison.where,
                title=comparison.title,
                period=view.fmt.period(comparison.period),
            ),
            subtitle=f"{comparison.title} · {view.fmt.period(comparison.period)}",
            level=2,
        ),
        id="table",
    )


def _line(comparison: Comparison, row: Row) -> list[Child]:
    view = comparison.view
    name = el(
        "a",
        view.column(row, "name"),
        href=view.address.to("counties", county=row["area_code"], indicator=row["indicator_id"]),
    )
    if row["status"] == "suppressed":
        hidden = view.say(*HIDDEN)
        return [name, el("b", "*", class_="nq-hidden-value"), "—", "—", "*", hidden]
    if comparison.amount(row) is None and row["value"] is not None:
        return [name, "—", "—", "—", _change(comparison, row), view.say("سرشماری ندارد", "no census")]
    if comparison.amount(row) is None:
        return [name, el("span", view.say("نرسیده", "not received"), class_="nq-gone"), "—", "—", "—", ""]
    return [
        name,
        el("b", comparison.words(row)),
        interval(comparison, row),
        ranks(view, row),
        _change(comparison, row),
        view.code("county_notes", row["note"]),
    ]


def _change(comparison: Comparison, row: Row) -> str:
    """Return the change of the value since a year before; of a year that is the one before it."""
    if indicators.is_running(comparison.view, row):
        return comparison.view.say("دوره نیمه‌تمام", "period running")
    found = indicators.change_since(comparison.view, row, "previous" if row["frequency"] == "A" else "year_before")
    if found is None or found["change"] is None:
        return "*" if found is not None and found["status"] == "suppressed" else "—"
    if found["change"] == 0:
        return comparison.view.say("بی‌تغییر", "unchanged")
    return differences.signed_change(comparison.view, found)
