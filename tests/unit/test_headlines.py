"""Which figure stands first where it is known on several bases, and what a register covers of what was stated."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.errors import RuleError
from pipelines.configuration.headline_rules import HeadlinesFile
from pipelines.configuration.rules import read_rules
from pipelines.engines import DuckDBEngine
from pipelines.modelling import DerivedModel, derived_models
from pipelines.modelling.making import TableMaker
from pipelines.modelling.reference import load_reference
from pipelines.modelling.table_cache import TableCache
from tests.unit.derived_fixture import MODELS, TODAY, load

VALUES = {
    **dict.fromkeys(
        (
            "value_id",
            "indicator_id",
            "area_code",
            "domain",
            "breakdown",
            "category",
            "frequency",
            "period",
            "basis",
            "status",
            "evidence_grade",
        ),
        "VARCHAR",
    ),
    **dict.fromkeys(("value", "numerator", "denominator"), "DECIMAL(38,9)"),
    "is_synthetic": "BOOLEAN",
}
PROGRESS = {
    **dict.fromkeys(
        ("target_id", "indicator_id", "area_code", "domain", "category", "basis", "period", "target_period"), "VARCHAR"
    ),
    "counts": "BOOLEAN",
}
FACTS = {"indicator_id": "VARCHAR", "kind": "VARCHAR", "is_of_period": "BOOLEAN"}
KINDS = {"artisans": "stock", "exports_usd": "flow", "licence_coverage": "ratio", "credit_uptake": "ratio"}


def value(basis: str, number: float | None, **more: Any) -> dict[str, Any]:
    """Return a value of the artisans of the province on one basis; ``more`` says what is else about it."""
    plain = {
        "indicator_id": "artisans",
        "area_code": "08",
        "domain": "crafts",
        "breakdown": "",
        "category": "",
        "frequency": "Q",
        "period": "1400Q4" if basis == "reported" else "1405Q1",
        "basis": basis,
        "value": number,
        "status": "final" if number is not None else "missing",
        "evidence_grade": "statement" if basis == "reported" else "register",
        "is_synthetic": False,
    }
    row = {**plain, **more}
    return row | {"value_id": f"{basis} {row['domain']} {row['period']} {row['indicator_id']}"}


@cache
def _models(models: Path) -> list[DerivedModel]:
    """Return the tables that are made here, read once for all tests."""
    return [model for model in derived_models(models) if model.topic == "headlines"]


def headlines(
    *values: Mapping[str, Any], targets: list[dict[str, Any]] | None = None, models: Path = MODELS
) -> list[dict[str, Any]]:
    """Return the headlines of these values, in order."""
    engine = DuckDBEngine()
    load_reference(engine, models)
    engine.create_schema("derived")
    load(engine, "derived.indicator_values", VALUES, values)
    load(engine, "derived.target_progress", PROGRESS, targets or [])
    of_period = ("exports_usd", "credit_uptake")
    facts = [{"indicator_id": i, "kind": kind, "is_of_period": i in of_period} for i, kind in KINDS.items()]
    load(engine, "derived.indicator_facts", FACTS, facts)
    maker = TableMaker(TableCache(engine, "", {}, lasting=False), models, _models(models), (), TODAY, "")
    for model in maker.needed_for("derived.headlines"):
        maker.make(model)
    return engine.rows("SELECT * FROM derived.headlines ORDER BY indicator_id, area_code, place")


def told(rows: list[dict[str, Any]]) -> list[tuple[str, Any, Any]]:
    return [(row["basis"], row["value"], row["coverage"]) for row in rows]


def rule(rows: list[dict[str, Any]]) -> str:
    (found,) = {row["rule"] for row in rows}
    return str(found)


@pytest.mark.parametrize("basis", ["reported", "register"])
def test_one_basis_stands_alone(basis: str) -> None:
    found = headlines(value(basis, 355))
    assert told(found) == [(basis, 355, None)]
    assert rule(found) == "only"


def test_seventy_thousand_do_not_become_355_when_the_first_partial_register_arrives() -> None:
    found = headlines(value("register", 355), value("reported", 70_000))
    assert told(found) == [("reported", 70_000, None), ("register", 355, Decimal("0.005071"))]
    assert rule(found) == "under_coverage"


@pytest.mark.parametrize(
    ("counted", "first", "why"),
    [(55_999, "reported", "under_coverage"), (56_000, "register", "covers"), (90_000, "register", "covers")],
)
def test_a_register_stands_first_from_four_fifths_of_what_was_stated(counted: int, first: str, why: str) -> None:
    found = headlines(value("reported", 70_000), value("register", counted))
    assert found[0]["basis"] == first
    assert rule(found) == why


def test_four_bases_stand_in_the_published_order_behind_the_first() -> None:
    year = {"indicator_id": "exports_usd", "frequency": "A", "period": "1402"}
    partial = [value(b, n, **year) for b, n in (("suitcase", 30), ("customs", 20), ("register", 10), ("reported", 100))]
    found = headlines(*partial)
    assert told(found) == [
        ("reported", 100, None),
        ("register", 10, Decimal("0.1")),
        ("customs", 20, Decimal("0.2")),
        ("suitcase", 30, Decimal("0.3")),
    ]
    whole = [row | {"value": 85} if row["basis"] == "customs" else row for row in partial]
    assert [row["basis"] for row in headlines(*whole)] == ["customs", "register", "suitcase", "reported"]


def test_a_flow_is_held_against_a_statement_of_its_own_period_alone() -> None:
    of = {"indicator_id": "exports_usd", "frequency": "A"}
    found = headlines(value("reported", 100, **of, period="1399"), value("customs", 20, **of, period="1402"))
    assert told(found) == [("customs", 20, None), ("reported", 100, None)]
    assert rule(found) == "evidence"
    found = headlines(
        value("reported", 100, **of, period="1402", evidence_grade="press"),
        value("reported", 5, **of, period="1403"),
        value("customs", 20, **of, period="1402"),
    )
    assert told(found) == [("reported", 100, None), ("customs", 20, Decimal("0.2"))]


def test_a_count_covers_what_was_said_to_be_none() -> None:
    of = {"indicator_id": "exports_usd", "frequency": "A", "period": "1402"}
    found = headlines(value("reported", 0, **of), value("customs", 3334, **of))
    assert [(row["basis"], row["coverage"]) for row in found] == [("customs", None), ("reported", None)]
    assert rule(found) == "covers"


def test_of_a_ratio_the_denominators_say_how_much_is_covered() -> None:
    of = {"indicator_id": "licence_coverage"}
    stated = value("reported", 0.21, **of, denominator=70_000)
    found = headlines(stated, value("register", 0.9, **of, denominator=355))
    assert [row["basis"] for row in found] == ["reported", "register"]
    assert found[1]["coverage"] == Decimal("0.005071")
    assert headlines(stated, value("register", 0.9, **of, denominator=69_000))[0]["basis"] == "register"


def test_of_what_was_stated_without_its_denominator_no_share_is_told_and_nothing_goes_before_it() -> None:
    found = headlines(
        value("reported", 0.21, indicator_id="licence_coverage"),
        value("register", 0.9, indicator_id="licence_coverage", denominator=69_000),
    )
    assert told(found) == [("reported", Decimal("0.21"), None), ("register", Decimal("0.9"), None)]


def test_invented_rows_are_never_held_against_real_ones() -> None:
    found = headlines(value("reported", 70_000), value("register", 69_000, is_synthetic=True))
    assert told(found) == [("reported", 70_000, None), ("register", 69_000, None)]


def test_a_suppressed_count_tells_no_share_and_does_not_stand_first() -> None:
    found = headlines(value("reported", 40), value("register", None, status="suppressed"))
    assert told(found) == [("reported", 40, None), ("register", None, None)]


def test_a_figure_that_was_named_and_not_given_leaves_the_first_place() -> None:
    found = headlines(value("reported", None), value("register", 355))
    assert told(found) == [("register", 355, None), ("reported", None, None)]
    assert rule(found) == "only"


def test_the_basis_of_an_adopted_target_stands_first_if_it_covers_enough() -> None:
    target = {
        "target_id": "T1",
        "indicator_id": "artisans",
        "area_code": "08",
        "domain": "crafts",
        "category": "",
        "target_period": "1407Q4",
        "counts": True,
    }
    most = [value("reported", 70_000), value("register", 69_000)]
    found = headlines(*most, targets=[{**target, "basis": "reported"}])
    assert (found[0]["basis"], rule(found)) == ("reported", "assessed")
    few = [value("reported", 70_000), value("register", 355)]
    found = headlines(*few, targets=[{**target, "basis": "register"}])
    assert (found[0]["basis"], rule(found)) == ("reported", "under_coverage")


def test_of_a_flow_the_year_goes_before_its_quarters_and_the_newer_year_before_both() -> None:
    of = {"indicator_id": "exports_usd"}
    year = value("customs", 20, **of, frequency="A", period="1404")
    fourth, second = (value("customs", 5, **of, period=period) for period in ("1404Q4", "1405Q2"))
    assert [row["period"] for row in headlines(year, fourth)] == ["1404"]
    assert [row["period"] for row in headlines(year, fourth, second)] == ["1405Q2"]
    target = {
        "target_id": "T1",
        "indicator_id": "exports_usd",
        "area_code": "08",
        "domain": "crafts",
        "category": "",
        "period": "1404",
        "target_period": "1407",
        "counts": True,
        "basis": "customs",
    }
    assert [row["period"] for row in headlines(year, fourth, second, targets=[target])] == ["1404"]


def test_the_domain_that_an_adopted_target_speaks_of_stands_for_the_indicator() -> None:
    rows = [value("reported", 5), value("register", 7, domain="carpet")]
    assert [row["domain"] for row in headlines(*rows)] == ["crafts"]
    target = {
        "target_id": "T1",
        "indicator_id": "artisans",
        "area_code": "08",
        "domain": "carpet",
        "category": "",
        "target_period": "1407Q4",
        "counts": True,
        "basis": "register",
    }
    assert [row["domain"] for row in headlines(*rows, targets=[target])] == ["carpet"]


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """The models, with a decision that the register of the province stands first."""
    models = tmp_path / "models"
    shutil.copytree(MODELS, models)
    rules = models / "rules" / "headlines.yaml"
    said = yaml.safe_load(rules.read_text("utf-8"))
    said["decisions"] = [
        {
            "indicator": "artisans",
            "area": "08",
            "basis": "register",
            "decided_by": "heritage",
            "decided_on": "1405-09-01",
            "reason": "The estimate is withdrawn.",
        }
    ]
    rules.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    return models


def test_what_a_person_decided_goes_before_the_rule(decided: Path) -> None:
    found = headlines(value("reported", 70_000), value("register", 355), models=decided)
    assert told(found) == [("register", 355, Decimal("0.005071")), ("reported", 70_000, None)]
    assert rule(found) == "decided"


def test_a_decision_names_who_and_when(decided: Path) -> None:
    rules = decided / "rules" / "headlines.yaml"
    rules.write_text(rules.read_text("utf-8").replace("1405-09-01", "soon"), "utf-8")
    with pytest.raises(RuleError):
        read_rules(decided, HeadlinesFile)


def test_targets_and_headlines_believe_the_bases_in_one_order() -> None:
    lines = (MODELS / "reference" / "codes.csv").read_text("utf-8").splitlines()
    bases = sorted((line.split(",") for line in lines if line.startswith("bases,")), key=lambda cells: int(cells[-1]))
    assert [cells[1] for cells in bases] == list(read_rules(MODELS, StatusFile).basis_order)
