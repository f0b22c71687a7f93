"""What a reader of the published file can work out of its hidden counts.

The attacker has the DuckDB file alone (and, if there is one, the version before it). He writes down every equation that
the words of the indicators, or the published numbers themselves, give him, and asks linear programmes how low and how
high each hidden count can be. Nothing of the code that hides is used. The truth, which he has not, serves to leave out
equations that do not hold (who is misled is no danger), and to see which of the counts are small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack
from scipy.sparse.csgraph import connected_components

ADDRESS = ["indicator_id", "area_code", "domain", "breakdown", "category", "frequency", "period"]
SMALLEST = 5
#: So many published numbers have to agree before two series are taken for the same.
AGREEING = 12
#: Of the places where something in it is hidden, so large a share has a likeness to be right in: who believes one that
#: was wrong in a quarter of them does not know where it is right.
TRUSTED = 0.9
#: valid and lapsed at the end = valid and lapsed before + issued - revoked; lapsed = lapsed before + expired
BALANCES = (
    ({"licences_valid": 1, "licences_lapsed": 1}, {"licences_issued": -1, "licences_revoked": 1}),
    ({"licences_lapsed": 1}, {"licences_expired": -1}),
)

Key = tuple[str, str]


@dataclass(slots=True)
class Equation:
    """Terms that add up to nothing (or, ``at_least``, to nothing or more)."""

    terms: dict[Key, int]
    at_least: bool = False


@dataclass(slots=True)
class Reader:
    """The published numbers by value and part (None where hidden), and the equations over them."""

    values: pd.DataFrame
    numbers: dict[Key, float | None] = field(default_factory=dict)
    truth: dict[Key, float] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)

    def add(self, terms: Iterable[tuple[Key, int]], *, at_least: bool = False) -> None:
        """Write down an equation of which something is hidden, if it is true."""
        found: dict[Key, int] = defaultdict(int)
        for key, coefficient in terms:
            found[key] += coefficient
        found = {k: c for k, c in found.items() if c}
        if not any(self.numbers[k] is None for k in found) or any(k not in self.truth for k in found):
            return
        left = sum(c * self.truth[k] for k, c in found.items())
        if left == 0 or (at_least and left > 0):
            self.equations.append(Equation(found, at_least))


def read(published: Path, work: Path, before: Path | None = None) -> Reader:
    """Read the published numbers of registers, and the truth behind them.

    What is hidden, and was told in the version ``before`` as it is now, is known.
    """
    with duckdb.connect(str(published), read_only=True) as connection:
        values = connection.execute(
            "SELECT v.*, i.kind, a.parent_code, a.kind AS area_kind FROM indicator_values v"
            " JOIN indicators i USING (indicator_id) JOIN areas a USING (area_code)"
            " WHERE v.basis = 'register' AND v.status <> 'missing'"
        ).df()
    with duckdb.connect(str(work), read_only=True) as connection:
        measured = connection.execute("SELECT value_id, numerator, denominator FROM derived.measured").fetchall()
    reader = Reader(values)
    for row in values.itertuples():
        for part in ("numerator", "denominator") if row.kind == "ratio" else ("numerator",):
            number = getattr(row, part)
            if row.status == "suppressed" or not pd.isna(number):
                reader.numbers[row.value_id, part] = None if row.status == "suppressed" else float(number)
    for value_id, numerator, denominator in measured:
        for part, number in (("numerator", numerator), ("denominator", denominator)):
            if number is not None and (value_id, part) in reader.numbers:
                reader.truth[value_id, part] = float(number)
    if before is not None:
        _remember(reader, before)
    return reader


def _remember(reader: Reader, before: Path) -> None:
    with duckdb.connect(str(before), read_only=True) as connection:
        told = connection.execute("SELECT value_id, numerator, denominator FROM indicator_values").fetchall()
    for value_id, numerator, denominator in told:
        for part, number in (("numerator", numerator), ("denominator", denominator)):
            key = (value_id, part)
            if number is not None and key in reader.numbers and reader.numbers[key] is None:
                reader.numbers[key] = float(number) if float(number) == reader.truth.get(key) else None


def write_down(reader: Reader) -> None:
    """Write down every equation that a reader can think of."""
    _sums(reader)
    _ratios(reader)
    _same_series(reader)
    _growing(reader)
    _balances(reader)


def _sums(reader: Reader) -> None:
    by_address = {tuple(getattr(r, a) for a in ADDRESS): r.value_id for r in reader.values.itertuples()}
    parts: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for row in reader.values.itertuples():
        at = dict(zip(ADDRESS, (getattr(row, a) for a in ADDRESS), strict=True))
        for kind, change in (
            ("area", {"area_code": row.parent_code} if row.parent_code else None),
            ("domain", {"domain": "all"} if row.domain != "all" else None),
            (f"category {row.breakdown}", {"breakdown": "", "category": ""} if row.category else None),
            ("time", {"frequency": "A", "period": row.period[:4]} if row.frequency == "Q" else None),
        ):
            if change is not None:
                whole = tuple((at | change).values())
                if whole in by_address:
                    parts[kind, whole].append(row.value_id)
    for (_, whole), found in parts.items():
        for part in ("numerator", "denominator"):
            keys = [(v, part) for v in found if (v, part) in reader.numbers]
            top = (by_address[whole], part)
            if keys and top in reader.numbers:
                reader.add([(top, 1), *((k, -1) for k in keys)])


def _ratios(reader: Reader) -> None:
    for value_id, part in list(reader.numbers):
        if part == "denominator" and (value_id, "numerator") in reader.numbers:
            reader.add([((value_id, "denominator"), 1), ((value_id, "numerator"), -1)], at_least=True)


def _series(reader: Reader) -> pd.DataFrame:
    """Return numbers with a column for each series (indicator, part, category) and a row for each place and time."""
    rows = []
    for r in reader.values[reader.values.frequency == "Q"].itertuples():
        for part in ("numerator", "denominator"):
            if (r.value_id, part) in reader.numbers:
                name = (r.indicator_id, part, r.category)
                rows.append(
                    (r.area_code, r.domain, r.period, name, (r.value_id, part), reader.numbers[r.value_id, part])
                )
    return pd.DataFrame(rows, columns=["area", "domain", "period", "series", "key", "number"])


Columns = Mapping[tuple[str, ...], np.ndarray]


def _same_series(reader: Reader) -> None:
    """Find series that are the same, a multiple or the difference of others wherever all are published."""
    long, at = _series(reader), ["area", "domain", "period"]
    keys = long.pivot_table(index=at, columns="series", values="key", aggfunc="first")
    numbers = long.pivot_table(index=at, columns="series", values="number", aggfunc="first")
    numbers = numbers.reindex(index=keys.index, columns=keys.columns)
    shown: Columns = {s: numbers[s].to_numpy(dtype=float) for s in keys.columns}
    places: Columns = {s: keys[s].to_numpy(dtype=object) for s in keys.columns}
    for one, other in combinations(shown, 2):
        for multiple in (1, 2, 3, 4):
            for a, b in ((one, other), (other, one))[: 2 if multiple > 1 else 1]:
                if _agree(shown[a], multiple * shown[b]):
                    _add_all(reader, (places[a], 1), (places[b], -multiple))
    for whole, part in ((s, (s[0], "numerator", s[2])) for s in shown if s[1] == "denominator"):
        for other in shown if part in shown else ():
            if other not in (whole, part) and _agree(shown[whole] - shown[part], shown[other]):
                _add_all(reader, (places[whole], 1), (places[part], -1), (places[other], -1))


def _agree(one: np.ndarray, other: np.ndarray) -> bool:
    both = ~np.isnan(one) & ~np.isnan(other) & ((one > 0) | (other > 0))
    return bool(both.sum() >= AGREEING and (one[both] == other[both]).all())


def _add_all(reader: Reader, *terms: tuple[np.ndarray, int]) -> None:
    found = [
        [(key, c) for key, (_, c) in zip(keys, terms, strict=True)]
        for keys in zip(*(places for places, _ in terms), strict=True)
        if all(isinstance(key, tuple) and key in reader.truth for key in keys)
    ]
    asked = [told for told in found if any(reader.numbers[key] is None for key, _ in told)]
    right = sum(not sum(c * reader.truth[key] for key, c in told) for told in asked)
    if right >= TRUSTED * len(asked):
        for told in asked:
            reader.add(told)


def _by_time(reader: Reader, indicators: Iterable[str]) -> Mapping[tuple[str, ...], dict[tuple[int, str], Key]]:
    found: dict[tuple[str, ...], dict[tuple[int, str], Key]] = defaultdict(dict)
    wanted = set(indicators)
    for r in reader.values[reader.values.frequency == "Q"].itertuples():
        if r.indicator_id in wanted:
            place = 4 * int(r.period[:4]) + int(r.period[5])
            found[r.area_code, r.domain, r.breakdown, r.category][place, r.indicator_id] = (r.value_id, "numerator")
    return found


def _growing(reader: Reader) -> None:
    names = set(reader.values[reader.values.kind == "cumulative"].indicator_id)
    for series in _by_time(reader, names).values():
        for (place, name), key in series.items():
            if (place + 1, name) in series:
                reader.add([(series[place + 1, name], 1), (key, -1)], at_least=True)


def _balances(reader: Reader) -> None:
    for stocks, flows in BALANCES:
        for series in _by_time(reader, {*stocks, *flows}).values():
            for place in sorted({p for p, name in series if name == next(iter(stocks))}):
                # What is not there of a category is nothing.
                terms = [(series[place + 1, s], c) for s, c in stocks.items() if (place + 1, s) in series]
                if (place + 1, next(iter(stocks))) in series:
                    terms += [(series[place, s], -c) for s, c in stocks.items() if (place, s) in series]
                    terms += [(series[place + 1, f], c) for f, c in flows.items() if (place + 1, f) in series]
                    if all(k in reader.numbers for k, _ in terms):
                        reader.add(terms)


@dataclass(slots=True)
class Found:
    """What the attack found: hidden counts, those known outright, and small ones that cannot be one to four."""

    hidden: int
    small: int
    pinned: dict[Key, float]
    narrow: dict[Key, tuple[float, float]]


def attack(reader: Reader) -> Found:
    """Ask how low and how high each hidden count may be: one at least, unless a zero is hidden beside it."""
    unknown = sorted(k for k, number in reader.numbers.items() if number is None and k in reader.truth)
    ratios = set(reader.values[reader.values.kind == "ratio"].value_id)
    zero = {
        k
        for e in reader.equations
        if any(reader.numbers[t] is None and reader.truth[t] == 0 for t in e.terms)
        for k in e.terms
    }
    least = {
        k: 0.0 if k in zero or reader.truth[k] == 0 or (k[0] in ratios and k[1] == "numerator") else 1.0
        for k in unknown
    }
    small = {k for k in unknown if 0 < reader.truth[k] < SMALLEST and k[0] not in ratios}
    counts = {k for k in unknown if reader.truth[k] >= SMALLEST and k[0] not in ratios}
    found = Found(len(unknown), len(small), {}, {})
    for keys, equations in _components(reader, unknown):
        _Part(reader, keys, equations, least).ask(small & set(keys), counts & set(keys), found)
    return found


def _components(reader: Reader, unknown: list[Key]) -> Iterable[tuple[list[Key], list[Equation]]]:
    place = {k: n for n, k in enumerate(unknown)}
    pairs = [(n, place[k]) for n, e in enumerate(reader.equations) for k in e.terms if k in place]
    count = len(reader.equations)
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    size = count + len(unknown)
    graph = csr_array((np.ones(len(rows)), (rows, [count + c for c in columns])), shape=(size, size))
    total, label = connected_components(graph, directed=False)
    groups: list[tuple[list[Key], list[Equation]]] = [([], []) for _ in range(total)]
    for n, equation in enumerate(reader.equations):
        groups[label[n]][1].append(equation)
    for key, n in place.items():
        groups[label[count + n]][0].append(key)
    return [g for g in groups if g[0]]


class _Part:
    """The linear programme of hidden counts that hang together."""

    def __init__(self, reader: Reader, keys: list[Key], equations: list[Equation], least: Mapping[Key, float]) -> None:
        self.keys, self.place, self.truth = keys, {k: n for n, k in enumerate(keys)}, reader.truth
        self.low = np.array([least[k] for k in keys])
        self.sides = {}
        for at_least in (False, True):
            chosen = [e for e in equations if e.at_least == at_least]
            cells = [(n, self.place[k], c) for n, e in enumerate(chosen) for k, c in e.terms.items() if k in self.place]
            known = [sum(c * float(reader.numbers[k] or 0) for k, c in e.terms.items()) for e in chosen]
            matrix = csr_array(
                ([c for _, _, c in cells], ([r for r, _, _ in cells], [c for _, c, _ in cells])),
                shape=(len(chosen), len(keys)),
                dtype=float,
            )
            self.sides[at_least] = (matrix, np.array(known))

    def solve(self, wanted: Iterable[Key], direction: int) -> np.ndarray:
        """Return a solution with the wanted as low (1) or high (-1) as can be, counted up to five above the truth."""
        places = [self.place[k] for k in wanted]
        cap, cost = np.full(len(self.keys), np.inf), np.zeros(len(self.keys) + len(places))
        cost[places] = direction
        if direction < 0:
            for p in places:
                cap[p] = max(self.truth[self.keys[p]] + 1, SMALLEST - 1)
        (equal, known), (above, bound) = self.sides[False], self.sides[True]
        wide = lambda m: hstack([m, m[:, places]], format="csr")  # noqa: E731
        answer = linprog(
            cost,
            A_eq=wide(equal) if equal.shape[0] else None,
            b_eq=-known if equal.shape[0] else None,
            A_ub=-wide(above) if above.shape[0] else None,
            b_ub=bound if above.shape[0] else None,
            bounds=[*zip(self.low, cap, strict=True), *[(0, np.inf if direction < 0 else 0)] * len(places)],
            method="highs",
        )
        assert answer.x is not None, "the truth is a solution"
        found = np.array(answer.x[: len(self.keys)])
        found[places] += answer.x[len(self.keys) :]
        return found

    def ask(self, small: set[Key], counts: set[Key], found: Found) -> None:
        """Ask of many at once what one solution can show, then of the rest one by one."""
        high, other = {k for k in small if self.truth[k] < SMALLEST - 1}, small | counts

        def seen(x: np.ndarray) -> bool:
            before = len(high), len(other)
            high.difference_update([k for k in high if x[self.place[k]] > SMALLEST - 1 - 1e-6])
            other.difference_update([k for k in other if abs(x[self.place[k]] - self.truth[k]) > 0.4])
            return before != (len(high), len(other))

        going = bool(high or other)
        while going and (high or other):
            going = seen(self.solve(high | other, -1))
            going = (bool(other) and seen(self.solve(other, 1))) or going
        for key in sorted(high | other):
            if key in high | other:
                up = self.solve([key], -1)
                seen(up)
                down = self.solve([key], 1)
                seen(down)
                low, top = down[self.place[key]], up[self.place[key]]
                if key in other:
                    found.pinned[key] = self.truth[key]
                elif key in high:
                    found.narrow[key] = (float(low), float(top))
