"""Cells of a table of counts that are hidden along lines, beside a plain telling of the same rules."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.line_disclosure import hide_along_lines

SMALLEST = 5


def cell(cell_id: str, number: int | None, is_small: bool | None = None) -> dict[str, Any]:
    if is_small is None:
        is_small = number is not None and 0 < number < SMALLEST
    return {
        "cell_id": cell_id,
        "number": None if number is None else Decimal(number),
        "is_small": is_small,
    }


def line(line_id: str, whole: str, *parts: str) -> list[dict[str, Any]]:
    rows = [(whole, True), *((part, False) for part in parts)]
    return [{"line_id": line_id, "cell_id": found, "is_whole": is_whole} for found, is_whole in rows]


def in_rounds(cells: Sequence[dict[str, Any]], lines: Sequence[dict[str, Any]], smallest: int) -> set[str]:
    """Look at every line in every round, as a query over both tables would."""
    numbers = {row["cell_id"]: row["number"] or 0 for row in cells}
    hidden = {row["cell_id"] for row in cells if row["is_small"]}
    while True:
        more = set()
        for line_id in {row["line_id"] for row in lines}:
            listed = sorted(
                (row["is_whole"], numbers[row["cell_id"]], row["cell_id"])
                for row in lines
                if row["line_id"] == line_id and row["cell_id"] in numbers
            )
            gaps = [found for found in listed if found[2] in hidden]
            is_weak = len(gaps) == 1
            if len(gaps) > 1 and not any(is_whole for is_whole, _, _ in gaps):
                is_weak = sum(number for _, number, _ in gaps) < smallest
            shown = [found for _, number, found in listed if number > 0 and found not in hidden]
            if is_weak and shown:
                more.add(shown[0])
        if not more:
            return hidden
        hidden |= more


NAMES = st.sampled_from([f"cell {n:02d}" for n in range(14)])


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw cells, some of them hidden for another reason, and lines of them, some of cells that are not told."""
    numbers = draw(st.dictionaries(NAMES, st.none() | st.integers(0, 12)))
    others = draw(st.sets(NAMES))
    cells = [
        cell(name, number, True if name in others and number is not None else None) for name, number in numbers.items()
    ]
    drawn = draw(st.lists(st.dictionaries(NAMES, st.booleans(), min_size=1, max_size=6), max_size=10))
    lines = [
        {"line_id": f"line {place}", "cell_id": name, "is_whole": is_whole}
        for place, of_line in enumerate(drawn)
        for name, is_whole in of_line.items()
    ]
    return cells, lines


@given(tables())
def test_hidden_is_what_rounds_over_all_lines_hide(
    drawn: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    cells, lines = drawn
    assert hide_along_lines(cells, lines, SMALLEST) == in_rounds(cells, lines, SMALLEST)


def test_a_single_gap_takes_the_smallest_part_with_it() -> None:
    cells = [cell("all", 60), cell("a", 2), cell("b", 50), cell("c", 8), cell("d", 0)]
    hidden = hide_along_lines(cells, line("areas", "all", "a", "b", "c", "d"), SMALLEST)
    assert hidden == {"a", "c"}, "zero hides nobody, and of the others the smaller goes"


def test_gaps_that_are_small_together_take_another_with_them() -> None:
    cells = [cell("all", 43), cell("a", 1), cell("b", 2), cell("c", 40)]
    hidden = hide_along_lines(cells, line("areas", "all", "a", "b", "c"), SMALLEST)
    assert hidden == {"a", "b", "c"}


def test_the_whole_goes_last() -> None:
    cells = [cell("all", 3), cell("a", 3), cell("b", 0)]
    assert hide_along_lines(cells, line("areas", "all", "a", "b"), SMALLEST) == {"all", "a"}
    cells = [cell("all", 8, is_small=False), cell("a", 3), cell("b", 5)]
    assert hide_along_lines(cells, line("areas", "all", "a", "b"), SMALLEST) == {"a", "b"}


def test_what_goes_in_one_line_is_looked_at_in_the_others() -> None:
    cells = [cell("all", 30), cell("a", 3), cell("b", 7), cell("c", 20)]
    cells += [cell("b1", 6), cell("b2", 1, is_small=False)]
    lines = [*line("areas", "all", "a", "b", "c"), *line("kinds", "b", "b1", "b2")]
    assert hide_along_lines(cells, lines, SMALLEST) == {"a", "b", "b2"}, "b would be the sum of its kinds"


def test_nothing_small_hides_nothing() -> None:
    cells = [cell("all", 12), cell("a", 7), cell("b", 5), cell("c", None)]
    assert hide_along_lines(cells, line("areas", "all", "a", "b", "c"), SMALLEST) == set()
