"""The counties over time: small multiples in the tile grid, one axis for all, the province behind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from markupsafe import Markup

from dashboards.charts.colours import palette
from dashboards.charts.county_map import county_name, is_long
from dashboards.charts.small_lines import BEHIND, Axis, Point, Series, drawing, round_top
from dashboards.charts.small_multiples import Tile, small_multiples
from dashboards.components import cards, statuses, tags
from dashboards.components.tool_row import tool_row
from dashboards.data import place
from dashboards.data.versions import Row
from dashboards.language.markup import el
from dashboards.language.nothing import HIDDEN
from dashboards.pages.counties.comparison import PER_PERSON, Comparison
from pipelines.foundation.period import Period

#: How far apart two labels at the end of lines stand at least, in per cent of the height of the sample.
APART = 16.0


def trends(comparison: Comparison, compared: Collection[str]) -> Markup:
    """Return the card of the small lines; the counties that are compared have a frame."""
    view = comparison.view
    counties = [row for row in place.counties(view) if row["tile_row"] is not None]
    axis = Axis(comparison.periods, round_top(comparison.highest))
    tiles = [_tile(comparison, county, str(county["area_code"]) in compared) for county in counties]
    top = comparison.short(axis.top)
    subtitle = view.say(
        f"هر خانه یک شهرستان، شمال در بالا. همهٔ خانه‌ها یک محور دارند: صفر تا {top}.",
        f"One tile a county, north above. All tiles have one axis: 0 to {top}.",
    )
    return el(
        "div",
        cards.card(
            finding(comparison, counties),
            small_multiples(view, axis, tiles, comparison.whole, _key(comparison, axis, counties, bool(compared))),
            tags.origin_tags(view, comparison.rows),
            tool_row(
                view,
                "county_comparisons",
                {**comparison.where, "period": None},
                title=comparison.title,
                picture="trends",
                period=view.fmt.period(comparison.period),
            ),
            subtitle=subtitle,
            level=2,
        ),
        id="trends",
    )


def finding(comparison: Comparison, counties: Sequence[Row]) -> str:
    """Return in how many counties the last figure is above the first one."""
    view = comparison.view
    told = [[point for point in comparison.points(county) if point.value is not None] for county in counties]
    ends = [
        (line[0].value or 0.0, line[-1].value or 0.0)
        for line in told
        if len(line) > 1 and line[-1].period == comparison.period
    ]
    if not ends:
        return view.say("هنوز از هیچ شهرستانی دو عدد نیست", "No county has two figures yet")
    up = sum(last > first for first, last in ends)
    count, all_ = view.fmt.number(up), view.fmt.number(len(ends))
    if not up:
        return view.say("هیچ شهرستانی از نخستین عدد خود بالاتر نیست", "No county is above its first figure")
    if up == len(ends):
        return view.say(
            f"هر {all_} شهرستان از نخستین عدد خود بالاتر است", f"All {all_} counties are above their first figure"
        )
    return view.say(
        f"{count} شهرستان از {all_} از نخستین عدد خود بالاتر است",
        f"{count} of {all_} counties {'is' if up == 1 else 'are'} above {'its' if up == 1 else 'their'} first figure",
    )


def _tile(comparison: Comparison, county: Row, is_compared: bool) -> Tile:
    view = comparison.view
    points, name = comparison.points(county), view.column(county, "name")
    last, whole = points[-1], comparison.whole[-1].value if comparison.whole else None
    young = points[0].kind == "absent" and county["valid_from"]
    since = view.fmt.digits(Period.parse(str(county["valid_from"])).year) if young else None
    words = comparison.short(last.value) if last.value is not None else ""
    if last.kind == "not_applicable":
        words = view.say("سرشماری ندارد", "no census")
    return Tile(
        county_name(view, county),
        int(county["tile_row"]),
        int(county["tile_col"]),
        view.address.to("counties", county=str(county["area_code"]), indicator=str(comparison.line["indicator_id"])),
        points,
        words,
        f"{name}: {_said(comparison, last)}",
        whole is not None and last.value is not None and last.value > whole,
        is_compared,
        view.say(f"از {since}", f"since {since}") if since else None,
        is_long(name),
    )


def _said(comparison: Comparison, point: Point) -> str:
    """Return what the last period of a county holds, as a reader without eyes hears it."""
    view = comparison.view
    if point.kind == "hidden":
        return view.say(*HIDDEN)
    if point.kind == "not_applicable":
        return view.say("سرشماری ندارد", "no census")
    if point.value is None:
        return view.say("نرسیده", "not received")
    return comparison.short(point.value)


def _key(comparison: Comparison, axis: Axis, counties: Sequence[Row], any_compared: bool) -> Markup:
    """Return how a tile is read, on the lines of the county with most figures, and what the other faces mean."""
    say = comparison.view.say
    lines = [comparison.points(county) for county in counties]
    sample = max(lines, key=lambda line: sum(point.value is not None for point in line), default=())
    faces = [
        el("span", el("i", class_="nq-key-missing"), say("نرسیده", "Not received")),
        el("span", statuses.mark("hidden"), say("پنهان برای حریم", "Hidden for privacy")),
    ]
    if any_compared:
        faces.append(el("span", el("i", class_="nq-key-compared"), say("شهرستان‌های مقایسه", "Counties compared")))
    return el(
        "div",
        el("p", say("راهنمای هر خانه", "How a tile is read"), class_="nq-multiples-title"),
        _sample(comparison, axis, sample),
        el("p", *faces, class_="nq-legend"),
    )


def _sample(comparison: Comparison, axis: Axis, sample: tuple[Point, ...]) -> Markup:
    view, say = comparison.view, comparison.view.say
    colours = palette(view.scheme)
    series = [
        Series(comparison.whole, BEHIND[view.scheme], 1.6, "none"),
        Series(sample, colours["turq"], 2.4),
    ]
    ends = []
    for points, words, is_own in (
        (sample, say("شهرستان", "County"), True),
        (comparison.whole, say("استان", "Province"), False),
    ):
        last = next((point.value for point in reversed(points) if point.value is not None), None)
        if last is not None:
            ends.append((axis.y(last), el("b", words) if is_own else words))
    ticks = [
        el("span", comparison.short(value), class_="nq-tick-y", style=f"top:{axis.y(value):.1f}%")
        for value in (axis.top, axis.top / 2, 0.0)
    ]
    first, last_period = axis.periods[0], axis.periods[-1]
    years = [el("span", view.fmt.period(first), class_="nq-tick-x", style="left:0")]
    if first != last_period:
        years.append(el("span", view.fmt.period(last_period), class_="nq-tick-x", style="right:0"))
    labels = [
        el("span", words, class_="nq-end", style=f"top:{top:.1f}%")
        for top, words in zip(spread([top for top, _ in ends], APART), (words for _, words in ends), strict=True)
    ]
    source = drawing(view, axis, series, grid=2)
    return el("div", el("img", src=source, alt=""), *ticks, *years, *labels, class_="nq-sample", aria_hidden="true")


def spread(places: Sequence[float], apart: float) -> list[float]:
    """Return places of labels from above, moved so that they are ``apart`` and none lies below the picture."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    found = list(places)
    for before, after in pairwise(order):
        found[after] = max(found[after], found[before] + apart)
    limit = 100.0
    for index in reversed(order):
        found[index] = min(found[index], limit)
        limit = found[index] - apart
    return found


def unit_words(comparison: Comparison) -> str:
    """Return the unit in which the counties are compared."""
    view = comparison.view
    if comparison.by == PER_PERSON:
        return view.say("برای هر هزار نفر", "for each 1,000 people")
    return view.say("درصد", "per cent") if comparison.unit == "share" else view.unit(comparison.unit)
