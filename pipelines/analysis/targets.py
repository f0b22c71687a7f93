"""Set every target beside its newest measurement.

A target that nobody has adopted is computed and shown, but never counts as the commission's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipelines.analysis.measurements import accumulated, in_frequency, pair
from pipelines.analysis.status import Measurement, assess, frequency_of
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.rules import read_rules
from pipelines.modelling.making import Inputs

CELL = ("indicator_id", "area_code", "domain", "category")
#: What stands of a target in its row as it was decided.
DECIDED = ("target_id", *CELL, "decision_state", "path", "target_value", "target_period", "is_synthetic")


def target_progress(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield every target beside its newest measurement. Grain: target."""
    rules = read_rules(inputs.models, StatusFile)
    known = {i.indicator_id: i for i in inputs.indicators}
    values: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in inputs.asked():
        values.setdefault(tuple(row[k] for k in CELL), []).append(row)
    points: dict[str, list[Measurement]] = {}
    for row in sorted(inputs.rows("core.target_milestones"), key=lambda r: str(r["row_id"])):
        if row["is_newest"]:
            points.setdefault(row["target_id"], []).append(Measurement(row["period"], row["value"]))
    for target in sorted(inputs.rows("core.targets"), key=lambda t: str(t["target_id"])):
        wanted = tuple(target[k] or "" for k in CELL)
        indicator = known.get(target["indicator_id"])
        facts = (indicator.kind, indicator.unit, indicator.decimals) if indicator else ("stock", "", 0)
        way = points.get(target["target_id"], [])
        yield progress_row(target, values.get(wanted, []), facts, way, rules)


def progress_row(
    target: Mapping[str, Any],
    values: Sequence[Mapping[str, Any]],
    facts: tuple[str, str, int],
    points: Sequence[Measurement],
    rules: StatusFile,
) -> dict[str, Any]:
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
    assessed = assess(baseline, goal, latest, path=path, unit=unit, decimals=decimals, rules=rules, points=points)
    return {
        **{k: target[k] for k in DECIDED},
        "counts": target["decision_state"] == "adopted",
        "period": latest.period if latest else None,
        "basis": latest.basis if latest else None,
        "value": latest.value if latest else None,
        "baseline_period": baseline.period if baseline else None,
        "baseline_value": baseline.value if baseline else None,
        "expected_value": assessed.expected,
        "gap": assessed.gap,
        "gain_ratio": assessed.ratio,
        "status": assessed.status,
        "arithmetic_fa": assessed.arithmetic_fa,
        "arithmetic_en": assessed.arithmetic_en,
        "value_ids": " ".join(latest.value_ids) if latest else None,
    }
