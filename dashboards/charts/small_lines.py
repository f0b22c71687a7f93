"""Lines of several series on one axis, as a picture that takes the size of its place.

The framework strips drawings inside a page, so a drawing is an image; every word stands outside it, and colours of the
reader's scheme are baked in. Lines and points keep their thickness however the picture is stretched, so one drawing
serves a tile and a whole card. Time runs from left to right in both languages, and the axis begins at zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from dashboards.charts.colours import palette
from dashboards.charts.words import position
from dashboards.data.view import View

#: What a period holds: a figure, a hidden one, nothing that came, nothing that could be, or no place yet that had one.
Kind = Literal["told", "hidden", "missing", "not_applicable", "absent"]
#: The shape of a series' points: one at its end, or one at each figure.
Shape = Literal["end", "none", "dot", "square", "ring", "hollow"]

#: The colour of the whole behind its parts, in light and dark.
BEHIND = {"light": "#A9A091", "dark": "#8F8678"}
#: Room at the sides and above the highest value, in per cent of the picture.
SIDE, ABOVE, BELOW = 4.0, 8.0, 3.0
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Point:
    """What one period holds; ``value`` is None unless it is told."""

    period: str
    value: float | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Series:
    """A series with the look of its line."""

    points: tuple[Point, ...]
    colour: str
    width: float
    shape: Shape = "end"


@dataclass(frozen=True, slots=True)
class Axis:
    """The periods and the highest value of a picture; where they lie is in per cent of its width and height."""

    periods: tuple[str, ...]
    top: float

    def x(self, period: str) -> float:
        """Return how far from the left a period lies."""
        first, last = position(self.periods[0]), position(self.periods[-1])
        return SIDE + (position(period) - first) / ((last - first) or 1.0) * (100 - 2 * SIDE)

    def y(self, value: float) -> float:
        """Return how far from above a value lies."""
        return 100 - BELOW - value / (self.top or 1.0) * (100 - ABOVE - BELOW)


def round_top(highest: float) -> float:
    """Return the round number at which an axis from zero ends: 0.476 → 0.5, 239 → 250."""
    if highest <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(highest))
    return next(step * size for step in _ROUND if step * size >= highest * (1 - 1e-9))


def drawing(view: View, axis: Axis, series: Sequence[Series], *, hatched: Sequence[Point] = (), grid: int = 0) -> str:
    """Return the address of a picture of some series, the last one in front.

    ``hatched`` are the points of whose periods nothing came; ``grid`` is the number of lines above zero.
    """
    colours = palette(view.scheme)
    shapes = [_level(axis, axis.top * n / grid, colours["hairline"], 1) for n in range(1, grid + 1)]
    shapes += _hatch(axis, hatched, colours["edge"])
    shapes.append(_level(axis, 0.0, colours["edge"] if grid else colours["hairline"], 1))
    for one in series:
        shapes += _line(axis, one, colours["surface"])
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' preserveAspectRatio='none'>"
        f"<g fill='none' stroke-linejoin='round'>{''.join(shapes)}</g></svg>"
    )
    return f"data:image/svg+xml,{quote(svg)}"


def _stroke(path: str, colour: str, width: float, cap: str = "round") -> str:
    return (
        f"<path d='{path}' stroke='{colour}' stroke-width='{width:g}' stroke-linecap='{cap}' "
        "vector-effect='non-scaling-stroke'/>"
    )


def _level(axis: Axis, value: float, colour: str, width: float) -> str:
    y = axis.y(value)
    return _stroke(f"M0 {y:.2f}H100", colour, width, "butt")


def _hatch(axis: Axis, points: Sequence[Point], colour: str) -> list[str]:
    """Return slanted strokes over the periods of which nothing came."""
    half = 0.5 * (100 - 2 * SIDE) / max(len(axis.periods) - 1, 1)
    shapes = []
    for point in points:
        left, right = max(0.0, axis.x(point.period) - half), min(100.0, axis.x(point.period) + half)
        strokes = "".join(f"M{left:.2f} {y + 12}L{right:.2f} {y}" for y in range(10, 96, 12))
        shapes.append(_stroke(strokes, colour, 1, "butt"))
    return shapes


def _line(axis: Axis, series: Series, ground: str) -> list[str]:
    """Return a line, broken where there is no figure, and its points; a figure between two gaps is a point."""
    path: list[str] = []
    alone: list[str] = []
    run = 0
    told = [
        (point, f"{axis.x(point.period):.2f} {axis.y(point.value):.2f}")
        for point in series.points
        if point.value is not None
    ]
    places = {point.period: place for point, place in told}
    for point in series.points:
        if point.value is None:
            if run == 1:
                alone.append(path[-1].removeprefix("M"))
            run = 0
            continue
        path.append(f"{'L' if run else 'M'}{places[point.period]}")
        run += 1
    shapes = [_stroke("".join(path), series.colour, series.width)] if len(told) > 1 else []
    shapes += [_dot(place, series.colour, series.width * 1.8) for place in alone]
    if not told or series.shape == "none":
        return shapes
    marked = [place for _, place in told] if series.shape != "end" else [told[-1][1]]
    return shapes + [shape for place in marked for shape in _mark(place, series, ground)]


def _mark(place: str, series: Series, ground: str) -> list[str]:
    if series.shape in ("end", "dot"):
        return [_dot(place, series.colour, 7)]
    if series.shape == "square":
        return [_dot(place, series.colour, 7, "square")]
    cap = "round" if series.shape == "ring" else "square"
    return [_dot(place, series.colour, 8, cap), _dot(place, ground, 4.5, cap)]


def _dot(place: str, colour: str, size: float, cap: str = "round") -> str:
    """Return a point as a stroke without length, which no stretching makes an ellipse."""
    return _stroke(f"M{place}h.001", colour, size, cap)
