"""From promise to proof: the state of every commitment, how it came there, and the shares kept and overdue.

States, allowed changes and wordings are ``models/rules/commitments.yaml``. What an office tells is one thing; whether
a date has passed and whether evidence is named is judged here. No due date means never overdue.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.analysis.jalali_days import create_jalali_months, first_day, jalali, last_day
from pipelines.analysis.rows import load_rows
from pipelines.analysis.secretariats import counted
from pipelines.analysis.wording import day_name
from pipelines.configuration.judging_rules import CommitmentsFile
from pipelines.configuration.rules import read_rules
from pipelines.engines.duckdb_engine import literal

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context

STANDINGS = ("kept", "open", "overdue", "no_due_date", "withdrawn", "cannot_be_judged")

#: Grain: commitment × delivery that tells it. The stage is what was done; the state adds whether time has passed on
#: the last day of the delivery's period (the newest telling is judged again as of today).
TOLD = """
WITH dated AS (
  SELECT c.*, {told_day} AS told_day, {due_day} AS due_day, {evidence_day} AS evidence_day,
    {evidence_first} AS evidence_first_day, {spoken_day} AS spoken_day, p.last_month AS told_month
  FROM core.commitments c
  LEFT JOIN reference.period_keys p ON p.period_key = c.period
  LEFT JOIN reference.period_keys d ON d.period_key = c.due_period
),
staged AS (
  SELECT d.*,
    CASE
      WHEN state = 'dropped' THEN 'withdrawn'
      WHEN state = 'kept' AND NOT is_proven THEN 'cannot_be_judged'
      WHEN state = 'kept' AND (evidence_document IS NOT NULL OR evidence_kind IN ({verifying})) THEN 'kept'
      WHEN is_proven THEN 'evidence_delivered'
      WHEN state = 'under_way' THEN 'in_progress'
      WHEN state = 'overdue' THEN NULL
      WHEN owner_body IS NOT NULL THEN 'accepted'
      ELSE 'stated'
    END AS stage
  FROM dated d
)
-- An office that tells "overdue" says nothing of what was done, so what was told before still holds.
SELECT s.* REPLACE (coalesce(s.stage, last_value(s.stage IGNORE NULLS) OVER earlier,
    CASE WHEN s.owner_body IS NULL THEN 'stated' ELSE 'accepted' END) AS stage)
FROM staged s
WINDOW earlier AS (
  PARTITION BY s.commitment_id, s.is_synthetic ORDER BY s.told_month, s.delivery_id, s.row_id
  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
)
"""

#: Grain: commitment × delivery. ``change`` compares the state with that of the telling before.
HISTORY = """
WITH RECURSIVE reach(origin, target) AS (
  SELECT from_state, to_state FROM derived.commitment_transitions
  UNION
  SELECT r.origin, t.to_state FROM reach r JOIN derived.commitment_transitions t ON t.from_state = r.target
),
placed AS (
  SELECT t.*, CASE WHEN t.stage IN ('stated', 'accepted', 'in_progress') AND t.due_day < t.told_day THEN 'overdue'
      ELSE t.stage END AS machine_state
  FROM derived.commitments_told t
),
followed AS (
  SELECT p.*, lag(machine_state) OVER telling AS earlier_state, lag(due_period) OVER telling AS earlier_due,
    row_number() OVER telling AS step
  FROM placed p
  WINDOW telling AS (PARTITION BY commitment_id, is_synthetic ORDER BY told_month, delivery_id, row_id)
),
changed AS (
  SELECT f.*,
    CASE
      WHEN f.step = 1 THEN 'first'
      WHEN f.earlier_state = f.machine_state THEN 'unchanged'
      WHEN r.origin IS NOT NULL THEN 'allowed'
      ELSE 'not_allowed'
    END AS change
  FROM followed f LEFT JOIN reach r ON r.origin = f.earlier_state AND r.target = f.machine_state
)
SELECT c.*, {faults} AS fault_ids
FROM changed c
ORDER BY commitment_id, step
"""

#: What is wrong with a telling, by name; each is a condition over a row of the history.
FAULT_CONDITIONS = {
    "transition_not_allowed": "change = 'not_allowed'",
    "kept_without_evidence": "stage = 'cannot_be_judged'",
    "overdue_without_due_date": "state = 'overdue' AND due_day IS NULL",
    "overdue_before_due": "state = 'overdue' AND due_day >= told_day",
    "overdue_not_told": "machine_state = 'overdue' AND state <> 'overdue'",
    "evidence_before_promise": "evidence_day < spoken_day",
    "due_date_moved": "step > 1 AND due_period IS DISTINCT FROM earlier_due",
}

#: Grain: one commitment, as of today by its newest telling.
CURRENT = """
WITH newest AS (
  SELECT h.*, CASE WHEN h.stage IN ('stated', 'accepted', 'in_progress') AND h.due_day < {today} THEN 'overdue'
      ELSE h.stage END AS state_now
  FROM derived.commitment_steps h WHERE h.is_newest
),
seen AS (
  SELECT commitment_id, count(*) AS tellings, min(period) AS first_period,
    min_by(period, step) FILTER (machine_state = 'kept') AS kept_in, count(*) FILTER (change = 'not_allowed') AS not_allowed,
    count(*) FILTER (change = 'allowed') AS changes
  FROM derived.commitment_steps GROUP BY commitment_id
),
latest AS (SELECT max(told_month) AS month FROM derived.commitment_steps)
SELECT n.row_id, n.commitment_id, n.role, n.stage, n.state_now AS machine_state,
  CASE
    WHEN n.state_now IN ('kept', 'withdrawn', 'cannot_be_judged', 'overdue') THEN n.state_now
    WHEN n.due_day IS NULL THEN 'no_due_date'
    ELSE 'open'
  END AS standing,
  {due_on} AS due_on, CASE WHEN n.state_now = 'overdue' THEN CAST({today} - n.due_day AS INTEGER) END AS days_overdue,
  CASE WHEN n.state_now NOT IN ('kept', 'withdrawn', 'overdue') AND n.due_day >= {today}
    THEN CAST(n.due_day - {today} AS INTEGER) END AS days_left,
  CASE WHEN n.state_now = 'kept' AND n.evidence_first_day IS NOT NULL AND n.due_day IS NOT NULL
    THEN CAST(greatest(n.evidence_first_day - n.due_day, 0) AS INTEGER) END AS days_late,
  s.kept_in, s.tellings, s.changes, s.not_allowed AS transitions_not_allowed, n.period AS last_told_period,
  n.told_month < l.month AS is_silent, array_to_string(n.fault_ids, ', ') AS faults, n.is_synthetic
FROM newest n
JOIN seen s ON s.commitment_id = n.commitment_id
CROSS JOIN latest l
ORDER BY n.commitment_id
"""

#: Grain: role (empty: all) . Shares are of all commitments of the role and sum to one.
SHARES = """
WITH told AS (
  SELECT role, standing, is_synthetic FROM derived.commitments
  UNION ALL
  SELECT '', standing, is_synthetic FROM derived.commitments
)
SELECT role, CAST(count(*) AS INTEGER) AS commitments, {counts}, {shares}, bool_or(is_synthetic) AS is_synthetic
FROM told GROUP BY role ORDER BY role
"""

CURRENT_TYPES = {
    "row_id": "VARCHAR", "commitment_id": "VARCHAR", "role": "VARCHAR", "stage": "VARCHAR",
    "machine_state": "VARCHAR", "standing": "VARCHAR", "due_on": "VARCHAR", "days_overdue": "INTEGER",
    "days_left": "INTEGER", "days_late": "INTEGER", "kept_in": "VARCHAR", "tellings": "INTEGER", "changes": "INTEGER",
    "transitions_not_allowed": "INTEGER", "last_told_period": "VARCHAR", "is_silent": "BOOLEAN", "faults": "VARCHAR",
    "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip
HISTORY_TYPES = {
    "row_id": "VARCHAR", "commitment_id": "VARCHAR", "step": "INTEGER", "period": "VARCHAR", "told": "VARCHAR",
    "stage": "VARCHAR", "machine_state": "VARCHAR", "earlier_state": "VARCHAR", "change": "VARCHAR",
    "due_period": "VARCHAR", "faults": "VARCHAR", "faults_fa": "VARCHAR", "faults_en": "VARCHAR",
    "delivery_id": "VARCHAR", "sheet_name": "VARCHAR", "row_number": "INTEGER", "is_synthetic": "BOOLEAN",
}  # fmt: skip


def load_commitment_rules(models: Path) -> dict[str, Any]:
    """Read states, transitions and wordings; raises :class:`RuleError` on anything unknown or missing."""
    return read_rules(models, CommitmentsFile).model_dump()


def judge_commitments(context: Context) -> int:
    """Build ``derived.commitments`` (current), ``commitment_history`` and ``commitment_shares``; return the commitments."""
    engine, rules = context.engine, load_commitment_rules(context.models)
    create_jalali_months(engine)
    steps = [
        {"from_state": origin, "to_state": target}
        for origin, targets in rules["transitions"].items() for target in targets
    ]  # fmt: skip
    load_rows(engine, "commitment_transitions", {"from_state": "VARCHAR", "to_state": "VARCHAR"}, steps)
    engine.create_table("derived", "commitments_told", _told(rules["verifying_evidence"]))
    cases = ", ".join(f"CASE WHEN {c} THEN {literal(name)} END" for name, c in FAULT_CONDITIONS.items())
    engine.create_table(
        "derived",
        "commitment_steps",
        HISTORY.format(faults=f"list_filter([{cases}], lambda x: x IS NOT NULL)"),
    )
    history = engine.rows(
        "SELECT *, state AS told FROM derived.commitment_steps ORDER BY commitment_id, step"
    )
    load_rows(engine, "commitment_history", HISTORY_TYPES, [_step(rules, row) for row in history])
    current = engine.rows(CURRENT.format(today=_day(context.today), due_on=jalali("n.due_day")))
    count = load_rows(engine, "commitments", CURRENT_TYPES, [_current(rules, row) for row in current])
    engine.create_table("derived", "commitment_shares", _shares())
    return count


def _day(today: date) -> str:
    return f"DATE '{today.isoformat()}'"


def _told(verifying: list[str]) -> str:
    return TOLD.format(
        told_day=last_day("p.last_month"), due_day=last_day("d.last_month"), evidence_day=last_day("c.evidence_on"),
        evidence_first=first_day("c.evidence_on"), spoken_day=first_day("c.spoken_on"),
        verifying=", ".join(map(literal, verifying)) or "NULL",
    )  # fmt: skip


def _shares() -> str:
    counts = [f"CAST(count(*) FILTER (standing = {literal(s)}) AS INTEGER) AS {s}" for s in STANDINGS]
    shares = [
        f"CAST(count(*) FILTER (standing = {literal(s)}) / nullif(count(*), 0) AS DECIMAL(38,9)) AS {s}_share"
        for s in STANDINGS
    ]
    return SHARES.format(counts=", ".join(counts), shares=", ".join(shares))


def _step(rules: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    found = row["fault_ids"] or []
    said = {f"faults_{x}": "؛ ".join(rules["faults"][f][x] for f in found) if x == "fa" else
            "; ".join(rules["faults"][f][x] for f in found) for x in ("fa", "en")}  # fmt: skip
    return {**row, "faults": ", ".join(found) or None, **{k: v or None for k, v in said.items()}}


def _current(rules: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    texts, said = rules["sentences"], {}
    for language in ("fa", "en"):
        late = ""
        if row["days_late"] is not None:
            late = texts["kept_late" if row["days_late"] else "kept_in_time"][language].format(
                days=counted(row["days_late"], language)
            )
        said[f"sentence_{language}"] = texts[row["standing"]][language].format(
            late=late, state=rules["states"][row["stage"]][language],
            due=day_name(row["due_on"], language) if row["due_on"] else "—",
            days=counted(row["days_overdue"] or row["days_left"] or 0, language),
        )  # fmt: skip
    return {**row, "faults": row["faults"] or None, **said}
