"""Which deliveries of a feed came into force, played back moment by moment as they became known.

What was published stays: a delivery is assessed against what was in force when it became known, and one that came later
is assessed against it, never the other way round. So a late file for an older period waits where it does not fit the
periods around it, and takes nothing out of force. Deliveries of one moment are assessed in the order of their periods.

A delivery that waits is assessed again whenever what it is compared with has changed; once in force it is not. Only a
person takes it out: by rejecting it, or by rejecting what it was measured by. Everything follows from the ledger, and
nothing from what happens to be published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime

from pipelines.foundation.period import Span
from pipelines.governance.calendar import frequency, span
from pipelines.intake.deliveries import Delivery, Place


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The deliveries in force with which another is compared.

    ``replaced`` is of its own place; ``before`` and ``after`` are of the periods around it, of the same office,
    dimensions, cover and length, and are looked at where it replaces nothing. ``beside`` are tables of the same months
    by other dimensions, ``within`` lists of the same months that contain it or that it contains;
    ``documents`` are all statements of its office, the last period first.
    """

    replaced: Delivery | None = None
    before: Delivery | None = None
    after: Delivery | None = None
    beside: tuple[Delivery, ...] = ()
    documents: tuple[Delivery, ...] = ()
    within: tuple[Delivery, ...] = ()


#: Assesses a delivery beside its neighbours, or lets it pass as approved: whether it comes into force.
Assess = Callable[[Delivery, Neighbours, bool], bool]


class Succession:
    """Plays back the deliveries of one feed, given in the order in which they became known, without rejected ones.

    ``periods`` gives the period of each, by id, where one is known, ``spans`` the months that it speaks for;
    ``statements`` says that they are documents, each of which speaks of several periods; with ``any_part`` the list of
    one office is compared with that of another where it has no predecessor of its own, for their units' sake.
    """

    def __init__(
        self,
        deliveries: Iterable[Delivery],
        periods: Mapping[str, str | None],
        assess: Assess,
        *,
        statements: bool = False,
        spans: Mapping[str, str | None] | None = None,
        any_part: bool = False,
    ) -> None:
        self._deliveries, self._periods, self._assess = list(deliveries), periods, assess
        self._statements, self._spans, self._any_part = statements, spans or {}, any_part
        self._force: dict[Place, Delivery] = {}
        self._seen: dict[str, Neighbours] = {}
        days = {d.delivery_id: span(self._period(d) or "") for d in self._deliveries}
        #: The day on which the period of each begins; what has none comes last.
        self._first = {i: found[0] if found else date.max for i, found in days.items()}

    def play(self) -> set[str]:
        """Return the ids of the deliveries that are in force at the end."""
        for moment in sorted({m for d in self._deliveries for m in _moments(d)}):
            self._step(moment)
        return {d.delivery_id for d in self._force.values()}

    def _step(self, moment: datetime) -> None:
        standing = {d.delivery_id for d in self._force.values()}
        known = [(n, d) for n, d in enumerate(self._deliveries) if d.known_from <= moment]
        place_of = {d.delivery_id: n for n, d in known}
        for n, delivery in sorted(known, key=lambda e: (self._begins(e[1]), e[1].edition, e[0])):
            current = self._force.get(delivery.place)
            if current is not None and place_of[current.delivery_id] >= n:
                continue  # it is in force, or what came after it is
            if self._comes_into_force(delivery, moment, standing):
                self._force[delivery.place] = delivery

    def _comes_into_force(self, delivery: Delivery, moment: datetime, standing: Set[str]) -> bool:
        approved = delivery.decision == "approved" and (delivery.decided_at or delivery.known_from) <= moment
        found = Neighbours() if approved else self._neighbours(delivery, standing)
        if not approved and self._seen.get(delivery.delivery_id) == found:
            return False  # it waited beside the very same ones
        self._seen[delivery.delivery_id] = found
        return self._assess(delivery, found, approved)

    def _neighbours(self, delivery: Delivery, standing: Set[str]) -> Neighbours:
        """Find what a delivery is compared with; of periods after it only what ``standing`` held before this moment."""
        period, replaced = self._period(delivery), self._force.get(delivery.place)
        if period is None:
            return Neighbours(replaced)
        office = [d for d in self._force.values() if d.office == delivery.office and self._period(d)]
        months = [d for d in office if self._period(d) == period and d.span == delivery.span]
        (grain, cover) = delivery.shape
        beside = [d for d in months if d.shape[0] != grain and d.shape[1] == cover]
        alike = [d for d in office if d.shape == delivery.shape and self._length(d) == self._length(delivery)]
        if self._any_part and not alike:
            alike = [d for d in office if d.shape[0] == grain and self._length(d) == self._length(delivery)]
        within = [d for d in months if (d.cover or "") != cover and not (d.cover and cover)]
        before = [d for d in alike if self._begins(d) < self._begins(delivery)]
        after = [d for d in alike if self._begins(d) > self._begins(delivery) and d.delivery_id in standing]
        return Neighbours(
            replaced,
            max(before, key=self._begins, default=None) if replaced is None else None,
            min(after, key=self._begins, default=None) if replaced is None else None,
            tuple(sorted(beside, key=lambda d: d.edition)),
            tuple(sorted(office, key=self._begins, reverse=True)) if self._statements else (),
            tuple(sorted(within, key=lambda d: d.edition)),
        )

    def _period(self, delivery: Delivery) -> str | None:
        return self._periods.get(delivery.delivery_id) or delivery.period

    def _begins(self, delivery: Delivery) -> date:
        return self._first[delivery.delivery_id]

    def _length(self, delivery: Delivery) -> str:
        """Return how long a delivery's period is: six months are compared with six months."""
        told = self._spans.get(delivery.delivery_id) or ""
        return str(Span.parse(told).months) if "/" in told else frequency(told or self._period(delivery) or "")


def _moments(delivery: Delivery) -> Iterable[datetime]:
    """Yield the moments at which something about a delivery changes: it becomes known, it is approved."""
    yield delivery.known_from
    if delivery.decision == "approved" and delivery.decided_at is not None:
        yield max(delivery.known_from, delivery.decided_at)
