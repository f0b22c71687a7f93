"""Sentences about annual reports: what each agency owes for a world craft city, what came, what is missing."""

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
