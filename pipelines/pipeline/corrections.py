"""Corrections in a build: which of them apply, in which order, and why the others do not.

A correction stands and falls with the delivery that it corrects (its base): it applies only while that is in
force. So the feed's own deliveries are accepted first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from pipelines.cleaning.corrections import REASONS, own_columns, workbook_contract
from pipelines.cleaning.waiting import corrected_places, resolved_rows
from pipelines.contracts import Contract
from pipelines.foundation.messages import Message
from pipelines.foundation.persian import listed
from pipelines.intake.correction_mark import is_shown_in
from pipelines.intake.deliveries import Delivery, in_order
from pipelines.normalise.text import search_key
from pipelines.normalise.units import UnitTable
from pipelines.pipeline.blocks import Blocks, blocked, failed_on, may_be_of_data
from pipelines.pipeline.reports import DeliveryOutcome

if TYPE_CHECKING:
    from pipelines.pipeline.processing import Processor


def refuse_if_mark_is_lost(outcome: DeliveryOutcome) -> DeliveryOutcome:
    """Return ``outcome``, refused when its file is a correction workbook whose mark a program dropped.

    It holds a few rows of a delivery, and would supersede the whole of it.
    """
    read = outcome.read
    if read is None or outcome.delivery.kind == "correction":
        return outcome
    reason = search_key(REASONS[0].title_fa)
    if is_shown_in(read.preamble) or any(search_key(m.header or "") == reason for m in read.columns):
        message = Message("correction_mark_lost", "refuse", {"file": outcome.delivery.file_name})
        return DeliveryOutcome(outcome.delivery, "refused", outcome.period, message)
    return outcome


@dataclass(frozen=True, slots=True)
class CorrectionBases:
    """What the corrections of one feed are taken beside.

    ``known`` are all deliveries of all feeds that are known at the moment of the build, ``outcomes`` what became
    of the feed's own in this build, ``blocks`` the deliveries that a check keeps out.
    """

    contract: Contract
    processor: Processor
    units: UnitTable
    known: Mapping[str, Delivery]
    outcomes: Mapping[str, DeliveryOutcome]
    blocks: Blocks


def accept_corrections(bases: CorrectionBases, current: Sequence[Delivery]) -> dict[str, DeliveryOutcome]:
    """Land and clean the corrections among ``current``, base by base; return what became of each and of its base.

    The feed's own deliveries must have been accepted.
    """
    corrections = sorted((d for d in current if d.corrects), key=lambda d: str(d.corrects))
    found: dict[str, DeliveryOutcome] = {}
    for base_id, group in groupby(corrections, key=lambda d: str(d.corrects)):
        taken: list[DeliveryOutcome] = []
        for delivery in in_order(group):
            tried = _in_force(bases, delivery, base_id, taken)
            if tried[-1].state == "published":
                taken.append(tried[-1])
            found |= {o.delivery.delivery_id: o for o in tried}
        found |= {o.delivery.delivery_id: o for o in _resolved(bases, base_id, taken)}
    return found


def _resolved(bases: CorrectionBases, base_id: str, taken: Sequence[DeliveryOutcome]) -> Iterator[DeliveryOutcome]:
    """Yield the base, and the corrections that were taken, with the rows that are in by now."""
    if not taken:
        return
    resolved: dict[tuple[str, int], str] = {}
    for outcome in taken:
        by = outcome.delivery.delivery_id
        resolved |= dict.fromkeys(resolved_rows(bases.processor.files(outcome)), by)
    yield replace(bases.outcomes[base_id], resolved=resolved)
    trimmed = {(sheet.strip(), row): by for (sheet, row), by in resolved.items()}
    for outcome in taken:
        places = corrected_places(bases.processor.files(outcome))
        yield replace(outcome, resolved={own: trimmed[p] for own, p in places.items() if p in trimmed})


def _in_force(
    bases: CorrectionBases, delivery: Delivery, base_id: str, earlier: Sequence[DeliveryOutcome]
) -> list[DeliveryOutcome]:
    """Return the outcomes from the newest copy of a workbook back to the first that can be taken, if any."""
    tried: list[DeliveryOutcome] = []
    current: Delivery | None = delivery
    while current is not None:
        tried.append(_taken(bases, current, base_id, earlier))
        before = current.supersedes if tried[-1].state in ("held", "refused") else None
        current = bases.known.get(before) if before else None
    return tried


def _taken(
    bases: CorrectionBases, delivery: Delivery, base_id: str, earlier: Sequence[DeliveryOutcome]
) -> DeliveryOutcome:
    """Land and clean one correction after the ``earlier`` ones; one on which that fails is held."""
    try:
        outcome = _landed(bases, delivery, base_id)
        if outcome.state == "published":
            base = bases.outcomes[base_id]
            cleaned = bases.processor.clean_correction(bases.contract, outcome, base, earlier)
            outcome = replace(outcome, cleaned=cleaned)
    except Exception as error:
        if not may_be_of_data(error):
            raise
        outcome = failed_on(delivery, "cleaning", error)
    return blocked(outcome, bases.blocks)


def _landed(bases: CorrectionBases, delivery: Delivery, base_id: str) -> DeliveryOutcome:
    if (answer := _without_base(bases, delivery, base_id)) is not None:
        return answer
    base = bases.outcomes[base_id]
    assert base.read is not None
    contract = workbook_contract(bases.contract, base.read.units, bases.units)
    outcome = replace(bases.processor.land(contract, delivery), period=base.period, span=base.span, cover=base.cover)
    if outcome.read is None:
        return outcome
    if missing := _missing_columns(bases.contract, outcome):
        return DeliveryOutcome(delivery, "refused", base.period, missing)
    return replace(outcome, read=replace(outcome.read, columns=own_columns(outcome.read.columns)))


def _without_base(bases: CorrectionBases, delivery: Delivery, base_id: str) -> DeliveryOutcome | None:
    """Return what becomes of a correction whose base is not in force; None when it is."""
    base, known = bases.outcomes.get(base_id), bases.known.get(base_id)
    params = {"file": delivery.file_name, "value": base_id, "feed": delivery.feed}
    if known is None or (base is not None and base.state == "refused"):
        return _answer(delivery, "refused", Message("correction_base_unknown", "refuse", params))
    if known.feed != delivery.feed:
        params["expected"] = known.feed
        return _answer(delivery, "refused", Message("correction_other_feed", "refuse", params))
    if base is not None and base.state == "held":
        return _answer(delivery, "held", Message("correction_base_waits", "hold", params))
    if base is None or base.state != "published":
        return _answer(delivery, "superseded", Message("correction_base_superseded", "warn", params))
    return None


def _missing_columns(contract: Contract, outcome: DeliveryOutcome) -> Message | None:
    """Say which columns are gone from a sheet: without them values that were sent would be emptied."""
    assert outcome.read is not None
    for sheet, matches in groupby(outcome.read.columns, key=lambda m: m.sheet_name):
        there = {m.column for m in matches}
        gone = [c for c in contract.columns if c.name not in there]
        if gone:
            params = {
                "file": outcome.delivery.file_name,
                "sheet": sheet,
                "expected": listed(f"«{c.title_fa}»" for c in gone),
                "expected_en": ", ".join(f"“{c.title_en}” ({c.title_fa})" for c in gone),
            }
            return Message("correction_columns_missing", "refuse", params)
    return None


def _answer(delivery: Delivery, state: Literal["held", "refused", "superseded"], message: Message) -> DeliveryOutcome:
    return DeliveryOutcome(delivery, state, delivery.period, message)
