"""Small multiples: one small line a county, each in the county's place of the tile grid, all on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboards.charts.colours import palette
from dashboards.charts.small_lines import BEHIND, Axis, Point, Series, drawing
from dashboards.data.view import View
from dashboards.language.markup import el


@dataclass(frozen=True, slots=True)
class Tile:
    """One county: its name, its place in the grid, where it leads, its periods and the words of the last one.

    Where no figure can be, ``words`` say why; they are empty where none came. ``since`` says from when a younger
    county is.
    """

    name: str
    row: int
    column: int
    href: str
    points: tuple[Point, ...]
    words: str
    label: str
    is_above: bool = False
    is_compared: bool = False
    since: str | None = None
    is_long: bool = False


def small_multiples(view: View, axis: Axis, tiles: Sequence[Tile], whole: Sequence[Point], key: Markup) -> Markup:
    """Return the grid of small lines, the whole behind each, with the key in the largest empty corner."""
    drawn = [_tile(view, axis, tile, tuple(whole)) for tile in tiles]
    corner = empty_corner([(tile.row, tile.column) for tile in tiles])
    place = None
    if corner is not None:
        top, bottom, left, right = corner
        place = f"grid-row:{top}/{bottom + 1};grid-column:{left}/{right + 1}"
    beside = el("li", key, class_="nq-multiples-key" + ("" if corner else " nq-multiples-under"), style=place)
    return el("ul", *drawn, beside, class_="nq-multiples")


def empty_corner(taken: Sequence[tuple[int, int]]) -> tuple[int, int, int, int] | None:
    """Return the largest empty rectangle of the grid (top, bottom, left, right) that holds a key; None without one."""
    rows, columns = (max((place[index] for place in taken), default=0) for index in (0, 1))
    filled = set(taken)
    best, size = None, 0
    for top in range(1, rows + 1):
        for left in range(1, columns + 1):
            for bottom in range(top + 1, rows + 1):
                for right in range(left + 1, columns + 1):
                    area = (bottom - top + 1) * (right - left + 1)
                    if area > size and not any(
                        (row, column) in filled for row in range(top, bottom + 1) for column in range(left, right + 1)
                    ):
                        best, size = (top, bottom, left, right), area
    return best if size >= 6 else None


def _tile(view: View, axis: Axis, tile: Tile, whole: tuple[Point, ...]) -> Markup:
    last = tile.points[-1]
    long = " nq-long" if tile.is_long else ""
    name = el("span", tile.name, class_=f"nq-multiples-name{long}")
    inside: list[Markup | None]
    class_ = {"hidden": "nq-suppressed", "told": "", "not_applicable": "nq-none"}.get(last.kind, "nq-missing")
    if last.kind == "hidden":
        inside = [name, el("b", "*"), el("small", view.say("پنهان برای حریم", "hidden, for privacy"))]
    elif last.kind == "not_applicable":
        inside = [name, el("b", "—"), el("small", tile.words)]
    elif last.kind != "told":
        inside = [name, el("small", el("span", view.say("نرسیده", "not received")))]
    else:
        colours = palette(view.scheme)
        series = [
            Series(whole, BEHIND[view.scheme], 1.6, "none"),
            Series(tile.points, colours["turq"], 2.4),
        ]
        gaps = [point for point in tile.points if point.kind == "missing"]
        source = drawing(view, axis, series, hatched=gaps)
        inside = [
            name,
            el("b", tile.words, class_="nq-above" if tile.is_above else None),
            el("img", src=source, alt=""),
            el("small", tile.since) if tile.since else None,
        ]
    if tile.is_compared:
        class_ += " nq-compared"
    link = el("a", *inside, href=tile.href, aria_label=tile.label, title=tile.label)
    style = f"grid-row:{tile.row};grid-column:{tile.column}"
    return el("li", link, class_=class_.strip() or None, style=style)
