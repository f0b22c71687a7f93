"""Sentences about how much of an independent estimate a register holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.analysis.bilingual import counted, in_both
from pipelines.configuration.coverage_rules import RegisterCoverageFile
from pipelines.configuration.parts import Bilingual
from pipelines.configuration.rules import read_rules
from pipelines.foundation.messages import Language
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number
from pipelines.modelling.making import Inputs


def told_coverage(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each register beside its estimate, with a sentence."""
    rules = read_rules(inputs.models, RegisterCoverageFile)
    for row in inputs.asked():
        yield {**row, **_sentence(rules.sentences[row["status"]], row, rules.most_years_apart.value)}


def _sentence(text: Bilingual, row: Mapping[str, Any], years: int) -> dict[str, str]:
    def named(period: str | None, language: Language) -> str:
        return period_name(period, language) if period else ""

    return in_both(
        text,
        lambda language: {
            "register": counted(int(row["register_value"] or 0), language),
            "register_period": named(row["register_period"], language),
            "estimate": counted(int(row["estimate_value"] or 0), language),
            "estimate_period": named(row["estimate_period"], language),
            "source": row[f"source_{language}"] or {"fa": "گفته‌ای بی‌نام", "en": "an unnamed source"}[language],
            "share": number(row["coverage"], "share", 1, language) if row["coverage"] is not None else "",
            "years": counted(years, language),
        },
    )
