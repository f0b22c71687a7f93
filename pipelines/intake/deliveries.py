"""A delivery, and how deliveries of one place succeed one another.

The place of a delivery is its feed, office and period, and which edition of their table it is: the dimensions that it
has (its grain), the months that it speaks for and what it covers. That of a correction is the delivery that it corrects
and the workbook that it was made from. The newest at a place is current; the one before it was known until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from pipelines.foundation.clock import tehran_day
from pipelines.foundation.messages import Message
from pipelines.foundation.period import Span
from pipelines.intake.inventory import Candidate
from pipelines.intake.source_notes import SourceNote

#: The hold of the second of two files that come to one place in one run.
HELD_BESIDE = "two_files_at_one_place"
#: Before the months of an edition that are not those of its period, and before what it covers.
MONTHS, COVERS = " ~ ", " @ "


class Place(NamedTuple):
    """Where deliveries succeed one another; ``edition`` is empty where a feed has one table a period."""

    feed: str
    office: str
    period: str
    edition: str = ""

    @property
    def table(self) -> Place:
        """The place of all editions of one table."""
        return self._replace(edition="")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger holds of one delivery. Times are UTC.

    ``period`` is None until it is known; ``hold`` says why it waits for approval; ``decision`` is the last one
    (``approved``, ``rejected``) or None. A correction says in ``corrects`` which delivery it corrects and in
    ``workbook`` by which workbook; its office, period and origin are those of that delivery.

    ``grain``, ``span`` and ``cover`` are found when the delivery is read. ``grain`` is None until somebody could read
    it, and empty where the tables of its feed do not differ in their dimensions; ``span`` and ``cover`` are None
    where it speaks for its period and for everything.

    ``filled`` are the columns in which a steward said that a blank means what stands above it.

    ``decided_at`` is the moment of the last decision; ``ordinal`` counts in the order in which entries were made.
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
    corrects: str | None = None
    workbook: str | None = None
    grain: str | None = None
    span: str | None = None
    cover: str | None = None
    decided_at: datetime | None = None
    ordinal: int = 0
    filled: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where it belongs: deliveries of one place succeed one another."""
        if self.corrects is not None:
            return _place_of_correction(self.feed, self.corrects, self.workbook or "")
        return _place(self.feed, self.office, self.period, self.file_name)._replace(edition=self.edition)

    @property
    def edition(self) -> str:
        """Which edition of its table it is, as far as it was found."""
        months = MONTHS + self.span if self.span else ""
        return (self.grain or "") + months + (COVERS + self.cover if self.cover else "")

    @property
    def shape(self) -> tuple[str, str]:
        """What an edition has in common with those of other periods: its dimensions and what it covers."""
        return self.grain or "", self.cover or ""

    @property
    def was_read(self) -> bool:
        """Whether somebody could read it, so that its edition is known."""
        return self.grain is not None

    @property
    def kind(self) -> Literal["original", "correction"]:
        """Whether an office sent it of its own accord, or to correct rows of another delivery."""
        return "original" if self.corrects is None else "correction"

    @property
    def received_at(self) -> date:
        """The day of receipt by its note, else the day on which the system first saw it: nothing comes after that."""
        told, seen = self.note.received_on, tehran_day(self.registered_at)
        return seen if told is None or self.is_received_in_future else told

    @property
    def is_received_in_future(self) -> bool:
        """Whether its note names a day of receipt after that on which the system first saw it, in any time zone."""
        told = self.note.received_on
        return told is not None and told > tehran_day(self.registered_at) + timedelta(days=1)

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
    deliveries = [Delivery(**{name: getattr(e, name) for name in Entry.__dataclass_fields__}) for e in entries]
    linked = [d for d in deliveries if d.decision == "rejected"]
    standing = sorted((d for d in deliveries if d.decision != "rejected"), key=lambda d: d.place.table)
    for _, group in groupby(standing, key=lambda d: d.place.table):
        linked += _linked(list(group))
    return linked


def _linked(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Link the deliveries of one table: each supersedes the one before of its own edition.

    A file that could not be read beside others that could is of no edition: it supersedes none of them, and any later
    one stands for it.
    """
    editions = any(d.was_read for d in deliveries)
    linked = []
    for position, delivery in enumerate(deliveries):
        before = [d for d in deliveries[:position] if d.edition == delivery.edition]
        unread = editions and not delivery.was_read
        after = [d for d in deliveries[position + 1 :] if unread or d.edition == delivery.edition]
        linked.append(
            replace(
                delivery,
                supersedes=before[-1].delivery_id if before else None,
                known_to=after[0].known_from if after else None,
            )
        )
    return linked


def standing(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """Return those that nothing supersedes and nobody rejected, in the order given."""
    return [d for d in deliveries if d.known_to is None and d.decision != "rejected"]


def with_origins(entries: Sequence[Entry]) -> list[Entry]:
    """Give each correction office, period and origin of the delivery that it corrects.

    What a note beside the correction says of its own goes before; its day of receipt is always its own. A
    correction of invented data is invented, whatever it says.
    """
    known = {e.delivery_id: e for e in entries}
    return [_with_origin(e, known[e.corrects]) if e.corrects in known else e for e in entries]


def _with_origin(correction: Entry, base: Entry) -> Entry:
    own = {
        f.name: value
        for f in fields(SourceNote)
        if (value := getattr(correction.note, f.name)) not in (None, {}, False)
    }
    note = replace(base.note, **{"received_on": None, **own, "office": None, "period": None})
    return replace(correction, office=base.office, period=base.period, note=note)


def in_order(corrections: Iterable[Delivery]) -> list[Delivery]:
    """Return corrections of one delivery in the order in which they apply: the first to become known first.

    Where two came together their content decides, not their names.
    """
    return sorted(corrections, key=lambda d: (d.known_from, d.delivery_id))


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """Since when a place is known, and whether one of its deliveries was ever approved."""

    since: datetime
    approved: bool


def histories(entries: Iterable[Entry]) -> dict[Place, PlaceHistory]:
    """Return the history of every place; rejected entries have none."""
    found: dict[Place, PlaceHistory] = {}
    for entry in entries:
        if entry.decision == "rejected":
            continue
        mine = PlaceHistory(entry.known_from, entry.decision == "approved")
        before = found.get(entry.place, mine)
        found[entry.place] = PlaceHistory(min(before.since, mine.since), before.approved or mine.approved)
    return found


@dataclass(frozen=True, slots=True)
class Nested:
    """Two lists of events of one office, the months of ``inner`` within those of ``outer``; ``later`` is one."""

    inner: Delivery
    outer: Delivery
    later: Delivery


def overlapping(
    deliveries: Iterable[Delivery], places: Mapping[Place, PlaceHistory], nested: list[Nested] | None = None
) -> dict[str, Delivery]:
    """Return, by id, each delivery of ``deliveries`` (of one feed of events) that overlaps an earlier one.

    A year and a quarter of it from one office hold the same events twice; two parts of the province do not. The place
    that was known first stands, of two that came together the one of the longer period; a place that was once approved
    stands too. With ``nested``, one that contains an earlier one or lies within it is put there instead.
    """
    dated = [d for d in deliveries if d.period is not None and d.kind == "original"]
    ordered = sorted(dated, key=lambda d: (places[d.place].since, -_months(d).months, d.place, d.delivery_id))
    standing: list[Delivery] = []
    found: dict[str, Delivery] = {}
    for delivery in ordered:
        others = (d for d in standing if d.office == delivery.office and d.place != delivery.place)
        met = [d for d in others if _share_events(d, delivery)]
        pairs = [_nested(delivery, d) for d in met]
        if places[delivery.place].approved or not met:
            standing.append(delivery)
        elif nested is not None and all(pairs):
            nested += [pair for pair in pairs if pair]
            standing.append(delivery)
        else:
            found[delivery.delivery_id] = met[0]
    return found


def _nested(later: Delivery, earlier: Delivery) -> Nested | None:
    mine, theirs = _months(later), _months(earlier)
    if mine.contains(theirs):
        return Nested(earlier, later, later)
    if theirs.contains(mine):
        return Nested(later, earlier, later)
    return None


def _months(delivery: Entry) -> Span:
    """Return the months for which a delivery speaks: those that its titles tell, else those of its period."""
    return Span.parse(delivery.span or str(delivery.period))


def _share_events(one: Entry, other: Entry) -> bool:
    """Whether two deliveries of an office may hold the same events: they share a month, and no part divides them."""
    if one.cover and other.cover and one.cover != other.cover:
        return False
    ours, theirs = _months(one), _months(other)
    return ours.first <= theirs.last and theirs.first <= ours.last


def apart(entries: Sequence[Entry]) -> list[Entry]:
    """Let go of a file that waited only because another came to the same table in the same run, as another edition.

    Two editions stand side by side; where a second one is of the same edition it still waits, and names that one.
    """
    held = [e for e in entries if e.hold and e.hold.id == HELD_BESIDE and e.was_read]
    if not held:
        return list(entries)
    freed = {e.delivery_id: replace(e, hold=_still_beside(e, entries)) for e in held}
    return [freed.get(e.delivery_id, e) for e in entries]


def _still_beside(held: Entry, entries: Sequence[Entry]) -> Message | None:
    """Return why the file still waits: another of its edition, or one that nobody could read, came with it."""
    assert held.hold is not None
    for other in entries:
        if other.delivery_id == held.delivery_id:
            return None
        together = other.registered_at == held.registered_at and other.known_from == held.known_from
        same = other.edition == held.edition or not other.was_read
        if together and same and other.decision != "rejected" and other.place.table == held.place.table:
            return held_beside(held.file_name, other.file_name, held.feed, held.period)
    return None


def held_beside(name: str, first: str, feed: str, period: str | None) -> Message:
    """Hold a file beside the ``first`` of the same run that lies at the same place and came no earlier.

    Nothing says whether the second replaces the first or belongs to it.
    """
    params = {"file": name, "value": first, "feed": feed, "expected": period or "—"}
    return Message(HELD_BESIDE, "hold", params)


def place_of(candidate: Candidate) -> Place:
    """Return the place at which a candidate will be entered."""
    if candidate.mark is not None:
        return _place_of_correction(candidate.feed, candidate.mark.base_id, candidate.mark.workbook_id)
    return _place(candidate.feed, candidate.office, candidate.period, candidate.name)


def _place(feed: str, office: str | None, period: str | None, file_name: str) -> Place:
    """Feed, office and period; two undated files are of one place only if they bear one name."""
    return Place(feed, office or "", period or f"file:{file_name}")


def _place_of_correction(feed: str, corrects: str, workbook: str) -> Place:
    """Two copies of one correction workbook are of one place, wherever they lie."""
    return Place(feed, f"correction:{corrects}", f"workbook:{workbook}")


def is_known_there(known: Entry, candidate: Candidate) -> bool:
    """Whether content comes again where it is already known; a part that is not given contradicts nothing."""
    if known.feed != candidate.feed:
        return False
    if candidate.mark is not None:
        return True  # it bears its place in itself
    return all(
        theirs is None or ours is None or theirs == ours
        for theirs, ours in ((known.period, candidate.period), (known.office, candidate.office))
    )


def held_as_twin(candidate: Candidate, alike: Sequence[Entry]) -> Message | None:
    """Hold content that is already known elsewhere: it would count twice."""
    if not alike:
        return None
    twin = next((e for e in alike if e.feed == candidate.feed), alike[0])
    if twin.feed != candidate.feed:
        return Message(
            "same_content_other_feed",
            "hold",
            {
                "file": candidate.name,
                "feed": candidate.feed,
                "expected": twin.feed,
                "suggestion": twin.delivery_id,
            },
        )
    return Message(
        "same_content_elsewhere",
        "hold",
        {
            "file": candidate.name,
            "value": candidate.period or "—",
            "expected": twin.period or "—",
            "suggestion": twin.delivery_id,
        },
    )


def delivery_id_of(candidate: Candidate) -> str:
    """Return the id of a delivery, safe as a name of a file.

    ``<feed>-<period|undated>-<office|unknown>-<sha256[:8]>``; that of a correction begins with the id of the
    delivery that it corrects, so that it is the same wherever the workbook was dropped.
    """
    if candidate.mark is not None:
        return f"{candidate.mark.base_id}-correction-{candidate.sha256[:8]}"
    parts = (
        candidate.feed,
        candidate.period or "undated",
        candidate.office or "unknown",
        candidate.sha256[:8],
    )
    return "-".join(re.sub(r"[^A-Za-z0-9_-]", "_", part) for part in parts)
