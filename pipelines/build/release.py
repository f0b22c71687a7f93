"""The last step of a build: public tables, expectations, manifest, switch."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines.build import tables
from pipelines.build.reports import PublishReport
from pipelines.publishing import Publication, clear_failure

if TYPE_CHECKING:
    from pipelines.build.session import BuildSession, Judge

RELEASE_TYPES = {
    "version": "INTEGER", "built_at": "TIMESTAMP", "as_known_at": "TIMESTAMP", "build_key": "VARCHAR",
    "code_hash": "VARCHAR", "models_hash": "VARCHAR", "inputs_hash": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip


class ExpectationsFailed(RuntimeError):
    """Expectations on the public tables did not hold; the version that was served stays in place."""


def _naive_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def publish_session(session: BuildSession, judge: Judge | None) -> PublishReport:
    """Publish what ``session`` has built. Raises :class:`ExpectationsFailed` before anything is switched."""
    publication = Publication.prepare(session.workspace)
    built_at = datetime.now(UTC)
    outcomes = sorted(session.outcomes.values(), key=lambda o: o.delivery.delivery_id)
    facts = {
        "version": publication.number,
        "built_at": _naive_utc(built_at),
        "as_known_at": _naive_utc(session.as_known_at),
        "build_key": session.key.key,
        "code_hash": session.key.code_hash,
        "models_hash": session.key.models_hash,
        "inputs_hash": session.key.inputs_hash,
        "is_synthetic": any(o.delivery.is_synthetic for o in outcomes if o.state == "published"),
    }
    tables.load_rows(session.engine, "release", RELEASE_TYPES, [facts])
    rows, results = session.write_public(publication.folder, judge)
    failed = [
        f"{r['subject']}.{r['column_name']}: {r['description_en']} ({r['observed']})"
        for r in results if not r["success"] and r["severity"] == "error"
    ]  # fmt: skip
    if failed:
        raise ExpectationsFailed("; ".join(failed))
    for outcome in outcomes:
        session.ledger.record_outcome(
            outcome.delivery.delivery_id, outcome.state, outcome.message,
            rows_read=outcome.cleaned.rows_read if outcome.cleaned else 0,
            rows_loaded=outcome.cleaned.rows_loaded if outcome.cleaned else 0,
            rows_quarantined=outcome.cleaned.rows_quarantined if outcome.cleaned else 0,
            rows_non_data=outcome.cleaned.rows_non_data if outcome.cleaned else 0,
        )  # fmt: skip
    path = publication.finish(session.key, built_at=built_at, tables=rows)
    clear_failure(session.workspace)
    session.ledger.log("published", {"version": publication.number, "build_key": session.key.key})
    return PublishReport(publication.number, str(path), rows, outcomes, len(results), failed)
