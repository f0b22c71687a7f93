"""From promise to proof: the allowed changes of a commitment as rows, and a sentence for where each stands.

States, allowed changes and wordings are ``models/rules/commitments.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.analysis.bilingual import counted, in_both, in_language
from pipelines.configuration.analysis_rules import CommitmentsFile
from pipelines.configuration.rules import read_rules
from pipelines.foundation.messages import Language
from pipelines.foundation.persian import day_name
from pipelines.modelling.making import Inputs


def transitions(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each change of state that the rules allow."""
    for origin, targets in read_rules(inputs.models, CommitmentsFile).transitions.items():
        for target in targets:
            yield {"from_state": origin, "to_state": target}


def faults(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield what can be wrong with a claim, in words."""
    for name, text in read_rules(inputs.models, CommitmentsFile).faults.items():
        yield {"fault_id": name, "text_fa": text.fa, "text_en": text.en}


def told_standings(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield where each commitment stands, with its sentence."""
    rules = read_rules(inputs.models, CommitmentsFile)
    for row in inputs.asked():
        yield {**row, **_sentence(rules, row)}


def _sentence(rules: CommitmentsFile, row: Mapping[str, Any]) -> dict[str, str]:
    def late(language: Language) -> str:
        if row["days_late"] is None:
            return ""
        text = rules.sentences["kept_late" if row["days_late"] else "kept_in_time"]
        return in_language(text, language).format(days=counted(row["days_late"], language))

    return in_both(
        rules.sentences[row["standing"]],
        lambda language: {
            "late": late(language),
            "state": in_language(rules.states[row["stage"]], language),
            "due": day_name(row["due_on"], language) if row["due_on"] else "—",
            "days": counted(row["days_overdue"] or row["days_left"] or 0, language),
        },
    )
