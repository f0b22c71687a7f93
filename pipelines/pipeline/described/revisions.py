"""Tables of what was published before, so that a version can say what it revises and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipelines.modelling.making import Inputs

if TYPE_CHECKING:
    from pipelines.pipeline.described.facts import BuildFacts, ReleaseFacts


def values_before(inputs: Inputs) -> Sequence[Mapping[str, Any]]:
    """Return what the ledger says was published. Grain: value and version in which it changed."""
    facts: BuildFacts = inputs.facts
    return facts.before.values


def delivery_changes(inputs: Inputs) -> Iterator[dict[str, str]]:
    """Yield the deliveries that came into force or left it since the version before; none for the first one."""
    facts: ReleaseFacts = inputs.facts
    before = facts.before.deliveries
    if before is None:
        return
    now = {d.delivery_id: d for d in facts.in_force}
    for delivery_id, delivery in sorted(now.items()):
        if delivery_id not in before:
            replaces = bool(delivery.supersedes) and delivery.supersedes in before
            yield {
                "delivery_id": delivery_id,
                "feed": delivery.feed,
                "change": "replaced" if replaces else "came",
            }
    for delivery_id, feed in sorted(before.items()):
        if delivery_id not in now:
            yield {"delivery_id": delivery_id, "feed": feed, "change": "left"}


def definition_changes(inputs: Inputs) -> Iterator[dict[str, str]]:
    """Yield one row where models or code are others than those of the version before."""
    facts: ReleaseFacts = inputs.facts
    if not facts.before.hashes or not facts.release:
        return
    changed = [name for name in ("models", "code") if facts.before.hashes[name] != facts.release[0][f"{name}_hash"]]
    if changed:
        yield {"changed": "both" if len(changed) > 1 else changed[0]}
