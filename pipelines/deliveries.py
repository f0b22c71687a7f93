"""A delivery, and how deliveries of one place succeed one another.

The place of a delivery is its feed, office and period. The newest at a place is current; the one before it was
known until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from pipelines.inventory import Candidate
from pipelines.messages import Message
from pipelines.source_notes import SourceNote


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger holds of one delivery. Times are UTC.

    ``period`` is None until it is known; ``hold`` says why it waits for approval; ``decision`` is the last one
    (``approved``, ``rejected``) or None.
    """

    delivery_id: str
    feed: str
    office: str | None
    period: str | None
    file_name: str
    path: str
    archived_path: Path
    sha256: str
    size_bytes: int
    registered_at: datetime
    known_from: datetime
    note: SourceNote
    hold: Message | None = None
    decision: str | None = None

    @property
    def place(self) -> tuple[str, str, str]:
        """Feed, office and period; two undated files are of one place only if they bear one name."""
        return (self.feed, self.office or "", self.period or f"file:{self.file_name}")

    @property
    def received_at(self) -> date:
        """The day of receipt by its note, else the day on which the system first saw it."""
        return self.note.received_on or self.registered_at.date()

    @property
    def is_synthetic(self) -> bool:
        """Whether its note says that the data are invented."""
        return self.note.synthetic


@dataclass(frozen=True, slots=True)
class Delivery(Entry):
    """An entry with its neighbours: the delivery that it supersedes, and until when it was the newest."""

    known_to: datetime | None = None
    supersedes: str | None = None

    @property
    def waits(self) -> Message | None:
        """Why the delivery waits for approval; None when it does not, or when it was approved."""
        return None if self.decision == "approved" else self.hold


def chained(entries: Iterable[Entry]) -> list[Delivery]:
    """Link entries of one place in the order in which they became known (given in that order).

    A rejected entry has no neighbours: what it would have superseded stays in force.
    """
    deliveries = [
        Delivery(**{name: getattr(e, name) for name in Entry.__dataclass_fields__}) for e in entries
    ]
    linked = [d for d in deliveries if d.decision == "rejected"]
    standing = sorted((d for d in deliveries if d.decision != "rejected"), key=lambda d: d.place)
    for _, group in groupby(standing, key=lambda d: d.place):
        chain = list(group)
        for position, delivery in enumerate(chain):
            following = chain[position + 1] if position + 1 < len(chain) else None
            linked.append(
                replace(
                    delivery,
                    supersedes=chain[position - 1].delivery_id if position else None,
                    known_to=following.known_from if following else None,
                )
            )
    return linked


def delivery_id_of(candidate: Candidate) -> str:
    """Return the id of a delivery: ``<feed>-<period|undated>-<office|unknown>-<sha256[:8]>``, safe as a name."""
    parts = (
        candidate.feed,
        candidate.period or "undated",
        candidate.office or "unknown",
        candidate.sha256[:8],
    )
    return "-".join(re.sub(r"[^A-Za-z0-9_-]", "_", part) for part in parts)
