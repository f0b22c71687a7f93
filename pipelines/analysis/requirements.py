"""Compute what it would take to reach each target: of the whole, and of each county among which it is apportioned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipelines.analysis.rates import apportioned
from pipelines.analysis.required_rates import Case, case_of, present_rate, required_rate, unit_of, when
from pipelines.analysis.requirement_sentences import (
    LANGUAGES,
    share_sentence,
    unmeasured_sentence,
    whole_sentence,
)
from pipelines.analysis.targets import kind_of
from pipelines.configuration.analysis_rules import RequirementsFile
from pipelines.configuration.rules import read_rules
from pipelines.modelling.making import Inputs
from pipelines.modelling.models import Indicator

Row = dict[str, Any]
#: What is apportioned among counties.
APPORTIONED = ("need", "per_quarter", "per_month", "per_week")
LEFT = ("quarters_left", "months_left", "weeks_left")
#: What is empty where nothing is measured; of a county only some of it is said.
UNKNOWN: Mapping[str, Any] = dict.fromkeys(
    (
        "current_value",
        "goal_value",
        *LEFT,
        *APPORTIONED,
        "rate_quarter",
        "best_quarter",
        "best_period",
        "at_this_rate",
        "reached_period",
        "period",
        "age_months",
        "basis",
        "value_ids",
    )
)


def requirements(inputs: Inputs) -> Iterator[Row]:
    """Yield what each target would take. Grain: target × part (the whole, a county, the rest)."""
    rules = read_rules(inputs.models, RequirementsFile)
    known = {i.indicator_id: i for i in inputs.indicators}
    units = {r["unit"]: r for r in inputs.rows("reference.units")}
    qualifiers = {r["code"]: r for r in inputs.rows("reference.codes") if r["list"] == "qualifiers"}
    values: dict[str, list[Row]] = {}
    for row in inputs.asked():
        values.setdefault(row["indicator_id"], []).append(row)
    for target in inputs.rows("derived.target_progress"):
        indicator = known.get(target["indicator_id"])
        unit = unit_of(indicator, known) if indicator else ""
        words = {language: (units.get(unit) or {}).get(f"title_{language}") or unit for language in LANGUAGES}
        own = values.get(target["indicator_id"], [])
        kind = kind_of(indicator, known) if indicator else None
        case = case_of(target, indicator, own, unit, words, inputs.today, rules, kind)
        if case is None:
            yield _unmeasured(target, indicator, unit, rules)
            continue
        said = qualifiers.get(target["qualifier"]) if target["qualifier"] != "exact" else None
        words = {language: said[f"title_{language}"] for language in LANGUAGES} if said else {}
        yield from rows_of(replace(case, qualifier=words), rules)


def rows_of(case: Case, rules: RequirementsFile) -> list[Row]:
    """Return the row of the whole and of each part; the parts of every number sum exactly to the whole."""
    counted, target, needs = case.counted, case.target, case.state == "needed"
    required, rate = required_rate(case, rules), present_rate(case, rules)
    at_this_rate, reached = when(case, rules)
    whole = {
        **UNKNOWN,
        "target_id": target["target_id"],
        "part": "whole",
        "area_code": target["area_code"],
        "state": case.state,
        "unit": case.unit,
        "current_value": counted.current,
        "goal_value": counted.goal,
        "need": case.need if case.state != "unmeasured" else None,
        "quarters_left": case.left.quarters,
        "months_left": case.left.months,
        "weeks_left": case.left.weeks,
        "rate_quarter": rate.present if rate and not target["is_stale"] else None,
        "best_quarter": rate.best if rate else None,
        "best_period": rate.best_period if rate else None,
        "at_this_rate": at_this_rate,
        "reached_period": reached,
        **{k: target[k] for k in ("period", "age_months", "is_stale", "basis", "value_ids", "is_synthetic")},
    }
    if needs:
        whole |= {k: getattr(required, k) for k in ("per_quarter", "per_month", "per_week")}
    for language in LANGUAGES:
        whole[f"sentence_{language}"] = whole_sentence(case, required, rate, (at_this_rate, reached), language, rules)
    if not needs or not case.need or not case.weights:
        return [whole]
    return [whole, *_shares(case, whole, rules)]


def _shares(case: Case, whole: Row, rules: RequirementsFile) -> Iterator[Row]:
    split = {
        name: apportioned(whole[name], case.weights, case.counted.places)
        for name in APPORTIONED
        if whole[name] is not None
    }
    counties = {v["area_code"]: v for v in case.values}
    same = {k: whole[k] for k in ("target_id", "state", "unit", *LEFT)}
    measured = {k: case.values[0][k] for k in ("period", "basis")}
    synthetic = whole["is_synthetic"] or any(v["is_synthetic"] for v in case.values)
    for code in sorted(case.weights, key=lambda code: (code == "", code)):
        county = counties[code] if code else None
        row = {
            **UNKNOWN,
            **same,
            **measured,
            "part": "share" if county else "rest",
            "area_code": code or case.target["area_code"],
            "current_value": county["value"] if county else None,
            "value_ids": county["value_id"] if county else None,
            "is_stale": whole["is_stale"],
            "is_synthetic": synthetic,
            **{name: parts[code] for name, parts in split.items()},
        }
        for language in LANGUAGES:
            name = county[f"name_{language}"] if county else rules.others[language]
            row[f"sentence_{language}"] = share_sentence(case, row, name, language, rules)
        yield row


def _unmeasured(target: Mapping[str, Any], indicator: Indicator | None, unit: str, rules: RequirementsFile) -> Row:
    return {
        **UNKNOWN,
        "target_id": target["target_id"],
        "part": "whole",
        "area_code": target["area_code"],
        "state": "unmeasured",
        "unit": unit,
        "at_this_rate": "unknown",
        "is_stale": False,
        "is_synthetic": target["is_synthetic"],
        **{f"sentence_{lang}": unmeasured_sentence(target, indicator, unit, lang, rules) for lang in LANGUAGES},
    }
