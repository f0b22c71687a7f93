"""What a change is made of: parts that sum exactly to it, and nothing that would tell a suppressed one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.analysis.decompositions import LAST_PLACE, Share, effects, rounded
from pipelines.modelling import derived_models
from tests.derived_tables import MODELS, make_derived
from tests.unit.roll_up_fixture import World, indicator

COUNTIES = ("0801", "0802", "0804", "0806", "0808")
#: All that decompositions may be made of: what is published, and the headers.
PUBLISHED = {"indicator_values", "indicator_facts", "rollups"}


def taken_apart(world: World, definition: Any, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the decompositions, made when nothing but the published values is left."""
    world.measure([(definition, rows)])
    tables = world.rows("SELECT table_name AS n FROM information_schema.tables WHERE table_schema = 'derived'")
    for table in sorted({t["n"] for t in tables} - PUBLISHED):
        world.engine.connection.execute(f"DROP TABLE derived.{table}")
    make_derived(world.engine, "decompositions")
    return world.rows("SELECT * FROM derived.decompositions")


def test_comparisons_are_made_of_published_values_alone() -> None:
    found = [model for model in derived_models(MODELS) if model.topic == "comparisons"]
    may_read = {f"derived.{name}" for name in PUBLISHED} | {model.table for model in found}
    read = frozenset[str]().union(*(model.reads for model in found))
    assert {table for table in read if not table.startswith("reference.")} <= may_read


@pytest.fixture
def world() -> World:
    found = World.empty()
    found.deliver("a")
    return found


def contributions(found: Sequence[Mapping[str, Any]], dimension: str, **address: str) -> dict[Any, Any]:
    """Return what each part (and effect) contributes in the province."""
    plain = {"area_code": "08", "comparison": "previous", "dimension": dimension, **address}
    rows = [f for f in found if all(f[k] == w for k, w in plain.items())]
    return {(f["part"] or f["part_kind"], f["effect"]): f["contribution"] for f in rows}


def test_a_change_by_county(world: World) -> None:
    found = taken_apart(
        world,
        indicator(),
        [
            {"area_code": "0806", "period": "1401Q4", "numerator": 10},
            {"area_code": "0806", "numerator": 4},
            {"area_code": "0808", "period": "1401Q4", "numerator": 20},
            {"area_code": "0808", "numerator": 27},
        ],
    )
    assert contributions(found, "county") == {("0806", "change"): Decimal(-6), ("0808", "change"): Decimal(7)}
    row = next(f for f in found if f["part"] == "0808")
    assert (row["from_period"], row["period"], row["change"]) == ("1401Q4", "1402Q1", Decimal(1))
    assert row["part_value_id"]
    assert row["part_other_value_id"]


def test_who_is_not_told_at_both_ends_is_in_the_rest(world: World) -> None:
    found = taken_apart(
        world,
        indicator(),
        [
            {"period": "1401Q4", "numerator": 20},
            {"numerator": 27},
            {"area_code": "0806", "numerator": 4},
            {"area_code": "08", "numerator": 3},
        ],
    )
    assert contributions(found, "county") == {("0808", "change"): Decimal(7), ("rest", "change"): Decimal(7)}
    assert next(f for f in found if f["part_kind"] == "rest")["untold"] == 1


def test_categories_and_domains_only_where_the_header_adds_them(world: World) -> None:
    rows = [
        {"domain": domain, "breakdown": "kind", "category": kind, "period": period, "numerator": number}
        for domain, kind, period, number in (
            ("crafts", "a", "1401Q4", 1),
            ("crafts", "b", "1401Q4", 2),
            ("carpet", "a", "1401Q4", 3),
            ("crafts", "a", "1402Q1", 5),
            ("crafts", "b", "1402Q1", 2),
            ("carpet", "a", "1402Q1", 4),
        )
    ]
    added = indicator(rollup={"register": "province", "categories": "total", "domains": "total"})
    found = taken_apart(world, added, rows)
    assert contributions(found, "domain") == {
        ("crafts", "change"): Decimal(4),
        ("carpet", "change"): Decimal(1),
    }
    assert contributions(found, "kind", domain="crafts") == {
        ("a", "change"): Decimal(4),
        ("b", "change"): Decimal(0),
    }
    apart = taken_apart(world, indicator(rollup={"register": "province", "categories": "total"}), rows)
    assert contributions(apart, "domain") == {}, "crafts and carpet are never added silently"


def test_statements_are_not_taken_apart(world: World) -> None:
    rows = [
        {"basis": "reported", "area_code": area, "period": period, "numerator": 5}
        for area in ("08", "0808")
        for period in ("1401Q4", "1402Q1")
    ]
    assert taken_apart(world, indicator(), rows) == []


def test_parts_that_are_more_than_the_whole_are_refused(world: World) -> None:
    rows = [
        {
            "area_code": "08",
            "breakdown": breakdown,
            "category": category,
            "period": period,
            "numerator": number,
        }
        for period in ("1401Q4", "1402Q1")
        for breakdown, category, number in (("", "", 9), ("craft", "a", 6), ("craft", "b", 6))
    ]
    found = taken_apart(world, indicator(), rows)
    assert [(f["part_kind"], f["reason"], f["status"], f["contribution"]) for f in found] == [
        ("refused", "overlapping", "not_applicable", None)
    ]


def test_one_suppressed_part_is_not_left_as_the_rest(world: World) -> None:
    """Where the values were published by another rule, the remainder would tell the one that is suppressed."""
    world.measure(
        [
            (
                indicator(),
                [
                    {"area_code": area, "period": period, "numerator": 8}
                    for area in COUNTIES[:3]
                    for period in ("1401Q4", "1402Q1")
                ],
            )
        ]
    )
    world.engine.connection.execute(
        "UPDATE derived.indicator_values SET value = NULL, numerator = NULL, status = 'suppressed'"
        " WHERE area_code = '0804' AND period = '1402Q1'"
    )
    make_derived(world.engine, "decompositions")
    found = world.rows("SELECT part_kind, reason, status, contribution FROM derived.decompositions")
    assert found == [{"part_kind": "refused", "reason": "one_withheld", "status": "suppressed", "contribution": None}]


def test_a_ratio_changes_within_its_parts_and_by_their_mix(world: World) -> None:
    """Two counties of 50 % and 10 %; the second doubles its weight, the first gains ten points."""
    found = taken_apart(
        world,
        indicator(kind="ratio", unit="share"),
        [
            {"area_code": "0806", "period": "1401Q4", "numerator": 25, "denominator": 50},
            {"area_code": "0808", "period": "1401Q4", "numerator": 5, "denominator": 50},
            {"area_code": "0806", "numerator": 30, "denominator": 50},
            {"area_code": "0808", "numerator": 15, "denominator": 150},
        ],
    )
    # 30/100 → 45/200. Weights 0.5 → 0.25 and 0.5 → 0.75; the whole's mean ratio is 0.2625.
    assert contributions(found, "county") == {
        ("0806", "within"): Decimal("3.75"),
        ("0806", "mix"): Decimal("-7.1875"),
        ("0808", "within"): Decimal(0),
        ("0808", "mix"): Decimal("-4.0625"),
    }
    assert {(f["change"], f["change_unit"]) for f in found if f["area_code"] == "08"} == {
        (Decimal("-7.5"), "percentage_points")
    }


def test_a_unit_value_changes_in_its_own_unit(world: World) -> None:
    rows = [
        {"area_code": area, "period": period, "numerator": usd, "denominator": kg}
        for period, area, usd, kg in (
            ("1401Q4", "0806", 100, 50),
            ("1401Q4", "0808", 400, 50),
            ("1402Q1", "0806", 150, 50),
            ("1402Q1", "0808", 450, 50),
        )
    ]
    found = taken_apart(world, indicator(kind="ratio", unit="usd_per_kg"), rows)
    parts = [f for f in found if f["dimension"] == "county" and f["comparison"] == "previous"]
    assert {(f["change"], f["change_unit"]) for f in parts} == {(Decimal(1), "usd_per_kg")}
    assert sum(f["contribution"] for f in parts) == Decimal(1), "5 to 6 USD a kilogram"


NUMBER = st.integers(0, 60)
PART = st.tuples(NUMBER, NUMBER, NUMBER, NUMBER).map(lambda p: (p[0], p[0] + p[1], p[2], p[2] + p[3]))


@given(st.lists(PART, min_size=1, max_size=9))
def test_effects_of_a_ratio_sum_exactly(parts: list[tuple[int, int, int, int]]) -> None:
    shares = [Share(n0, d0, n1, d1) for n0, d0, n1, d1 in parts]
    whole = Share(*(sum(column) for column in zip(*parts, strict=True)))
    if not whole.from_base or not whole.to_base:
        return
    exact = Fraction(whole.to_number, whole.to_base) - Fraction(whole.from_number, whole.from_base)
    found = [effects(s, whole) for s in shares]
    assert sum(sum(pair) for pair in found) == exact
    published = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(LAST_PLACE)
    assert sum(sum(pair, Decimal(0)) for pair in rounded(found, published)) == published
    for (within, mix), told in zip(found, rounded(found, published), strict=True):
        assert abs(Fraction(told[0]) - within) <= Fraction(LAST_PLACE)
        assert abs(Fraction(told[1]) - mix) <= 2 * len(parts) * Fraction(LAST_PLACE)


COUNTS = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=len(COUNTIES))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(COUNTS, st.booleans())
def test_parts_sum_to_the_change_and_hide_what_is_suppressed(
    world: World, counts: list[list[int]], as_ratio: bool
) -> None:
    world.deliver("a", persons=True)
    periods = ("1401Q3", "1401Q4", "1402Q1")
    rows = [
        {
            "area_code": area,
            "period": period,
            "numerator": int(n % 2 == 0),
            "denominator": 1 if as_ratio else None,
        }
        if as_ratio
        else {"area_code": area, "period": period}
        for area, numbers in zip(COUNTIES, counts, strict=False)
        for period, number in zip(periods, numbers, strict=True)
        for n in range(number)
    ]
    definition = indicator(disclosure="small_counts", kind="ratio" if as_ratio else "stock")
    found = taken_apart(world, definition, rows)
    values = {v["value_id"]: v for v in world.rows("SELECT * FROM derived.indicator_values")}
    grouped: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        grouped[row["value_id"], row["comparison"], row["dimension"]].append(row)
    for parts in grouped.values():
        whole, before = values[parts[0]["value_id"]], values[parts[0]["other_value_id"]]
        assert parts[0]["change"] == whole["value"] - before["value"]
        told = [p for p in parts if p["part_kind"] == "part"]
        hidden = {
            v["area_code"]
            for v in values.values()
            if v["status"] == "suppressed" and v["period"] in (whole["period"], before["period"])
        }
        assert not hidden & {p["part"] for p in told}, "a suppressed county is not told"
        if parts[0]["part_kind"] == "refused":
            assert parts[0]["contribution"] is None
            continue
        assert sum(p["contribution"] for p in parts) == parts[0]["change"]
        if any(p["part_kind"] == "rest" for p in parts):
            assert len(hidden - {"08"}) != 1, "the rest would tell the one that is suppressed"
