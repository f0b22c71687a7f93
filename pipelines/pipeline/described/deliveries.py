"""The tables of deliveries: each file ever received, what became of it, and how its columns were understood."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jdatetime

from pipelines.cleaning.result import StatedTotal
from pipelines.contracts import Contract
from pipelines.foundation.hashing import bytes_hash
from pipelines.governance import Governance
from pipelines.intake.inventory import Candidate
from pipelines.modelling.making import Inputs
from pipelines.pipeline.reports import DeliveryOutcome

if TYPE_CHECKING:
    from pipelines.pipeline.described.facts import BuildFacts


def deliveries(inputs: Inputs) -> list[dict[str, Any]]:
    """Return every delivery and every file that never became one. Grain: delivery."""
    facts: BuildFacts = inputs.facts
    rows = [delivery_row(o, facts.contracts.get(o.delivery.feed), facts.governance) for o in facts.outcomes]
    rows += [refused_row(c, facts.contracts.get(c.feed)) for c in facts.refused]
    resolved = _resolved(facts.outcomes)
    columns = rows[0].keys() if rows else ()
    rows = [{**dict.fromkeys(columns), **r, "rows_resolved": resolved.get(r["delivery_id"], 0)} for r in rows]
    return sorted(rows, key=lambda r: str(r["delivery_id"]))


def column_matches(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield how each sheet's columns were understood."""
    facts: BuildFacts = inputs.facts
    for outcome in facts.outcomes:
        for matched in outcome.read.columns if outcome.read is not None else ():
            yield {
                "delivery_id": outcome.delivery.delivery_id,
                "sheet_name": matched.sheet_name,
                "column_letter": matched.letter,
                "header": matched.header,
                "column_name": matched.column,
                "note": matched.note,
            }


def delivery_row(outcome: DeliveryOutcome, contract: Contract | None, governance: Governance) -> dict[str, Any]:
    """Return the public description of one delivery.

    Counts of a file that was not read are zero; those of a held one say what it would bring.
    """
    delivery, note, cleaned = outcome.delivery, outcome.delivery.note, outcome.cleaned
    received = delivery.received_at
    jalali = jdatetime.date.fromgregorian(date=received).strftime("%Y/%m/%d") if received else None
    return {
        "delivery_id": delivery.delivery_id,
        "feed": delivery.feed,
        "feed_title_fa": contract.title_fa if contract else delivery.feed,
        "feed_title_en": contract.title_en if contract else delivery.feed,
        "office": delivery.office,
        "period": outcome.period,
        "file_name": delivery.file_name,
        "sha256": delivery.sha256,
        "size_bytes": delivery.size_bytes,
        "received_at": received,
        "received_at_jalali": jalali,
        "known_from": delivery.known_from.replace(tzinfo=None),
        "known_to": delivery.known_to.replace(tzinfo=None) if delivery.known_to else None,
        "state": outcome.state,
        "state_fa": outcome.reason("fa"),
        "state_en": outcome.reason("en"),
        "document_fa": note.document.get("fa"),
        "document_en": note.document.get("en"),
        "terms": note.terms,
        "evidence_grade": (
            governance.grade(contract.feed, contract.delivery_kind, note.grade) if contract else note.grade
        ),
        "transcribed_fa": note.transcribed.get("fa"),
        "transcribed_en": note.transcribed.get("en"),
        "rows_read": cleaned.rows_read if cleaned else 0,
        "rows_loaded": cleaned.rows_loaded if cleaned else 0,
        "rows_quarantined": cleaned.rows_quarantined if cleaned else 0,
        "rows_non_data": cleaned.rows_non_data if cleaned else 0,
        "stated_total_difference": _greatest_difference(cleaned.totals) if cleaned else None,
        "reconciled": cleaned.reconciled if cleaned else True,
        "supersedes": delivery.supersedes,
        "is_synthetic": delivery.is_synthetic,
        "contains_persons": contract.contains_persons if contract else True,
        "kind": delivery.kind,
        "corrects": delivery.corrects,
        "rows_resolved": 0,
        "grain": delivery.grain or None,
        "span": outcome.span or outcome.period,
        "cover": outcome.cover,
    }


def _greatest_difference(totals: Sequence[StatedTotal]) -> Decimal | None:
    """Return the greatest difference between a stated total and its rows.

    Where a total of all listed rows stands in a sheet, a total of more than the table lists («جمع کل» below the first
    fifty) says nothing about them.
    """
    listed = {(t.sheet_name, t.column_name) for t in totals if t.claim == "all"}
    compared = [t for t in totals if t.claim != "whole" or (t.sheet_name, t.column_name) not in listed]
    return max((abs(t.difference) for t in compared if t.difference is not None), default=None)


def refused_row(candidate: Candidate, contract: Contract | None) -> dict[str, Any]:
    """Return the public description of a file that never became a delivery (a link, an unknown feed …)."""
    assert candidate.refusal is not None
    name = bytes_hash(os.fsencode(candidate.path))[:8]
    return {
        "delivery_id": f"{candidate.feed}-refused-{name}",
        "feed": candidate.feed,
        "feed_title_fa": contract.title_fa if contract else candidate.feed,
        "feed_title_en": contract.title_en if contract else candidate.feed,
        "office": candidate.office,
        "period": candidate.period,
        "file_name": candidate.name,
        "sha256": candidate.sha256,
        "size_bytes": candidate.size_bytes,
        "known_from": _changed_at(candidate.path),
        "state": "refused",
        "state_fa": candidate.refusal.text("fa"),
        "state_en": candidate.refusal.text("en"),
        **dict.fromkeys(("rows_read", "rows_loaded", "rows_quarantined", "rows_non_data"), 0),
        "reconciled": True,
        "is_synthetic": False,
        "contains_persons": True,
        "kind": "original" if candidate.mark is None else "correction",
        "rows_resolved": 0,
        "cover": "",
    }


def _changed_at(path: Path) -> datetime | None:
    """Return when a file was written last; None where it is gone by now, or nobody may look."""
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC).replace(tzinfo=None)
    except OSError:
        return None


def _resolved(outcomes: Iterable[DeliveryOutcome]) -> dict[str, int]:
    """Count by delivery the rows of its quarantine that corrections brought in."""
    found: dict[str, int] = {}
    for outcome in outcomes:
        base, cleaned = outcome.delivery.corrects, outcome.cleaned
        if base is not None and cleaned is not None and outcome.state == "published":
            found[base] = found.get(base, 0) + cleaned.rows_loaded
    return found
