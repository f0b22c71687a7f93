"""Rules between figures: parts make their whole, a subset is no more than its set, a county than its province.

The rules are data (``models/rules/cross_figures.yaml``), here laid out as tables. Queries of
``models/derived/cross_checks`` hold them against the values and, for what is only stated, the statements; what they
find is put into words here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from pipelines.configuration.cross_figure_rules import CrossFiguresFile, CrossRulePart, SelectorPart
from pipelines.configuration.rules import read_rules
from pipelines.foundation.messages import Language, Message
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number
from pipelines.modelling.making import Inputs

Row = Mapping[str, Any]
UNKNOWN = {"fa": "؟", "en": "?"}


def cross_figure_rules(models: Path) -> CrossFiguresFile:
    """Read the rules; raises :class:`RuleError` on anything unknown or missing."""
    return read_rules(models, CrossFiguresFile)


def cross_rules(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each rule with what it says of both sides together."""
    for place, rule in enumerate(cross_figure_rules(inputs.models).rules, 1):
        whole, parts = rule.whole, _parts(rule)
        yield {
            "rule_id": rule.id,
            "place": place,
            "title_fa": rule.title.fa,
            "title_en": rule.title.en,
            "kind": rule.kind,
            "severity": rule.severity,
            "indicator_id": whole and whole.indicator,
            "domain": whole and whole.domain,
            "category": whole and whole.category,
            "parts": len(parts),
            "is_same_domain": whole is not None and all(s.domain is None for s in (whole, *parts)),
            "tolerance": rule.tolerance,
            "bases": rule.bases,
            "indicators": rule.indicators or [],
        }


def cross_rule_parts(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each selector of a side of a rule, the parts in their order."""
    for rule in cross_figure_rules(inputs.models).rules:
        sides = [("part", place, part) for place, part in enumerate(_parts(rule), 1)]
        sides += [("whole", 1, rule.whole)] if rule.whole else []
        for side, place, selector in sides:
            yield {
                "rule_id": rule.id,
                "side": side,
                "place": place,
                "indicator_id": selector.indicator,
                "domain": selector.domain,
                "category": selector.category,
            }


def _parts(rule: CrossRulePart) -> list[SelectorPart]:
    return rule.parts or ([rule.part] if rule.part else [])


def cross_checks(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what each rule comes to, in words."""
    for found in inputs.asked():
        yield found | {f"sentence_{language}": _sentence(found, language) for language in get_args(Language)}


def _sentence(found: Row, language: Language) -> str:
    def said(value: Decimal | None) -> str:
        return UNKNOWN[language] if value is None else number(value, found["unit"] or "", 1, language)

    is_sum, parts, difference = found["kind"] == "parts_sum", found["parts"] or [], found["difference"]
    # Areas that are added up are many; the sum says enough.
    listed = parts if is_sum or not parts else [sum(parts, Decimal(0))]
    outcome = "inexact" if found["holds"] == "unknown" and difference is not None else found["holds"]
    params = {
        "value": found[f"title_{language}"],
        "area": found[f"area_{language}"],
        "period": period_name(found["period"], language),
        "left": " + ".join(map(said, listed)) or UNKNOWN[language],
        "right": said(found["right_value"]),
        "difference": said(None if difference is None else abs(difference)),
    }
    return Message(f"cross_{'sum' if is_sum else 'at_most'}_{outcome}", "warn", params).text(language)
