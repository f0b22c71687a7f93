"""The coverage of registers: whose figure counts, how old it may be, what is hidden, and what a share of it means."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipelines.engines import DuckDBEngine
from tests.derived_tables import make_derived
from tests.unit.derived_fixture import STATEMENTS, VALUES, engine_with_reference, load

COUNT: dict[str, Any] = {
    "value_id": "v",
    "indicator_id": "artisans",
    "area_code": "08",
    "domain": "crafts",
    "category": "",
    "frequency": "Q",
    "period": "1403Q4",
    "basis": "register",
    "value": Decimal(10500),
    "status": "final",
}
TOLD: dict[str, Any] = {
    "row_id": "s#1",
    "figure_id": "F1",
    "indicator_id": "artisans",
    "value": Decimal(70000),
    "qualifier": "exact",
    "area_code": "08",
    "domain": "crafts",
    "category": "",
    "frequency": "Q",
    "period": "1400Q4",
    "role": "carpet_and_craft_working_group_head",
    "source_fa": "صورت‌جلسه",
    "source_en": "Minutes",
    "source_grade": "statement",
}


def coverage(counts: list[dict[str, Any]], told: list[dict[str, Any]]) -> dict[str, Any]:
    engine: DuckDBEngine = engine_with_reference()
    load(engine, "derived.indicator_values", VALUES, counts)
    load(engine, "core.statements", STATEMENTS, told)
    make_derived(engine, "register_coverage")
    (row,) = engine.rows("SELECT * FROM derived.register_coverage")
    return row


@pytest.mark.parametrize(
    ("count", "told", "status", "share"),
    [
        ({}, {}, "told", Decimal("0.15")),
        ({}, {"role": "office_page"}, "no_estimate", None),
        ({}, {"role": "press_report"}, "no_estimate", None),
        ({}, {"period": "1398Q4"}, "told", Decimal("0.15")),
        ({}, {"period": "1397Q4"}, "too_far_apart", None),
        ({"value": None, "status": "suppressed"}, {}, "hidden", None),
        ({"basis": "reported"}, {}, "no_register", None),
    ],
)
def test_a_register_stands_beside_what_another_body_says(
    count: dict[str, Any], told: dict[str, Any], status: str, share: Decimal | None
) -> None:
    row = coverage([{**COUNT, **count}], [{**TOLD, **told}])
    assert (row["status"], row["coverage"]) == (status, share)
    assert row["sentence_fa"] and row["sentence_en"]


@pytest.mark.parametrize(
    ("said", "qualifier"),
    [("exact", "exact"), ("about", "about"), ("more_than", "less_than"), ("at_most", "more_than"), ("range", "about")],
)
def test_a_share_of_more_than_a_figure_is_less_than_told(said: str, qualifier: str) -> None:
    assert coverage([COUNT], [{**TOLD, "qualifier": said}])["coverage_qualifier"] == qualifier


def test_the_newest_of_both_is_compared() -> None:
    older = {**COUNT, "value_id": "old", "period": "1402Q4", "value": Decimal(1)}
    row = coverage(
        [older, COUNT],
        [TOLD, {**TOLD, "row_id": "s#2", "figure_id": "F2", "period": "1402Q4", "value": Decimal(42000)}],
    )
    assert (row["register_value_id"], row["estimate_period"], row["coverage"]) == ("v", "1402Q4", Decimal("0.25"))
