"""Stale figures: why a number that is claimed again and again is doubtful, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_args

from pipelines.analysis.discrepancies.rules import discrepancy_rules
from pipelines.analysis.discrepancies.sentences import Row, Words, cell_title, headed, in_language, joined
from pipelines.configuration.discrepancy_rules import DiscrepanciesFile
from pipelines.foundation.messages import Language
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number
from pipelines.modelling.making import Inputs


def stale_figures(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield each run of equal statements that is doubtful, with the reasons and in words. Grain: one run of a cell."""
    rules, words = discrepancy_rules(inputs.models), Words.of_titles(inputs.rows("derived.titles"))
    for run in inputs.asked():
        reasons = _reasons(run)
        said = {
            f"sentence_{language}": _sentence(rules, words, run, reasons, language) for language in get_args(Language)
        }
        yield {**run, "reasons": ", ".join(reasons), **said}


def _reasons(run: Row) -> list[str]:
    """Return the reasons that speak against a new count, by their names in the rules."""
    held = {
        "round": run["is_round"],
        "others_moved": run["others_moved"],
        "register_moved": run["has_register_moved"],
    }
    return [reason for reason, holds in held.items() if holds]


def _sentence(rules: DiscrepanciesFile, words: Words, run: Row, reasons: list[str], language: Language) -> str:
    why = [in_language(getattr(rules.stale_figures.reasons, reason).title, language) for reason in reasons]
    return in_language(rules.sentences["stale_figure"], language).format(
        title=headed(cell_title(words, run, None, language)),
        value=words.value(run, language),
        first=period_name(run["first_period"], language),
        last=period_name(run["last_period"], language),
        months=number(Decimal(run["months"]), "", 0, language),
        count=number(Decimal(run["claims"]), "", 0, language),
        reasons=joined(why, language),
    )
