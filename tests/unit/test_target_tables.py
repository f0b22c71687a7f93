"""The tables of targets, forecasts and scenarios, made from a few values as a build makes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipelines.engines import DuckDBEngine
from pipelines.foundation.period import Period
from pipelines.modelling.typed_rows import typed_table
from tests.derived_tables import derived_model, make_derived
from tests.unit.roll_up_fixture import indicator

TARGET_TYPES = {
    **dict.fromkeys(("target_id", "indicator_id", "area_code", "domain", "category"), "VARCHAR"),
    "decision_state": "VARCHAR",
    "baseline_period": "VARCHAR",
    "baseline_value": "DECIMAL(38,9)",
    "target_value": "DECIMAL(38,9)",
    "target_period": "VARCHAR",
    "path": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}
#: 1403-01-15: the winter of 1402, of which the last figures are, has just ended.
TODAY = date(2024, 4, 3)
MILESTONE_TYPES = {
    "row_id": "VARCHAR",
    "target_id": "VARCHAR",
    "period": "VARCHAR",
    "value": "DECIMAL(38,9)",
    "is_newest": "BOOLEAN",
}
OF_FORECASTS = ("forecast_series", "forecasts", "forecast_scores", "forecast_targets")
INDICATORS = [
    indicator("artisans", headline=1),
    indicator("licences", kind="stock"),
    indicator("schools"),
    indicator("unheard"),
]


def value(indicator_id: str, period: str, number: int | None, **more: Any) -> dict[str, Any]:
    status = "missing" if number is None else "final"
    amount = None if number is None else Decimal(number)
    return {
        **dict.fromkeys(derived_model("indicator_values").columns),
        "value_id": f"{indicator_id} {period}",
        "indicator_id": indicator_id,
        "area_code": "08",
        "domain": "crafts",
        "breakdown": "",
        "category": "",
        "frequency": "Q",
        "period": period,
        "basis": "register",
        "value": amount,
        "numerator": amount,
        "status": status,
        "is_synthetic": False,
        **more,
    }


def target(target_id: str, indicator_id: str, goal: int, **more: Any) -> dict[str, Any]:
    return {
        "target_id": target_id,
        "indicator_id": indicator_id,
        "area_code": "08",
        "domain": "crafts",
        "category": "",
        "decision_state": "adopted",
        "baseline_period": "1400Q4",
        "baseline_value": Decimal(100),
        "target_value": Decimal(goal),
        "target_period": "1404Q4",
        "path": "linear",
        "is_synthetic": False,
        **more,
    }


VALUES = [
    *(value("artisans", Period.parse("1400Q1").after(n).key, 100 + 3 * n + n % 3) for n in range(16)),
    value("licences", "1400Q4", 100),
    value("licences", "1402Q4", 150),
    value("schools", "1402Q4", None),
    value("schools", "1402Q4", 3, area_code="0801", qualifier="more_than", status="provisional"),
]
TARGETS = [
    target("T1", "licences", 200),
    target("T2", "licences", 1000),
    target("T3", "artisans", 120, decision_state="proposed"),
    target("T4", "schools", 9),
    target("T6", "schools", 9, area_code="0801", target_period="1404Q4", baseline_value=Decimal(2)),
    target("T5", "licences", 180, target_period="1402Q4"),
]
MILESTONES = [{"row_id": "r", "target_id": "T2", "period": "1402Q4", "value": Decimal(200), "is_newest": True}]


@pytest.fixture(scope="module")
def made() -> Iterator[DuckDBEngine]:
    engine = DuckDBEngine()
    for schema in ("core", "derived", "indicators", "reference"):
        engine.create_schema(schema)
    for one in INDICATORS:
        engine.create_table("indicators", one.indicator_id, "SELECT 1 AS numerator WHERE false")
    engine.load_arrow("core", "targets", typed_table(TARGET_TYPES, TARGETS))
    engine.load_arrow("core", "target_milestones", typed_table(MILESTONE_TYPES, MILESTONES))
    types = derived_model("indicator_values").types
    engine.load_arrow("derived", "indicator_values", typed_table(types, VALUES))
    headlines = [{"indicator_id": i.indicator_id, "headline": i.headline} for i in INDICATORS]
    engine.load_arrow(
        "derived", "indicators", typed_table({"indicator_id": "VARCHAR", "headline": "INTEGER"}, headlines)
    )
    engine.create_table(
        "reference",
        "areas",
        "SELECT '08' AS area_code, 'province' AS kind, 'IR' AS parent_code, 'کرمان' AS name_fa, 'Kerman' AS name_en",
    )
    engine.create_table("reference", "units", "SELECT 'persons' AS unit, 'نفر' AS title_fa, 'persons' AS title_en")
    engine.create_table(
        "reference",
        "codes",
        "SELECT 'qualifiers' AS list, 'more_than' AS code, 'بیش از' AS title_fa, 'more than' AS title_en",
    )
    engine.create_table(
        "reference",
        "period_keys",
        "SELECT * FROM (VALUES ('1402Q4', '1402-12'), ('1404Q4', '1404-12')) AS t (period_key, last_month)",
    )
    of_targets = ("target_progress", "target_paths", "commission_status", "requirements")
    of_scenarios = ("scenario_settings", "scenario_drivers", "scenarios")
    make_derived(engine, *of_targets, *OF_FORECASTS, *of_scenarios, indicators=INDICATORS, today=TODAY)
    yield engine
    engine.close()


def test_every_target_has_its_progress_and_its_chance(made: DuckDBEngine) -> None:
    progress = made.rows("SELECT target_id, status, counts FROM derived.target_progress")
    assert [tuple(row.values()) for row in progress] == [
        ("T1", "on_track", True),
        ("T2", "off_track", True),
        ("T3", "reached", False),
        ("T4", "not_available", True),
        ("T5", "missed", True),
        ("T6", "not_available", True),
    ]
    chances = made.rows("SELECT target_id, status, reason FROM derived.forecast_targets")
    assert [(row["target_id"], row["status"]) for row in chances] == [(p["target_id"], p["status"]) for p in progress]


def test_a_target_that_was_missed_reads_so_in_every_table(made: DuckDBEngine) -> None:
    (chance,) = made.rows(
        "SELECT state, reason, sentence_en, sentence_fa FROM derived.forecast_targets WHERE target_id = 'T5'"
    )
    assert (chance["state"], chance["reason"]) == ("refused", "past")
    assert "it was missed" in chance["sentence_en"] and "نرسیده" in chance["sentence_fa"]
    (need,) = made.rows("SELECT state, need FROM derived.requirements WHERE target_id = 'T5'")
    assert tuple(need.values()) == ("missed", 30)


def test_what_is_known_only_as_more_than_is_said_so_in_every_sentence(made: DuckDBEngine) -> None:
    (row,) = made.rows("SELECT * FROM derived.target_progress WHERE target_id = 'T6'")
    assert (row["qualifier"], row["is_provisional"], row["status"]) == ("more_than", True, "not_available")
    assert (
        "more than" in row["arithmetic_en"]
        and "(provisional)" in row["arithmetic_en"]
        and "موقت" in row["arithmetic_fa"]
    )
    (need,) = made.rows("SELECT sentence_fa, sentence_en FROM derived.requirements WHERE target_id = 'T6'")
    assert "more than" in need["sentence_en"] and "بیش از" in need["sentence_fa"]


def test_the_path_that_judges_is_the_path_that_is_drawn(made: DuckDBEngine) -> None:
    judged = made.rows("""
        SELECT p.target_id, p.expected_value, t.value FROM derived.target_progress p
        LEFT JOIN derived.target_paths t ON t.target_id = p.target_id AND t.period = p.period
        WHERE p.expected_value IS NOT NULL AND p.status NOT IN ('reached', 'missed') ORDER BY p.target_id
    """)
    assert [(row["target_id"], row["expected_value"]) for row in judged] == [
        ("T1", 150),
        ("T2", 200),
        ("T6", Decimal("5.5")),
    ]
    assert all(row["expected_value"] == row["value"] for row in judged)
    drawn = made.rows(
        "SELECT period, value, point FROM derived.target_paths WHERE target_id = 'T2' AND point <> 'between'"
    )
    assert [tuple(row.values()) for row in drawn] == [
        ("1400Q4", 100, "start"),
        ("1402Q4", 200, "due"),
        ("1404Q4", 1000, "end"),
    ]


def test_a_target_still_to_come_speaks_before_one_whose_date_has_passed(made: DuckDBEngine) -> None:
    found = made.rows("SELECT target_id, status FROM derived.commission_status WHERE indicator_id = 'licences'")
    assert [tuple(row.values()) for row in found] == [("T2", "off_track")], "T5 was missed, and T2 stands in its place"


def test_the_gravest_adopted_target_gives_an_indicator_its_state(made: DuckDBEngine) -> None:
    found = made.rows("SELECT indicator_id, domain, status FROM derived.commission_status")
    assert [tuple(row.values()) for row in found] == [
        ("artisans", "crafts", "no_target"),  # nobody has adopted its target
        ("licences", "crafts", "off_track"),  # of two the one that is missed
        ("schools", "crafts", "not_available"),
        ("schools", "crafts", "not_available"),
        ("unheard", "all", "not_available"),  # of which nothing is known, in every province
    ]


def test_what_it_takes_is_told_of_every_target(made: DuckDBEngine) -> None:
    found = made.rows("SELECT target_id, part, state, need FROM derived.requirements")
    assert [tuple(row.values()) for row in found] == [
        ("T1", "whole", "needed", 50),
        ("T2", "whole", "needed", 850),
        ("T3", "whole", "reached", 0),
        ("T4", "whole", "unmeasured", None),
        ("T5", "whole", "missed", 30),
        ("T6", "whole", "needed", 9),  # what flows has to come within its period
    ]


def test_a_series_is_forecast_or_refused_and_only_the_first_has_scores(made: DuckDBEngine) -> None:
    series = made.rows("SELECT indicator_id, state, reason FROM derived.forecast_series")
    assert [tuple(row.values()) for row in series] == [
        ("artisans", "forecast", None),
        ("licences", "refused", "too_short"),
        ("schools", "refused", "too_short"),
    ]
    for table in ("forecasts", "forecast_scores"):
        rows = made.rows(f"SELECT DISTINCT series_id FROM derived.{table}")
        assert [row["series_id"] for row in rows] == ["artisans|08|crafts||Q|register"]


def forecast_on(engine: DuckDBEngine, today: date) -> None:
    for name in OF_FORECASTS:
        engine.execute(f"DROP TABLE derived.{name}")
    make_derived(engine, *OF_FORECASTS, indicators=INDICATORS, today=today)


def test_only_what_is_not_over_is_forecast(made: DuckDBEngine) -> None:
    """The newest value is of 1403Q4; on a day of 1405Q3 six quarters were not measured; in 1406 it is too old."""
    try:
        forecast_on(made, date(2026, 11, 26))
        told = made.rows("SELECT period, steps_ahead FROM derived.forecasts ORDER BY period")
        assert [tuple(row.values()) for row in told] == [("1405Q3", 7), ("1405Q4", 8)]
        forecast_on(made, date(2027, 5, 1))
        (refused,) = made.rows("SELECT * FROM derived.forecast_series WHERE indicator_id = 'artisans'")
        assert (refused["state"], refused["reason"], refused["coverage80"]) == ("refused", "too_old", None)
        assert "۱۴۰۳" in refused["sentence_fa"] and "1403" in refused["sentence_en"]
        assert made.rows("SELECT * FROM derived.forecasts") == []
    finally:
        forecast_on(made, TODAY)


def test_a_scenario_without_a_value_has_drivers_and_no_path(made: DuckDBEngine) -> None:
    drivers = made.rows("SELECT DISTINCT scenario_id FROM derived.scenario_drivers")
    settings = made.rows("SELECT scenario_id FROM derived.scenario_settings")
    assert {row["scenario_id"] for row in drivers} == {row["scenario_id"] for row in settings}
    assert made.rows("SELECT * FROM derived.scenarios") == []
