"""Receive: archive and register what lies in ``raw/``, and find out whether there is anything to do."""

from __future__ import annotations

from pipelines.foundation import clock
from pipelines.foundation.messages import shown_name
from pipelines.intake import inventory
from pipelines.intake.inventory import Candidate
from pipelines.modelling.reference import known_offices
from pipelines.pipeline.context import Context
from pipelines.pipeline.prefetch import WORTH_FILES, Prefetch
from pipelines.pipeline.state import Build, Register
from pipelines.publishing import build_key, clear_failure, current_key


def receive(context: Context) -> Build:
    """Archive and register what lies in ``raw/``; where there is much to read, have workers begin."""
    context.progress("inventory")
    _sweep(context)
    candidates = inventory.scan(context.workspace, context.contracts, _offices(context))
    context.ledger.register(candidates, context.workspace, clock.now())
    refused = [c for c in candidates if c.refusal is not None]
    # Superseded deliveries count as well: the newest ones are compared with them, and they come back into force when a
    # newer one is held.
    key = build_key(
        context.models,
        context.ledger.as_entered(context.as_known_at),
        refused=_told(context, refused),
        as_known_at=context.as_known_at,
        decisions=context.ledger.decisions(context.as_known_at),
        vocabulary=context.vocabulary,
        day=context.today,
    )
    # What a rollback has withdrawn stays withdrawn on later days: its key is without the day.
    unchanged = current_key(context.workspace, context.as_known_at) in (key.key, key.undated)
    register = Register({}, (), refused, key, unchanged).looked_up(context)
    if unchanged:
        clear_failure(context.workspace)
        return Build(register)
    _ = context.runner  # a cluster that does not answer is told before the first file is read
    return Build(register, prefetch=_prefetch(context, register))


def _sweep(context: Context) -> None:
    """Take away what a run that was killed has left half written."""
    for folder in (context.workspace.landed, context.workspace.clean):
        for left in folder.glob("*.tmp"):
            left.unlink()


def _offices(context: Context) -> inventory.Offices:
    defaults = {feed: contract.default_office for feed, contract in context.contracts.items()}
    titles = {feed: (c.title_fa, c.title_en) for feed, c in context.contracts.items()}
    return inventory.Offices(known_offices(context.models), defaults, titles)


def _told(context: Context, refused: list[Candidate]) -> list[tuple[str, str]]:
    root = context.workspace.root
    return [(shown_name(str(c.path.relative_to(root))), c.refusal.id) for c in refused if c.refusal is not None]


def _prefetch(context: Context, register: Register) -> Prefetch | None:
    """Have workers read the deliveries in force where they are many that nobody has read."""
    lander = context.processor.lander
    wanted = [
        (context.contracts[feed], delivery)
        for feed in context.feeds
        for delivery in register.compared(feed)
        if lander.known(context.contracts[feed], delivery) is None
    ]
    if len(wanted) < WORTH_FILES:
        return None
    prefetch = Prefetch(context.workspace, context.models, lander, wanted)
    context.closing.callback(prefetch.close)
    return prefetch
