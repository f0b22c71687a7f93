"""Which unknowns a system of sums determines, exactly and fast.

The system is homogeneous: its known parts do not matter to whether an unknown follows from it. An unknown is determined
where it is zero in every solution, and one solution drawn at random shows that: an unknown that is free to move is
zero in it with a chance of one in 2⁶¹. So the rows are only brought to echelon form, never fully reduced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from random import Random

#: Equations are solved modulo this prime: exact, and never blind where small whole numbers are concerned.
PRIME = (1 << 61) - 1
#: Draws repeat from build to build.
SEED = 18


def determined(rows: Iterable[Mapping[int, int]]) -> list[int]:
    """Return the unknowns that a system of linear equations (unknown → coefficient) determines, in order."""
    echelon, unknowns = _echelon(rows)
    draw = Random(SEED)  # noqa: S311 -- a draw that repeats is wanted, not a secret
    pivots = {pivot for pivot, _ in echelon}
    solution = {unknown: draw.randrange(1, PRIME) for unknown in sorted(unknowns - pivots)}
    for pivot, row in reversed(echelon):
        rest = sum(value * solution[unknown] for unknown, value in row.items() if unknown != pivot)
        solution[pivot] = -rest * pow(row[pivot], -1, PRIME) % PRIME
    return sorted(pivot for pivot in pivots if not solution[pivot])


def _echelon(rows: Iterable[Mapping[int, int]]) -> tuple[list[tuple[int, dict[int, int]]], set[int]]:
    """Return (pivot, row) such that no row holds the pivot of one before it, and all unknowns.

    The unknown in the fewest rows is eliminated first, with the shortest of them: sums share few unknowns, so hardly
    any row ever grows.
    """
    left = {number: dict(row) for number, row in enumerate(rows)}
    holding: dict[int, set[int]] = defaultdict(set)
    for number, row in left.items():
        for unknown in row:
            holding[unknown].add(number)
    unknowns = set(holding)
    waiting = [(len(held), unknown) for unknown, held in holding.items()]
    heapify(waiting)
    echelon: list[tuple[int, dict[int, int]]] = []
    while waiting:
        count, pivot = heappop(waiting)
        held = holding[pivot]
        if count != len(held):
            if held:
                heappush(waiting, (len(held), pivot))
            continue
        chosen = min(held, key=lambda number: (len(left[number]), number))
        row = left.pop(chosen)
        for unknown in row:
            holding[unknown].discard(chosen)
        inverse = pow(row[pivot], -1, PRIME)
        for number in sorted(held):
            _take_away(left[number], row, left[number][pivot] * inverse, holding, number)
        for unknown in row:
            if holding[unknown]:
                heappush(waiting, (len(holding[unknown]), unknown))
        echelon.append((pivot, row))
    return echelon, unknowns


def _take_away(
    row: dict[int, int], other: Mapping[int, int], factor: int, holding: dict[int, set[int]], number: int
) -> None:
    """Subtract ``factor`` times ``other`` from ``row``, and keep ``holding`` true of it."""
    for unknown, value in other.items():
        if left := (row.get(unknown, 0) - factor * value) % PRIME:
            row[unknown] = left
            holding[unknown].add(number)
        elif unknown in row:
            del row[unknown]
            holding[unknown].discard(number)
