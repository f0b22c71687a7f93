"""Who has delivered what was due, and who has gone silent. A silent file is not a zero.

What is expected follows from the contracts (offices, cadence, since when) and from ``models/rules/freshness.yaml``;
what came follows from the deliveries. The day is an argument: the same day gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pipelines.contracts import Contract
from pipelines.foundation.period import Period, Span
from pipelines.governance.calendar import ended_periods, frequency, span
from pipelines.governance.thresholds import Cadence

State = Literal["received", "late", "partial", "missing", "held", "refused", "not_due", "never"]
Freshness = Literal["fresh", "stale", "silent", "never", "occasional"]
WAITING: tuple[Literal["held", "refused"], ...] = ("held", "refused")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A delivery as completeness sees it: what it speaks of, when it came, what became of it."""

    delivery_id: str
    feed: str
    office: str | None
    period: str | None
    received_on: date
    state: Literal["published", "held", "refused", "superseded"]
    #: The months that it speaks for, where they are more or less than its period, and what it is restricted to.
    span: str | None = None
    cover: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expected period of one office's feed; those that are missing one after another are one.

    ``period_to`` and ``periods`` say for which periods the row stands; of an office that has never delivered it is
    all of them. ``days_late`` is counted from ``due_on``, the due day of the first: to the day of receipt of what
    came late, to the day of the build of what is missing. ``months`` are those that came of a period of events that
    is ``partial``: other months, or other areas, are still to come.
    """

    feed: str
    office: str
    period: str
    period_to: str
    periods: int
    due_on: date | None
    state: State
    days_late: int | None
    delivery_id: str | None
    received_on: date | None
    months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeFreshness:
    """How long an office has not delivered a feed, and when its next delivery is due."""

    feed: str
    office: str
    deliveries: int
    last_period: str | None
    last_received_on: date | None
    days_since: int | None
    allowed_days: int | None
    stale_on: date | None
    state: Freshness


def expectations(
    contracts: Mapping[str, Contract],
    cadences: Mapping[str, Cadence],
    arrivals: Iterable[Arrival],
    today: date,
) -> list[Expectation]:
    """Return what was expected of every office until ``today``, and what it delivered beyond that."""
    came = _by_office(arrivals)
    found: list[Expectation] = []
    for contract in contracts.values():
        for office in _offices(contract, came):
            theirs = came.get((contract.feed, office), [])
            found += _of_office(contract, office, cadences.get(contract.cadence), theirs, today)
    return sorted(found, key=lambda e: (e.feed, e.office, e.period))


def freshness(
    contracts: Mapping[str, Contract],
    cadences: Mapping[str, Cadence],
    arrivals: Iterable[Arrival],
    today: date,
) -> list[OfficeFreshness]:
    """Return how fresh each office's feed is on ``today``; only what was published counts."""
    came = _by_office(arrivals)
    found = []
    for contract in contracts.values():
        cadence = cadences.get(contract.cadence)
        for office in _offices(contract, came):
            taken = [a for a in came.get((contract.feed, office), []) if a.state in ("published", "superseded")]
            last = max((a.received_on for a in taken), default=None)
            periods = [a.period for a in taken if a.period and span(a.period)]
            allowed = cadence.allowed_days if cadence else None
            found.append(
                OfficeFreshness(
                    contract.feed,
                    office,
                    len(taken),
                    max(periods, key=_end, default=None),
                    last,
                    (today - last).days if last else None,
                    allowed,
                    last + timedelta(days=allowed + 1) if last and allowed else None,
                    state_of_age(last, allowed, today),
                )
            )
    return sorted(found, key=lambda f: (f.feed, f.office))


def state_of_age(last: date | None, allowed_days: int | None, today: date) -> Freshness:
    """Return the freshness of a last delivery; after twice the allowed days an office is silent."""
    if last is None:
        return "never"
    if allowed_days is None:
        return "occasional"
    days = (today - last).days
    return "fresh" if days <= allowed_days else "stale" if days <= 2 * allowed_days else "silent"


def _by_office(arrivals: Iterable[Arrival]) -> dict[tuple[str, str], list[Arrival]]:
    found: dict[tuple[str, str], list[Arrival]] = {}
    for arrival in sorted(arrivals, key=lambda a: (a.received_on, a.delivery_id)):
        found.setdefault((arrival.feed, arrival.office or "unknown"), []).append(arrival)
    return found


def _offices(contract: Contract, came: Mapping[tuple[str, str], Sequence[Arrival]]) -> list[str]:
    """Return the offices that are to deliver a feed, and those that did without being named."""
    return sorted({*contract.offices, *(office for feed, office in came if feed == contract.feed)})


def _of_office(
    contract: Contract, office: str, cadence: Cadence | None, arrivals: Sequence[Arrival], today: date
) -> list[Expectation]:
    named = office in contract.offices and contract.expected_from is not None and cadence is not None
    due = list(ended_periods(str(contract.expected_from), contract.cadence, today)) if named else []
    if due and not arrivals:
        return [_never(contract.feed, office, due, cadence, today)]
    each = [_of_period(contract, office, period, cadence, arrivals, today) for period in due]
    found = _runs(each)
    met = {e.delivery_id for e in found}
    beyond = [a for a in arrivals if a.state != "superseded" and a.delivery_id not in met and a.period]
    spoken = {e.period for e in each}
    for arrival in beyond:
        if arrival.period not in spoken:
            spoken.add(str(arrival.period))
            found.append(_beyond(contract, office, arrival, arrivals, today))
    return found


def _never(feed: str, office: str, due: Sequence[str], cadence: Cadence | None, today: date) -> Expectation:
    due_on = _due_on(due[0], cadence)
    late = (today - due_on).days if due_on and today > due_on else None
    return Expectation(feed, office, due[0], due[-1], len(due), due_on, "never", late, None, None)


def _runs(each: Sequence[Expectation]) -> list[Expectation]:
    """Join missing periods that follow one another: a silence is told once, with its length."""
    found: list[Expectation] = []
    for expected in each:
        last = found[-1] if found else None
        if last is not None and last.state == expected.state == "missing":
            found[-1] = replace(last, period_to=expected.period, periods=last.periods + 1)
        else:
            found.append(expected)
    return found


def _beyond(contract: Contract, office: str, arrival: Arrival, arrivals: Sequence[Arrival], today: date) -> Expectation:
    """Tell what came beyond what was asked; a month of which the rest of its quarter did not come is a part."""
    period = str(arrival.period)
    found = _of_period(contract, office, period, None, [arrival], today)
    if found.state != "received" or contract.delivery_kind != "events" or frequency(period) != "M":
        return found
    quarter = Period.parse(period).ending("Q")
    taken = [a for a in arrivals if a.state in ("published", "superseded")]
    came = _months_told(taken, quarter.key)
    whole = len(came) == len(quarter.months)
    return found if whole else replace(found, state="partial", months=came)


def _months_told(arrivals: Iterable[Arrival], period: str) -> tuple[str, ...]:
    """Return the months of a period that lists of every area tell."""
    own = Span.parse(period)
    told = [Span.parse(str(a.span or a.period)) for a in arrivals if a.period and span(a.period) and not a.cover]
    return tuple(month.key for month in own if any(t.contains(month.span) for t in told))


def _of_period(
    contract: Contract,
    office: str,
    period: str,
    cadence: Cadence | None,
    arrivals: Sequence[Arrival],
    today: date,
) -> Expectation:
    """Assess one period: by the delivery in force, else by one that waits, else by one that was refused.

    A register is told by a list of the period's end; of events every month has to be told.
    """
    feed, due_on = contract.feed, _due_on(period, cadence)
    covering = [a for a in arrivals if _covers(a, period)]
    taken = [a for a in covering if a.state in ("published", "superseded")]
    if contract.delivery_kind == "events" and any(
        a.cover or frequency(str(a.period)) != frequency(period) for a in taken
    ):
        came = _months_told((a for a in arrivals if a.state in ("published", "superseded")), period)
        if len(came) < Span.parse(period).months:
            newest = taken[-1]
            return Expectation(
                feed,
                office,
                period,
                period,
                1,
                due_on,
                "partial",
                None,
                newest.delivery_id,
                newest.received_on,
                came,
            )
    if taken:
        first, last = taken[0], next((a for a in reversed(taken) if a.state == "published"), taken[-1])
        late = (first.received_on - due_on).days if due_on and first.received_on > due_on else None
        state: State = "late" if late else "received"
        return Expectation(feed, office, period, period, 1, due_on, state, late, last.delivery_id, first.received_on)
    for waiting in WAITING:
        if one := next((a for a in reversed(covering) if a.state == waiting), None):
            return Expectation(feed, office, period, period, 1, due_on, waiting, None, one.delivery_id, one.received_on)
    overdue = due_on is not None and today > due_on
    days = (today - due_on).days if due_on is not None and overdue else None
    return Expectation(feed, office, period, period, 1, due_on, "missing" if overdue else "not_due", days, None, None)


def _covers(arrival: Arrival, period: str) -> bool:
    """Return whether a delivery speaks of a period’s end: the year covers its quarters, the last month its quarter."""
    own, theirs = span(period), span(arrival.span or arrival.period) if arrival.period else None
    return own is not None and theirs is not None and theirs[0] <= own[1] <= theirs[1]


def _due_on(period: str, cadence: Cadence | None) -> date | None:
    days = span(period)
    return days[1] + timedelta(days=cadence.grace_days) if days and cadence else None


def _end(period: str) -> date:
    days = span(period)
    assert days is not None
    return days[1]
