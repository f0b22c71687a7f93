"""Go on without the deliveries on which a step or a check fails: they are held, everything else is published.

A failing row names its delivery. Where no row does (an error in a query, a sum that overflows), the step is tried
without the newest deliveries, and halving finds those on which it fails. A build depends on its inputs alone, so
“newest” is what the ledger says, never what is served at the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from pipelines.build.blocks import Block, may_be_of_data
from pipelines.build.culprits import Trial, find_culprits
from pipelines.messages import Message

if TYPE_CHECKING:
    from pipelines.build.reports import StepReport
    from pipelines.build.session import BuildSession
    from pipelines.deliveries import Delivery

T = TypeVar("T")
Blame = Callable[["Delivery"], Message]


def without_breakers(session: BuildSession, step: str, make: Callable[[], StepReport]) -> StepReport:
    """Make a step; where it fails on deliveries these are held, and it is made without them.

    Raises the step's own error where it fails without any delivery as well.
    """
    report = attempt(session, step, make, feeds=_feeds_behind(session, step))
    session.made[step] = make
    return report


def attempt(
    session: BuildSession, step: str, make: Callable[[], T], *, feeds: Collection[str] | None = None
) -> T:
    """Return what ``make`` gives once the deliveries (of ``feeds``, or any) on which it fails are held."""
    try:
        return make()
    except Exception as error:
        if not may_be_of_data(error):
            raise
        kind = type(error).__name__

        def succeeds() -> bool:
            make()
            return True

        def blame(delivery: Delivery) -> Message:
            params = {"file": delivery.file_name, "step": step, "value": kind}
            return Message("step_fails", "hold", params)

        if not hold_breakers(session, feeds, succeeds, blame):
            raise
        return make()


def hold_breakers(
    session: BuildSession, feeds: Collection[str] | None, succeeds: Callable[[], bool], blame: Blame
) -> bool:
    """Hold the deliveries without which ``succeeds`` gives true; return whether there are such.

    First their rows are left out; where that does not help, or only without several of them, also what is told of
    their content: the fewer deliveries are held the better. Afterwards everything that was made stands as it is
    without them.
    """
    before = dict(session.blocks)
    suspected = [
        d.delivery_id for d in newest_first(session.known.values())
        if d.feed in (session.contracts if feeds is None else feeds)
    ]  # fmt: skip
    best: tuple[list[str], bool] | None = None
    for bare in (False, True):
        session.block(before)
        suspects = [i for i in suspected if i not in before or (bare and not before[i].bare)]
        found = find_culprits(suspects, _trial(session, succeeds, blame, bare))
        if found and (best is None or len(found) < len(best[0])):
            best = found, bare
        if best is not None and len(best[0]) == 1:
            break
    session.block(before)
    if best is None:
        return False
    keep_out(session, {i: Block(blame(session.known[i]), best[1]) for i in best[0]})
    return True


def newest_first(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """Return deliveries that may be in force, the one that was entered last first; rejected ones are left out."""
    standing = (d for d in deliveries if d.decision != "rejected")
    return sorted(standing, key=lambda d: (d.registered_at, d.known_from, d.delivery_id), reverse=True)


def keep_out(session: BuildSession, more: dict[str, Block]) -> None:
    """Hold deliveries, besides those that are held already, and make everything again without them."""
    session.block({**session.blocks, **more})
    make_again(session)


def make_again(session: BuildSession) -> None:
    """Make every step again that was made so far; what does not depend on a change is kept."""
    session.kept.forget_loaded()
    for make in list(session.made.values()):
        make()


def _trial(session: BuildSession, succeeds: Callable[[], bool], blame: Blame, bare: bool) -> Trial:
    before = dict(session.blocks)

    def holds_without(left_out: frozenset[str]) -> bool:
        more = {i: Block(blame(session.known[i]), bare) for i in left_out}
        session.block({**before, **more})
        try:
            make_again(session)
            return succeeds()
        except Exception as error:
            if not may_be_of_data(error):
                raise
            return False

    return holds_without


def _feeds_behind(session: BuildSession, step: str) -> Sequence[str] | None:
    """Return the feeds from which a step's table is made; None where that may be any."""
    layer, _, name = step.partition("/")
    if layer == "clean":
        return [name]
    reads, found, waiting = session.reads, set[str](), [f"{layer}.{name}"]
    if waiting[0] not in reads:
        return None
    seen = set(waiting)
    while waiting:
        for table in reads.get(waiting.pop(), frozenset()) - seen:
            seen.add(table)
            waiting.append(table)
            if table.startswith("clean."):
                found.add(table.removeprefix("clean."))
    return sorted(found)
