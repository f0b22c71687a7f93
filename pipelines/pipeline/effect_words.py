"""The effect of a decision in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipelines.contracts import Contract, load_contracts
from pipelines.foundation.messages import Message
from pipelines.foundation.persian import listed
from pipelines.governance.totals import grain_words
from pipelines.modelling import indicators
from pipelines.pipeline.effect import Effect, Party

#: Periods whose vanishing values are told one by one, and indicators named of each.
PERIODS, INDICATORS = 6, 3


def effect_sentences(effect: Effect, models: Path) -> list[Message]:
    """Return what goes out of force and comes into it, and how many published values go with it."""
    contracts = load_contracts(models)
    found = [party_sentence("effect_into", p, contracts) for p in effect.into]
    found += [party_sentence("effect_out", p, contracts) for p in effect.out]
    if not effect.out:
        found.append(Message("effect_none_out", "hold"))
    found += [party_sentence("effect_beside", p, contracts) for p in effect.beside]
    counts = {"found": str(effect.changed), "count": str(effect.appeared), "limit": str(effect.vanished)}
    return [*found, Message("effect_values", "hold", counts), *_vanishing(effect, models)]


def party_sentence(message_id: str, party: Party, contracts: Mapping[str, Contract]) -> Message:
    """Return the sentence that names a delivery: its file, period, dimensions and rows."""
    contract, by = contracts.get(party.feed), {}
    if contract is not None and party.grain:
        by = {
            "expected": grain_words(contract, party.grain, "fa"),
            "expected_en": grain_words(contract, party.grain, "en"),
        }
    return Message(
        message_id,
        "hold",
        {
            "file": party.file_name,
            "value": party.period or "—",
            "count": str(party.rows),
            "reason": party.delivery_id,
            **by,
        },
    )


def _vanishing(effect: Effect, models: Path) -> list[Message]:
    """Return a sentence for each period of which values vanish, those that lose most first."""
    if not effect.vanishing:
        return []
    titles = {i.indicator_id: i.title for i in indicators(models)}
    periods: dict[str, int] = {}
    for gone in effect.vanishing:
        periods[gone.period] = periods.get(gone.period, 0) + gone.values
    ranked = sorted(periods, key=lambda p: (-periods[p], p))
    found = []
    for period in ranked[:PERIODS]:
        named = [g.indicator_id for g in effect.vanishing if g.period == period]
        told = {
            language: listed(((titles[i][language] if i in titles else i) for i in named[:INDICATORS]), language)
            + (" …" if len(named) > INDICATORS else "")
            for language in ("fa", "en")
        }
        params = {
            "value": period,
            "count": str(periods[period]),
            "suggestion": told["fa"],
            "suggestion_en": told["en"],
        }
        found.append(Message("effect_vanishing", "hold", params))
    if len(ranked) > PERIODS:
        found.append(Message("effect_more_vanishing", "hold", {"count": str(len(ranked) - PERIODS)}))
    return found
