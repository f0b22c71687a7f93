"""Take each delivery from its file to a verdict: published, held or refused, and find what stands in its place.

A delivery is judged after it was cleaned, against what was in force when it became known (:mod:`.succession`).
When a delivery is held or refused its predecessor stays in force, however many back that is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import TYPE_CHECKING

from pipelines.build.blocks import Blocks, Step, bared, failed_on, may_be_of_data, reasons_of
from pipelines.build.containment import settle_nested
from pipelines.build.corrections import refuse_if_mark_is_lost
from pipelines.build.reports import DeliveryOutcome
from pipelines.build.succession import Neighbours, Succession
from pipelines.contracts import Contract
from pipelines.deliveries import Delivery, Nested, Place, PlaceHistory, overlapping
from pipelines.engines import DuckDBEngine
from pipelines.governance import Governance
from pipelines.governance.comparison import Memo
from pipelines.governance.corrections import Correction, Finding, judge_corrections, overrides_of
from pipelines.governance.holds import judge
from pipelines.governance.judgement import Compared, Predecessor, Subject
from pipelines.messages import Message

if TYPE_CHECKING:
    from pipelines.build.processing import Processor, Todo


class Settlement:
    """Settles the deliveries of one feed; each is landed and cleaned once.

    ``known`` are all deliveries known at the moment of the build, ``blocks`` those that a check keeps out.
    """

    def __init__(
        self, contract: Contract, engine: DuckDBEngine, processor: Processor, governance: Governance,
        corrections: Sequence[Correction], known: Mapping[str, Delivery], blocks: Blocks,
    ) -> None:  # fmt: skip
        self._contract, self._engine = contract, engine
        self._processor, self._governance = processor, governance
        self._corrections, self._known, self._blocks = corrections, known, blocks
        self._overlaps: dict[str, Delivery] = {}
        self._nested: list[Nested] = []
        self._landed: dict[str, DeliveryOutcome] = {}
        self._measured: Memo = {}
        self._todo: list[Todo] = []
        self._begun: Future[None] | None = None

    def land(self, delivery: Delivery) -> DeliveryOutcome:
        """Read a delivery; a refusal, or a reason to wait that reading found, is an outcome."""
        if delivery.delivery_id not in self._landed:
            outcome = refuse_if_mark_is_lost(self._read(delivery))
            self._landed[delivery.delivery_id] = bared(outcome, self._blocks)
        return self._landed[delivery.delivery_id]

    def _read(self, delivery: Delivery) -> DeliveryOutcome:
        """Read a delivery; one on which the reading itself fails is held, and stops no other."""
        try:
            return self._processor.land(self._contract, delivery)
        except Exception as error:
            if not may_be_of_data(error):
                raise
            return failed_on(delivery, "reading", error)

    def begin(
        self, deliveries: Sequence[Delivery], current: Sequence[Delivery], places: Mapping[Place, PlaceHistory]
    ) -> None:  # fmt: skip
        """Say what is to be cleaned of landed ``deliveries``, and have it begun by the helpers where there are some.

        Those of the ``current`` ones whose months overlap what was known before at another of ``places`` wait; nested
        ones are compared once they are clean.
        """
        if self._contract.delivery_kind == "events" and self._contract.overlaps == "hold":
            self._overlaps = overlapping(current, places, self._nested)
        for delivery in current:
            outcome, earlier = self.land(delivery), self._overlaps.get(delivery.delivery_id)
            if earlier is not None and outcome.state == "published" and delivery.decision != "approved":
                outcome.hold([_overlap(delivery, earlier)])
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
        try:
            self._processor.clean_all(self._contract, self._todo)
        except Exception as error:
            if not may_be_of_data(error):
                raise  # else they are cleaned one by one, and the one that fails is found
        known = sorted(self._known.values(), key=lambda d: (d.known_from, d.ordinal))
        judged = [d for d in known if d.kind == "original" and d.decision != "rejected"]
        periods = {d.delivery_id: self.land(d).period for d in judged}
        statements = self._contract.delivery_kind == "statements"
        any_part = self._contract.delivery_kind == "events"
        spans = {d.delivery_id: self.land(d).span for d in judged}
        Succession(judged, periods, self._judge, statements=statements, spans=spans, any_part=any_part).play()
        settle_nested(self._engine, self._contract, self._nested, self.land, self._processor.clean_path)
        return [outcome for delivery in deliveries for outcome in self._in_force(delivery)]

    def _guarded(self, outcome: DeliveryOutcome) -> list[Finding]:
        delivery = outcome.delivery
        return judge_corrections(
            self._corrections, delivery, outcome.period, self._processor.landed_path(delivery)
        )

    def _in_force(self, delivery: Delivery) -> list[DeliveryOutcome]:
        """Return the outcomes from ``delivery`` back to the first one that is published, if there is one."""
        tried: list[DeliveryOutcome] = []
        current: Delivery | None = delivery
        while current is not None:
            outcome = self.land(current)
            tried.append(outcome)
            before = current.supersedes if outcome.state != "published" else None
            current = self._known.get(before) if before else None
        return tried

    def _judge(self, delivery: Delivery, neighbours: Neighbours, approved: bool) -> bool:
        """Clean and judge a delivery beside its neighbours; return whether it comes into force."""
        outcome = self.land(delivery)
        if outcome.read is None or (outcome.judgement is None and outcome.state != "published"):
            return False  # nobody can read it, or reading alone has found why it waits
        if not approved and delivery.decision == "approved" and self._waited(outcome):
            return False  # it waited until it was approved
        step: Step = "cleaning"
        try:
            if outcome.cleaned is None:
                outcome.corrections = self._guarded(outcome)
                self._processor.clean(self._contract, outcome, overrides_of(outcome.corrections))
            step = "comparing"
            self._compare(outcome, neighbours)
        except Exception as error:
            if not may_be_of_data(error):
                raise
            self._landed[delivery.delivery_id] = failed_on(delivery, step, error)
            return False
        assert outcome.judgement is not None
        block = self._blocks.get(delivery.delivery_id)
        reasons = [*reasons_of(delivery, block), *([] if approved else outcome.judgement.holds)]
        if reasons:
            outcome.hold(reasons)
        else:
            outcome.publish()
        return outcome.state == "published"

    def _compare(self, outcome: DeliveryOutcome, neighbours: Neighbours) -> None:
        beside = self._compared(neighbours)
        outcome.judgement = judge(
            self._engine, self._subject(outcome), beside, self._governance, self._measured
        )
        outcome.compared_with = beside.predecessor.delivery_id if beside.predecessor else None

    def _waited(self, outcome: DeliveryOutcome) -> bool:
        """Whether a delivery that was approved had waited for what its name, place or reading tell."""
        assert outcome.read is not None
        notes = any(n.severity == "hold" for n in (*outcome.read.notes, *outcome.doubts))
        return outcome.delivery.hold is not None or notes or outcome.delivery.delivery_id in self._overlaps

    def _subject(self, outcome: DeliveryOutcome) -> Subject:
        assert outcome.read is not None and outcome.cleaned is not None
        return Subject(
            outcome.delivery.file_name, self._contract, outcome.period,
            self._processor.clean_path(outcome.delivery), outcome.cleaned, outcome.read.preamble,
            [(m.sheet_name, m.header) for m in outcome.read.columns if m.column is None],
            outcome.delivery.delivery_id, outcome.read.grain, outcome.span,
        )  # fmt: skip

    def _compared(self, neighbours: Neighbours) -> Compared:
        """Return the clean files of the neighbours."""
        before = neighbours.replaced or neighbours.before
        return Compared(
            self._as_predecessor(before, same_period=neighbours.replaced is not None) if before else None,
            self._as_predecessor(neighbours.after) if neighbours.after else None,
            [self._as_predecessor(d, same_period=True) for d in neighbours.beside],
            [self._as_predecessor(d) for d in neighbours.documents],
            [self._as_predecessor(d) for d in neighbours.within],
        )

    def _as_predecessor(self, delivery: Delivery, *, same_period: bool = False) -> Predecessor:
        outcome = self.land(delivery)
        assert outcome.cleaned is not None
        return Predecessor(
            delivery.delivery_id, outcome.period, self._processor.clean_path(delivery), outcome.cleaned, same_period,
            delivery.file_name, outcome.read.grain if outcome.read else "",
        )  # fmt: skip


def _overlap(delivery: Delivery, earlier: Delivery) -> Message:
    return Message(
        "period_overlaps", "hold",
        {"file": delivery.file_name, "value": delivery.period or "—", "expected": earlier.period or "—",
         "suggestion": earlier.delivery_id},
    )  # fmt: skip
