"""Say in words what a target would take; the sentences stand in ``models/rules/requirements.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipelines.analysis.rates import Rate
from pipelines.analysis.required_rates import Case, RequiredRate
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
    texts = {name: text[language] for name, text in rules.sentences.items()}
    facts = _facts(case, required, language)
    finer = _finer(required)
    facts["finer"] = texts[finer].format(**facts) if finer else ""
    if case.counted.need == 0:
        return texts["reached"].format(**facts)
    if case.is_over:
        return texts["past"].format(**facts)
    parts = [texts[_wording(case, required)].format(**facts)]
    if rate is None:
        parts.append(texts["no_rate"])
    else:
        present, best = (_amount(value, case, language, 1) for value in (rate.present, rate.best))
        best_period = period_name(rate.best_period, language)
        parts.append(texts["rate"].format(rate=present, best=best, best_period=best_period))
    if end[0] == "period":
        parts.append(texts["when"].format(period=period_name(str(end[1]), language)))
    elif end[0] == "never":
        parts.append(texts["never"])
    return " ".join(parts)


def share_sentence(case: Case, row: Mapping[str, Any], area: str, language: str, rules: RequirementsFile) -> str:
    """Return what falls on a county, or on the rest of the area."""
    wording = "share_slow" if row["per_month"] is None else "share"
    return rules.sentences[wording][language].format(
        area=area,
        unit=case.words[language],
        need=_amount(row["need"], case, language),
        per_month=_amount(row["per_month"], case, language),
    )


def unmeasured_sentence(
    target: Mapping[str, Any],
    indicator: Indicator | None,
    unit: str,
    language: str,
    rules: RequirementsFile,
) -> str:
    """Return that nothing can be said of a target before a measurement arrives."""
    unit, decimals = (indicator.unit, indicator.decimals) if indicator else (unit, 0)
    goal = number(target["target_value"], unit, decimals, language)
    return rules.sentences["unmeasured"][language].format(target=goal)


def _facts(case: Case, required: RequiredRate, language: str) -> dict[str, str]:
    target, indicator = case.target, case.indicator
    months_for_each = Decimal(case.left.months // max(int(case.counted.need), 1))
    return {
        "target": number(target["target_value"], indicator.unit, indicator.decimals, language),
        "value": number(target["value"], indicator.unit, indicator.decimals, language),
        "target_period": period_name(target["target_period"], language),
        "unit": case.words[language],
        "need": _amount(case.counted.need, case, language),
        "goal": _amount(case.counted.goal, case, language),
        "per_quarter": _amount(required.per_quarter, case, language),
        "per_month": _amount(required.per_month, case, language),
        "per_week": _amount(required.per_week, case, language),
        "each": number(months_for_each, "", 0, language),
    }


def _amount(value: Decimal | None, case: Case, language: str, decimals: int = 0) -> str:
    if value is None:
        return "—"
    return number(value, case.unit, 1 if case.unit == "share" else decimals, language)


def _finer(required: RequiredRate) -> str | None:
    """Return which words tell what is needed in less than a quarter."""
    if required.per_month is None:
        return None
    return "month_only" if required.per_week is None else "month_and_week"


def _wording(case: Case, required: RequiredRate) -> str:
    """Return which sentence fits: a need of fewer than one in two months is said by the months there are for each."""
    if case.is_flow:
        return "flow_slow" if required.per_quarter is None else "flow"
    return "level_slow" if case.counted.places == 0 and case.counted.need * 2 <= case.left.months else "level"
