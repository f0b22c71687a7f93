"""The chart card of the indicator page: title, chart, key, the table behind it, and its tools."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboards.charts import time_charts
from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.bidi_text import sentence
from dashboards.language.markup import el, join

_CHART_KEY = "card-series"
#: progress status → the finding that a chart with an adopted target says.
_VERDICTS = {
    "missed": ("سررسید هدف گذشته و به آن نرسیده است", "The date of the target has passed and it was missed"),
    "off_track": ("دور از مسیر هدف", "Far from the path of the target"),
    "behind": ("عقب از مسیر هدف", "Behind the path of the target"),
    "on_track": ("در مسیر هدف", "On the path of the target"),
    "reached": ("هدف به دست آمده است", "The target is reached"),
}


def draw_chart(view: View, definition: Row, row: Row) -> None:
    """Draw the card of a series: its finding as a title, the chart, its key, its table and its tools."""
    line = indicators.series(view, row)
    target = indicators.adopted_target(view, row) or indicators.proposed_target(view, row)
    forecast = indicators.forecast(view, row)
    others = indicators.others(view, row)
    demo = "demo-" if any(other["is_synthetic"] for other in [*line, *others]) else ""
    with st.container(key=_CHART_KEY):
        st.html(
            join(
                [
                    el("h2", _chart_title(view, row, line, target), class_="nq-card-title"),
                    el("p", _chart_subtitle(view, definition, row, line), class_="nq-sub"),
                ]
            )
        )
        if any(other["value"] is not None for other in line):
            st.plotly_chart(
                time_charts.over_time(view, line, target, others, forecast),
                theme=None,
                width="stretch",
                key="series-chart",
                config=time_charts.picture_options(f"{demo}naqsheh-{definition['indicator_id']}"),
            )
        else:
            st.html(cards.no_figure(view))
        st.html(
            join(
                [
                    _legend(view, line, target, others, forecast),
                    _refusal(view, row, forecast),
                    tags.origin_tags(view, [*line, *others]),
                    _behind(view, [*line, *others]),
                    _tools(view, definition, row),
                ]
            )
        )


def _refusal(view: View, row: Row, forecast: Sequence[Row]) -> Markup | None:
    """Return why a series has no forecast, or by which model and how well it is forecast."""
    found = indicators.forecast_series(view, row)
    if found is None:
        return None
    words = [view.column(found, "sentence")]
    chance = view.tables.one(
        "select * from forecast_targets where series_id = ? order by state, target_period, target_id limit 1",
        found["series_id"],
    )
    if forecast and chance and chance["state"] == "forecast":
        words.append(view.column(chance, "sentence"))
    return el("p", *(join([sentence(view.fmt, part), " "]) for part in words if part), class_="nq-note")


def _chart_title(view: View, row: Row, line: Sequence[Row], target: Row | None) -> str:
    """Return what the chart found: where the value stands against its path, or from what to what it went."""
    progress = indicators.progress(view, row) if target is not None and target["decision_state"] == "adopted" else None
    if progress is not None and progress["status"] in _VERDICTS:
        return _verdict(view, row, progress)
    told = [other for other in line if other["value"] is not None]
    if not told:
        if any(other["status"] == "suppressed" for other in line):
            return view.say(
                "عددهای این سری برای حریم افراد پنهان است", "The figures of this series are hidden to protect persons"
            )
        return view.say("هنوز عددی داده نشده است", "No figure has been given yet")
    last = view.shown(told[-1]).text
    if len(told) == 1:
        period = view.fmt.period(told[0]["period"])
        return view.say(
            f"{last} در {period}؛ یک اندازه‌گیری، نه روند", f"{last} in {period}: one measurement, not a trend"
        )
    change = float(told[-1]["value"]) - float(told[0]["value"])
    since, first = view.fmt.period(told[0]["period"]), view.shown(told[0]).text
    if change == 0:
        return view.say(f"از {since} تغییری نکرده است: {last}", f"Unchanged since {since}: {last}")
    until = view.fmt.period(told[-1]["period"])
    return view.say(
        f"از {first} در {since} به {last} در {until} {'رسیده' if change > 0 else 'کاهش یافته'} است",
        f"{'Up' if change > 0 else 'Down'} from {first} in {since} to {last} in {until}",
    )


def _verdict(view: View, row: Row, progress: Row) -> str:
    """Return the state of a target with its figures: «عقب از مسیر هدف: ۳۲٫۵ درصد؛ باید ۳۷٫۸ درصد می‌بود»."""
    words = view.say(*_VERDICTS[str(progress["status"])])
    if progress["value"] is None or progress["expected_value"] is None or progress["basis"] not in (None, row["basis"]):
        return words
    base = {**row, "status": "final", "qualifier": None}
    value, expected = (
        view.shown({**base, "value": progress[name]}, decimals=_decimals(row)).text
        for name in ("value", "expected_value")
    )
    if progress["status"] in ("off_track", "behind"):
        return view.say(f"{words}: {value}؛ باید {expected} می‌بود", f"{words}: {value}, where {expected} was expected")
    return f"{words}: {value}"


def _decimals(row: Row) -> int | None:
    """Return the places of an expected count, which is reckoned and not counted; other units keep their own."""
    return None if row["unit"] in ("share", "IRR", "usd_per_kg") else 0


def _chart_subtitle(view: View, definition: Row, row: Row, line: Sequence[Row]) -> str:
    unit = view.say("درصد", "per cent") if row["unit"] == "share" else view.unit(row["unit"])
    first, last = (view.fmt.period(line[index]["period"]) for index in (0, -1))
    span = first if first == last else view.say(f"{first} تا {last}", f"{first} to {last}")
    return " · ".join([view.column(definition, "title"), unit, span])


def _legend(
    view: View, line: Sequence[Row], target: Row | None, others: Sequence[Row], forecast: Sequence[Row]
) -> Markup:
    entries = time_charts.keys(view, line, target, others, forecast)
    return el("p", *(el("span", el("i", class_=sign), word) for sign, word in entries), class_="nq-legend")


def _behind(view: View, line: Sequence[Row]) -> Markup:
    """Return the table behind the chart."""
    rows = [
        [
            join([view.fmt.period(row["period"]), tags.real_tag(view, row)]),
            view.shown(row).text,
            view.code("statuses", row["status"]),
            indicators.origin_words(view, row),
        ]
        for row in line
        if indicators.GAP not in row
    ]
    words = view.say("جدول پشت نمودار", "The table behind the chart")
    headers = [
        view.say("دوره", "Period"),
        view.say("مقدار", "Value"),
        view.say("حال", "Status"),
        view.say("منبع", "Source"),
    ]
    return cards.disclosure(words, tables.table(headers, rows, caption=words))


def _tools(view: View, definition: Row, row: Row) -> Markup:
    """Return the tools of the series; its files and its SQL hold the series and nothing else."""
    series = {
        column: str(row[column])
        for column in ("indicator_id", "area_code", "domain", "basis", "breakdown", "category", "frequency")
    }
    return tool_row(
        view,
        "indicator_values",
        series,
        title=view.column(definition, "title"),
        picture=_CHART_KEY,
        period=view.fmt.period(row["period"]),
        here=indicators.indicator_address(view, row),
    )
