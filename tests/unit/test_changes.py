"""Comparisons of values: what is compared with what, what it gives, and what is never compared."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.derived_tables import make_derived
from tests.unit.roll_up_fixture import World, indicator

CATEGORIES = {"register": "province", "categories": "total"}


def compared(definition: Any, *rows: Mapping[str, Any], others: Any = (), persons: bool = False) -> Any:
    """Return a lookup of comparisons: address and comparison to its row, None where there is none."""
    world = World.empty()
    world.deliver("a", persons=persons)
    values = world.measure([(definition, rows), *others])
    make_derived(world.engine, "indicator_changes")
    found = world.rows("SELECT * FROM derived.indicator_changes")

    def look(comparison: str, **address: str) -> Mapping[str, Any] | None:
        plain = {"indicator_id": "things", "area_code": "0808", "category": "", "period": "1402Q1", **address}
        ids = {v["value_id"] for v in values if all(v[k] == w for k, w in plain.items())}
        hits = [f for f in found if f["value_id"] in ids and f["comparison"] == comparison]
        assert len(hits) < 2
        return hits[0] if hits else None

    return look


def told(found: Mapping[str, Any] | None) -> tuple[Any, Any, str]:
    assert found is not None
    return found["change"], found["relative"], found["status"]


def test_a_count_is_compared_with_the_period_and_the_year_before() -> None:
    look = compared(
        indicator(unit="workshops"),
        {"period": "1401Q1", "numerator": 8},
        {"period": "1401Q4", "numerator": 10},
        {"period": "1402Q1", "numerator": 12},
    )
    assert told(look("previous")) == (Decimal(2), Decimal("0.2"), "final")
    assert told(look("year_before")) == (Decimal(4), Decimal("0.5"), "final")
    assert told(look("previous", period="1401Q4")) == (None, None, "missing")


def test_from_zero_there_is_a_change_but_no_growth() -> None:
    look = compared(
        indicator(),
        {"period": "1401", "frequency": "A", "numerator": 0},
        {"period": "1402", "frequency": "A", "numerator": 7},
    )
    assert told(look("previous", period="1402")) == (Decimal(7), None, "final")
    assert look("year_before", period="1402") is None


def test_a_unit_value_moves_in_its_own_unit_and_grows_like_an_amount() -> None:
    look = compared(
        indicator(kind="ratio", unit="usd_per_kg"),
        {"period": "1401Q4", "numerator": 50, "denominator": 4},
        {"numerator": 150, "denominator": 10},
    )
    found = look("previous")
    assert told(found) == (Decimal("2.5"), Decimal("0.2"), "final"), "12.5 to 15 USD a kilogram, not 250 points"
    assert found["change_unit"] == "usd_per_kg"


def test_a_ratio_moves_in_percentage_points_and_does_not_grow() -> None:
    look = compared(
        indicator(kind="ratio", unit="share"),
        {"period": "1401Q4", "numerator": 1, "denominator": 4},
        {"numerator": 3, "denominator": 8},
    )
    found = look("previous")
    assert told(found) == (Decimal("12.5"), None, "final")
    assert found["change_unit"] == "percentage_points"
    assert look("share_of_province") is None
    assert look("per_1000_people") is None


def test_parts_have_a_share_in_the_province_and_in_the_whole_of_the_same_period() -> None:
    look = compared(
        indicator(unit="shops", rollup=CATEGORIES),
        {"breakdown": "kind", "category": "a", "numerator": 1},
        {"breakdown": "kind", "category": "b", "numerator": 3},
        {"breakdown": "kind", "category": "b", "numerator": 4, "area_code": "0806"},
    )
    assert told(look("share_of_breakdown", category="a")) == (None, Decimal("0.25"), "final")
    assert told(look("share_of_province")) == (None, Decimal("0.5"), "final")
    assert told(look("share_of_province", category="b")) == (None, Decimal("0.428571"), "final")


def test_a_county_s_statement_is_no_part_of_the_province_s() -> None:
    look = compared(
        indicator(),
        {"basis": "reported", "numerator": 10},
        {"basis": "reported", "area_code": "08", "numerator": 20},
        {"basis": "register", "period": "1401Q4", "numerator": 3},
    )
    assert look("share_of_province") is None
    assert told(look("previous")) == (None, None, "missing"), "another basis is another claim"


def test_bounds_are_not_subtracted() -> None:
    reported = {"basis": "reported"}  # all three of one source
    look = compared(
        indicator(),
        {**reported, "period": "1401Q4", "numerator": 10, "qualifier": "more_than"},
        {**reported, "numerator": 20, "qualifier": "about"},
        {**reported, "period": "1402Q2", "numerator": 30},
    )
    assert told(look("previous")) == (None, None, "not_applicable")
    later = look("previous", period="1402Q2")
    assert told(later) == (Decimal(10), Decimal("0.5"), "final")
    assert later["qualifier"] == "about"


def test_a_county_that_became_smaller_is_not_compared_with_what_it_was() -> None:
    rows = [{"period": p, "area_code": a} for p in ("1401Q4", "1402Q1", "1402Q2") for a in ("0808", "0817")]
    look = compared(indicator(), *rows)
    assert told(look("previous", area_code="0817")) == (None, None, "not_applicable")
    assert told(look("previous", area_code="0817", period="1402Q2"))[2] == "final"
    assert told(look("previous"))[2] == "final"


def test_statements_are_compared_only_within_one_source_and_if_they_are_clear() -> None:
    """Exports of the first eleven months of 1399 are no fall by 77 % from those of 1398 with suitcase trade."""
    world = World.empty()
    for delivery in ("a", "b"):
        world.deliver(delivery)
    world.deliveries["b"]["document_en"] = "another paper"
    years = {"1398": "a", "1399": "a", "1400": "b", "1401": "b", "1402": "b"}
    rows = [
        {"basis": "reported", "frequency": "A", "period": year, "row_id": f"{delivery}#s#{year}"}
        for year, delivery in years.items()
    ]
    values = world.measure([(indicator(), rows)])
    unclear = next(v["value_id"] for v in values if v["period"] == "1402")
    world.engine.connection.execute(
        f"UPDATE derived.indicator_values SET ambiguity_en = 'eleven months' WHERE value_id = '{unclear}'"
    )
    make_derived(world.engine, "indicator_changes")
    found = world.rows(
        "SELECT period, c.status FROM derived.indicator_changes c JOIN derived.indicator_values USING (value_id)"
        " WHERE comparison = 'previous' ORDER BY period"
    )
    assert [f["status"] for f in found] == ["missing", "final", "not_applicable", "final", "not_applicable"]


def test_a_suppressed_value_is_compared_with_nothing() -> None:
    many = [{"period": "1402Q1"}] * 6
    look = compared(
        indicator(disclosure="small_counts"),
        *[{"period": "1401Q4"}] * 3,
        *many,
        *[{"period": "1402Q2"}] * 2,
        persons=True,
    )
    assert told(look("previous")) == (None, None, "suppressed")
    assert look("previous", period="1402Q2") is None, "a value that is not told has no row"
    assert look("per_1000_people", period="1402Q2") is None


def test_people_are_of_a_census_that_names_its_year() -> None:
    look = compared(
        indicator(unit="shops"),
        {"numerator": 1477},
        {"numerator": 1, "period": "1406Q1"},
        {"numerator": 1, "area_code": "0817"},
        {"numerator": 1, "area_code": "0824"},
    )
    found = look("per_1000_people")
    assert told(found) == (None, Decimal("1.999394"), "final")  # 1,477 shops of 738,724 people
    assert found["people_year"] == "1395"
    assert told(look("per_1000_people", period="1406Q1"))[2] == "missing", "the census is too old by then"
    assert told(look("per_1000_people", area_code="0817"))[2] == "missing", "Gonbaki was made of a part of it"
    assert told(look("per_1000_people", area_code="0824"))[2] == "missing", "Gonbaki was not counted"


def test_what_artisans_have_is_told_for_each_of_the_same_register() -> None:
    artisans = indicator("artisans", kind="stock")
    look = compared(
        indicator("workshops", unit="workshops", kind="stock"),
        {"numerator": 5},
        others=[(artisans, [{"numerator": 20}, {"numerator": 7, "period": "1401Q4"}])],
    )
    assert told(look("per_artisan", indicator_id="workshops")) == (None, Decimal("0.25"), "final")
    assert look("per_artisan", indicator_id="artisans") is None


def test_what_comes_from_a_file_with_rows_in_quarantine_is_provisional() -> None:
    look = compared(indicator(), {"period": "1401Q4", "numerator": 4, "status": "provisional"}, {"numerator": 5})
    assert told(look("previous")) == (Decimal(1), Decimal("0.25"), "provisional")


@pytest.mark.parametrize(("invented", "status"), [(False, "final"), (True, "not_applicable")])
def test_real_and_invented_are_never_compared(invented: bool, status: str) -> None:
    world = World.empty()
    world.deliver("a")
    world.deliver("b", synthetic=invented)
    world.measure([(indicator(), [{"period": "1401Q4"}, {"row_id": "b#s#1"}])])
    make_derived(world.engine, "indicator_changes")
    found = world.rows(
        "SELECT status FROM derived.indicator_changes WHERE comparison = 'previous' AND status <> 'missing'"
    )
    assert {f["status"] for f in found} == {status}
