"""Set every target beside the measurement that speaks of it: the newest, or that of its date once that has passed.

A target that nobody has adopted is computed and shown, but never counts as the commission's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.analysis.measurements import FLOW_RATIO, accumulated, at_its_date, in_frequency, newest, pair
from pipelines.analysis.paths import Measurement, Path, frequency_of, points_of, quarter_index
from pipelines.analysis.status import Subject, age_in_months, assess, is_over
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.rules import read_rules
from pipelines.modelling.making import Inputs
from pipelines.modelling.models import Indicator

CELL = ("indicator_id", "area_code", "domain", "category")
#: What stands of a target in its row as it was decided.
DECIDED = ("target_id", *CELL, "decision_state", "path", "target_value", "target_period", "is_synthetic")


def target_progress(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield every target beside the measurement that speaks of it. Grain: target."""
    rules = read_rules(inputs.models, StatusFile)
    known = {i.indicator_id: i for i in inputs.indicators}
    values: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in inputs.asked():
        values.setdefault(tuple(row[k] for k in CELL), []).append(row)
    points = points_of(inputs.rows("core.target_milestones"))
    for target in sorted(inputs.rows("core.targets"), key=lambda t: str(t["target_id"])):
        own = values.get(tuple(target[k] or "" for k in CELL), [])
        indicator = known.get(target["indicator_id"])
        way = points.get(target["target_id"], [])
        yield progress_row(target, own, subject_of(indicator, known, target, rules), way, inputs.today, rules)


def subject_of(
    indicator: Indicator | None, known: Mapping[str, Indicator], target: Mapping[str, Any], rules: StatusFile
) -> Subject:
    """Return what the status of a target has to know of its indicator."""
    if indicator is None:
        return Subject("", 0, True, "stock", False, rules.oldest_months["stock"])
    return Subject(
        indicator.unit,
        indicator.decimals,
        rises=indicator.direction != "down",
        kind=kind_of(indicator, known),
        only_grows=indicator.kind == "cumulative" or target["path"] == "cumulative",
        oldest_months=indicator.oldest_months or rules.oldest_months[indicator.kind],
    )


def kind_of(indicator: Indicator, known: Mapping[str, Indicator]) -> str:
    """Return the kind of an indicator; of a ratio whose parts are all flows, that each period of it begins anew."""
    parts = [known[name] for name in indicator.depends_on if name in known]
    flows = bool(indicator.of_flows) or (bool(parts) and all(part.kind == "flow" for part in parts))
    if indicator.kind == "ratio" and flows:
        return FLOW_RATIO
    return indicator.kind


def progress_row(
    target: Mapping[str, Any],
    values: Sequence[Mapping[str, Any]],
    subject: Subject,
    points: Sequence[Measurement],
    today: date,
    rules: StatusFile,
) -> dict[str, Any]:
    """Return one row of ``derived.target_progress``."""
    baseline, latest = _measured(target, values, subject, today, rules)
    goal = Measurement(target["target_period"], target["target_value"])
    assessed = assess(Path(baseline, goal, target["path"], points), latest, subject, today, rules)
    return {
        **{k: target[k] for k in DECIDED},
        "counts": target["decision_state"] == "adopted",
        "period": latest.period if latest else None,
        "basis": latest.basis if latest else None,
        "value": latest.value if latest else None,
        "qualifier": latest.qualifier if latest else None,
        "is_provisional": latest.is_provisional if latest else None,
        "age_months": age_in_months(latest.period, today) if latest else None,
        "oldest_months": subject.oldest_months,
        "is_stale": assessed.is_stale,
        "is_over": is_over(goal.period, today),
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


def _measured(
    target: Mapping[str, Any], values: Sequence[Mapping[str, Any]], subject: Subject, today: date, rules: StatusFile
) -> tuple[Measurement | None, Measurement | None]:
    """Return the baseline of a target and the measurement that speaks of it."""
    began, end, adds_up = target["baseline_period"], target["target_period"], target["path"] == "cumulative"
    frequency = frequency_of(began or end)
    found = in_frequency(values, frequency, subject.kind)
    if adds_up:  # a period that is not over would count as if it were
        found = [m for m in found if is_over(m.period, today)]
    over = is_over(end, today)
    speaking = at_its_date(end, is_of_a_period=subject.is_of_a_period) if over and not adds_up else newest
    baseline, latest = pair(found, began, target["baseline_value"], rules, speaking)
    if adds_up and not began:
        return None, None
    if adds_up and latest:
        baseline = Measurement(began, target["baseline_value"] or Decimal(0))
        within = [m for m in found if not over or quarter_index(m.period) <= quarter_index(end)]
        latest = accumulated(within, baseline, latest.basis, frequency)
    return baseline, latest
