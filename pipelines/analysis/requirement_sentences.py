"""Say in words what a target would take; the sentences stand in ``models/rules/requirements.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipelines.analysis.measurements import FLOW_RATIO
from pipelines.analysis.paths import STEPPED
from pipelines.analysis.rates import Rate
from pipelines.analysis.required_rates import Case, RequiredRate, is_catching_up
from pipelines.configuration.analysis_rules import RequirementsFile
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number
from pipelines.modelling.models import Indicator

LANGUAGES = ("fa", "en")


def whole_sentence(
    case: Case,
    required: RequiredRate,
    rate: Rate | None,
    end: tuple[str, str | None],
    language: str,
    rules: RequirementsFile,
) -> str:
    """Return what the whole would take; ``end`` is whether and when it is reached at the present rate."""
    if case.state == "unmeasured":  # the target's own sentence says why
        return str(case.target[f"arithmetic_{language}"])
    texts = {name: text[language] for name, text in rules.sentences.items()}
    facts = _facts(case, required, language, rules)
    finer = _finer(required)
    facts["finer"] = texts[finer].format(**facts) if finer else ""
    if case.state in ("reached", "missed"):
        return texts[case.state].format(**facts)
    parts = [texts[_wording(case, required)].format(**facts)]
    if case.kind == FLOW_RATIO and case.whole is not None:
        parts.append(texts["of_whole"].format(**facts))
    if case.qualifier:
        parts.append(texts["inexact"].format(**facts, qualifier=case.qualifier[language]))
    if case.target["is_stale"]:
        return " ".join([*parts, texts["aged"].format(**facts)])
    if rate is None:
        parts.append(texts["no_rate"])
    else:
        present, best = (_amount(value, case, language, rules, 1) for value in (rate.present, rate.best))
        best_period = period_name(rate.best_period, language)
        parts.append(texts["rate"].format(rate=present, best=best, best_period=best_period))
    parts += _when(case, end, language, texts)
    return " ".join(parts)


def _when(case: Case, end: tuple[str, str | None], language: str, texts: Mapping[str, str]) -> list[str]:
    """Return when the target is reached at the present rate, in words that agree with its state."""
    if end[0] == "period":
        wording = "catching_up" if is_catching_up(case, end) else "when"
        return [texts[wording].format(period=period_name(str(end[1]), language))]
    if end[0] == "slower" and case.target["path"] in STEPPED:
        return [texts["slower_steps"]]
    return [texts[end[0]]] if end[0] in ("never", "slower") else []


def share_sentence(case: Case, row: Mapping[str, Any], area: str, language: str, rules: RequirementsFile) -> str:
    """Return what falls on a county, or on the rest of the area."""
    wording = "share_slow" if row["per_month"] is None else "share"
    return rules.sentences[wording][language].format(
        area=area,
        unit=_unit(case, language, rules),
        need=_amount(row["need"], case, language, rules),
        per_month=_amount(row["per_month"], case, language, rules),
    )


def unmeasured_sentence(
    target: Mapping[str, Any],
    indicator: Indicator | None,
    unit: str,
    language: str,
    rules: RequirementsFile,
) -> str:
    """Return that nothing can be said of a target before a measurement arrives."""
    if target["is_over"]:
        return str(target[f"arithmetic_{language}"])
    unit, decimals = (indicator.unit, indicator.decimals) if indicator else (unit, 0)
    goal = number(target["target_value"], unit, decimals, language)
    return rules.sentences["unmeasured"][language].format(target=goal)


def _facts(case: Case, required: RequiredRate, language: str, rules: RequirementsFile) -> dict[str, str]:
    target, indicator = case.target, case.indicator
    months_for_each = Decimal(case.left.months // max(int(case.need), 1))
    amounts = {
        "need": case.need,
        "goal": case.counted.goal,
        "whole": case.whole,
        "per_quarter": required.per_quarter,
        "per_month": required.per_month,
        "per_week": required.per_week,
    }
    return {
        "target": number(target["target_value"], indicator.unit, indicator.decimals, language),
        "value": number(target["value"], indicator.unit, indicator.decimals, language),
        "target_period": period_name(target["target_period"], language),
        "period": period_name(target["period"], language),
        "age": number(Decimal(target["age_months"] or 0), "", 0, language),
        "unit": _unit(case, language, rules),
        "each": number(months_for_each, "", 0, language),
        "months": number(Decimal(case.left.months), "", 0, language),
        **{name: _amount(value, case, language, rules) for name, value in amounts.items()},
    }


def _unit(case: Case, language: str, rules: RequirementsFile) -> str:
    scaled = rules.scaled.get(case.unit)
    return scaled.unit[language] if scaled else case.words[language]


def _amount(value: Decimal | None, case: Case, language: str, rules: RequirementsFile, decimals: int = 0) -> str:
    if value is None:
        return "—"
    if scaled := rules.scaled.get(case.unit):
        value /= scaled.by
        return number(value, "", 1 if abs(value) >= 1 else 3, language)
    return number(value, case.unit, 1 if case.unit == "share" else decimals, language)


def _finer(required: RequiredRate) -> str | None:
    """Return which words tell what is needed in less than a quarter."""
    if required.per_month is None:
        return None
    return "month_only" if required.per_week is None else "month_and_week"


def _wording(case: Case, required: RequiredRate) -> str:
    """Return which sentence fits: a need of fewer than one in two months is said by the months there are for each."""
    if case.is_falling_flow:
        return "flow_down"
    if case.is_flow and case.is_running:
        return "flow_running_slow" if required.per_month is None else "flow_running"
    if case.is_flow:
        return "flow_slow" if required.per_quarter is None else "flow"
    if required.per_quarter is None and required.per_month is not None:
        return "level_months"
    return "level_slow" if case.counted.places == 0 and case.counted.need * 2 <= case.left.months else "level"
