"""Targets and progress: every target beside its newest measurement, and the state of every indicator.

A target that nobody has adopted is computed and shown, but never counts as the commission's: only adopted
targets give an indicator its state, and without one the state is "no target".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.analysis.measurements import accumulated, in_frequency, pair
from pipelines.analysis.status import Measurement, StatusRules, assess, frequency_of, quarter_index
from pipelines.analysis.typed_rows import arrow_table
from pipelines.engines.duckdb_engine import literal

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context

__all__ = ["judge_targets", "progress_row", "quarter_index"]

CELL = ("indicator_id", "area_code", "domain", "category")

PROGRESS_TYPES = {
    **dict.fromkeys(("target_id", *CELL, "decision_state"), "VARCHAR"), "counts": "BOOLEAN", "path": "VARCHAR",
    "period": "VARCHAR", "basis": "VARCHAR", "value": "DECIMAL(38,9)", "baseline_period": "VARCHAR",
    **dict.fromkeys(("baseline_value", "expected_value", "gap", "gain_ratio", "target_value"), "DECIMAL(38,9)"),
    "target_period": "VARCHAR", "status": "VARCHAR", "arithmetic_fa": "VARCHAR", "arithmetic_en": "VARCHAR",
    "value_ids": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip

#: Grain: one value of an indicator that has a target; the category is the target's own.
VALUES = """
SELECT value_id, indicator_id, area_code, domain, category, frequency, period, basis, value
FROM derived.indicator_values
WHERE indicator_id IN (SELECT indicator_id FROM core.targets)
ORDER BY value_id
"""


def commission_status(rules: StatusRules) -> str:
    """Return the query of ``derived.commission_status``. Grain: indicator × area × domain × category.

    Only adopted targets speak, the gravest first; what was not measured cannot be judged, with a target or without. An
    indicator of which nothing is known has its row for each province.
    """
    order = ", ".join(f"({literal(state)}, {place})" for place, state in enumerate(rules.gravest_first))
    return f"""
    WITH told AS (
      SELECT indicator_id, area_code, domain, category, bool_and(status = 'missing') AS only_missing
      FROM derived.indicator_values GROUP BY ALL
    ),
    cells AS (
      SELECT * FROM told
      UNION ALL
      SELECT DISTINCT p.indicator_id, p.area_code, p.domain, p.category, true FROM derived.target_progress p
      WHERE p.counts AND NOT EXISTS (
        SELECT 1 FROM told t WHERE t.indicator_id = p.indicator_id AND t.area_code = p.area_code
          AND t.domain = p.domain AND t.category = p.category)
      UNION ALL
      SELECT f.indicator_id, a.area_code, 'all', '', true
      FROM derived.indicator_facts f CROSS JOIN reference.areas a
      WHERE a.kind = 'province'
        AND f.indicator_id NOT IN (SELECT indicator_id FROM told)
        AND f.indicator_id NOT IN (SELECT indicator_id FROM derived.target_progress WHERE counts)
    ),
    ranked AS (SELECT * FROM (VALUES {order}) AS o (status, place)),
    adopted AS (
      SELECT p.indicator_id, p.area_code, p.domain, p.category, min(r.place) AS place
      FROM derived.target_progress p JOIN ranked r ON r.status = p.status WHERE p.counts GROUP BY ALL
    )
    SELECT c.indicator_id, c.area_code, c.domain, c.category,
      CASE
        WHEN c.only_missing THEN 'not_available'
        WHEN a.place IS NULL THEN 'no_target'
        ELSE r.status
      END AS status
    FROM cells c
    LEFT JOIN adopted a ON a.indicator_id = c.indicator_id AND a.area_code = c.area_code AND a.domain = c.domain
      AND a.category = c.category
    LEFT JOIN ranked r ON r.place = a.place
    ORDER BY ALL
    """


def judge_targets(context: Context) -> int:
    """Build ``derived.target_progress`` and ``derived.commission_status``; return the number of targets.

    Grain of the first: one row a target.
    """
    engine, rules = context.engine, StatusRules.load(context.models)
    known = {i.indicator_id: i for i in context.indicators}
    values: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in engine.query(VALUES).to_pylist():
        values.setdefault(tuple(row[k] for k in CELL), []).append(row)
    points: dict[str, list[Measurement]] = {}
    for row in engine.query(
        "SELECT * FROM core.target_milestones WHERE is_newest ORDER BY row_id"
    ).to_pylist():
        points.setdefault(row["target_id"], []).append(Measurement(row["period"], row["value"]))
    rows = []
    for target in engine.query("SELECT * FROM core.targets ORDER BY target_id").to_pylist():
        wanted = tuple(target[k] or "" for k in CELL)
        indicator = known.get(target["indicator_id"])
        facts = (indicator.kind, indicator.unit, indicator.decimals) if indicator else ("stock", "", 0)
        rows.append(
            progress_row(target, values.get(wanted, []), facts, points.get(target["target_id"], []), rules)
        )
    count = engine.load_arrow("derived", "target_progress", arrow_table(rows, PROGRESS_TYPES))
    engine.create_table("derived", "commission_status", commission_status(rules))
    return count


def progress_row(
    target: Mapping[str, Any], values: Sequence[Mapping[str, Any]], facts: tuple[str, str, int],
    points: Sequence[Measurement], rules: StatusRules,
) -> dict[str, Any]:  # fmt: skip
    """Return one row of ``derived.target_progress``; ``facts`` are kind, unit and decimals of the indicator."""
    kind, unit, decimals = facts
    began, path = target["baseline_period"], target["path"]
    frequency = frequency_of(began or target["target_period"])
    found = in_frequency(values, frequency, kind)
    baseline, latest = pair(found, began, target["baseline_value"], rules)
    if path == "cumulative" and began and latest:
        baseline = Measurement(began, target["baseline_value"] or Decimal(0))
        latest = accumulated(found, baseline, latest.basis, frequency)
    goal = Measurement(target["target_period"], target["target_value"])
    judged = assess(
        baseline, goal, latest, path=path, unit=unit, decimals=decimals, rules=rules, points=points
    )
    same = ("target_id", *CELL, "decision_state", "path", "target_value", "target_period", "is_synthetic")
    return {
        **{k: target[k] for k in same},
        "counts": target["decision_state"] == "adopted",
        "period": latest.period if latest else None,
        "basis": latest.basis if latest else None,
        "value": latest.value if latest else None,
        "baseline_period": baseline.period if baseline else None,
        "baseline_value": baseline.value if baseline else None,
        "expected_value": judged.expected,
        "gap": judged.gap,
        "gain_ratio": judged.ratio,
        "status": judged.status,
        "arithmetic_fa": judged.arithmetic_fa,
        "arithmetic_en": judged.arithmetic_en,
        "value_ids": " ".join(latest.value_ids) if latest else None,
    }
