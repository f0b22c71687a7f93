"""What is hidden in one table beside what τ-ARGUS, the statistics offices' own program, hides in it."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from pytauargus import protect

from pipelines.analysis.disclosure import smallest_published
from pipelines.analysis.feasible_intervals import Relation
from pipelines.analysis.suppression import Counts, Suppression
from tests.unit.roll_up_fixture import MODELS

SMALLEST = smallest_published(MODELS)
COUNTIES, KINDS = [f"c{n:02d}" for n in range(25)], ["k0", "k1", "k2"]
#: How many more cells may be hidden over all tables: ours must keep intervals that hold one to four, zeros being told.
MORE = 1.3

Table = dict[tuple[str, str], int]


def invented(seed: int) -> Table:
    """Return counts of a county and kind, skewed as registers are, with zeros among them."""
    chance = random.Random(seed)
    return {
        cell: 0 if chance.random() < 0.15 else min(int(chance.paretovariate(0.8) * 2), 400)
        for cell in product(COUNTIES, KINDS)
    }


def hidden_here(table: Table) -> int:
    """Hide by our own programmes; return how many cells go, sums included."""
    number = {cell: n for n, cell in enumerate(table)}
    persons = {number[cell]: count for cell, count in table.items()}
    relations, margins = list[Relation](), list[list[int]]()
    for place, names in enumerate((COUNTIES, KINDS)):
        margins.append([])
        for name in names:
            parts, whole = [number[c] for c in table if c[place] == name], len(persons)
            persons[whole] = sum(persons[p] for p in parts)
            margins[place].append(whole)
            relations.append(Relation(((whole, 1), *((p, -1) for p in parts))))
    total = len(persons)
    persons[total] = sum(table.values())
    relations += [Relation(((total, 1), *((p, -1) for p in margin))) for margin in margins]
    province = frozenset([total, *margins[1]])
    small = frozenset(g for g, count in persons.items() if 0 < count < SMALLEST)
    done = Suppression(Counts(persons, small, wide=province, totals=province), relations, SMALLEST)
    assert done.run() == [], "nothing is known too narrowly"
    return len(done.hidden)


def hidden_there(table: Table, folder: Path) -> int:
    """Hide by optimal suppression of τ-ARGUS; return how many cells go, sums included."""
    persons = [{"county": a, "kind": b, "one": 1} for (a, b), count in table.items() for _ in range(count)]
    rule = f"FREQ({SMALLEST},15)"
    done = protect(persons, ["county", "kind"], response="one", safety_rules=rule, workdir=str(folder))
    return sum(status in ("U", "M") for status in done.tables[0].status())


def test_hardly_more_is_hidden_than_has_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # its solver leaves files where it stands
    tables = [invented(seed) for seed in range(5)]
    here = sum(hidden_here(table) for table in tables)
    there = sum(hidden_there(table, tmp_path / str(n)) for n, table in enumerate(tables))
    small = sum(0 < count < SMALLEST for table in tables for count in table.values())
    assert small < there <= here * 1.1, "both hide more than what is small"
    assert here <= MORE * there, (here, there)
