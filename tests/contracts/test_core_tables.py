"""Core tables: every feed has one, each says what it holds, and nothing is told twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipelines.engines import DuckDBEngine
from pipelines.modelling import core_models, public_tables
from pipelines.modelling.making import check_types
from pipelines.modelling.models import CoreModel
from pipelines.modelling.portability import portability_faults
from pipelines.modelling.sqlfile import ModelError
from tests.contracts.conftest import CONTRACTS, MODELS, Ask, build, fill

CORE = core_models(MODELS)
#: Tables of a period or a choice, which hold no row of a source.
WITHOUT_ROWS = {
    "delivery_notices",
    "export_editions",
    "export_parts",
    "export_office_zeros",
    "credit_funnel",
    "credit_stages_told",
}

models = pytest.mark.parametrize("model", CORE, ids=[m.name for m in CORE])
Core = Callable[..., Ask]


@pytest.fixture(scope="module")
def empty(engine: DuckDBEngine) -> DuckDBEngine:
    """Core built from no delivery at all."""
    fill(engine, [])
    build(engine)
    return engine


def test_every_feed_reaches_a_core_table() -> None:
    assert {f"clean.{feed}" for feed in CONTRACTS} <= frozenset().union(*(m.reads for m in CORE))


@models
def test_the_header_documents_the_columns_that_are_built(model: CoreModel, empty: DuckDBEngine) -> None:
    check_types(empty, model)
    assert all(model.meanings.values())


def test_a_header_that_tells_another_type_is_refused(empty: DuckDBEngine) -> None:
    model = next(m for m in CORE if m.name == "exports")
    value = model.columns["value_usd"]
    wrong = replace(model, columns={**model.columns, "value_usd": replace(value, sql_type="DOUBLE")})
    with pytest.raises(ModelError) as caught:
        check_types(empty, wrong)
    assert caught.value.faults == (
        "models/core/exports.sql: columns.value_usd: the query builds DECIMAL(38,9) and the header says DOUBLE",
    )


@models
def test_its_rows_can_be_traced_and_say_whether_they_are_invented(model: CoreModel) -> None:
    if model.name not in WITHOUT_ROWS:
        assert {"row_id", "delivery_id", "is_synthetic"} <= set(model.columns)


@models
def test_it_runs_on_every_engine(model: CoreModel) -> None:
    assert portability_faults(model.sql) == []


def test_no_pseudonym_and_no_file_number_is_public() -> None:
    forbidden = {
        "person_id",
        "owner_id",
        "applicant_id",
        "application_no",
        "licence_id",
        "licence_no",
        "person",
    }
    for table in public_tables(MODELS):
        assert not forbidden & {c.name for c in table.columns}, table.name


# --- what several deliveries tell ------------------------------------------------------------------------


def licence(**cells: Any) -> dict[str, Any]:
    return {
        "licence_no": "1",
        "licence_kind": "identity_card",
        "event": "issued",
        "national_id": "p",
        "area": "0808",
        "domain": "crafts",
        "issued_on": date(2022, 3, 1),
        **cells,
    }


def test_a_licence_told_by_a_cumulative_list_counts_once(core: Core) -> None:
    second = licence(licence_no="2", issued_on=date(2022, 4, 10))
    ask = core(("licences", "a", "1400Q4", [licence()]), ("licences", "b", "1401Q1", [licence(), second]))
    assert ask("SELECT licence_id, period FROM core.licence_events ORDER BY 1") == [
        ("identity_card|1", "1400Q4"),
        ("identity_card|2", "1401Q1"),
    ]


def test_issued_renewed_and_revoked_are_three_events_each_with_its_date(core: Core) -> None:
    rows = [
        licence(),
        licence(event="renewed", issued_on=date(2024, 3, 1)),
        licence(event="revoked", ended_on=date(2025, 3, 25)),
    ]
    ask = core(("licences", "a", "1404Q1", rows))
    assert ask("SELECT event, period FROM core.licence_events ORDER BY event_on") == [
        ("issued", "1400Q4"),
        ("renewed", "1402Q4"),
        ("revoked", "1404Q1"),
    ]


def test_a_weaver_is_not_counted_among_the_artisans_where_the_domain_is_not_written(core: Core) -> None:
    def licensed(number: str, craft: str | None, office: str) -> dict[str, Any]:
        return licence(licence_no=number, domain=None, craft=craft, delivery_office=office)

    rows = [
        licensed("1", "C001", "heritage"),
        licensed("2", "C002", "carpet_centre"),
        licensed("3", None, "carpet_centre"),
        licensed("4", None, "heritage"),
    ]
    ask = core(("licences", "a", "1401Q1", rows))
    found = [domain for (domain,) in ask("SELECT domain FROM core.licence_events ORDER BY licence_id")]
    assert found == ["carpet", "crafts", "carpet", "crafts"]


def test_the_newest_claim_of_a_commitment_stands_and_the_older_stays(core: Core) -> None:
    common = {"commitment_id": "C01", "spoken_on": "1400-12", "role": "mayor_of_kerman", "area": "08"}
    ask = core(
        ("commitments", "a", "1400Q4", [{**common, "state": "open"}]),
        ("commitments", "b", "1401", [{**common, "state": "kept", "evidence_document": "1401/22"}]),
        ("commitments", "c", "1401Q2", [{**common, "state": "under_way"}]),
    )
    found = ask("SELECT state, is_newest, is_proven FROM core.commitments ORDER BY delivery_id")
    assert found == [("open", False, False), ("kept", True, True), ("under_way", False, False)]


def test_an_adopted_target_replaces_its_proposal_and_both_stay_visible(core: Core) -> None:
    common = {"target_id": "T01", "indicator": "licence_coverage", "area": "08", "domain": "crafts"}
    ask = core(
        ("targets", "a", "1400Q4", [{**common, "decision_state": "proposed"}]),
        ("targets", "b", "1403Q1", [{**common, "decision_state": "adopted"}]),
    )
    assert ask("SELECT decision_state FROM core.targets") == [("adopted",)]
    assert ask("SELECT count(*) FROM core.target_versions") == [(2,)]


def test_an_outlet_that_left_the_register_is_not_in_the_newest(core: Core) -> None:
    def outlet(number: str, state: str) -> dict[str, Any]:
        return {"outlet_id": number, "outlet_kind": "kiosk", "name": "x", "area": "0808", "state": state}

    ask = core(
        ("outlets", "a", "1401Q1", [outlet("1", "active"), outlet("2", "active")]),
        ("outlets", "b", "1401Q2", [outlet("1", "active"), outlet("3", "planned")]),
    )
    found = ask("SELECT outlet_id, is_counted FROM core.outlets WHERE is_newest ORDER BY 1")
    assert found == [("1", True), ("3", False)]


def test_elements_of_two_lists_with_one_number_are_two(core: Core) -> None:
    rows = [
        {
            "entry_id": "46",
            "registry_kind": "intangible_element",
            "level": level,
            "name_fa": "پته",
            "area": "08",
        }
        for level in ("national", "world")
    ]
    assert core(("registry", "a", "1401", rows))("SELECT count(*) FROM core.registry_entries") == [(2,)]


def test_a_secretary_outside_the_three_offices_is_seen(core: Core) -> None:
    rows = [
        {"area": "0806", "role": role, "holder_role": holder, "from_on": "1401-01", "state": "in_office"}
        for role, holder in (("secretary", "mayor"), ("secretary", "private_sector"), ("head", "expert"))
    ]
    ask = core(("secretariats", "a", "1401Q1", rows))
    found = ask("SELECT holder_role, is_within_limit FROM core.secretariat_terms ORDER BY row_number")
    assert found == [("mayor", True), ("private_sector", False), ("expert", None)]


def test_a_report_is_late_by_the_date_that_was_told_or_the_end_of_spring(core: Core) -> None:
    def report(agency: str, submitted: str | None, due: str | None = None) -> dict[str, Any]:
        state = "submitted" if submitted else "awaited"
        return {
            "agency": agency,
            "area": "0806",
            "report_year": 1401,
            "state": state,
            "due_on": due,
            "submitted_on": submitted,
        }

    rows = [
        report("a", "1402-03-20"),
        report("b", "1402-04-10"),
        report("c", None),
        report("d", "1402-03-20", "1402-02-31"),
    ]
    ask = core(("annual_reports", "a", "1402", rows))
    found = ask("SELECT is_late, is_due_date_told FROM core.annual_report_duties ORDER BY agency")
    assert found == [(False, False), (True, False), (None, False), (True, True)]


def test_suitcase_trade_is_a_channel_of_its_own(core: Core) -> None:
    row = {"area": "0806", "value_usd": 10, "declared_by": "traveller", "month": "7", "domain": "crafts"}
    ask = core(("suitcase_exports", "a", "1402", [row]))
    assert ask("SELECT channel, period FROM core.suitcase_exports") == [("suitcase", "1402Q3")]
    assert ask("SELECT count(*) FROM core.export_counts") == [(0,)]


def test_seats_of_a_course_add_up_from_women_and_men(core: Core) -> None:
    row = {
        "course_id": "1",
        "title": "x",
        "area": "0806",
        "started_on": date(2023, 10, 1),
        "domain": "crafts",
        "graduates_women": 3,
        "graduates_men": 2,
    }
    ask = core(("training", "a", "1402Q3", [row]), ("training", "b", "1402Q4", [{**row, "graduates_men": 4}]))
    assert ask("SELECT graduates, period FROM core.training_courses") == [(7, "1402Q3")]


def test_earlier_rows_of_a_target_are_points_on_its_way(core: Core) -> None:
    def row(period: str, value: int) -> dict[str, Any]:
        common = {"target_id": "T01", "indicator": "craft_cities", "area": "08", "domain": "crafts"}
        return {**common, "path": "milestones", "target_period": period, "target_value": Decimal(value)}

    ask = core(
        ("targets", "a", "1400Q4", [row("1404Q4", 2), row("1406Q4", 3)]),
        ("targets", "b", "1403Q1", [row("1403Q4", 2), row("1407Q4", 5), row("1405Q4", 3)]),
    )
    assert ask("SELECT target_period, target_value FROM core.targets") == [("1407Q4", 5)]
    points = "SELECT period, value FROM core.target_milestones WHERE is_newest ORDER BY period"
    assert ask(points) == [("1403Q4", 2), ("1405Q4", 3)]
    assert ask("SELECT count(*) FROM core.target_milestones") == [(3,)]


def test_a_version_of_a_target_says_what_changed(core: Core) -> None:
    common = {
        "target_id": "T01",
        "indicator": "exports_usd",
        "area": "08",
        "domain": "crafts",
        "target_period": "1407",
        "target_value": Decimal(200),
        "decision_state": "proposed",
    }
    ask = core(
        ("targets", "a", "1400Q4", [common]),
        ("targets", "b", "1401Q4", [common]),
        ("targets", "c", "1403Q1", [{**common, "decision_state": "adopted", "decided_on": "1403-02-18"}]),
        (
            "targets",
            "d",
            "1404Q2",
            [
                {
                    **common,
                    "decision_state": "adopted",
                    "decided_on": "1404-04-10",
                    "target_value": Decimal(400),
                }
            ],
        ),
    )
    found = ask("SELECT claim, is_change, trim(changed), is_newest FROM core.target_versions ORDER BY claim")
    assert found == [
        (1, True, "", False),
        (2, False, "", False),
        (3, True, "decision_state decided_on", False),
        (4, True, "target_value decided_on", True),
    ]


def test_a_baseline_that_a_later_claim_leaves_out_stays(core: Core) -> None:
    def row(start: str, value: str | None) -> dict[str, Any]:
        stated = None if value is None else Decimal(value)
        common = {"target_id": "T01", "indicator": "artisans_licensed", "area": "08", "domain": "crafts"}
        return {**common, "target_period": "1407Q4", "baseline_period": start, "baseline_value": stated}

    ask = core(
        ("targets", "a", "1400Q4", [row("1400Q4", "15000")]),
        ("targets", "b", "1403Q1", [row("1400Q4", None)]),
        ("targets", "c", "1404Q1", [row("1403Q4", None)]),
    )
    found = ask("SELECT baseline_value, is_change FROM core.target_versions ORDER BY claim")
    assert found == [(15000, True), (15000, False), (None, True)], "of another period nothing was stated"
