"""Corrections in a build: which of them apply, in which order, and why the others do not.

A correction stands and falls with the delivery that it corrects (its base): it applies only while that is in
force. So the feed's own deliveries are settled first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from pipelines.build.blocks import Blocks, blocked, failed_on, may_be_of_data
from pipelines.build.reports import DeliveryOutcome
from pipelines.cleaning.corrections import REASONS, own_columns, workbook_contract
from pipelines.cleaning.waiting import corrected_places, resolved_rows
from pipelines.contracts import Contract
from pipelines.correction_mark import is_shown_in
from pipelines.deliveries import Delivery, in_order
from pipelines.messages import Message
from pipelines.normalise.text import search_key
from pipelines.normalise.units import UnitTable
from pipelines.workspace import models_dir

if TYPE_CHECKING:
    from pipelines.build.processing import Processor


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


class Corrections:
    """Settles the corrections of one feed, once the feed's own deliveries are settled.

    ``known`` are all deliveries of all feeds that are known at the moment of the build, ``outcomes`` what became
    of the feed's own in this build, ``blocks`` the deliveries that a check keeps out.
    """

    def __init__(
        self, contract: Contract, processor: Processor, known: Mapping[str, Delivery],
        outcomes: Mapping[str, DeliveryOutcome], blocks: Blocks,
    ) -> None:  # fmt: skip
        self._contract, self._processor = contract, processor
        self._known, self._outcomes, self._blocks = known, outcomes, blocks

    def settle(self, current: Sequence[Delivery]) -> list[DeliveryOutcome]:
        """Land and clean the corrections among ``current``, base by base; return what became of each."""
        corrections = sorted((d for d in current if d.corrects), key=lambda d: str(d.corrects))
        found: list[DeliveryOutcome] = []
        for base_id, group in groupby(corrections, key=lambda d: str(d.corrects)):
            taken: list[DeliveryOutcome] = []
            for delivery in in_order(group):
                tried = self._in_force(delivery, base_id, taken)
                if tried[-1].state == "published":
                    taken.append(tried[-1])
                found += tried
            self._note_resolved(base_id, taken)
        return found

    def _note_resolved(self, base_id: str, taken: Sequence[DeliveryOutcome]) -> None:
        """Note on the base, and on corrections that tried in vain, which rows are in by now."""
        if not taken:
            return
        resolved: dict[tuple[str, int], str] = {}
        for outcome in taken:
            by = outcome.delivery.delivery_id
            resolved |= dict.fromkeys(resolved_rows(self._processor.files(outcome)), by)
        self._outcomes[base_id].resolved = resolved
        trimmed = {(sheet.strip(), row): by for (sheet, row), by in resolved.items()}
        for outcome in taken:
            places = corrected_places(self._processor.files(outcome))
            outcome.resolved = {own: trimmed[p] for own, p in places.items() if p in trimmed}

    def _in_force(
        self, delivery: Delivery, base_id: str, earlier: Sequence[DeliveryOutcome]
    ) -> list[DeliveryOutcome]:
        """Return the outcomes from the newest copy of a workbook back to the first that can be taken, if any."""
        tried: list[DeliveryOutcome] = []
        current: Delivery | None = delivery
        while current is not None:
            tried.append(self._taken(current, base_id, earlier))
            before = current.supersedes if tried[-1].state in ("held", "refused") else None
            current = self._known.get(before) if before else None
        return tried

    def _taken(self, delivery: Delivery, base_id: str, earlier: Sequence[DeliveryOutcome]) -> DeliveryOutcome:
        """Land and clean one correction after the ``earlier`` ones; one on which that fails is held."""
        try:
            outcome = self._landed(delivery, base_id)
            if outcome.state == "published":
                self._processor.clean_correction(self._contract, outcome, self._outcomes[base_id], earlier)
        except Exception as error:
            if not may_be_of_data(error):
                raise
            outcome = failed_on(delivery, "cleaning", error)
        return blocked(outcome, self._blocks)

    def _landed(self, delivery: Delivery, base_id: str) -> DeliveryOutcome:
        if (answer := self._without_base(delivery, base_id)) is not None:
            return answer
        base = self._outcomes[base_id]
        assert base.read is not None
        contract = workbook_contract(self._contract, base.read.units, UnitTable.load(models_dir()))
        outcome = self._processor.land(contract, delivery)
        outcome.period, outcome.span, outcome.cover = base.period, base.span, base.cover
        if outcome.read is None:
            return outcome
        if missing := self._missing_columns(outcome):
            return DeliveryOutcome(delivery, "refused", base.period, missing)
        outcome.read.columns = own_columns(outcome.read.columns)
        return outcome

    def _without_base(self, delivery: Delivery, base_id: str) -> DeliveryOutcome | None:
        """Return what becomes of a correction whose base is not in force; None when it is."""
        base, known = self._outcomes.get(base_id), self._known.get(base_id)
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

    def _missing_columns(self, outcome: DeliveryOutcome) -> Message | None:
        """Say which columns are gone from a sheet: without them values that were sent would be emptied."""
        assert outcome.read is not None
        for sheet, matches in groupby(outcome.read.columns, key=lambda m: m.sheet_name):
            there = {m.column for m in matches}
            gone = [c for c in self._contract.columns if c.name not in there]
            if gone:
                params = {
                    "file": outcome.delivery.file_name, "sheet": sheet,
                    "expected": "، ".join(f"«{c.title_fa}»" for c in gone),
                    "expected_en": ", ".join(f"“{c.title_en}” ({c.title_fa})" for c in gone),
                }  # fmt: skip
                return Message("correction_columns_missing", "refuse", params)
        return None


def _answer(delivery: Delivery, state: str, message: Message) -> DeliveryOutcome:
    return DeliveryOutcome(delivery, state, delivery.period, message)  # type: ignore[arg-type]
