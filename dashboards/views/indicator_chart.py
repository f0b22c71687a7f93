"""The chart card of the indicator page: title, chart, key, the table behind it, and its tools."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboards import charts, figures, parts
from dashboards.markup import el, join
from dashboards.tables import Row
from dashboards.view import View

_CHART_KEY = "card-series"


def draw_chart(view: View, definition: Row, row: Row) -> None:
    """Draw the card of a series: its finding as a title, the chart, its key, its table and its tools."""
    line = figures.series(view, row)
    target = figures.proposed_target(view, row)
    others = figures.others(view, row)
    demo = "demo-" if any(other["is_synthetic"] for other in [*line, *others]) else ""
    with st.container(key=_CHART_KEY):
        st.html(join([el("h2", _chart_title(view, row, line), class_="nq-card-title"),
                      el("p", _chart_subtitle(view, definition, row, line), class_="nq-sub")]))  # fmt: skip
        if any(other["value"] is not None for other in line):
            st.plotly_chart(charts.over_time(view, line, target, others), theme=None, width="stretch", key="series-chart",
                            config=charts.picture_options(f"{demo}naqsheh-{definition['indicator_id']}"))  # fmt: skip
        else:
            st.html(parts.no_figure(view))
        st.html(
            join(
                [
                    _legend(view, line, target, others),
                    parts.origin_tags(view, [*line, *others]),
                    _behind(view, [*line, *others]),
                    _tools(view, definition, row),
                ]
            )
        )


def _chart_title(view: View, row: Row, line: Sequence[Row]) -> str:
    told = [other for other in line if other["value"] is not None]
    if not told:
        return view.say("هنوز عددی داده نشده است", "No figure has been given yet")
    if len(told) == 1:
        return view.say("یک اندازه‌گیری، هنوز روندی نیست", "One measurement; no trend yet")
    change = float(told[-1]["value"]) - float(told[0]["value"])
    since = view.fmt.period(told[0]["period"])
    if change == 0:
        return view.say(f"از {since} تغییری نکرده است", f"Unchanged since {since}")
    return view.say(f"از {since} {'بیشتر' if change > 0 else 'کمتر'} شده است",
                    f"{'Higher' if change > 0 else 'Lower'} than in {since}")  # fmt: skip


def _chart_subtitle(view: View, definition: Row, row: Row, line: Sequence[Row]) -> str:
    unit = view.say("درصد", "per cent") if row["unit"] == "share" else view.unit(row["unit"])
    first, last = (view.fmt.period(line[index]["period"]) for index in (0, -1))
    span = first if first == last else view.say(f"{first} تا {last}", f"{first} to {last}")
    return " · ".join([view.column(definition, "title"), unit, span])


def _legend(view: View, line: Sequence[Row], target: Row | None, others: Sequence[Row]) -> Markup:
    entries = [el("span", el("i", class_="nq-key-line"), view.say("گزارش‌شده", "Reported"))]
    if any(row["status"] == "provisional" for row in line):
        entries.append(el("span", el("i", class_="nq-key-hollow"), view.say("موقت", "Provisional")))
    if others:
        entries.append(
            el("span", el("i", class_="nq-key-other"), view.say("گفته‌ها و مبناهای دیگر", "Told otherwise"))
        )
    if any(row["value"] is None for row in line):
        entries.append(el("span", el("i", class_="nq-key-missing"), view.say("نرسیده", "No file")))
    if target is not None:
        entries.append(el("span", el("i", class_="nq-key-target"),
                          view.say("هدف پیشنهادی، تصویب‌نشده", "Proposed target, not adopted")))  # fmt: skip
    return el("p", *entries, class_="nq-legend")


def _behind(view: View, line: Sequence[Row]) -> Markup:
    """Return the table behind the chart."""
    rows = [[join([view.fmt.period(row["period"]), parts.real_tag(view, row)]), view.shown(row).text, view.code("statuses", row["status"]),
             figures.origin_words(view, row)] for row in line]  # fmt: skip
    words = view.say("جدول پشت نمودار", "The table behind the chart")
    headers = [view.say("دوره", "Period"), view.say("مقدار", "Value"), view.say("حال", "Status"),
               view.say("منبع", "Source")]  # fmt: skip
    return parts.disclosure(words, parts.table(headers, rows, caption=words))


def _tools(view: View, definition: Row, row: Row) -> Markup:
    chosen = {"indicator": definition["indicator_id"], "area": row["area_code"], "domain": row["domain"],
              "basis": row["basis"], "category": row["category"] or None, "period": row["period"]}  # fmt: skip
    series = {name: value for name, value in chosen.items() if name != "period"}
    here = view.address.here(**chosen)
    return parts.tools(view, [
        (view.say("تصویر", "Picture"), {"href": here, "data_picture": _CHART_KEY}),
        ("CSV", {"href": view.address.download("values.csv", **series), "download": True}),
        ("XLSX", {"href": view.address.download("values.xlsx", **series), "download": True}),
        ("SQL", {"href": "#sql"}),
        (view.say("پیوند این نما", "Link to this view"), {"href": here, "data_copy": ""}),
    ])  # fmt: skip
