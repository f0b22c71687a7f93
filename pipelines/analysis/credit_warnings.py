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
            "grows": warning.grows is not None,
            "warns_below": warning.warns == "below",
        }


def worded_warnings(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each warning on the last day on which its share is followed, with a sentence in both languages."""
    rules = read_rules(inputs.models, WarningsFile)
    for row in inputs.asked():
        warning = rules.warnings[row["warning_id"]]
        told = _sentence(row, warning, rules)
        source = rules.source if warning.grows is None else _joined(rules.source, warning.grows)
        yield {
            **{name: cell for name, cell in row.items() if name not in ("remark_fa", "remark_en")},
            "title_fa": warning.title.fa,
            "title_en": warning.title.en,
            "unit": warning.unit,
            "sentence_fa": told.fa.format(**_numbers(row, warning.unit, "fa")),
            "sentence_en": told.en.format(**_numbers(row, warning.unit, "en")),
            "source_fa": source.fa,
            "source_en": source.en,
        }


def _sentence(row: Mapping[str, Any], warning: WarningPart, rules: WarningsFile) -> Bilingual:
    """Return the sentence of a warning's state; an unknown figure with what the notification says of it."""
    if row["state"] == "not_applicable":
        return rules.not_applicable
    if row["state"] != "unknown":
        return warning.nothing if warning.nothing is not None and row["value"] == 0 else warning.sentence
    if row["value"] is not None and warning.no_limit is not None:
        return warning.no_limit
    if warning.remark is None or not row["remark_fa"]:
        return warning.unknown
    return _joined(warning.unknown, warning.remark)


def _joined(first: Bilingual, second: Bilingual) -> Bilingual:
    return Bilingual(fa=f"{first.fa} {second.fa}", en=f"{first.en} {second.en}")


def _numbers(row: Mapping[str, Any], unit: str, language: str) -> dict[str, str]:
    return {
        "value": _shown(row["value"], unit, language),
        "limit": _shown(row["limit_value"], unit, language),
        "remark": row[f"remark_{language}"] or row["remark_fa"] or "",
    }


def _shown(value: Decimal | None, unit: str, language: str) -> str:
    if value is None:
        return "—"
    if unit in ("rial", "rial_per_month"):
        return number(value / MILLIARD, "rial", 1, language)
    return number(value, unit, 0, language)
