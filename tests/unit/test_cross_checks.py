"""What figures must satisfy among themselves: a sum and its parts, a set and its subset, a county and its province."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from pipelines.engines import DuckDBEngine
from tests.derived_tables import make_derived
from tests.unit.derived_fixture import KINDS, STATEMENTS, VALUES, engine_with_reference, load

Row = dict[str, Any]


def value(indicator: str, amount: str | None, **more: Any) -> Row:
    found = {
        "indicator_id": indicator,
        "area_code": "08",
        "domain": "crafts",
        "category": "",
        "frequency": "A",
        "period": "1402",
        "basis": "reported",
        "qualifier": "exact",
        "unit": "persons",
        "value": None if amount is None else Decimal(amount),
        **more,
    }
    return {"value_id": "-".join(str(found[k]) for k in ("indicator_id", "area_code", "domain")), **found}


def checked(values: Iterable[Row], rule: str, statements: Iterable[Row] = ()) -> list[Row]:
    """Return what a rule comes to, by area and domain."""
    engine: DuckDBEngine = engine_with_reference()
    kinds = {**KINDS, "artisans_licensed": "stock"}
    facts = [{"indicator_id": indicator, "kind": kind} for indicator, kind in kinds.items()]
    load(
        engine,
        "derived.indicator_facts",
        {"indicator_id": "VARCHAR", "kind": "VARCHAR", "is_synthetic": "BOOLEAN"},
        facts,
    )
    load(
        engine,
        "derived.indicators",
        {"indicator_id": "VARCHAR", "is_synthetic": "BOOLEAN"},
        [{"indicator_id": indicator} for indicator in kinds],
    )
    load(engine, "derived.indicator_values", VALUES, values)
    load(engine, "core.statements", STATEMENTS, statements)
    make_derived(engine, "cross_checks")
    found = engine.rows(f"SELECT * FROM derived.cross_checks WHERE rule_id = '{rule}' ORDER BY area_code, domain")
    engine.close()
    return found


def cooperatives(crafts: str | None, carpet: str | None, whole: str | None, **more: Any) -> list[Row]:
    amounts = {"crafts": crafts, "carpet": carpet, "all": whole}
    return [value("cooperatives", amount, domain=domain, **more) for domain, amount in amounts.items()]


@pytest.mark.parametrize(
    ("crafts", "carpet", "whole", "holds", "difference"),
    [
        ("200", "167", "367", "true", 0),
        ("200", "100", "367", "false", -67),
        ("200", "200", "367", "false", 33),
        ("200", None, "367", "unknown", None),
        ("200", "167", None, "unknown", None),
    ],
)
def test_parts_make_their_whole(crafts, carpet, whole, holds: str, difference: int | None) -> None:
    (found,) = checked(cooperatives(crafts, carpet, whole), "cooperatives_by_domain")
    assert (found["holds"], found["difference"], found["domain"]) == (holds, difference, "all")
    assert found["value_ids"] == "cooperatives-08-all, cooperatives-08-carpet, cooperatives-08-crafts"


def test_a_sentence_lists_the_parts_in_the_order_of_the_rule() -> None:
    (found,) = checked(cooperatives("200", "100", "367"), "cooperatives_by_domain")
    assert (
        found["sentence_en"]
        .replace("\u2066", "")
        .replace("\u2069", "")
        .endswith(
            "200 + 100 does not make 367; they differ by 67. Ask the office that gave the figures which is right."
        )
    )
    assert "۲۰۰" in found["sentence_fa"]


def test_a_figure_that_is_not_exact_confirms_and_never_breaks() -> None:
    (found,) = checked(cooperatives("200", "100", "367", qualifier="about"), "cooperatives_by_domain")
    assert (found["holds"], found["difference"]) == ("unknown", -67)
    (found,) = checked(cooperatives("200", "167", "367", qualifier="about"), "cooperatives_by_domain")
    assert found["holds"] == "true"


def test_a_subset_is_compared_with_the_set_of_its_own_domain() -> None:
    told = [
        value("artisans", "70000"),
        value("artisans_licensed", "80000"),
        value("artisans", "500", domain="carpet"),
        value("artisans_licensed", "400", domain="carpet"),
    ]
    carpet, crafts = checked(told, "licensed_among_artisans")
    assert [(r["domain"], r["holds"]) for r in (carpet, crafts)] == [("carpet", "true"), ("crafts", "false")]
    assert checked([value("artisans", "70000")], "licensed_among_artisans") == [], "a set alone says nothing"


def test_a_county_is_no_more_than_its_province_and_all_of_them_together_neither() -> None:
    told = [
        value("artisans", "100"),
        value("artisans", "60", area_code="0801"),
        value("artisans", "50", area_code="0806"),
    ]
    each = checked(told, "area_within_area")
    assert [(r["area_code"], r["holds"]) for r in each] == [("0801", "true"), ("0806", "true")]
    (together,) = checked(told, "areas_within_area")
    assert (together["area_code"], together["left_value"], together["holds"]) == ("08", 110, "false")
    (together,) = checked([*told[:2], {**told[2], "value": None}], "areas_within_area")
    assert (together["left_value"], together["holds"]) == (None, "unknown"), "not every county is known"
    assert checked([{**row, "basis": "register"} for row in told], "area_within_area") == []


def test_what_is_not_measured_is_taken_from_the_statements() -> None:
    told = {"row_id": "d#s#1", "is_preferred": True, **value("weavers_insured", "900", domain="carpet")}
    other = {"row_id": "d#s#2", "is_preferred": True, **value("weavers", "800", domain="carpet")}
    stated = [{k: v for k, v in row.items() if k in STATEMENTS} for row in (told, other)]
    (found,) = checked([], "insured_among_weavers", stated)
    assert (found["holds"], found["value_ids"]) == ("false", "")
