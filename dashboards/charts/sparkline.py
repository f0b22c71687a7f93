"""The small line in a tile: what was reported, the path of the target, the first and the last value with their years.

An inline SVG would be stripped by the framework, so the lines are an image, stretched to the width of the tile; it
sees neither fonts nor colours of the page, so the colours of the reader's scheme are baked in. What must not be
stretched (points, the diamond of the target, the hatch where a period is missing) and every word stand above it.

Time runs from left to right in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from markupsafe import Markup

from dashboards.charts.colours import palette
from dashboards.charts.words import position
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import Child, el
from pipelines.foundation.period import QUARTERS_OF_YEAR, Period
from pipelines.foundation.persian import with_sign_of_percent

#: What of the drawing's width and height stays free at each side, in per cent: room for half a point.
SIDE, TOP, BOTTOM = 3.0, 12.0, 8.0
#: A target this many times the range of what was reported away from it is written, not drawn.
FARTHEST = 10
#: The axis of a share is never narrower than this part of its level.
NARROWEST = 0.2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a period and a value lie in the picture, in per cent of its width and height."""

    first: float
    last: float
    low: float
    high: float

    def at(self, period: float, value: float) -> Point:
        x = SIDE + (period - self.first) / ((self.last - self.first) or 1.0) * (100 - 2 * SIDE)
        y = 100 - BOTTOM - (value - self.low) / ((self.high - self.low) or 1.0) * (100 - BOTTOM - TOP)
        return x, y


def sparkline(view: View, line: Sequence[Row], target: Row | None = None) -> Markup:
    """Return the line of a series, broken where nothing arrived; a single measurement is one dot."""
    told = [row for row in line if row["value"] is not None]
    if len(told) < 2:
        return one_measurement(view, view.fmt.period(told[-1]["period"]) if told else "")
    drawn = told if _is_yearly(told) else line
    points = [(position(row["period"]), None if row["value"] is None else float(row["value"])) for row in drawn]
    low, high = _range([value for _, value in points if value is not None], is_share=told[-1].get("unit") == "share")
    goal = _goal(view, target)
    if goal and not low - FARTHEST * (high - low) <= goal[-1][1] <= high + FARTHEST * (high - low):
        goal = []
    places = [place for place, _ in [*points, *goal]]
    levels = [value for _, value in goal]
    frame = _Frame(min(places), max(places), min([low, *levels]), max([high, *levels]))
    first, last = view.fmt.period(line[0]["period"]), view.fmt.period(line[-1]["period"])
    label = view.say(f"خط زمان، از {first} تا {last}", f"Time series from {first} to {last}")
    source = f"data:image/svg+xml,{quote(_drawing(palette(view.scheme), frame, points, goal))}"
    return el(
        "div",
        el(
            "div",
            *_gaps(frame, points),
            el("img", src=source, alt=label),
            *_points(frame, points, is_hollow=line[-1]["status"] == "provisional"),
            _mark(frame, goal[-1], "nq-spark-goal") if goal else None,
            class_="nq-spark-picture",
        ),
        _ends(view, told, frame),
        class_="nq-spark",
    )


def _is_yearly(told: Sequence[Row]) -> bool:
    """Tell whether a series of quarters is told once a year, at the same quarter: what lies between is not missing."""
    periods = [Period.parse(row["period"]) for row in told]
    steps = {(after.frequency, after.place - before.place) for before, after in pairwise(periods)}
    return len(periods) > 2 and steps == {("Q", QUARTERS_OF_YEAR)}


def _range(values: Sequence[float], *, is_share: bool) -> Point:
    """Return the axis of what was reported: a count from zero, a share on its own range, no narrower than its fifth."""
    low, high = min(values), max(values)
    if not is_share:
        return min(0.0, low), max(0.0, high)
    wanted = NARROWEST * max(abs(low), abs(high))
    spare = max(wanted - (high - low), 0.0) / 2
    return low - spare, high + spare


def _goal(view: View, target: Row | None) -> list[Point]:
    """Return the corners of the path by which a target is assessed; one in steps goes on before it rises."""
    if target is None or target["target_value"] is None or not target["target_period"]:
        return []
    rows = indicators.target_path(view, target)
    path = [(position(point["period"]), float(point["value"])) for point in rows if point["point"] != "between"]
    path = path or [(position(target["target_period"]), float(target["target_value"]))]
    if not indicators.is_stepped(target):
        return path
    corners = [(after[0], before[1]) for before, after in pairwise(path)]
    return [point for pair in zip(path, corners, strict=False) for point in pair] + path[-1:]


def _drawing(
    colours: dict[str, str], frame: _Frame, points: Sequence[tuple[float, float | None]], goal: Sequence[Point]
) -> str:
    """Return the lines as a picture that may be stretched: their width is that of the screen, whatever its own."""
    lines = []
    if goal:
        path = _path(frame, goal)
        lines.append(f"<path d='{path}' stroke='{colours['copper']}' stroke-width='1.6' stroke-dasharray='5 4'/>")
    lines.append(f"<path d='{_path(frame, points)}' stroke='{colours['turq']}' stroke-width='2.4'/>")
    drawn = "".join(line.replace("<path ", "<path vector-effect='non-scaling-stroke' fill='none' ") for line in lines)
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' preserveAspectRatio='none' "
        f"stroke-linejoin='round'>{drawn}</svg>"
    )


def _path(frame: _Frame, points: Iterable[tuple[float, float | None]]) -> str:
    path, pen_up = [], True
    for place, value in points:
        if value is not None:
            x, y = frame.at(place, value)
            path.append(f"{'M' if pen_up else 'L'}{x:.1f} {y:.1f}")
        pen_up = value is None
    return " ".join(path)


def _points(frame: _Frame, points: Sequence[tuple[float, float | None]], *, is_hollow: bool) -> list[Markup]:
    """Return the points that are shown: the first, the last, and what stands between two gaps with no line to it."""
    known = [(place, value) for place, value in points if value is not None]
    small = [known[0], *(known[n] for n in _alone(points) if 0 < n < len(known) - 1)]
    last = "nq-spark-last nq-spark-hollow" if is_hollow else "nq-spark-last"
    return [*(_mark(frame, point, "nq-spark-point") for point in small), _mark(frame, known[-1], last)]


def _alone(points: Sequence[tuple[float, float | None]]) -> list[int]:
    """Return which of the known points stand between two gaps: no line leads to them."""
    values = [None, *(value for _, value in points), None]
    places = [n for n, value in enumerate(values) if value is not None]
    return [k for k, n in enumerate(places) if values[n - 1] is None and values[n + 1] is None]


def _gaps(frame: _Frame, points: Sequence[tuple[float, float | None]]) -> list[Markup]:
    """Return a hatched column from the last known period to the next wherever some are missing between."""
    found: list[Markup] = []
    known: float | None = None
    is_open = False
    for place, value in points:
        if value is None:
            is_open = known is not None
            continue
        if is_open and known is not None:
            left, right = frame.at(known, frame.low)[0], frame.at(place, frame.low)[0]
            found.append(el("i", class_="nq-spark-gap", style=f"left:{left:.1f}%;width:{right - left:.1f}%"))
        known, is_open = place, False
    return found


def _mark(frame: _Frame, point: Point, class_: str) -> Markup:
    x, y = frame.at(*point)
    return el("i", class_=class_, style=f"left:{x:.1f}%;top:{y:.1f}%")


def _ends(view: View, told: Sequence[Row], frame: _Frame) -> Markup:
    """Return the first and the last value with their years, the last under its point."""
    x = frame.at(position(told[-1]["period"]), frame.low)[0]
    return el(
        "p",
        el("span", *_end(view, told[0])),
        " ",
        el("span", *_end(view, told[-1]), style=f"--x:{x:.1f}%"),
        class_="nq-spark-ends" if x < 75 else "nq-spark-ends nq-spark-ends-apart",
    )


def _end(view: View, row: Row) -> tuple[Child, ...]:
    shown = view.shown(row)
    figure = shown.figure
    if row.get("unit") == "IRR":
        figure = shown.text
    elif row.get("unit") == "share" and view.language.is_persian:
        figure = with_sign_of_percent(shown.figure, "fa")
    return (el("bdi", view.fmt.digits(Period.parse(row["period"]).year), ":"), " ", el("b", figure))


def one_measurement(view: View, label: str) -> Markup:
    """Return a single dot with its period: one measurement is no line."""
    words = view.say("یک اندازه‌گیری", "one measurement")
    return el(
        "div",
        el("span", words, class_="nq-one-words"),
        el("span", label, class_="nq-one-label"),
        el("span", class_="nq-one-dot"),
        class_="nq-one",
    )
