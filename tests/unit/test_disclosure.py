"""Disclosure control under attack: with every published table in hand, no suppressed count can be computed.

The attacker here knows how sums are made and solves the equations with fractions; nothing of the code under test is
used to attack it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.analysis.disclosure import smallest_published
from pipelines.analysis.feasible_intervals import Limits, Relation, Wanted, floors, too_narrow
from pipelines.analysis.suppression import Counts, Suppression, containing
from tests.unit.roll_up_fixture import MODELS, World, cell, indicator

QUARTERS = ("1402Q1", "1402Q2", "1402Q3", "1402Q4")
COUNTIES = ("0801", "0808", "0811")
FULL = {"register": "province", "categories": "total", "domains": "total", "time": "sum"}

SMALLEST_PUBLISHED = smallest_published(MODELS)


def determined(equations: Iterable[Mapping[Any, int]]) -> set[Any]:
    """Return the unknowns that a system determines, by Gauss-Jordan elimination over fractions."""
    rows: list[dict[Any, Fraction]] = []
    for equation in equations:
        row = {k: Fraction(v) for k, v in equation.items() if v}
        for done in rows:
            pivot = next(iter(done))
            if pivot in row:
                factor = row[pivot]
                row = {k: row.get(k, 0) - factor * done.get(k, 0) for k in {*row, *done}}
                row = {k: v for k, v in row.items() if v}
        if not row:
            continue
        pivot = min(row, key=repr)
        row = {pivot: Fraction(1), **{k: v / row[pivot] for k, v in row.items() if k != pivot}}
        cleared = []
        for done in rows:
            factor = done.get(pivot, Fraction(0))
            mixed = {k: done.get(k, 0) - factor * row.get(k, 0) for k in [*done, *(k for k in row if k not in done)]}
            cleared.append({k: v for k, v in mixed.items() if v})
        rows = [*cleared, row]
    return {next(iter(row)) for row in rows if len(row) == 1}


def attack(values: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    """Return the addresses (with the part) of suppressed numbers that the published ones determine."""
    numbers: dict[tuple[str, ...], Any] = {}
    for v in values:
        address = tuple(v[k] for k in ("indicator_id", "area_code", "domain", "category", "period"))
        for part in ("numerator", "denominator") if v["indicator_id"] == "shares" else ("numerator",):
            hidden = v["status"] == "suppressed"
            assert hidden == (v[part] is None), "a suppressed value shows none of its numbers"
            numbers[(*address, part)] = None if hidden else v[part]
    sums: dict[tuple[Any, ...], list[tuple[str, ...]]] = defaultdict(list)
    for key in numbers:
        name, area, domain, category, period, part = key
        if area != "08":
            sums[(name, "08", domain, category, period, part), "area"].append(key)
        if domain != "all":
            sums[(name, area, "all", category, period, part), "domain"].append(key)
        if category:
            sums[(name, area, domain, "", period, part), "category"].append(key)
        if "Q" in period:
            sums[(name, area, domain, category, period[:4], part), "time"].append(key)
    equations = [(dict.fromkeys(parts, 1), whole) for (whole, _), parts in sums.items() if whole in numbers]
    # The denominator of the share is the other indicator.
    equations += [
        ({k: 1}, ("counts", *k[1:5], "numerator")) for k in numbers if k[0] == "shares" and k[5] == "denominator"
    ]
    system = []
    for parts, whole in equations:
        signed = dict(parts)
        signed[whole] = signed.get(whole, 0) - 1
        system.append({k: v for k, v in signed.items() if numbers[k] is None})
    return determined(system)


@pytest.fixture(scope="module")
def world() -> World:
    world = World.empty()
    for q in QUARTERS:
        world.deliver(f"d{q}", period=q, persons=True)
    return world


person = st.tuples(
    st.sampled_from(COUNTIES),
    st.sampled_from(["crafts", "carpet"]),
    st.sampled_from(["x", "y", "z"]),
    st.sampled_from(QUARTERS),
    st.booleans(),
    st.integers(1, 9),
)


def measured(world: World, groups: Iterable[tuple[str, str, str, str, bool, int]]) -> list[dict[str, Any]]:
    """Measure counts of persons and the share of the insured among them; a group is so many alike."""
    rows, shares = [], []
    for area, domain, category, quarter, insured, size in groups:
        for _ in range(size):
            row = {
                "row_id": f"d{quarter}#s#{len(rows)}",
                "area_code": area,
                "domain": domain,
                "breakdown": "craft",
                "category": category,
                "period": quarter,
            }
            rows.append(row)
            shares.append({**row, "numerator": int(insured), "denominator": 1})
    counts = indicator("counts", disclosure="small_counts", rollup=FULL)
    share = indicator("shares", kind="ratio", unit="share", disclosure="small_counts", rollup=FULL)
    return world.measure([(counts, rows), (share, shares)])


def true_numbers(world: World) -> dict[tuple[str, ...], Any]:
    """Return every number before suppression, by the addresses of the attack."""
    columns = ("indicator_id", "area_code", "domain", "category", "period")
    return {
        (*(row[c] for c in columns), part): row[part]
        for row in world.rows("SELECT * FROM derived.measured")
        for part in ("numerator", "denominator")
    }


@settings(max_examples=30)
@given(groups=st.lists(person, min_size=1, max_size=16))
def test_no_suppressed_count_can_be_computed(world: World, groups: list[Any]) -> None:
    values = measured(world, groups)
    computed = attack(values)
    assert not {c for c in computed if c[0] == "counts"}
    # The whole of which a hidden share is a part may be public; the share itself must stay unknown.
    assert not {c for c in computed if 0 < true_numbers(world)[c] < SMALLEST_PUBLISHED}
    for v in values:
        if v["status"] != "suppressed":
            for part in ("numerator", "denominator"):
                assert v[part] is None or v[part] == 0 or v[part] >= SMALLEST_PUBLISHED, v


@settings(max_examples=30)
@given(groups=st.lists(person, min_size=1, max_size=16))
def test_the_lineage_tells_no_small_count(world: World, groups: list[Any]) -> None:
    measured(world, groups)
    told = world.rows("SELECT l.rows, l.contribution FROM derived.lineage l")
    assert all(r["rows"] is None or r["rows"] == 0 or r["rows"] >= SMALLEST_PUBLISHED for r in told)
    suppressed = "SELECT value_id FROM derived.indicator_values WHERE status = 'suppressed'"
    assert not world.rows(f"SELECT 1 FROM derived.lineage WHERE value_id IN ({suppressed})")


def test_the_attack_works_on_primary_suppression_alone(world: World) -> None:
    """The attack is worth something: without the complement it finds the three of Ravar."""
    values = measured(
        world,
        [
            ("0811", "crafts", "x", "1402Q1", False, 3),
            ("0801", "crafts", "x", "1402Q1", False, 9),
            ("0808", "crafts", "x", "1402Q1", False, 9),
        ],
    )
    assert attack(values) == set()
    shown = []
    for v in values:
        small = any(v[p] is not None and 0 < v[p] < 5 for p in ("numerator", "denominator")) or v["area_code"] == "0811"
        known = {"numerator": 9, "denominator": 9} if v["area_code"] != "08" else {"numerator": 21, "denominator": 21}
        shown.append(
            {**v, "status": "suppressed", "numerator": None, "denominator": None}
            if small
            else {**v, "status": "final", **known}
        )
    assert any(address[1] == "0811" for address in attack(shown))


def test_two_small_neighbours_of_a_small_sum_take_a_third_along(world: World) -> None:
    values = measured(
        world,
        [
            ("0811", "crafts", "x", "1402Q1", False, 1),
            ("0801", "crafts", "x", "1402Q1", False, 2),
            ("0808", "crafts", "x", "1402Q1", False, 9),
        ],
    )
    address = {"indicator_id": "counts", "breakdown": "craft", "category": "x", "period": "1402Q1"}
    found = {a: (cell(values, area_code=a, **address) or {})["status"] for a in (*COUNTIES, "08")}
    assert found == {"0801": "suppressed", "0808": "suppressed", "0811": "suppressed", "08": "final"}


def test_a_share_goes_with_its_denominator(world: World) -> None:
    values = measured(world, [("0811", "crafts", "x", "1402Q1", False, 3)])
    share = cell(values, indicator_id="shares", area_code="0811", breakdown="craft", category="x", period="1402Q1")
    assert share is not None
    assert share["status"] == "suppressed", "nobody of three is insured: the three would be told"


def test_the_same_persons_are_protected_in_every_indicator(world: World) -> None:
    """Counted whole in one indicator and by craft in another: the one must not tell of the other."""
    rows = [{"row_id": f"d1402Q1#s#{n}", "breakdown": "craft", "category": "x" if n < 3 else "y"} for n in range(20)]
    by_craft = indicator("by_craft", disclosure="small_counts")
    whole = indicator("whole", disclosure="small_counts")
    values = world.measure([(by_craft, rows), (whole, [{"row_id": r["row_id"]} for r in rows])])
    hidden = {(v["indicator_id"], v["category"]) for v in values if v["status"] == "suppressed"}
    assert hidden == {("by_craft", "x"), ("by_craft", "y")}


def test_a_zero_hides_nobody(world: World) -> None:
    rows = [{"row_id": "d1402Q1#s#1", "numerator": 0, "denominator": None}]
    counts = indicator("counts", disclosure="small_counts", rollup=FULL)
    assert {v["status"] for v in world.measure([(counts, rows)])} <= {"final", "missing"}


def test_zeros_of_series_that_count_the_same_persons_are_one_secret(world: World) -> None:
    """Who reads nought in one of them knows the nought of the other, and so both are hidden or none."""
    persons = [
        {"row_id": f"d1402Q1#s#{n}", "area_code": f"08{n // 6 + 1:02}", "numerator": 1, "denominator": None}
        for n in range(30)
    ]
    none = {"row_id": "d1402Q1#s#99", "area_code": "0816", "numerator": 0, "denominator": None}
    series = {"counts": [*persons, none], "again": [*persons, none], "fewer": [*persons[::2], none]}
    world.measure([(indicator(name, disclosure="small_counts"), rows) for name, rows in series.items()])
    zeros = world.rows(
        "SELECT m.indicator_id, g.group_id FROM derived.group_values g JOIN derived.measured m USING (value_id)"
        " WHERE m.area_code = '0816'"
    )
    groups = {row["indicator_id"]: row["group_id"] for row in zeros}
    assert groups["counts"] == groups["again"] != groups["fewer"]


def total(whole: int, *parts: int) -> Relation:
    """Return the relation of a whole and its parts."""
    return Relation(((whole, 1), *((part, -1) for part in parts)))


def narrow(persons: dict[int, int], hidden: set[int], relations: list[Relation]) -> dict[int, tuple[float, float]]:
    """Return the hidden counts of which too much is known, each with its interval (as far as it was asked)."""
    small = {g for g in hidden if 0 < persons[g] < SMALLEST_PUBLISHED}
    wanted = Wanted(set(small), set(small), hidden - small)
    limits = Limits(SMALLEST_PUBLISHED - 1, floors(hidden, relations, persons))
    return {n.group: (n.least, n.most) for n in too_narrow(hidden, wanted, relations, persons, limits)}


def test_seven_hidden_counts_of_seven_persons_are_seven_ones() -> None:
    """Zeros are shown, so each is at least one: no equation tells it, the linear programme does."""
    persons = {0: 17, 1: 10, **dict.fromkeys(range(2, 9), 1)}
    found = narrow(persons, set(range(2, 9)), [total(0, *range(1, 9))])
    assert found == {g: (1, pytest.approx(1)) for g in range(2, 9)}
    assert narrow(persons, set(range(1, 9)), [total(0, *range(1, 9))]) == {}


def test_two_squares_joined_by_a_cell_tell_it() -> None:
    persons = {1: 5, 2: 5, 3: 5, 4: 5, 9: 3, 11: 10, 12: 10, 13: 10, 14: 13}
    relations = [total(11, 1, 2), total(12, 3, 4), total(13, 1, 3), total(14, 2, 4, 9)]
    assert narrow(persons, {1, 2, 3, 4, 9}, relations) == {9: (pytest.approx(3), pytest.approx(3))}


def test_a_sum_of_two_hidden_counts_is_at_least_two_and_that_is_no_leak() -> None:
    assert floors({1, 2, 3}, [total(3, 1, 2)], {1: 1, 2: 2, 3: 3}) == {3: 2}


def test_a_whole_contains_what_its_parts_contain() -> None:
    assert containing({1}, [total(10, 1, 2), total(20, 10, 11), total(30, 11, 12)]) == {10, 20}


def hide(persons: dict[int, int], relations: list[Relation], **kinds: frozenset[int]) -> set[int]:
    """Return what is hidden beside the small counts; nothing may be known too narrowly then."""
    small = frozenset(g for g, size in persons.items() if 0 < size < SMALLEST_PUBLISHED)
    done = Suppression(Counts(persons, small, **kinds), relations, SMALLEST_PUBLISHED)
    assert done.run() == []
    return done.hidden


def test_a_total_is_never_hidden_for_a_part() -> None:
    """The province has 40, one county 3: another county goes, however much larger it is than the whole."""
    persons = {0: 40, 1: 3, 2: 37}
    assert hide(persons, [total(0, 1, 2)], wide=frozenset({0}), totals=frozenset({0})) == {1, 2}


def test_a_total_goes_where_nothing_else_is_left() -> None:
    """A quarter of the province is its year less the other quarters: one of these goes, the smallest."""
    persons = {0: 30, 1: 3, 2: 12, 3: 15}
    assert hide(persons, [total(0, 1, 2, 3)], wide=frozenset(persons), totals=frozenset({0, 2, 3})) == {1, 2}


def test_what_a_ratio_hides_is_known_to_nobody() -> None:
    """A ratio is not shown where its denominator is hidden, so its numerator tells nothing of anything."""
    persons = {0: 30, 1: 3, 2: 27, 3: 9}
    relations = [total(0, 1, 2), Relation(((1, 3), (3, -1)), is_equation=False)]
    assert hide(persons, relations, values=((1, 3),), totals=frozenset({0})) == {1, 2}


def test_a_zero_hidden_in_one_sum_hides_nothing_in_another() -> None:
    """Five ones beside zeros that are all shown: a zero hidden beside the same persons elsewhere is no cover."""
    ones = range(1, 6)
    persons = {0: 5, **dict.fromkeys(ones, 1), 10: 13, 11: 0, 12: 8}
    relations = [total(0, *ones), total(10, *ones, 11, 12)]
    done = Suppression(Counts(persons, frozenset(ones), totals=frozenset({0, 10})), relations, SMALLEST_PUBLISHED)
    done.hidden.add(11)
    assert done.run() == [] and 0 in done.hidden


def test_what_was_told_once_is_no_cover() -> None:
    """Who has the version before subtracts what it told: another count is hidden, else the total."""
    persons, county = {0: 40, 1: 3, 2: 7, 3: 30}, total(0, 1, 2, 3)
    assert hide(persons, [county], totals=frozenset({0})) == {1, 2}
    assert hide(persons, [county], totals=frozenset({0}), told=frozenset({2})) == {1, 3}
    assert hide(persons, [county], totals=frozenset({0}), told=frozenset({2, 3})) == {0, 1}


def test_what_was_told_in_vain_is_said() -> None:
    """All but one small count were told before: nothing can keep it."""
    told = Counts({0: 40, 1: 3, 2: 37}, frozenset({1}), told=frozenset({0, 2}))
    assert [found.group for found in Suppression(told, [total(0, 1, 2)], SMALLEST_PUBLISHED).run()] == [1]


def test_a_flow_does_not_follow_from_two_stocks() -> None:
    """Of a stock of 20 and one of 21 the one issued follows: that none was revoked is hidden with it, else a stock."""
    revoked, issued = Relation(((2, 1), (1, -1), (3, -1), (4, 1))), Relation(((2, 1), (1, -1), (3, -1)))
    assert hide({1: 20, 2: 21, 3: 1, 4: 0}, [revoked], totals=frozenset({1, 2})) == {3, 4}
    assert hide({1: 20, 2: 21, 3: 1}, [issued], totals=frozenset({1, 2})) == {1, 3}


sizes = st.lists(st.integers(1, 20), min_size=16, max_size=16)


@given(sizes=sizes)
def test_a_table_with_margins_keeps_its_small_cells(sizes: list[int]) -> None:
    """A table of four by four with the sums of its rows and columns: what is hidden stays unknown."""
    persons = dict(enumerate(sizes))
    lines = [frozenset(range(4 * r, 4 * r + 4)) for r in range(4)] + [frozenset(range(c, 16, 4)) for c in range(4)]
    relations = []
    for n, line in enumerate(lines, 100):
        persons[n] = sum(persons[p] for p in line)
        relations.append(total(n, *sorted(line)))
    small = {g for g, size in persons.items() if size < SMALLEST_PUBLISHED}
    hidden = hide(persons, relations)
    assert small <= hidden
    system = [{g: c for g, c in r.terms if g in hidden} for r in relations]
    assert determined(system) == set()
    if not small:
        assert hidden == set()
