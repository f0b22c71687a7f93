"""Sentences about secretariats over time: vacancies and overlaps, and what the limit of three offices costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pipelines.analysis.bilingual import counted, in_both
from pipelines.configuration.analysis_rules import CraftCitiesFile
from pipelines.configuration.parts import Bilingual
from pipelines.configuration.rules import read_rules
from pipelines.foundation.persian import day_name, number
from pipelines.modelling.making import Inputs

#: Counts of a secretariat's record by the name under which a sentence asks for them.
COUNTS: Mapping[str, str] = {
    "observed": "observed_days",
    "terms": "terms",
    "mayor": "terms_mayor",
    "governor": "terms_governor",
    "council_head": "terms_council_head",
    "outside": "terms_outside",
    "ended": "ended_terms",
    "vacant": "vacant_days",
    "without": "vacant_days_without_limit",
}


def told_gaps(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each vacancy or overlap with its sentence."""
    texts = read_rules(inputs.models, CraftCitiesFile).sentences
    for row in inputs.asked():
        yield {**row, **_gap_sentence(texts, row)}


def _gap_sentence(texts: Mapping[str, Bilingual], row: Mapping[str, Any]) -> dict[str, str]:
    vacancy = "vacancy" if row["role"] == "secretary" else "vacancy_head"
    return in_both(
        texts["overlap" if row["kind"] == "overlap" else vacancy],
        lambda language: {
            "first": day_name(row["from_on"], language),
            "last": day_name(row["to_on"], language),
            "days": counted(row["days"], language),
            "covered": counted(row["covered_days"] or 0, language),
        },
    )


def told_effects(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what the limit of three offices costs each secretariat, with the share of vacant days and a sentence."""
    texts = read_rules(inputs.models, CraftCitiesFile).sentences
    for row in inputs.asked():
        if row["status"] == "not_known":
            yield {**row, "vacant_share": None, **in_both(texts["effect_not_known"])}
        else:
            share = Decimal(row["vacant_days"]) / Decimal(row["observed_days"])
            yield {**row, "vacant_share": share, **_effect_sentence(texts["effect"], row, share)}


def _effect_sentence(text: Bilingual, row: Mapping[str, Any], share: Decimal) -> dict[str, str]:
    return in_both(
        text,
        lambda language: {
            **{name: counted(row[column], language) for name, column in COUNTS.items()},
            "share": number(share, "share", 1, language),
        },
    )
