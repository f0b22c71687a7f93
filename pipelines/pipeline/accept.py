"""Accept: clean the deliveries of a feed, compare each with what was in force, and find what comes into force.

A delivery is compared after it was cleaned, with what was in force when it became known (:mod:`.succession`). Where one
is held or refused its predecessor stays in force, however many back that is. Corrections come last: each stands and
falls with the delivery that it corrects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, field, replace

from pipelines.contracts import Contract
from pipelines.governance.assessment import Compared, Predecessor, Subject
from pipelines.governance.comparison import Memo
from pipelines.governance.corrections import overrides_of
from pipelines.governance.holds import assess
from pipelines.intake.deliveries import Delivery
from pipelines.pipeline.blocks import Block, Blocks, Step, failed_on, may_be_of_data, reasons_of
from pipelines.pipeline.containment import accept_nested
from pipelines.pipeline.context import Context
from pipelines.pipeline.corrections import CorrectionBases, accept_corrections
from pipelines.pipeline.landed import guarded, landed_feed
from pipelines.pipeline.prefetch import Prefetch
from pipelines.pipeline.processing import Todo
from pipelines.pipeline.reports import DeliveryOutcome
from pipelines.pipeline.state import Build, FeedState, LandedFeed, Outcomes
from pipelines.pipeline.succession import Neighbours, Succession


def begin_to_accept(context: Context, build: Build, feed: str) -> Build:
    """Have a feed's landed deliveries cleaned and compared by the worker."""
    landed = landed_feed(context, build.register, feed, build.blocks, build.prefetch)
    known = {d.delivery_id: d for d in build.register.known.values() if d.feed == feed and d.kind == "original"}
    cleaning = _prefetched(context, landed, build.prefetch)
    accepting = context.worker.submit(_accepted, context, landed, known, build.blocks, cleaning)
    return build.with_feed(feed, FeedState(landed, accepting))


def accept(context: Context, build: Build, feed: str) -> Build:
    """Wait until a feed's deliveries are accepted; bring in the corrected rows of those in force."""
    state = build.feeds[feed]
    assert state.accepting is not None
    outcomes = state.accepting.result()
    if build.prefetch is not None and feed == context.feeds[-1]:
        build.prefetch.close()
    bases = CorrectionBases(
        context.contracts[feed],
        context.processor,
        context.units,
        build.register.known,
        outcomes,
        build.blocks,
    )
    corrected = accept_corrections(bases, [d for d in build.register.current if d.feed == feed])
    return build.with_feed(feed, FeedState(state.landed, outcomes={**outcomes, **corrected}))


def keeping_out(context: Context, build: Build, blocks: Blocks) -> Build:
    """Keep exactly these deliveries out; what stands in for them is found anew, what was made stays as it is."""
    changed = {i for i in {*blocks, *build.blocks} if blocks.get(i) != build.blocks.get(i)}
    build = replace(build, blocks=dict(blocks))
    for feed in sorted({build.register.known[i].feed for i in changed}):
        build = accept(context, begin_to_accept(context, build, feed), feed)
    return build


def _prefetched(context: Context, landed: LandedFeed, prefetch: Prefetch | None) -> Future[None] | None:
    """Have the rows of a feed cleaned by other processes, where there are some."""
    todo = _todo(landed)
    return prefetch.clean(context.contracts[landed.feed], todo) if todo and prefetch is not None else None


def _todo(landed: LandedFeed) -> list[Todo]:
    found = [landed.outcomes[i] for i in landed.readable]
    return [(outcome, overrides_of(outcome.corrections)) for outcome in found]


def _accepted(
    context: Context,
    landed: LandedFeed,
    known: Mapping[str, Delivery],
    blocks: Blocks,
    cleaning: Future[None] | None,
) -> Outcomes:
    """Return the outcomes of a feed's current deliveries and of all that stand in for them."""
    if cleaning is not None:
        with suppress(CancelledError):
            cleaning.exception()  # waits; what others failed at is done here, and fails here if it must
    contract = context.contracts[landed.feed]
    acceptance = _Acceptance(context, contract, landed, blocks, dict(landed.outcomes))
    acceptance.clean_together()
    deliveries = sorted(known.values(), key=lambda d: (d.known_from, d.ordinal))
    acceptance.compare_all([d for d in deliveries if d.decision != "rejected"])
    outcomes = accept_nested(
        context.comparing, contract, landed.nested, acceptance.outcomes, context.processor.clean_path
    )
    return {
        outcome.delivery.delivery_id: outcome
        for delivery in landed.current
        for outcome in _in_force(delivery, known, outcomes)
    }


def _in_force(delivery: Delivery, known: Mapping[str, Delivery], outcomes: Outcomes) -> list[DeliveryOutcome]:
    """Return the outcomes from ``delivery`` back to the first one that is published, if there is one."""
    tried: list[DeliveryOutcome] = []
    current: Delivery | None = delivery
    while current is not None:
        outcome = outcomes[current.delivery_id]
        tried.append(outcome)
        before = current.supersedes if outcome.state != "published" else None
        current = known.get(before) if before else None
    return tried


@dataclass(slots=True)
class _Acceptance:
    """Compares the deliveries of one feed in the order in which they became known; ``outcomes`` are those so far."""

    context: Context
    contract: Contract
    landed: LandedFeed
    blocks: Mapping[str, Block]
    outcomes: dict[str, DeliveryOutcome]
    measured: Memo = field(default_factory=dict)

    def clean_together(self) -> None:
        """Clean all that can be cleaned at once; where that fails they are cleaned one by one, and the one is found."""
        todo = _todo(self.landed)
        try:
            cleaned = self.context.processor.clean_all(self.contract, todo)
        except Exception as error:
            if not may_be_of_data(error):
                raise
            return
        for (outcome, _), result in zip(todo, cleaned, strict=True):
            self.outcomes[outcome.delivery.delivery_id] = replace(outcome, cleaned=result)

    def compare_all(self, deliveries: Sequence[Delivery]) -> None:
        """Play back how the deliveries became known, each compared with what was in force then."""
        kind = self.contract.delivery_kind
        Succession(
            deliveries,
            {d.delivery_id: self.outcomes[d.delivery_id].period for d in deliveries},
            self._comes_into_force,
            statements=kind == "statements",
            spans={d.delivery_id: self.outcomes[d.delivery_id].span for d in deliveries},
            any_part=kind == "events",
        ).play()

    def _comes_into_force(self, delivery: Delivery, neighbours: Neighbours, approved: bool) -> bool:
        """Clean a delivery and compare it with its neighbours; return whether it comes into force."""
        outcome = self.outcomes[delivery.delivery_id]
        if outcome.read is None or (outcome.assessment is None and outcome.state != "published"):
            return False  # nobody can read it, or reading alone has found why it waits
        if not approved and delivery.decision == "approved" and self._waited(outcome):
            return False  # it waited until it was approved
        outcome = self._compared(outcome, neighbours)
        if outcome.assessment is not None:
            outcome = self._decided(outcome, approved=approved)
        self.outcomes[delivery.delivery_id] = outcome
        return outcome.state == "published"

    def _compared(self, outcome: DeliveryOutcome, neighbours: Neighbours) -> DeliveryOutcome:
        """Return a delivery cleaned and compared; one on which that fails is held, and stops no other."""
        step: Step = "cleaning"
        try:
            if outcome.cleaned is None:
                corrections = guarded(self.context, outcome)
                cleaned = self.context.processor.clean(self.contract, outcome, overrides_of(corrections))
                outcome = replace(outcome, corrections=corrections, cleaned=cleaned)
            step = "comparing"
            beside = self._beside(neighbours)
            found = assess(
                self.context.comparing, self._subject(outcome), beside, self.context.governance, self.measured
            )
        except Exception as error:
            if not may_be_of_data(error):
                raise
            return failed_on(outcome.delivery, step, error)
        compared_with = beside.predecessor.delivery_id if beside.predecessor else None
        return replace(outcome, assessment=found, compared_with=compared_with)

    def _decided(self, outcome: DeliveryOutcome, *, approved: bool) -> DeliveryOutcome:
        assert outcome.assessment is not None
        block = self.blocks.get(outcome.delivery.delivery_id)
        reasons = [*reasons_of(outcome.delivery, block), *([] if approved else outcome.assessment.holds)]
        return outcome.held(reasons) if reasons else outcome.published()

    def _waited(self, outcome: DeliveryOutcome) -> bool:
        """Whether a delivery that was approved had waited for what its name, place or reading tell."""
        assert outcome.read is not None
        notes = any(n.severity == "hold" for n in (*outcome.read.notes, *outcome.doubts))
        return outcome.delivery.hold is not None or notes or outcome.delivery.delivery_id in self.landed.overlapping

    def _subject(self, outcome: DeliveryOutcome) -> Subject:
        assert outcome.read is not None and outcome.cleaned is not None
        return Subject(
            outcome.delivery.file_name,
            self.contract,
            outcome.period,
            self.context.processor.clean_path(outcome.delivery),
            outcome.cleaned,
            outcome.read.preamble,
            [(m.sheet_name, m.header) for m in outcome.read.columns if m.column is None],
            outcome.delivery.delivery_id,
            outcome.read.grain,
            outcome.span,
        )

    def _beside(self, neighbours: Neighbours) -> Compared:
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
        outcome = self.outcomes[delivery.delivery_id]
        assert outcome.cleaned is not None
        return Predecessor(
            delivery.delivery_id,
            outcome.period,
            self.context.processor.clean_path(delivery),
            outcome.cleaned,
            same_period,
            delivery.file_name,
            outcome.read.grain if outcome.read else "",
        )
