"""Go on without the deliveries on which a step or a check fails: they are held, everything else is published.

A failing row names its delivery. Where no row does (an error in a query, a sum that overflows), the step is tried
without the newest deliveries, and halving finds those on which it fails. A build depends on its inputs alone, so
“newest” is what the ledger says, never what is served at the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipelines.foundation.messages import Message
from pipelines.intake.deliveries import Delivery
from pipelines.pipeline.accept import keeping_out
from pipelines.pipeline.blocks import Block, may_be_of_data
from pipelines.pipeline.context import Context
from pipelines.pipeline.culprits import Trial, find_culprits
from pipelines.pipeline.reports import StepReport
from pipelines.pipeline.state import Build, Step

T = TypeVar("T")
Blame = Callable[[Delivery], Message]
#: What is tried: it returns the build that it came to, with what it made.
Make = Callable[[Context, Build], tuple[Build, T]]


def without_breakers(context: Context, build: Build, step: str, make: Step) -> tuple[Build, StepReport]:
    """Make a step; where it fails on deliveries these are held, and it is made without them.

    Raises the step's own error where it fails without any delivery as well.
    """
    build, report = attempt(context, build, step, make, feeds=_feeds_behind(context, step))
    return replace(build, made={**build.made, step: make}), report


def attempt(
    context: Context, build: Build, step: str, make: Make[T], *, feeds: Collection[str] | None = None
) -> tuple[Build, T]:
    """Return what ``make`` gives once the deliveries (of ``feeds``, or any) on which it fails are held."""
    try:
        return make(context, build)
    except Exception as error:
        if not may_be_of_data(error):
            raise
        kind = type(error).__name__

        def succeeds(tried: Build) -> bool:
            make(context, tried)
            return True

        def blame(delivery: Delivery) -> Message:
            params = {"file": delivery.file_name, "step": step, "value": kind}
            return Message("step_fails", "hold", params)

        without = hold_breakers(context, build, feeds, succeeds, blame)
        if without is None:
            raise
        return make(context, without)


def hold_breakers(
    context: Context,
    build: Build,
    feeds: Collection[str] | None,
    succeeds: Callable[[Build], bool],
    blame: Blame,
) -> Build | None:
    """Hold the deliveries without which ``succeeds`` gives true; return the build without them, None without such.

    First their rows are left out; where that does not help, or only without several of them, also what is told of
    their content: the fewer deliveries are held the better. Afterwards everything that was made stands as it is
    without them.
    """
    known, before = build.register.known, build.blocks
    suspected = [
        d.delivery_id for d in newest_first(known.values()) if d.feed in (context.contracts if feeds is None else feeds)
    ]
    best: tuple[list[str], bool] | None = None
    for bare in (False, True):
        suspects = [i for i in suspected if i not in before or (bare and not before[i].bare)]
        found = find_culprits(suspects, _trial(context, build, succeeds, blame, bare))
        if found and (best is None or len(found) < len(best[0])):
            best = found, bare
        if best is not None and len(best[0]) == 1:
            break
    if best is None:
        return None
    return keep_out(context, build, {i: Block(blame(known[i]), best[1]) for i in best[0]})


def newest_first(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """Return deliveries that may be in force, the one that was entered last first; rejected ones are left out."""
    standing = (d for d in deliveries if d.decision != "rejected")
    return sorted(standing, key=lambda d: (d.registered_at, d.known_from, d.delivery_id), reverse=True)


def keep_out(context: Context, build: Build, more: Mapping[str, Block]) -> Build:
    """Hold deliveries, besides those that are held already, and make everything again without them."""
    return make_again(context, keeping_out(context, build, {**build.blocks, **more}))


def make_again(context: Context, build: Build) -> Build:
    """Make every step again that was made so far; what does not depend on a change is kept."""
    context.cache.forget_loaded()
    for make in build.made.values():
        build, _ = make(context, build)
    return build


def _trial(context: Context, build: Build, succeeds: Callable[[Build], bool], blame: Blame, bare: bool) -> Trial:
    def holds_without(left_out: frozenset[str]) -> bool:
        more = {i: Block(blame(build.register.known[i]), bare) for i in left_out}
        try:
            return succeeds(keep_out(context, build, more))
        except Exception as error:
            if not may_be_of_data(error):
                raise
            return False

    return holds_without


def _feeds_behind(context: Context, step: str) -> Sequence[str] | None:
    """Return the feeds from which a step's table is made; None where that may be any."""
    layer, _, name = step.partition("/")
    if layer == "clean":
        return [name]
    reads, found, waiting = context.reads, set[str](), [f"{layer}.{name}"]
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
