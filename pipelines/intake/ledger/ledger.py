"""The ledger: what was received, when it became known, what became of it, and who decided what.

Rows are only ever added (triggers refuse anything else), so every past state can be read again. What is
current, what supersedes what and until when a delivery was the newest is worked out from the rows
(:func:`chained`) and stored nowhere. The bytes themselves are in the archive beside the ledger.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pipelines.foundation.fault_injection import reached
from pipelines.foundation.messages import Message, shown_name
from pipelines.foundation.workspace import Workspace
from pipelines.intake.archive import Archive, ChangedWhileArchiving
from pipelines.intake.deliveries import (
    Delivery,
    Entry,
    Place,
    PlaceHistory,
    apart,
    chained,
    delivery_id_of,
    held_as_twin,
    held_beside,
    histories,
    is_known_there,
    place_of,
    standing,
    with_origins,
)
from pipelines.intake.inventory import Candidate
from pipelines.intake.ledger.actor import current_user
from pipelines.intake.ledger.file import LedgerFile, message_of, message_text, stamp, until
from pipelines.intake.source_notes import SourceNote

__all__ = ["Delivery", "Ledger", "UnknownDelivery"]


class UnknownDelivery(KeyError):
    """No delivery has this id."""


class Ledger:
    """The SQLite ledger at ``path``; the archive lies in the folder ``archive`` beside it.

    One process writes (it holds the writer's lock); any number may read meanwhile.
    """

    def __init__(self, path: Path) -> None:
        self.file = LedgerFile(path)
        self.archive = Archive(path.parent / "archive")

    def close(self) -> None:
        """Let the file go."""
        self.file.close()

    # --- what arrives -----------------------------------------------------------------------------------

    def register(self, candidates: Sequence[Candidate], workspace: Workspace, now: datetime) -> list[Delivery]:
        """Archive and enter what is new among ``candidates``; return the new deliveries.

        The same content at the same feed, office and period is nothing new (another name is noted as an
        alias). Other content there supersedes. Held until somebody approves: the same content of another feed,
        period or office, and the second of two files that come to one place in one run. Refused candidates are
        passed over. The caller holds the writer's lock.
        """
        self.archive.clear_leavings()
        archived = []
        for candidate in candidates:
            if candidate.refusal is not None:
                continue
            try:
                self.archive.store(candidate.path, candidate.sha256, candidate.size_bytes)
            except (ChangedWhileArchiving, FileNotFoundError):
                self.log("changed_while_archiving", {"path": _relative(candidate.path, workspace)})
                continue
            archived.append(candidate)
        with self.file.transaction():
            moment = now.astimezone(UTC)
            beside = {
                (e.place.table, stamp(e.known_from)): e.file_name
                for e in reversed(self._entries(registered_at=stamp(moment)))
            }
            ids = [self._enter(c, _relative(c.path, workspace), moment, beside) for c in archived]
            reached("ledger_written")
        reached("ledger_committed")
        if not any(ids):
            return []
        known = {d.delivery_id: d for d in self.all()}
        return [known[i] for i in ids if i is not None]

    def _enter(
        self, candidate: Candidate, path: str, now: datetime, beside: dict[tuple[Place, str], str]
    ) -> str | None:
        """Enter a candidate; ``beside`` names the first file that this run has entered at each place and moment."""
        entered = self._entries(sha256=candidate.sha256)
        if any(e.decision == "rejected" and e.path == path and e.feed == candidate.feed for e in entered):
            return None  # the rejected file still lies where it lay; approving it is what takes that back
        alike = [e for e in entered if e.decision != "rejected"]
        same = [d for d in alike if is_known_there(d, candidate)]
        if same:
            self._note_again(same[0], candidate, path, now)
            return None
        delivery_id = delivery_id_of(candidate)
        while self.file.rows("SELECT 1 FROM deliveries WHERE delivery_id = ?", [delivery_id]):
            delivery_id += "r"  # sent again after it was rejected: a delivery of its own
        known_from = self._known_from(candidate, now)
        lies = (place_of(candidate), stamp(known_from))
        hold = held_as_twin(candidate, alike)
        if hold is None and lies in beside:
            hold = held_beside(candidate.name, beside[lies], candidate.feed, candidate.period)
        beside.setdefault(lies, candidate.name)
        self.file.insert(
            "deliveries",
            delivery_id=delivery_id,
            feed=candidate.feed,
            office=candidate.office,
            period=candidate.period,
            file_name=candidate.name,
            path=path,
            sha256=candidate.sha256,
            size_bytes=candidate.size_bytes,
            registered_at=stamp(now),
            known_from=stamp(known_from),
            hold=message_text(hold),
        )
        self.file.insert("notes", delivery_id=delivery_id, noted_at=stamp(known_from), body=candidate.note.to_json())
        if candidate.mark is not None:
            self.file.insert(
                "corrections",
                delivery_id=delivery_id,
                corrects=candidate.mark.base_id,
                workbook=candidate.mark.workbook_id,
            )
        return delivery_id

    def _note_again(self, known: Entry, candidate: Candidate, path: str, now: datetime) -> None:
        """Note another name of known content, and a source note that was corrected since."""
        if path != known.path:
            self.file.insert("aliases", once=True, delivery_id=known.delivery_id, path=path, first_seen=stamp(now))
        elif candidate.note != known.note and candidate.note != SourceNote():
            self.file.insert("notes", delivery_id=known.delivery_id, noted_at=stamp(now), body=candidate.note.to_json())

    def _known_from(self, candidate: Candidate, now: datetime) -> datetime:
        """Return since when a new delivery counts as known: its day of receipt, else now, and never later than that.

        A publication that was made without it has shown that it was not known then, whatever its note says;
        otherwise a note dated back would change what the commission was shown. What was entered while the clock was
        ahead is not newer than what comes now: this one counts as known since then.
        """
        ahead = self.file.rows(
            "SELECT max(known_from) FROM deliveries"
            " WHERE registered_at > ? AND feed = ? AND office IS ? AND period IS ?",
            [stamp(now), candidate.feed, candidate.office, candidate.period],
        )[0][0]
        if ahead is not None and ahead > stamp(now):
            return datetime.fromisoformat(ahead)
        note = candidate.note
        if note.received_on is None or datetime.combine(note.received_on, datetime.min.time(), UTC) > now:
            return now
        received = datetime.combine(note.received_on, datetime.min.time(), UTC)
        last = self.file.rows("SELECT max(at) FROM events WHERE event = 'published'")[0][0]
        return now if last is not None and received <= datetime.fromisoformat(last) else received

    def found_period(self, delivery_id: str, period: str) -> None:
        """Enter the period that the reader found in a delivery that came without one; once is enough."""
        self.file.insert(
            "periods", once=True, delivery_id=delivery_id, period=period, found_at=stamp(datetime.now(UTC))
        )

    def found_grain(self, delivery_id: str, grain: str | None) -> None:
        """Enter the grain that the reader found in a delivery, None where it could not be read; the last one counts."""
        self.file.insert("grains", delivery_id=delivery_id, grain=grain, found_at=stamp(datetime.now(UTC)))

    def found_scope(self, delivery_id: str, span: str | None, cover: str | None) -> None:
        """Enter the months and the part for which a delivery speaks; the last entry counts."""
        now = stamp(datetime.now(UTC))
        self.file.insert("scopes", delivery_id=delivery_id, span=span, cover=cover, found_at=now)

    def without_grain(self) -> set[str]:
        """Return the deliveries of which nobody has yet tried to find the grain."""
        rows = self.file.rows(
            "SELECT delivery_id FROM deliveries WHERE delivery_id NOT IN (SELECT delivery_id FROM grains)"
        )
        return {row["delivery_id"] for row in rows}

    # --- what is known ----------------------------------------------------------------------------------

    def all(self, as_known_at: datetime | None = None) -> list[Delivery]:
        """Return every delivery known at that moment (now), sorted by id."""
        entries = apart(with_origins(self._entries(as_known_at)))
        return sorted(chained(entries), key=lambda d: d.delivery_id)

    def as_entered(self, as_known_at: datetime | None = None) -> list[Delivery]:
        """Return the same deliveries as one table each period: which editions they are follows from their bytes."""
        entries = [replace(e, grain=None, span=None, cover=None) for e in self._entries(as_known_at)]
        return sorted(chained(with_origins(entries)), key=lambda d: d.delivery_id)

    def current(self, as_known_at: datetime | None = None) -> list[Delivery]:
        """Return the newest delivery of each feed, office and period, as known at that moment."""
        return standing(self.all(as_known_at))

    def get(self, delivery_id: str) -> Delivery:
        """Return one delivery; raises :class:`UnknownDelivery`."""
        for delivery in self.all():
            if delivery.delivery_id == delivery_id:
                return delivery
        raise UnknownDelivery(delivery_id)

    def places(self, as_known_at: datetime | None = None) -> dict[Place, PlaceHistory]:
        """Return since when each place is known, and whether one of its deliveries was approved."""
        return histories(with_origins(self._entries(as_known_at)))

    def aliases(self, delivery_id: str) -> list[str]:
        """Return the other paths under which the same content was seen."""
        found = self.file.rows("SELECT path FROM aliases WHERE delivery_id = ? ORDER BY seq", [delivery_id])
        return [row["path"] for row in found]

    def damaged(self) -> list[Delivery]:
        """Return the deliveries whose archived bytes are missing or no longer have their hash."""
        whole = {sha: self.archive.is_whole(sha) for sha in {d.sha256 for d in self.all()}}
        return [d for d in self.all() if not whole[d.sha256]]

    def _entries(
        self,
        as_known_at: datetime | None = None,
        *,
        sha256: str | None = None,
        registered_at: str | None = None,
    ) -> list[Entry]:
        """Return what was known at that moment (of one content, of one run), as it became known."""
        rows = self.file.rows(
            "SELECT d.*, p.period AS found_period, c.corrects, c.workbook,"
            " (SELECT grain FROM grains g WHERE g.delivery_id = d.delivery_id ORDER BY seq DESC LIMIT 1) AS grain,"
            " (SELECT span FROM scopes s WHERE s.delivery_id = d.delivery_id ORDER BY seq DESC LIMIT 1) AS span,"
            " (SELECT cover FROM scopes s WHERE s.delivery_id = d.delivery_id ORDER BY seq DESC LIMIT 1) AS cover,"
            " (SELECT body FROM notes n WHERE n.delivery_id = d.delivery_id AND noted_at <= :until"
            "  ORDER BY seq DESC LIMIT 1) AS note,"
            " (SELECT decision FROM decisions x WHERE x.delivery_id = d.delivery_id AND decided_at <= :until"
            "  ORDER BY seq DESC LIMIT 1) AS decision,"
            " (SELECT filled FROM fillings f WHERE f.delivery_id = d.delivery_id AND decided_at <= :until"
            "  ORDER BY seq DESC LIMIT 1) AS filled,"
            " (SELECT decided_at FROM decisions x WHERE x.delivery_id = d.delivery_id AND decided_at <= :until"
            "  ORDER BY seq DESC LIMIT 1) AS decided_at"
            " FROM deliveries d LEFT JOIN periods p USING (delivery_id) LEFT JOIN corrections c USING (delivery_id)"
            " WHERE known_from <= :until AND (:sha256 IS NULL OR sha256 = :sha256)"
            " AND (:registered_at IS NULL OR registered_at = :registered_at) ORDER BY known_from, d.seq",
            {"until": until(as_known_at), "sha256": sha256, "registered_at": registered_at},
        )
        return [self._entry(row) for row in rows]

    def _entry(self, row: sqlite3.Row) -> Entry:
        return Entry(
            delivery_id=row["delivery_id"],
            feed=row["feed"],
            office=row["office"],
            period=row["period"] or row["found_period"],
            file_name=row["file_name"],
            path=row["path"],
            archived_path=self.archive.path(row["sha256"]),
            sha256=row["sha256"],
            size_bytes=row["size_bytes"],
            registered_at=datetime.fromisoformat(row["registered_at"]),
            known_from=datetime.fromisoformat(row["known_from"]),
            note=SourceNote.from_json(row["note"]),
            hold=message_of(row["hold"]),
            decision=row["decision"],
            corrects=row["corrects"],
            workbook=row["workbook"],
            grain=row["grain"],
            span=row["span"],
            cover=row["cover"],
            decided_at=datetime.fromisoformat(row["decided_at"]) if row["decided_at"] else None,
            ordinal=row["seq"],
            filled=tuple(json.loads(row["filled"] or "[]")),
        )

    # --- what became of it ------------------------------------------------------------------------------

    def record_outcome(
        self,
        delivery_id: str,
        state: str,
        message: Message | None = None,
        *,
        rows_read: int = 0,
        rows_loaded: int = 0,
        rows_quarantined: int = 0,
        rows_non_data: int = 0,
    ) -> None:
        """Record what one build made of a delivery; every build adds its own row."""
        self.file.insert(
            "outcomes",
            delivery_id=delivery_id,
            recorded_at=stamp(datetime.now(UTC)),
            state=state,
            message=message_text(message),
            rows_read=rows_read,
            rows_loaded=rows_loaded,
            rows_quarantined=rows_quarantined,
            rows_non_data=rows_non_data,
        )

    def outcomes(self, delivery_id: str | None = None) -> list[dict[str, Any]]:
        """Return the recorded outcomes (of one delivery), oldest first; ``message`` is a :class:`Message`."""
        rows = self.file.rows(
            "SELECT * FROM outcomes WHERE delivery_id = coalesce(?, delivery_id) ORDER BY seq", [delivery_id]
        )
        return [{**dict(r), "message": message_of(r["message"])} for r in rows]

    def decide(
        self,
        delivery_id: str,
        decision: Literal["approved", "rejected"],
        reason: str,
        actor: str | None = None,
    ) -> None:
        """Approve a held delivery or reject one, with a reason; raises :class:`UnknownDelivery`."""
        self.get(delivery_id)
        self.file.insert(
            "decisions",
            delivery_id=delivery_id,
            decided_at=stamp(datetime.now(UTC)),
            decision=decision,
            reason=reason,
            actor=actor or current_user(),
        )
        self.log(decision, {"delivery_id": delivery_id, "reason": reason}, actor)

    def fill_down(self, delivery_id: str, columns: Sequence[str], reason: str, actor: str | None = None) -> None:
        """Let blanks of a delivery's ``columns`` mean «as above» from now on, with a reason; no columns take that back.

        Raises :class:`UnknownDelivery`.
        """
        self.get(delivery_id)
        filled = sorted(set(columns))
        self.file.insert(
            "fillings",
            delivery_id=delivery_id,
            filled=json.dumps(filled),
            decided_at=stamp(datetime.now(UTC)),
            reason=reason,
            actor=actor or current_user(),
        )
        detail = {"delivery_id": delivery_id, "columns": filled, "reason": reason}
        self.log("filled_down" if filled else "fill_down_taken_back", detail, actor)

    def decisions(self, as_known_at: datetime | None = None) -> list[dict[str, Any]]:
        """Return every decision until that moment (now), oldest first, numbered by delivery; times are naive UTC."""
        rows = self.file.rows(
            "SELECT delivery_id, row_number() OVER (PARTITION BY delivery_id ORDER BY seq) AS ordinal, decision,"
            " decided_at, actor, reason FROM decisions WHERE decided_at <= ? ORDER BY seq",
            [until(as_known_at)],
        )
        return [{**dict(r), "decided_at": datetime.fromisoformat(r["decided_at"]).replace(tzinfo=None)} for r in rows]

    def log(self, event: str, detail: dict[str, Any], actor: str | None = None) -> None:
        """Add an event (published, rolled_back, approved …) to the audit."""
        self.file.insert(
            "events",
            at=stamp(datetime.now(UTC)),
            event=event,
            detail=json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str),
            actor=actor or current_user(),
        )

    def events(self, *names: str) -> list[dict[str, Any]]:
        """Return the audit, oldest first (only the events of these names, if any are given)."""
        rows = [dict(r) for r in self.file.rows("SELECT at, event, detail, actor FROM events ORDER BY seq")]
        return [{**r, "detail": json.loads(r["detail"])} for r in rows if not names or r["event"] in names]


def _relative(path: Path, workspace: Workspace) -> str:
    return shown_name(path.relative_to(workspace.root).as_posix())
