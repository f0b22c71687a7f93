"""Sentences about reports of world craft cities: what agencies owe every year, and what is owed to world bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.analysis.bilingual import counted, in_both
from pipelines.configuration.analysis_rules import CraftCitiesFile
from pipelines.configuration.parts import Bilingual
from pipelines.configuration.rules import read_rules
from pipelines.foundation.persian import day_name
from pipelines.modelling.making import Inputs

#: The sentence of a clock by its status; whatever else it is, something is owed.
SENTENCES: Mapping[str, str] = {"no_duty": "clock_no_duty", "not_known": "clock_not_known"}


def told_clock(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the clock of each agency and city with its sentence."""
    texts = read_rules(inputs.models, CraftCitiesFile).sentences
    for row in inputs.asked():
        yield {**row, **_sentence(texts[SENTENCES.get(row["status"], "clock_owed")], row)}


def told_world_clock(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield when each report to a world body is due, with its sentence."""
    texts = read_rules(inputs.models, CraftCitiesFile).sentences
    for row in inputs.asked():
        yield {**row, **_world_sentence(texts[f"world_{row['status']}"], row)}


def _world_sentence(text: Bilingual, row: Mapping[str, Any]) -> dict[str, str]:
    left = row["days_left"] or 0
    return in_both(
        text,
        lambda language: {
            "body": row[f"name_{language}"],
            "years": counted(row["after_years"], language),
            "left": counted(left, language),
            "late": counted(-left, language),
        },
    )


def _sentence(text: Bilingual, row: Mapping[str, Any]) -> dict[str, str]:
    return in_both(
        text,
        lambda language: {
            "reported": counted(row["years_reported"] or 0, language),
            "late": counted(row["years_late"] or 0, language),
            "missed": counted(row["years_missed"] or 0, language),
            "left": counted(row["days_left"] or 0, language),
            "next": day_name(row["next_due_on"] or "—", language),
        },
    )
