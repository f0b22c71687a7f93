"""Small lines: from zero on one axis, broken where there is no figure, hatched only where nothing came."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import unquote

import pytest

from dashboards.address import Address
from dashboards.charts.small_lines import Axis, Point, Series, drawing, round_top
from dashboards.charts.small_multiples import Tile, empty_corner, small_multiples
from dashboards.data.view import View
from dashboards.language.language import Language
from dashboards.language.markup import el
from dashboards.pages.counties.trends import spread

PERIODS = ("1400", "1401", "1402", "1403", "1404")


class Light:
    """What a drawing asks of a view."""

    scheme = "light"


def points(*values: float | str | None) -> tuple[Point, ...]:
    """Return one point a period; a word is the kind of nothing that it holds."""
    return tuple(
        Point(period, None, value) if isinstance(value, str) else Point(period, value, "told")  # type: ignore[arg-type]
        for period, value in zip(PERIODS, values, strict=True)
    )


def drawn(line: tuple[Point, ...], **options: object) -> str:
    axis = Axis(PERIODS, 10.0)
    return unquote(drawing(Light(), axis, [Series(line, "#123456", 2.0)], **options))  # type: ignore[arg-type]


def paths(picture: str) -> list[str]:
    """Return the lines in the colour of the series."""
    return [part.split("'")[1] for part in picture.split("<path ")[1:] if "#123456" in part]


@pytest.mark.parametrize(
    ("highest", "top"), [(0.0, 1.0), (0.476, 0.5), (1.0, 1.0), (239.0, 250.0), (251.0, 500.0), (7.0, 10.0)]
)
def test_an_axis_ends_at_a_round_number_that_holds_the_highest(highest, top):
    assert round_top(highest) == pytest.approx(top)


def test_a_whole_series_is_one_line_with_a_point_at_its_end():
    line, end = paths(drawn(points(1.0, 2.0, 3.0, 4.0, 5.0)))
    assert line.count("M") == 1 and line.count("L") == 4
    assert end.startswith("M96.00")


def test_zero_lies_on_the_ground_and_the_top_below_the_edge():
    axis = Axis(PERIODS, 10.0)
    assert axis.y(0.0) == 97.0
    assert axis.y(10.0) == 8.0


@pytest.mark.parametrize("nothing", ["hidden", "missing", "absent"])
def test_no_line_leads_over_a_period_without_a_figure(nothing):
    line, *_ = paths(drawn(points(1.0, 2.0, nothing, 4.0, 5.0)))
    assert line.count("M") == 2 and line.count("L") == 2


def test_a_figure_between_two_gaps_is_a_point():
    shapes = paths(drawn(points("hidden", 2.0, "hidden", 4.0, 5.0)))
    assert any(shape.startswith("M27.00") and shape.endswith("h.001") for shape in shapes)


def test_only_what_never_came_is_hatched():
    line = points(1.0, "hidden", "missing", 4.0, 5.0)
    plain, hatched = drawn(line), drawn(line, hatched=[point for point in line if point.kind == "missing"])
    assert hatched.count("<path") == plain.count("<path") + 1


def test_the_key_gets_the_largest_empty_corner_or_none():
    taken = [(1, 1), (2, 1), (3, 1), (3, 2), (3, 3), (3, 4)]
    assert empty_corner(taken) == (1, 2, 2, 4)
    assert empty_corner([(row, column) for row in range(1, 4) for column in range(1, 4)]) is None


def test_labels_keep_apart_and_stay_within_the_picture():
    places = spread([50.0, 52.0, 99.0, 98.0], 9.0)
    ordered = sorted(places)
    assert all(after - before >= 9.0 - 1e-9 for before, after in pairwise(ordered))
    assert max(places) <= 100.0
    assert places.index(min(places)) == 0 and places[3] < places[2]


def tile(last: float | str, words: str = "") -> Tile:
    return Tile("Bam", 1, 1, "/counties?county=0802", points(1.0, 2.0, 3.0, 4.0, last), words, "Bam")


@pytest.mark.parametrize(
    ("one", "class_", "words", "has_line"),
    [
        (tile(5.0, "5"), None, ("5",), True),
        (tile(0.0, "صفر"), None, ("صفر",), True),
        (tile("hidden"), "nq-suppressed", ("*", "پنهان برای حریم"), False),
        (tile("missing"), "nq-missing", ("نرسیده",), False),
        (tile("not_applicable", "سرشماری ندارد"), "nq-none", ("—", "سرشماری ندارد"), False),
    ],
)
def test_the_four_kinds_of_nothing_have_each_a_tile_of_its_own(one, class_, words, has_line):
    view = View(Address("counties", Language("fa")), None)  # type: ignore[arg-type]
    found = str(small_multiples(view, Axis(PERIODS, 10.0), [one], (), el("p", "key"))).split("</li>")[0]
    assert (f'class="{class_}"' in found) if class_ else ("nq-suppressed" not in found and "nq-missing" not in found)
    assert all(f">{word}<" in found for word in words)
    assert ("<img" in found) == has_line
