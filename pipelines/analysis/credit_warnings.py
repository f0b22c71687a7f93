"""Early warning that a share of a credit line will go unused: the limits of its figures, and each warning in words.

``models/rules/warnings.yaml`` holds limits and sentences; the figures themselves, at every Jalali month's end, are
tables of ``models/derived/credit``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pipelines.configuration.outlook_rules import WarningPart, WarningsFile
from pipelines.configuration.parts import Bilingual
from pipelines.configuration.rules import read_rules
from pipelines.foundation.persian import number
from pipelines.modelling.making import Inputs

MILLIARD = Decimal(10) ** 9


def warning_rules(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the limit of each early-warning figure and its place among them."""
    rules = read_rules(inputs.models, WarningsFile)
    for place, (warning_id, warning) in enumerate(rules.warnings.items()):
        yield {
            "warning_id": warning_id,
            "place": place,
            "limit": warning.limit,
            "warns_below": warning.warns == "below",
        }


def worded_warnings(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each warning on the last day on which its share is followed, with a sentence in both languages."""
    rules = read_rules(inputs.models, WarningsFile)
    for row in inputs.asked():
        warning = rules.warnings[row["warning_id"]]
        told = _template(row["state"], warning, rules)
        yield {
            **row,
            "title_fa": warning.title.fa,
            "title_en": warning.title.en,
            "unit": warning.unit,
            "sentence_fa": told.fa.format(**_numbers(row, warning.unit, "fa")),
            "sentence_en": told.en.format(**_numbers(row, warning.unit, "en")),
            "source_fa": rules.source.fa,
            "source_en": rules.source.en,
        }


def _template(state: str, warning: WarningPart, rules: WarningsFile) -> Bilingual:
    if state == "not_applicable":
        return rules.not_applicable
    return warning.unknown if state == "unknown" else warning.sentence


def _numbers(row: Mapping[str, Any], unit: str, language: str) -> dict[str, str]:
    return {
        "value": _shown(row["value"], unit, language),
        "limit": _shown(row["limit_value"], unit, language),
    }


def _shown(value: Decimal | None, unit: str, language: str) -> str:
    if value is None:
        return "—"
    if unit in ("rial", "rial_per_month"):
        return number(value / MILLIARD, "rial", 1, language)
    return number(value, unit, 0, language)
