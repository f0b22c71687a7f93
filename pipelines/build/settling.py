"""Take each delivery from its file to a verdict: published, held or refused, and find what stands in its place.

A delivery is judged after it was cleaned, against the one before it; so the one before has to be settled first.
When a delivery is held or refused its predecessor stays in force, however many back that is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import TYPE_CHECKING

from pipelines.build.corrections import refuse_if_mark_is_lost
from pipelines.build.reports import DeliveryOutcome
from pipelines.contracts import Contract
from pipelines.deliveries import Delivery
from pipelines.engines import DuckDBEngine
from pipelines.governance import Governance
from pipelines.governance.calendar import frequency, span
from pipelines.governance.comparison import Memo
from pipelines.governance.corrections import Correction, Finding, judge_corrections, overrides_of
from pipelines.governance.holds import Predecessor, Subject, judge
from pipelines.messages import Message

if TYPE_CHECKING:
    from pipelines.build.processing import Processor, Todo


class Settlement:
    """Settles the deliveries of one feed; each is landed, cleaned and judged once.

    ``known`` are all deliveries known at the moment of the build, ``current`` the newest of each place, and
    ``overlaps`` gives for a delivery the earlier one of another period that holds the same events.
    """

    def __init__(
        self, contract: Contract, engine: DuckDBEngine, processor: Processor, governance: Governance,
        corrections: Sequence[Correction], known: Mapping[str, Delivery], current: Sequence[Delivery],
        overlaps: Mapping[str, Delivery],
    ) -> None:  # fmt: skip
        self._contract, self._engine = contract, engine
        self._processor, self._governance = processor, governance
        self._corrections, self._known, self._overlaps = corrections, known, overlaps
        self._current = [d for d in current if d.feed == contract.feed and d.kind == "original"]
        self._landed: dict[str, DeliveryOutcome] = {}
        self._settled: dict[str, DeliveryOutcome] = {}
        self._measured: Memo = {}
        self._todo: list[Todo] = []
        self._begun: Future[None] | None = None

    def land(self, delivery: Delivery) -> DeliveryOutcome:
        """Read a delivery; a refusal, or a reason to wait that reading found, is an outcome."""
        if delivery.delivery_id not in self._landed:
            outcome = refuse_if_mark_is_lost(self._processor.land(self._contract, delivery))
            earlier = self._overlaps.get(delivery.delivery_id)
            if earlier is not None and outcome.state == "published" and delivery.decision != "approved":
                outcome.hold([_overlap(delivery, earlier)])
            self._landed[delivery.delivery_id] = outcome
        return self._landed[delivery.delivery_id]

    def begin(self, deliveries: Sequence[Delivery]) -> None:
        """Say what is to be cleaned of landed ``deliveries``, and have it begun by the helpers where there are some."""
        readable = [o for d in deliveries if (o := self.land(d)).state == "published"]
        for outcome in readable:
            outcome.corrections = self._guarded(outcome)
        self._todo = [(o, overrides_of(o.corrections)) for o in readable]
        if self._todo and (ahead := self._processor.ahead) is not None:
            self._begun = ahead.clean(self._contract, self._todo)

    def settle_all(self, deliveries: Sequence[Delivery]) -> list[DeliveryOutcome]:
        """Return the outcomes of ``deliveries`` and of all that stand in for them; their rows are cleaned at once."""
        if self._begun is not None:
            with suppress(CancelledError):
                self._begun.exception()  # waits; what a helper failed at is done here, and fails here if it must
        self._processor.clean_all(self._contract, self._todo)
        return [outcome for delivery in deliveries for outcome in self.in_force(delivery)]

    def _guarded(self, outcome: DeliveryOutcome) -> list[Finding]:
        delivery = outcome.delivery
        return judge_corrections(
            self._corrections, delivery, outcome.period, self._processor.landed_path(delivery)
        )

    def in_force(self, delivery: Delivery) -> list[DeliveryOutcome]:
        """Return the outcomes from ``delivery`` back to the first one that is published, if there is one."""
        tried: list[DeliveryOutcome] = []
        current: Delivery | None = delivery
        while current is not None:
            outcome = self.settle(current)
            tried.append(outcome)
            before = current.supersedes if outcome.state != "published" else None
            current = self._known.get(before) if before else None
        return tried

    def settle(self, delivery: Delivery) -> DeliveryOutcome:
        """Land, clean and judge one delivery."""
        known = self._settled.get(delivery.delivery_id)
        if known is None:
            known = self._settled[delivery.delivery_id] = self.land(delivery)
            if known.state == "published":
                self._clean(known)
        return known

    def _clean(self, outcome: DeliveryOutcome) -> None:
        delivery = outcome.delivery
        if outcome.cleaned is None:
            outcome.corrections = self._guarded(outcome)
            self._processor.clean(self._contract, outcome, overrides_of(outcome.corrections))
        predecessor = None if delivery.decision == "approved" else self._predecessor(outcome)
        outcome.judgement = judge(
            self._engine, self._subject(outcome), predecessor, self._governance, self._measured
        )
        outcome.compared_with = predecessor.delivery_id if predecessor else None
        if outcome.judgement.holds and delivery.decision != "approved":
            outcome.hold(outcome.judgement.holds)

    def _subject(self, outcome: DeliveryOutcome) -> Subject:
        assert outcome.read is not None and outcome.cleaned is not None
        return Subject(
            outcome.delivery.file_name, self._contract, outcome.period,
            self._processor.clean_path(outcome.delivery), outcome.cleaned, outcome.read.preamble,
            [(m.sheet_name, m.header) for m in outcome.read.columns if m.column is None],
        )  # fmt: skip

    def _predecessor(self, outcome: DeliveryOutcome) -> Predecessor | None:
        """Return what a delivery is compared with: what it supersedes, else the same office's period before."""
        before = outcome.delivery.supersedes
        superseded = self._known.get(before) if before else None
        if superseded is not None and (found := self._published(superseded)):
            return self._as_predecessor(found, same_period=True)
        for earlier in self._earlier_periods(outcome):
            if found := self._published(earlier):
                return self._as_predecessor(found, same_period=False)
        return None

    def _published(self, delivery: Delivery) -> DeliveryOutcome | None:
        last = self.in_force(delivery)[-1]
        return last if last.state == "published" else None

    def _earlier_periods(self, outcome: DeliveryOutcome) -> list[Delivery]:
        """Return the office's newest deliveries of earlier periods of the same length, the last period first."""
        own = outcome.period
        if own is None:
            return []
        alike = [
            d for d in self._current
            if d.office == outcome.delivery.office and d.period is not None
            and frequency(d.period) == frequency(own) and _begins(d.period) < _begins(own)
        ]  # fmt: skip
        return sorted(alike, key=lambda d: _begins(str(d.period)), reverse=True)

    def _as_predecessor(self, outcome: DeliveryOutcome, *, same_period: bool) -> Predecessor:
        assert outcome.cleaned is not None
        return Predecessor(
            outcome.delivery.delivery_id, outcome.period, self._processor.clean_path(outcome.delivery),
            outcome.cleaned, same_period,
        )  # fmt: skip


def _begins(period: str) -> str:
    days = span(period)
    return days[0].isoformat() if days else period


def _overlap(delivery: Delivery, earlier: Delivery) -> Message:
    return Message(
        "period_overlaps", "hold",
        {"file": delivery.file_name, "value": delivery.period or "—", "expected": earlier.period or "—",
         "suggestion": earlier.delivery_id},
    )  # fmt: skip
