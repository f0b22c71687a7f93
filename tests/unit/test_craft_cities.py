"""Craft cities: the checklist, secretaries over time, and the clock of the annual report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.readiness import score_range
from pipelines.configuration.analysis_rules import ReadinessFile
from pipelines.configuration.errors import RuleError
from pipelines.configuration.rules import read_rules
from pipelines.engines import DuckDBEngine
from pipelines.pipeline.checking import read_configuration
from tests.derived_tables import remake_topics
from tests.spoiling import spoil
from tests.unit.derived_fixture import (
    CITIES,
    MODELS,
    REPORTS,
    TERMS,
    TODAY,
    VALUES,
    engine_with_reference,
    load,
)  # fmt: skip

ROWS = {"row_id": "VARCHAR", "area_code": "VARCHAR", "delivery_id": "VARCHAR", "is_synthetic": "BOOLEAN"}
REGISTRY = {**ROWS, "registry_kind": "VARCHAR", "is_newest": "BOOLEAN"}
COURSES = {**ROWS, "period": "VARCHAR"}
OUTLETS = {**ROWS, "outlet_kind": "VARCHAR", "state": "VARCHAR", "is_newest": "BOOLEAN"}
CITY = {
    "row_id": "d#s#1",
    "city_id": "ravar",
    "area_code": "city-ravar",
    "county_code": "0811",
    "kind": "national_city",
    "registered_on": "1400-12-05",
    "state": "definitive",
    "is_newest": True,
    "period": "1400Q4",
    "delivery_id": "d",
}
WORLD = {**CITY, "row_id": "d#s#2", "city_id": "sirjan", "area_code": "city-sirjan", "county_code": "0806",
         "kind": "world_city", "registered_on": "1396"}  # fmt: skip


@pytest.fixture
def engine() -> DuckDBEngine:
    engine = engine_with_reference()
    for table, types in (
        ("core.secretariat_terms", TERMS), ("core.annual_report_duties", REPORTS), ("core.registry_entries", REGISTRY),
        ("core.training_courses", COURSES), ("core.craft_events", COURSES), ("core.outlets", OUTLETS),
        ("derived.indicator_values", VALUES),
    ):  # fmt: skip
        load(engine, table, types, [])
    load(engine, "core.craft_cities", CITIES, [CITY, WORLD])
    return engine


def derive(engine: DuckDBEngine, today: date = TODAY, models: Path = MODELS) -> None:
    remake_topics(engine, "annual_reports", "craft_cities", today=today, models=models)


def term(number: int, role: str, holder: str, begins: str, ends: str | None, state: str = "ended") -> dict[str, Any]:
    return {
        "row_id": f"t#s#{number}", "area_code": "city-ravar", "role": role, "holder_role": holder, "from_on": begins,
        "to_on": ends, "state": state, "is_current": state == "in_office" and ends is None, "delivery_id": "t",
    }  # fmt: skip


def effect(engine: DuckDBEngine, area: str = "city-ravar") -> dict[str, Any]:
    (found,) = engine.rows("SELECT * FROM derived.secretariat_limit_effects WHERE area_code = ?", [area])
    return found


def test_a_vacancy_is_counted_to_the_day_and_so_is_who_could_have_filled_it(engine) -> None:
    load(engine, "core.secretariat_terms", TERMS, [
        term(1, "secretary", "mayor", "1400-12-10", "1402-12-29"),
        term(2, "secretary", "mayor", "1403-01-01", "1403-06-31", "vacant"),
        term(3, "secretary", "governor", "1403-07-01", None, "in_office"),
        term(4, "head", "expert", "1403-05-01", None, "in_office"),
    ])  # fmt: skip
    derive(engine)
    (gap,) = engine.rows("SELECT * FROM derived.secretariat_gaps")
    # Six months of 31 days; the head came in the fifth of them.
    assert (gap["kind"], gap["from_on"], gap["to_on"], gap["days"]) == (
        "vacancy",
        "1403-01-01",
        "1403-06-31",
        186,
    )
    assert (gap["covered_days"], gap["is_told"], gap["is_open"]) == (62, True, False)
    assert (gap["role_before"], gap["role_after"]) == ("mayor", "governor")
    assert "۱۸۶" in gap["sentence_fa"] and "1403/01/01" in gap["sentence_en"]
    found = effect(engine)
    observed = (TODAY - jdatetime.date(1400, 12, 10).togregorian()).days + 1
    assert (found["observed_days"], found["vacant_days"], found["vacant_days_without_limit"]) == (
        observed,
        186,
        124,
    )
    assert found["vacant_share"] == round(Decimal(186) / observed, 9)
    assert (found["terms"], found["ended_mayor"], found["ended_governor"], found["changes_of_office"]) == (
        2,
        1,
        0,
        1,
    )
    assert (found["holder_role"], found["is_held_now"], found["others_in_office"]) == ("governor", True, 1)


def test_a_term_that_ended_with_nobody_after_it_is_a_vacancy_until_today(engine) -> None:
    load(engine, "core.secretariat_terms", TERMS, [term(1, "secretary", "mayor", "1403-01-01", "1405-08-30")])
    derive(engine)
    (gap,) = engine.rows("SELECT * FROM derived.secretariat_gaps")
    assert (gap["from_on"], gap["to_on"], gap["days"], gap["is_open"], gap["is_told"]) == (
        "1405-09-01", "1405-09-05", 5, True, False
    )  # fmt: skip
    assert effect(engine)["is_held_now"] is False


def test_two_at_once_overlap_and_a_handover_day_does_not(engine) -> None:
    load(engine, "core.secretariat_terms", TERMS, [
        term(1, "secretary", "mayor", "1401-01-01", "1402-01-01"),
        term(2, "secretary", "governor", "1402-01-01", "1403-01-10"),
        term(3, "secretary", "council_head", "1403-01-01", None, "in_office"),
    ])  # fmt: skip
    derive(engine)
    (gap,) = engine.rows("SELECT * FROM derived.secretariat_gaps")
    assert (gap["kind"], gap["from_on"], gap["to_on"], gap["days"]) == (
        "overlap",
        "1403-01-01",
        "1403-01-10",
        10,
    )


def test_a_secretariat_of_which_no_list_came_is_not_known_rather_than_vacant(engine) -> None:
    derive(engine)
    assert engine.rows("SELECT * FROM derived.secretariat_gaps") == []
    found = effect(engine)
    assert (found["status"], found["vacant_days"], found["vacant_share"]) == ("not_known", None, None)


def report(year: int, submitted: str | None, state: str = "submitted", area: str = "city-sirjan") -> dict[str, Any]:
    return {
        "row_id": f"r#s#{area}{year}", "agency": "شهرداری", "area_code": area, "report_year": year,
        "due_on": f"{year + 1}-03-31", "submitted_on": submitted, "state": state, "is_late": None,
        "is_world_city": area == "city-sirjan", "delivery_id": "r",
    }  # fmt: skip


def clock(engine: DuckDBEngine, area: str = "city-sirjan") -> dict[str, Any]:
    (found,) = engine.rows("SELECT * FROM derived.annual_report_clock WHERE area_code = ?", [area])
    return found


def test_the_clock_counts_days_late_days_left_and_years_of_which_nobody_spoke(engine) -> None:
    # 1402 is not in the list at all; 1403 is told as missing; 1404 came 28 days late.
    load(engine, "core.annual_report_duties", REPORTS, [
        report(1400, "1401-03-03"), report(1401, "1402-03-31"), report(1403, None, "missing"),
        report(1404, "1405-04-28"),
    ])  # fmt: skip
    derive(engine)
    found = clock(engine)
    assert (found["status"], found["years_reported"], found["years_late"], found["days_late"]) == (
        "overdue",
        3,
        1,
        28,
    )
    assert (found["years_missed"], found["missed_years"], found["overdue_year"]) == (2, "1402, 1403", 1403)
    due = jdatetime.date(1406, 3, 31).togregorian()
    assert (found["next_report_year"], found["days_left"]) == (1405, (due - TODAY).days)
    assert "1396/03/23" in found["legal_source_en"]
    clocks = {r["report_year"]: r["clock"] for r in engine.rows("SELECT * FROM derived.annual_report_years")}
    assert clocks == {1400: "on_time", 1401: "on_time", 1403: "overdue", 1404: "late"}


def test_on_its_last_day_a_report_is_awaited_and_on_the_next_one_overdue(engine) -> None:
    load(engine, "core.annual_report_duties", REPORTS, [report(1404, None, "awaited")])
    last = jdatetime.date(1405, 3, 31).togregorian()
    derive(engine, last)
    assert (clock(engine)["status"], clock(engine)["days_left"]) == ("in_order", 0)
    derive(engine, date.fromordinal(last.toordinal() + 1))
    assert (clock(engine)["status"], clock(engine)["days_overdue"]) == ("overdue", 1)


@pytest.mark.parametrize(
    ("registered", "state", "told"),
    [
        ("1396-05-02", "definitive", {2: "passed", 4: "passed"}),
        ("1403-10-15", "definitive", {2: "to_come", 4: "to_come"}),
        ("1403-09-05", "definitive", {2: "due", 4: "to_come"}),  # the day of the build is 1405/09/05
        ("1403", "definitive", {2: "due", 4: "to_come"}),  # known to the year: any day of it may be the one
        ("1403-12-30", "definitive", {2: "to_come", 4: "to_come"}),  # no thirtieth of Esfand in 1405
        (None, "definitive", {2: "date_not_known", 4: "date_not_known"}),
        ("1396", "disputed", {2: "not_registered", 4: "not_registered"}),
    ],
)
def test_world_bodies_are_owed_a_report_after_two_and_four_years(
    engine, registered: str | None, state: str, told: dict[int, str]
) -> None:
    load(engine, "core.craft_cities", CITIES, [CITY, {**WORLD, "registered_on": registered, "state": state}])
    derive(engine)
    rows = engine.rows("SELECT * FROM derived.world_report_clock")
    assert {row["area_code"] for row in rows} == {"city-sirjan"}, "a national city owes none"
    assert {row["after_years"]: row["status"] for row in rows if row["body"] == "wcc"} == told
    assert [row["status"] for row in rows if row["body"] == "unesco"] == ["membership_not_known"]


def test_a_day_that_is_over_is_not_called_missed(engine) -> None:
    load(engine, "core.craft_cities", CITIES, [{**WORLD, "registered_on": "1403-09-01"}])
    derive(engine)
    row = next(r for r in engine.rows("SELECT * FROM derived.world_report_clock") if r["after_years"] == 2)
    due = jdatetime.date(1405, 9, 1).togregorian()
    assert (row["due_from"], row["due_until"], row["days_left"]) == (due, due, (due - TODAY).days)
    assert "registration to the World Crafts Council was due" in row["sentence_en"]
    assert row["sentence_fa"].endswith("هیچ فهرستی نمی‌گوید که فرستاده شد یا نه.")


def test_national_cities_owe_nothing_and_a_world_city_without_a_list_is_not_known(engine) -> None:
    load(engine, "core.annual_report_duties", REPORTS, [report(1404, None, "missing", area="city-ravar")])
    derive(engine)
    national = clock(engine, "city-ravar")
    assert (national["status"], national["years_missed"], national["days_overdue"]) == ("no_duty", None, None)
    world = clock(engine)
    assert (world["agency"], world["status"], world["years_missed"], world["is_owed"]) == (
        "",
        "not_known",
        None,
        True,
    )


def checklist(engine: DuckDBEngine, area: str = "city-ravar") -> dict[str, str]:
    derive(engine)
    rows = engine.rows("SELECT * FROM derived.craft_city_readiness WHERE area_code = ?", [area])
    return {r["criterion_id"]: r["result"] for r in rows}


def test_nothing_delivered_is_not_known_and_never_not_met(engine) -> None:
    found = checklist(engine)
    assert found.pop("national_registration") == "met"
    assert set(found.values()) == {"not_known"}
    (score,) = engine.rows("SELECT * FROM derived.craft_city_scores WHERE area_code = 'city-ravar'")
    assert (score["met"], score["not_met"], score["not_known"]) == (1, 0, len(found))
    assert score["score_low"] == round(Decimal(3) / score["weight_total"], 9) and score["score_high"] == 1


def test_a_list_that_came_and_says_nothing_is_not_met(engine) -> None:
    load(
        engine,
        "core.secretariat_terms",
        TERMS,
        [term(1, "secretary", "mayor", "1403-01-01", None, "in_office")],
    )
    course = {"row_id": "c", "area_code": "0801", "delivery_id": "c", "period": "1404Q1"}
    load(engine, "core.training_courses", COURSES, [course])
    load(engine, "derived.indicator_values", VALUES, [
        {"value_id": f"v{period}", "indicator_id": "artisans", "area_code": "0811", "domain": "crafts", "category": "",
         "frequency": "Q", "period": period, "basis": "register", "value": value}
        for period, value in (("1404Q4", 120), ("1405Q2", 99))
    ])  # fmt: skip
    found = checklist(engine)
    assert (found["secretary_in_office"], found["head_in_office"]) == ("met", "not_met")
    assert found["training"] == "not_met", "courses were delivered, and none was in the county"
    assert found["artisans_registered"] == "not_met", "the newest count is below what is needed"
    assert found["bazaar"] == "not_known"
    (row,) = engine.rows(
        "SELECT * FROM derived.craft_city_readiness"
        " WHERE criterion_id = 'artisans_registered' AND area_code = 'city-ravar'"
    )
    assert (row["measured"], row["needed"], row["value_id"]) == (99, 100, "v1405Q2")
    load(engine, "core.training_courses", COURSES, [{**course, "area_code": "0811", "period": "1402Q4"}])
    assert checklist(engine)["training"] == "not_met", "too long ago"
    load(engine, "core.training_courses", COURSES, [{**course, "area_code": "0811", "period": "1403Q1"}])
    assert checklist(engine)["training"] == "met"


def test_a_disputed_registration_is_not_known_and_a_conditional_one_not_met(engine) -> None:
    for state, result in (("disputed", "not_known"), ("conditional", "not_met")):
        load(engine, "core.craft_cities", CITIES, [{**CITY, "state": state}])
        assert checklist(engine)["national_registration"] == result


def rules_with(models: Path, old: str, new: str) -> ReadinessFile:
    spoil(models, "rules/readiness.yaml", old, new)
    return read_rules(models, ReadinessFile)


VERDICT = (
    "verdicts: [{city: city-ravar, criterion: CRITERION, met: true, decided_on: '1405-01-01',"
    " evidence: {fa: نامه, en: Letter}}]"
)


def test_a_verdict_by_hand_needs_a_manual_criterion(models_copy: Path) -> None:
    with pytest.raises(RuleError, match="training"):
        rules_with(models_copy, "verdicts: []", VERDICT.replace("CRITERION", "training"))


def test_a_verdict_by_hand_needs_evidence(models_copy: Path) -> None:
    verdict = VERDICT.replace("CRITERION", "dossier").replace("Letter", "''")
    with pytest.raises(RuleError, match="empty"):
        rules_with(models_copy, "verdicts: []", verdict)


def test_a_verdict_by_hand_counts_for_its_real_city_and_never_for_an_invented_one(
    engine: DuckDBEngine, models_copy: Path
) -> None:
    rules_with(models_copy, "verdicts: []", VERDICT.replace("CRITERION", "dossier"))
    for is_synthetic, result in ((False, "met"), (True, "not_known")):
        load(engine, "core.craft_cities", CITIES, [{**CITY, "is_synthetic": is_synthetic}])
        derive(engine, models=models_copy)
        (row,) = engine.rows("SELECT * FROM derived.craft_city_readiness WHERE criterion_id = 'dossier'")
        assert row["result"] == result
    (row,) = engine.rows("SELECT count(*) AS n FROM derived.craft_city_readiness WHERE decided_on IS NOT NULL")
    assert row["n"] == 0


def test_every_criterion_says_where_it_comes_from(models_copy: Path) -> None:
    assert {c.source.kind for c in read_rules(MODELS, ReadinessFile).criteria} == {
        "law",
        "minutes",
        "guide",
        "team_proposal",
    }
    with pytest.raises(RuleError, match="source"):
        rules_with(models_copy, "kind: law", "kind: hearsay")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "{table: core.outlets,",
            "{table: core.outlet,",
            "criteria.bazaar.measured_from.table: 'core.outlet' is no table of {home}; did you mean core.outlets?",
        ),
        (
            "{table: core.outlets,",
            "{table: core.shipments,",
            "criteria.bazaar.measured_from.table: 'core.shipments' is no table of {home}; there is core.",
        ),
        (
            "outlet_kind: [bazaar, market]",
            "outlet_kinds: [bazaar, market]",
            "criteria.bazaar.measured_from.where.outlet_kinds: {home} has no column 'outlet_kinds' of core.outlets;"
            " did you mean outlet_kind?",
        ),
        (
            "unclear: {is_newest: true, state: disputed}",
            "unclear: {is_newest: true, stalls: disputed}",
            "criteria.national_registration.measured_from.unclear.stalls: {home} has no column 'stalls' of"
            " core.craft_cities",
        ),
        (
            "last_years: {column: report_year,",
            "last_years: {column: period,",
            "criteria.reports.measured_from.last_years.column: {home} has no column 'period' of"
            " core.annual_report_duties",
        ),
    ],
)
def test_a_criterion_names_only_what_is_there_as_evidence(models_copy: Path, old: str, new: str, told: str) -> None:
    rules_with(models_copy, old, new)
    told = told.format(home="models/derived/craft_cities/readiness_evidence.sql")
    (fault,) = read_configuration(models_copy).faults
    assert fault.startswith(f"models/rules/readiness.yaml: {told}")


def test_a_criterion_of_any_place_counts_rows_of_elsewhere(engine: DuckDBEngine, models_copy: Path) -> None:
    rules_with(models_copy, "core.training_courses, area: either,", "core.training_courses, area: any,")
    course = {"row_id": "c", "area_code": "0801", "delivery_id": "c", "period": "1404Q1"}
    load(engine, "core.training_courses", COURSES, [course])
    derive(engine, models=models_copy)
    rows = engine.rows("SELECT * FROM derived.craft_city_readiness WHERE criterion_id = 'training'")
    assert {(r["result"], r["evidence_rows"], r["delivery_ids"]) for r in rows} == {("met", 1, "c")}


@given(met=st.integers(0, 50), not_met=st.integers(0, 50), unknown=st.integers(0, 50))
def test_the_score_is_a_range_that_closes_when_all_is_known(met: int, not_met: int, unknown: int) -> None:
    low, high = score_range(met + not_met + unknown, met, unknown)
    assert 0 <= low <= high <= 1
    assert (low == high) == (unknown == 0)
