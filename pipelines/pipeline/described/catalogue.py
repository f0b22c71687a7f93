"""The tables of what there is: feeds, their data dictionary, and the definitions of indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipelines.analysis.blanks import blanks
from pipelines.contracts.dictionary import DictionaryRow, dictionary_rows
from pipelines.modelling.making import Inputs

if TYPE_CHECKING:
    from pipelines.pipeline.described.facts import BuildFacts


def feeds(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield every feed as its contract tells of it."""
    facts: BuildFacts = inputs.facts
    for contract in facts.contracts.values():
        yield {
            "feed": contract.feed,
            "title_fa": contract.title_fa,
            "title_en": contract.title_en,
            "owner_office": contract.owner_office,
            "delivery_kind": contract.delivery_kind,
            "cadence": contract.cadence,
            "description_fa": contract.description_fa,
            "description_en": contract.description_en,
            "contains_persons": contract.contains_persons,
            "version": contract.version,
        }


def feed_columns(inputs: Inputs) -> list[DictionaryRow]:
    """Return the data dictionary, straight from the contracts. Grain: feed and column."""
    facts: BuildFacts = inputs.facts
    return dictionary_rows(facts.contracts)


def indicators(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the indicators' definitions, each with the feeds behind its values and those that its query reads."""
    facts: BuildFacts = inputs.facts
    behind: dict[str, list[str]] = {}
    for row in inputs.rows("derived.indicator_feeds"):
        behind.setdefault(row["indicator_id"], []).append(row["feed"])
    missing = blanks(inputs.models, inputs.indicators)
    for found in inputs.indicators:
        yield {
            "indicator_id": found.indicator_id,
            "title_fa": found.title["fa"],
            "title_en": found.title["en"],
            "definition_fa": found.definition["fa"],
            "definition_en": found.definition["en"],
            "unit": found.unit,
            "kind": found.kind,
            "direction": found.direction,
            "decimals": found.decimals,
            "theme": found.theme,
            "owner": found.owner,
            "caveat_fa": found.caveat["fa"],
            "caveat_en": found.caveat["en"],
            "blank_fa": missing[found.indicator_id]["fa"],
            "blank_en": missing[found.indicator_id]["en"],
            "disclosure": found.disclosure,
            "headline": found.headline,
            "source_feeds": ", ".join(behind.get(found.indicator_id, ())),
            "possible_feeds": ", ".join(sorted(facts.possible_feeds[found.indicator_id])),
            "depends_on": ", ".join(found.depends_on),
            "sql": found.sql,
        }
