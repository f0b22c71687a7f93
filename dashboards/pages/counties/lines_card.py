"""Two to four counties as lines of one chart, the province behind them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.charts.colours import palette
from dashboards.charts.small_lines import BEHIND, Axis, Point, Series, Shape, drawing, round_top
from dashboards.charts.words import position
from dashboards.components import cards, tables, tags
from dashboards.components.tool_row import tool_row
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el, join
from dashboards.pages.counties.comparison import Comparison
from dashboards.pages.counties.trends import spread, unit_words

#: The looks of the first to the fourth county: colour of the line, its width, the shape of its points.
LOOKS: tuple[tuple[str, float, Shape], ...] = (
    ("turq", 3.0, "dot"),
    ("ink", 2.4, "square"),
    ("ink", 1.6, "ring"),
    ("ink", 1.6, "hollow"),
)
#: How far apart labels at the ends of lines stand at least, in per cent of the chart's height; years that are named.
APART, NAMED = 9.0, 8
GRID = 4


def shape_mark(index: int) -> Markup:
    """Return the shape of the first to fourth county, as it stands before its name."""
    return el("i", class_=f"nq-county-mark nq-county-{LOOKS[index][2]}", aria_hidden="true")


def lines_card(comparison: Comparison, counties: Sequence[Row], picker: Markup) -> Markup:
    """Return the card of the lines of the counties that were chosen."""
    view = comparison.view
    lines = [comparison.points(county) for county in counties]
    amounts = [point.value for line in (*lines, comparison.whole) for point in line if point.value is not None]
    axis = Axis(comparison.periods, round_top(max(amounts, default=0.0)))
    first, last = (view.fmt.period(axis.periods[place]) for place in (0, -1))
    span = first if first == last else view.say(f"{first} تا {last}", f"{first} to {last}")
    subtitle = " · ".join([comparison.title, unit_words(comparison), span])
    body = (
        _chart(comparison, axis, counties, lines)
        if any(point.value is not None for line in lines for point in line)
        else cards.no_figure(view, _all_absent(comparison, counties, lines))
    )
    return el(
        "div",
        cards.card(
            finding(comparison, counties),
            picker,
            body,
            _absences(comparison, counties, lines),
            tags.origin_tags(view, comparison.rows),
            _behind(comparison, counties, lines),
            tool_row(
                view,
                "county_comparisons",
                {**comparison.where, "period": None},
                title=comparison.title,
                picture="compare",
                period=last,
            ),
            subtitle=subtitle,
            level=2,
        ),
        id="compare",
    )


def finding(comparison: Comparison, counties: Sequence[Row]) -> str:
    """Return which of the counties is higher, by how much; what is hidden or has not come is said."""
    view, say = comparison.view, comparison.view.say
    last = [(view.column(county, "name"), comparison.points(county)[-1]) for county in counties]
    told = sorted(((name, point.value) for name, point in last if point.value is not None), key=lambda one: -one[1])
    hidden = [name for name, point in last if point.kind == "hidden"]
    both = say(" و ", " and ")
    if not told:
        names = both.join(name for name, _ in last)
        if len(hidden) == len(last):
            return say(f"عدد {names} پنهان است", f"The figures of {names} are hidden")
        return say(f"عددی از {names} نیست", f"There is no figure of {names}")
    name, highest = told[0]
    if len(told) == 1:
        others = both.join(other for other, point in last if point.value is None)
        why = say("پنهان است", "is hidden") if len(hidden) == len(last) - 1 else say("نیست", "is not there")
        return say(
            f"{name}: {comparison.short(highest)}؛ عدد {others} {why}",
            f"{name}: {comparison.short(highest)}; the figure of {others} {why}",
        )
    other, lowest = told[-1]
    if highest == lowest:
        names = both.join(one for one, _ in told)
        return say(f"{names} برابرند: {comparison.short(highest)}", f"{names} are equal: {comparison.short(highest)}")
    return say(
        f"{name} با {comparison.short(highest)} بالاتر از {other} با {comparison.short(lowest)} است",
        f"{name}, with {comparison.short(highest)}, is above {other}, with {comparison.short(lowest)}",
    )


def _all_absent(comparison: Comparison, counties: Sequence[Row], lines: Sequence[tuple[Point, ...]]) -> str:
    view = comparison.view
    if all(line[-1].kind == "hidden" for line in lines):
        return view.say(
            "همهٔ عددهای این شهرستان‌ها برای حریم افراد پنهان است",
            "Every figure of these counties is hidden to protect persons",
        )
    return view.say("عددی از این شهرستان‌ها نرسیده است", "No figure of these counties has come")


def _chart(comparison: Comparison, axis: Axis, counties: Sequence[Row], lines: Sequence[tuple[Point, ...]]) -> Markup:
    view = comparison.view
    colours = palette(view.scheme)
    series = [Series(comparison.whole, BEHIND[view.scheme], 1.6, "none")]
    series += [
        Series(line, colours[colour], width, shape)
        for line, (colour, width, shape) in reversed(list(zip(lines, LOOKS, strict=False)))
    ]
    ends: list[tuple[float, Child]] = []
    for index, (county, line) in enumerate(zip(counties, lines, strict=True)):
        last = next((point for point in reversed(line) if point.value is not None), None)
        if last is not None and last.value is not None:
            name = el("span", view.column(county, "name"))
            words = join([shape_mark(index), name, el("b", comparison.short(last.value))], between=" ")
            ends.append((axis.y(last.value), words))
    whole = next((point.value for point in reversed(comparison.whole) if point.value is not None), None)
    if whole is not None:
        name = el("span", view.say("استان", "Province"))
        ends.append((axis.y(whole), join([name, comparison.short(whole)], between=" ")))
    places = spread([top for top, _ in ends], APART)
    labels = [
        el("span", words, class_="nq-end", style=f"top:{top:.1f}%")
        for top, (_, words) in zip(places, ends, strict=True)
    ]
    ticks = [
        el(
            "span",
            comparison.short(axis.top * n / GRID),
            class_="nq-tick-y",
            style=f"top:{axis.y(axis.top * n / GRID):.1f}%",
        )
        for n in range(GRID + 1)
    ]
    names = ", ".join(view.column(county, "name") for county in counties)
    said = view.say(f"خط زمان: {names.replace(', ', '، ')}", f"Time series: {names}")
    picture = el("img", src=drawing(view, axis, series, grid=GRID), alt=said)
    return el("div", picture, *ticks, *_years(view, axis), *labels, class_="nq-county-lines")


def _years(view: View, axis: Axis) -> list[Markup]:
    """Return the years below the axis, each where it begins; of many every second one."""
    first, last = position(axis.periods[0]), position(axis.periods[-1])
    years = [year for year in range(int(first), int(last) + 1) if year >= first] or [int(first)]
    kept = years if len(years) <= NAMED else years[::2]
    return [
        el("span", view.fmt.digits(year), class_="nq-tick-x", style=f"left:{axis.x(str(year)):.1f}%") for year in kept
    ]


def _absences(comparison: Comparison, counties: Sequence[Row], lines: Sequence[tuple[Point, ...]]) -> Markup | None:
    """Return which counties have hidden or missing periods: their lines are broken there."""
    view = comparison.view
    told = []
    for county, line in zip(counties, lines, strict=True):
        name = view.column(county, "name")
        hidden = sum(point.kind == "hidden" for point in line)
        missing = sum(point.kind == "missing" for point in line)
        if hidden:
            count = view.fmt.number(hidden)
            told.append(view.say(f"{name}: {count} دوره پنهان", f"{name}: {count} hidden"))
        if missing:
            count = view.fmt.number(missing)
            told.append(view.say(f"{name}: {count} دوره نرسیده", f"{name}: {count} not received"))
    if not told:
        return None
    words = view.say("جای شکستگی خط‌ها عددی نیست. ", "Where a line is broken there is no figure. ")
    return el("p", words, view.say("؛ ", "; ").join(told), ".", class_="nq-sub")


def _behind(comparison: Comparison, counties: Sequence[Row], lines: Sequence[tuple[Point, ...]]) -> Markup:
    view = comparison.view
    words = view.say("جدول پشت نمودار", "The table behind the chart")
    absent = {"hidden": "*", "missing": view.say("نرسیده", "not received"), "absent": "—", "not_applicable": "—"}
    body: list[list[Child]] = [
        [
            view.fmt.period(period),
            *(
                comparison.short(line[place].value or 0.0)
                if line[place].value is not None
                else absent[line[place].kind]
                for line in lines
            ),
        ]
        for place, period in reversed(list(enumerate(comparison.periods)))
    ]
    headers = [view.say("دوره", "Period"), *(view.column(county, "name") for county in counties)]
    return cards.disclosure(words, tables.table(headers, body, caption=words))
