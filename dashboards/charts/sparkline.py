"""The small line in a tile: what was reported, the path of the target, and the forecast.

An inline SVG would be stripped by the framework, so the drawing is an image; an image sees neither fonts nor
colours of the page, so the colours of the reader's scheme are baked in and every word stays outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from markupsafe import Markup

from dashboards.charts.ahead import unmeasured_between
from dashboards.charts.colours import palette
from dashboards.charts.words import position
from dashboards.data import indicators
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language.markup import el
from pipelines.foundation.period import Period

WIDTH, HEIGHT, MARGIN = 240, 72, 8


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a period and a value lie in the picture."""

    first: float
    last: float
    low: float
    high: float

    def at(self, period: float, value: float) -> str:
        x = MARGIN + (period - self.first) / ((self.last - self.first) or 1.0) * (WIDTH - 2 * MARGIN)
        y = HEIGHT - MARGIN - (value - self.low) / ((self.high - self.low) or 1.0) * (HEIGHT - 2 * MARGIN - 4)
        return f"{x:.1f} {y:.1f}"


def sparkline(view: View, line: Sequence[Row], target: Row | None = None, forecast: Sequence[Row] = ()) -> Markup:
    """Return the line of a series, broken where nothing arrived; a single measurement is one dot."""
    told = [row for row in line if row["value"] is not None]
    if len(told) < 2:
        return one_measurement(view, view.fmt.digits(Period.parse(told[-1]["period"]).year) if told else "")
    first, last = view.fmt.period(line[0]["period"]), view.fmt.period(line[-1]["period"])
    label = view.say(f"خط زمان، از {first} تا {last}", f"Time series from {first} to {last}")
    source = f"data:image/svg+xml,{quote(_drawing(palette(view.scheme), line, _goal(view, target), forecast))}"
    return el("img", class_="nq-spark", src=source, alt=label)


def _goal(view: View, target: Row | None) -> list[tuple[float, float]]:
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
    colours: dict[str, str], line: Sequence[Row], goal: list[tuple[float, float]], forecast: Sequence[Row]
) -> str:
    told = [(position(row["period"]), None if row["value"] is None else float(row["value"])) for row in line]
    ahead = [
        (position(row["period"]), *(float(row[name]) for name in ("low80", "point", "high80"))) for row in forecast
    ]
    values = [v for _, v in told if v is not None] + [v for _, v in goal] + [v for p in ahead for v in p[1:]]
    low = min(0.0, *values) if min(values) < 0.5 * max(values) else min(values)
    places = [p for p, _ in told] + [p for p, _ in goal] + [p[0] for p in ahead]
    frame = _Frame(min(places), max(places), low, max(values))
    known_last = next(row["period"] for row in reversed(line) if row["value"] is not None)
    apart = bool(forecast and unmeasured_between(known_last, forecast[0]["period"]))
    drawn = [*_ahead(frame, [] if apart else told, ahead, colours), *_path(frame, goal, colours)]
    known = [(p, v) for p, v in told if v is not None]
    end = frame.at(*known[-1]).split()
    alone = [frame.at(*known[n]).split() for n in _alone(told)]
    drawn += [f"<circle cx='{x}' cy='{y}' r='1.8' fill='{colours['turq']}'/>" for x, y in alone]
    hollow = line[-1]["status"] == "provisional"
    drawn += [
        f"<path d='{_broken(frame, told)}' fill='none' stroke='{colours['turq']}' stroke-width='2.4' "
        "stroke-linejoin='round'/>",
        f"<circle cx='{end[0]}' cy='{end[1]}' r='3.6' fill='{colours['surface' if hollow else 'turq']}' "
        f"stroke='{colours['turq']}' stroke-width='2'/>",
    ]
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'>{''.join(drawn)}</svg>"


def _broken(frame: _Frame, told: Iterable[tuple[float, float | None]]) -> str:
    path, pen_up = [], True
    for place, value in told:
        if value is not None:
            path.append(f"{'M' if pen_up else 'L'}{frame.at(place, value)}")
        pen_up = value is None
    return " ".join(path)


def _alone(told: Sequence[tuple[float, float | None]]) -> list[int]:
    """Return which of the known points stand between two gaps: no line leads to them."""
    values = [None, *(value for _, value in told), None]
    places = [n for n, value in enumerate(values) if value is not None]
    return [k for k, n in enumerate(places) if values[n - 1] is None and values[n + 1] is None]


def _path(frame: _Frame, goal: list[tuple[float, float]], colours: dict[str, str]) -> list[str]:
    if not goal:
        return []
    x, y = (float(part) for part in frame.at(*goal[-1]).split())
    line = " ".join(f"{'M' if not n else 'L'}{frame.at(*point)}" for n, point in enumerate(goal))
    diamond = f"M{x} {y - 5}L{x + 5} {y}L{x} {y + 5}L{x - 5} {y}Z"
    stroke = f"fill='none' stroke='{colours['copper']}' stroke-width='1.6'"
    return [f"<path d='{line}' {stroke} stroke-dasharray='5 4'/>", f"<path d='{diamond}' {stroke}/>"]


def _ahead(
    frame: _Frame,
    told: list[tuple[float, float | None]],
    ahead: list[tuple[float, ...]],
    colours: dict[str, str],
) -> list[str]:
    if not ahead:
        return []
    # Where periods in between are over and were not measured, nothing joins the forecast to what was told.
    begin = [frame.at(p, v) for p, v in told[::-1] if v is not None][:1]
    upper = [*begin, *(frame.at(p[0], p[3]) for p in ahead)]
    lower = [frame.at(p[0], p[1]) for p in reversed(ahead)]
    middle = [*begin, *(frame.at(p[0], p[2]) for p in ahead)]
    return [
        f"<path d='M{' L'.join(upper + lower)}Z' fill='{colours['turq']}' opacity='.18'/>",
        f"<path d='M{' L'.join(middle)}' fill='none' stroke='{colours['turq']}' stroke-width='1.6' "
        "stroke-dasharray='1.5 3'/>",
    ]


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
