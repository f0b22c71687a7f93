"""Cells of a table of counts that are hidden along lines, so that no small one can be worked out of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from pipelines.analysis.cell_disclosure import hide_along_lines

SMALLEST = 5


def cell(cell_id: str, number: int | None, *, is_hidden: bool = False, is_told: bool = False) -> dict[str, Any]:
    told = None if number is None else Decimal(number)
    return {"cell_id": cell_id, "number": told, "is_hidden": is_hidden, "is_told": is_told}


def line(line_id: str, whole: str, *parts: str) -> list[dict[str, Any]]:
    rows = [(whole, True), *((part, False) for part in parts)]
    return [{"line_id": line_id, "cell_id": found, "is_whole": is_whole} for found, is_whole in rows]


def highest(
    cell_id: str, hidden: Sequence[str], numbers: Mapping[str, int], sums: Mapping[str, Sequence[str]]
) -> float:
    """Return how high a hidden cell may be for who knows the others, the sums, and that what is hidden is no zero."""
    place = {name: n for n, name in enumerate(hidden)}
    matrix, right = np.zeros((len(sums), len(hidden))), np.zeros(len(sums))
    for row, (whole, parts) in enumerate(sums.items()):
        for name, sign in ((whole, 1), *((part, -1) for part in parts)):
            if name in place:
                matrix[row, place[name]] += sign
            else:
                right[row] -= sign * numbers[name]
    bounds = [(0 if numbers[name] == 0 else 1, None) for name in hidden]
    cost = np.zeros(len(hidden))
    cost[place[cell_id]] = -1
    answer = linprog(cost, A_eq=matrix, b_eq=right, bounds=bounds, method="highs")
    return float("inf") if answer.status == 3 else -float(answer.fun)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=12, max_size=12))
def test_every_hidden_small_cell_may_be_four(numbers: list[int]) -> None:
    """Three counties by four quarters with all sums, as the outlook of licences is published."""
    told = {f"{county}{quarter}": numbers[4 * county + quarter] for county in range(3) for quarter in range(4)}
    sums = {f"{c}+": [f"{c}{q}" for q in range(4)] for c in range(3)}
    sums |= {f"+{q}": [f"{c}{q}" for c in range(3)] for q in range(4)}
    told |= {whole: sum(told[part] for part in parts) for whole, parts in sums.items()}
    sums["++"], told["++"] = [f"+{q}" for q in range(4)], sum(numbers)
    lines = [row for whole, parts in sums.items() for row in line(whole, whole, *parts)]
    hidden = sorted(hide_along_lines([cell(name, number) for name, number in told.items()], lines, SMALLEST))
    small = {name for name, number in told.items() if 0 < number < SMALLEST}
    assert small <= set(hidden)
    assert all(highest(name, hidden, told, sums) >= SMALLEST - 1 - 1e-6 for name in small)


def test_a_single_gap_takes_the_smallest_part_with_it() -> None:
    cells = [cell("all", 60), cell("a", 2), cell("b", 50), cell("c", 8), cell("d", 0)]
    hidden = hide_along_lines(cells, line("areas", "all", "a", "b", "c", "d"), SMALLEST)
    assert hidden == {"a", "c"}, "zero hides nobody, and of the others the smaller goes"


def test_three_ones_beside_a_sum_take_another_with_them() -> None:
    """That three hidden cells are three together makes three ones, since zeros are told."""
    cells = [cell("all", 43), cell("a", 1), cell("b", 1), cell("c", 1), cell("d", 40)]
    assert hide_along_lines(cells, line("areas", "all", "a", "b", "c", "d"), SMALLEST) == {"a", "b", "c", "d"}


def test_the_whole_goes_last() -> None:
    cells = [cell("all", 8), cell("a", 3), cell("b", 5)]
    assert hide_along_lines(cells, line("areas", "all", "a", "b"), SMALLEST) == {"a", "b"}


def test_what_goes_in_one_line_is_looked_at_in_the_others() -> None:
    cells = [cell("all", 30), cell("a", 3), cell("b", 7), cell("c", 20), cell("b1", 6), cell("b2", 1)]
    lines = [*line("areas", "all", "a", "b", "c"), *line("kinds", "b", "b1", "b2")]
    hidden = hide_along_lines(cells, lines, SMALLEST)
    assert {"a", "b2"} < hidden and not {"b1", "b"}.isdisjoint(hidden), "b2 would be b less b1"


def test_what_is_told_elsewhere_is_no_cover_and_what_is_hidden_there_stays_hidden() -> None:
    parts = [cell("a", 3), cell("b", 5), cell("c", 9)]
    year = line("year", "all", "a", "b", "c")
    assert hide_along_lines([cell("all", 17, is_told=True), *parts], year, SMALLEST) == {"a", "b"}
    hidden = hide_along_lines([cell("all", 17, is_hidden=True), *parts], year, SMALLEST)
    assert {"all", "a"} <= hidden


def test_nothing_small_hides_nothing() -> None:
    cells = [cell("all", 12), cell("a", 7), cell("b", 5), cell("c", None)]
    assert hide_along_lines(cells, line("areas", "all", "a", "b", "c"), SMALLEST) == set()
