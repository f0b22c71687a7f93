"""From promise to proof: states, allowed changes, what is overdue, and shares."""

from __future__ import annotations

from typing import Any

import jdatetime
import pytest

from pipelines.configuration.analysis_rules import CommitmentsFile
from pipelines.configuration.errors import RuleError
from pipelines.configuration.rules import read_rules
from pipelines.engines import DuckDBEngine
from tests.derived_tables import remake_topics
from tests.unit.derived_fixture import (
    COMMITMENTS,
    MODELS,
    TODAY,
    engine_with_reference,
    load,
)


@pytest.fixture(scope="module")
def engine() -> DuckDBEngine:
    return engine_with_reference()


def claim(period: str, state: str, *, ident: str = "C01", due: str | None = "1403Q2", **more: Any) -> dict[str, Any]:
    proof = more.get("evidence_document") or more.get("evidence_kind")
    return {
        "row_id": f"{period}#s#{ident}",
        "commitment_id": ident,
        "spoken_on": "1400-12",
        "role": "mayor_of_kerman",
        "due_period": due,
        "state": state,
        "is_proven": proof is not None,
        "is_newest": False,
        "period": period,
        "delivery_id": period,
        "sheet_name": "s",
        "row_number": 1,
        **more,
    }


def derive(engine: DuckDBEngine, *rows: dict[str, Any]) -> dict[str, Any]:
    newest = {r["commitment_id"]: r["row_id"] for r in sorted(rows, key=lambda r: r["period"])}
    told = [{**r, "is_newest": newest[r["commitment_id"]] == r["row_id"]} for r in rows]
    load(engine, "core.commitments", COMMITMENTS, told)
    remake_topics(engine, "commitments")
    return engine.rows("SELECT * FROM derived.commitments ORDER BY commitment_id")[0]


def changes(engine: DuckDBEngine) -> list[tuple[str, str, str | None]]:
    rows = engine.rows("SELECT * FROM derived.commitment_history ORDER BY commitment_id, step")
    return [(r["machine_state"], r["change"], r["faults"]) for r in rows]


@pytest.mark.parametrize(
    ("told", "more", "stage", "standing"),
    [
        ("open", {}, "stated", "open"),
        ("open", {"owner_body": "شهرداری"}, "accepted", "open"),
        ("under_way", {}, "in_progress", "open"),
        ("under_way", {"evidence_document": "12"}, "evidence_delivered", "open"),
        ("kept", {"evidence_document": "12", "evidence_on": "1405-01-01"}, "kept", "kept"),
        ("kept", {"evidence_kind": "site_visit"}, "kept", "kept"),
        ("kept", {"evidence_kind": "press"}, "evidence_delivered", "open"),
        ("kept", {}, "cannot_be_judged", "cannot_be_judged"),
        ("dropped", {}, "withdrawn", "withdrawn"),
    ],
)
def test_what_is_told_becomes_a_state_by_its_evidence(engine, told: str, more: Any, stage: str, standing: str) -> None:
    found = derive(engine, claim("1405Q1", told, due="1407", **more))
    assert (found["stage"], found["standing"]) == (stage, standing)


def test_without_a_due_date_nothing_is_ever_overdue(engine) -> None:
    found = derive(engine, claim("1400Q4", "open", due=None))
    assert (found["standing"], found["days_overdue"], found["days_left"]) == ("no_due_date", None, None)
    found = derive(engine, claim("1400Q4", "overdue", due=None))
    assert (found["standing"], found["faults"]) == ("no_due_date", "overdue_without_due_date")


def test_overdue_days_are_counted_from_the_last_day_of_the_due_period(engine) -> None:
    found = derive(engine, claim("1402Q4", "open"))
    due = jdatetime.date(1403, 6, 31).togregorian()
    assert (found["standing"], found["due_on"]) == ("overdue", "1403-06-31")
    assert found["days_overdue"] == (TODAY - due).days
    assert found["stage"] == "stated", "what was done does not change because time passed"
    load(engine, "core.commitments", COMMITMENTS, [{**claim("1402Q4", "open"), "is_newest": True}])
    remake_topics(engine, "commitments", today=due)
    (found,) = engine.rows("SELECT * FROM derived.commitments")
    assert (found["standing"], found["days_left"]) == ("open", 0), "the last day still counts"


def test_steps_between_two_deliveries_may_be_skipped_and_the_end_is_the_end(engine) -> None:
    proof = {"evidence_document": "12", "evidence_on": "1404-02-10"}
    derive(
        engine,
        claim("1402Q4", "open"),
        claim("1403Q1", "under_way"),
        claim("1403Q3", "overdue"),
        claim("1404Q1", "kept", **proof),
        claim("1404Q2", "under_way"),
    )
    assert changes(engine) == [
        ("stated", "first", None),
        ("in_progress", "allowed", None),
        ("overdue", "allowed", None),
        ("kept", "allowed", None),
        ("overdue", "not_allowed", "transition_not_allowed, overdue_not_told"),
    ]
    derive(engine, claim("1402Q3", "under_way"), claim("1402Q4", "open"))
    assert changes(engine)[1] == ("stated", "not_allowed", "transition_not_allowed"), "nothing is undone in silence"


def test_overdue_as_told_keeps_what_was_done_before(engine) -> None:
    found = derive(engine, claim("1403Q1", "under_way"), claim("1403Q4", "overdue"))
    assert (found["stage"], found["machine_state"]) == ("in_progress", "overdue")


def test_a_moved_date_and_older_evidence_are_pointed_out(engine) -> None:
    derive(
        engine,
        claim("1402Q4", "open"),
        claim("1403Q1", "kept", due="1404", evidence_document="3", evidence_on="1399-01-01"),
    )
    assert changes(engine)[1][2] == "evidence_before_promise, due_date_moved"


def test_a_kept_promise_is_late_by_its_evidence(engine) -> None:
    found = derive(engine, claim("1404Q1", "kept", evidence_document="12", evidence_on="1403-07-10"))
    assert (found["days_late"], found["kept_in"]) == (10, "1404Q1")
    found = derive(engine, claim("1404Q1", "kept", evidence_document="12", evidence_on="1403-05-10"))
    assert found["days_late"] == 0
    found = derive(engine, claim("1404Q1", "kept", evidence_document="12"))
    assert found["days_late"] is None, "without its date nobody knows"


def test_shares_by_role_sum_to_one_and_silence_is_seen(engine) -> None:
    derive(
        engine,
        claim("1405Q1", "open", ident="A", due="1403"),
        claim("1405Q1", "open", ident="B", due=None),
        claim("1404Q4", "dropped", ident="C", role="chamber_president"),
    )
    rows = {r["role"]: r for r in engine.rows("SELECT * FROM derived.commitment_shares")}
    assert [(k, r["commitments"]) for k, r in sorted(rows.items())] == [
        ("", 3),
        ("chamber_president", 1),
        ("mayor_of_kerman", 2),
    ]
    assert (rows["mayor_of_kerman"]["overdue"], rows["mayor_of_kerman"]["no_due_date_share"]) == (1, 0.5)
    names = ("kept", "open", "overdue", "no_due_date", "withdrawn", "cannot_be_judged")
    for row in rows.values():
        assert sum(row[name] for name in names) == row["commitments"]
    silent = {r["commitment_id"]: r["is_silent"] for r in engine.rows("SELECT * FROM derived.commitments")}
    assert silent == {"A": False, "B": False, "C": True}


def test_an_unknown_state_among_the_transitions_is_refused(tmp_path) -> None:
    (tmp_path / "rules").mkdir()
    text = (MODELS / "rules" / "commitments.yaml").read_text("utf-8")
    (tmp_path / "rules" / "commitments.yaml").write_text(text.replace("[kept, in_progress,", "[done,"), "utf-8")
    with pytest.raises(RuleError, match="done"):
        read_rules(tmp_path, CommitmentsFile)
