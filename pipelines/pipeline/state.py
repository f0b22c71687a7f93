"""What a build has come to: an immutable record, of which each step returns the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipelines.intake.deliveries import Delivery, Nested, standing
from pipelines.pipeline.blocks import Block
from pipelines.pipeline.reports import DeliveryOutcome, StepReport, out_of_force
from pipelines.publishing import BuildKey

if TYPE_CHECKING:
    from pipelines.intake.inventory import Candidate
    from pipelines.pipeline.context import Context
    from pipelines.pipeline.prefetch import Prefetch

Outcomes = Mapping[str, DeliveryOutcome]


@dataclass(frozen=True, slots=True)
class Register:
    """What was received, as the ledger knows it at the moment of the build.

    ``known`` are all deliveries by id, ``current`` those that nothing newer replaces; ``refused`` are files that never
    became a delivery. ``unchanged`` says that the served version was made of just this.
    """

    known: Mapping[str, Delivery]
    current: Sequence[Delivery]
    refused: Sequence[Candidate]
    key: BuildKey
    unchanged: bool

    def looked_up(self, context: Context) -> Register:
        """Return it as the ledger knows it now: reading found of what period or edition a delivery is."""
        known = {d.delivery_id: d for d in context.ledger.all(context.as_known_at)}
        return replace(self, known=known, current=standing(known.values()))

    def originals(self, feed: str) -> list[Delivery]:
        """Return the current deliveries of a feed, without corrections of others."""
        return [d for d in self.current if d.feed == feed and d.kind == "original"]

    def compared(self, feed: str) -> list[Delivery]:
        """Return the originals that are compared: the superseded ones too, for later ones are measured by them."""
        found = (d for d in self.known.values() if d.feed == feed and d.kind == "original")
        return [d for d in found if d.decision != "rejected"]


@dataclass(frozen=True, slots=True)
class LandedFeed:
    """The deliveries of a feed as they were read.

    ``outcomes`` are of all that were read, ``current`` those that nothing newer replaces; ``readable`` are to be
    cleaned. ``overlapping`` wait since their months overlap those of others, ``nested`` are compared once they are
    clean.
    """

    feed: str
    current: tuple[Delivery, ...]
    outcomes: Outcomes
    readable: tuple[str, ...] = ()
    overlapping: frozenset[str] = frozenset()
    nested: tuple[Nested, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed on its way: landed, being accepted by the worker, accepted (``outcomes``, corrections among them)."""

    landed: LandedFeed
    accepting: Future[Outcomes] | None = None
    outcomes: Outcomes | None = None

    @property
    def known(self) -> Outcomes:
        """What became of the feed's deliveries so far."""
        if self.outcomes is not None:
            return self.outcomes
        return {d.delivery_id: self.landed.outcomes[d.delivery_id] for d in self.landed.current}


#: A step of a build: it returns the build that it came to and what it reports.
Step = Callable[["Context", "Build"], tuple["Build", StepReport]]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build has come to so far.

    ``blocks`` are deliveries that a check keeps out; ``made`` the steps that were made, by name, which are made again
    when one more delivery is held.
    """

    register: Register
    feeds: Mapping[str, FeedState] = field(default_factory=dict)
    blocks: Mapping[str, Block] = field(default_factory=dict)
    made: Mapping[str, Step] = field(default_factory=dict)
    prefetch: Prefetch | None = None

    def with_feed(self, feed: str, state: FeedState) -> Build:
        """Return the build with what became of a feed."""
        return replace(self, feeds={**self.feeds, feed: state})

    @property
    def outcomes(self) -> dict[str, DeliveryOutcome]:
        """What became of every delivery that was taken up."""
        return {i: outcome for state in self.feeds.values() for i, outcome in state.known.items()}

    def of_feed(self, feed: str) -> list[DeliveryOutcome]:
        """What became of the deliveries of a feed that were taken up."""
        return list(self.feeds[feed].known.values()) if feed in self.feeds else []

    def all_outcomes(self, context: Context) -> list[DeliveryOutcome]:
        """Return every delivery known at the time of the build, the superseded and the rejected ones too."""
        taken_up = self.outcomes
        rest = [d for d in self.register.known.values() if d.delivery_id not in taken_up]
        reasons = {d["delivery_id"]: d["reason"] for d in context.ledger.decisions(context.as_known_at)}
        return [*taken_up.values(), *(out_of_force(d, reasons) for d in rest)]

    def is_published(self, delivery_id: str) -> bool:
        """Whether a delivery is in force in this build."""
        outcome = self.outcomes.get(delivery_id)
        return outcome is not None and outcome.state == "published"
