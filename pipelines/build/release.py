"""The last step of a build: public tables, expectations, manifest, switch.

A check that fails names the deliveries whose rows fail it. They are held, everything is made again without them, and
the rest is published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.build.blocks import Block, reasons_before
from pipelines.build.derivation import maker_of
from pipelines.build.described.facts import ReleaseFacts
from pipelines.build.failing_rows import Broken, breaking_deliveries, expectation_of
from pipelines.build.publication import PublicFile, write_tables
from pipelines.build.recovery import attempt, hold_breakers, keep_out, newest_first
from pipelines.build.reports import PublishReport
from pipelines.cleaning.statements import clean_columns
from pipelines.messages import Message
from pipelines.modelling import PublicTable, public_tables
from pipelines.publishing import Publication, clear_failure
from pipelines.quality.compilation import allowed_values, suite_for_feed, suite_for_table

if TYPE_CHECKING:
    from pipelines.build.judge import Judge
    from pipelines.build.session import BuildSession
    from pipelines.deliveries import Delivery

#: A failed expectation as its published row.
Failed = Mapping[str, Any]

#: The table that says what the judge found, written when it has said everything.
RESULTS = "expectation_results"


class ExpectationsFailed(RuntimeError):
    """Checks of the public tables do not hold and no delivery is to blame; the version that was served stays in place."""

    def __init__(self, failed: Sequence[Failed]) -> None:
        super().__init__(
            "; ".join(
                f"{r['subject']}.{r['column_name']}: {r['description_en']} ({r['observed']})" for r in failed
            )
        )
        first = failed[0]
        self.message = Message(
            "check_of_no_delivery", "refuse",
            {"value": str(first["subject"]), "reason": first["description_fa"], "reason_en": first["description_en"],
             "found": str(first["observed"])},
        )  # fmt: skip


def publish_session(session: BuildSession, judge: Judge | None) -> PublishReport:
    """Publish what ``session`` has built, without the deliveries that fail a check.

    Raises :class:`ExpectationsFailed` before anything is switched, where a check fails and no delivery is to blame.
    """
    while True:
        publication = Publication.prepare(session.workspace)
        built_at = datetime.now(UTC)
        write = partial(_write_version, session, publication, built_at, judge)
        rows, results = attempt(session, "published", write)
        failed = [r for r in results if not r["success"] and r["severity"] == "error" and _counts(session, r)]
        if not failed:
            break
        hold_failing(session, judge, publication.folder, failed)
    outcomes = sorted(session.outcomes.values(), key=lambda o: o.delivery.delivery_id)
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
    return PublishReport(publication.number, str(path), rows, outcomes, len(results), [])


def _counts(session: BuildSession, result: Failed) -> bool:
    """Whether a result speaks of what is to be published: of a table, or of a delivery that is in force."""
    return result["subject_kind"] == "table" or session.is_published(result["subject"])


def _write_version(
    session: BuildSession, publication: Publication, built_at: datetime, judge: Judge | None
) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Write the public tables, the results of their expectations last; return rows by table and the results.

    Each table goes to the judge as soon as it is written, so that it is judged while the next one is.
    """
    facts = {
        "version": publication.number,
        "built_at": _naive_utc(built_at),
        "as_known_at": _naive_utc(session.as_known_at),
        "build_key": session.key.key,
        "code_hash": session.key.code_hash,
        "models_hash": session.key.models_hash,
        "inputs_hash": session.key.inputs_hash,
        "is_synthetic": any(
            o.delivery.is_synthetic for o in session.outcomes.values() if o.state == "published"
        ),
    }
    make_at(session, "publish", ReleaseFacts(release=[facts]))
    found = public_tables(session.models)
    publication.empty()
    with PublicFile(session.engine, publication.folder) as public:
        rows = write_tables(
            public, [t for t in found if t.name != RESULTS], None if judge is None else judge.submit_table
        )
        results = [] if judge is None else judge.results()
        make_at(session, "validate", ReleaseFacts(results=results))
        rows |= write_tables(public, [t for t in found if t.name == RESULTS])
    return rows, results


def make_at(session: BuildSession, step: str, facts: ReleaseFacts) -> None:
    """Make the tables that are made when a version is published, or when it was validated."""
    maker = maker_of(session, facts)
    for model in session.derived:
        if model.step == step:
            maker.make(model)


def _naive_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


# --- a check that fails ------------------------------------------------------------------------------------------


def hold_failing(session: BuildSession, judge: Judge | None, folder: Path, failed: Sequence[Failed]) -> None:
    """Hold the deliveries whose rows fail checks; ``folder`` has the public tables that were judged.

    Raises :class:`ExpectationsFailed` where no delivery can be named. Each call holds one delivery more at least, or
    leaves out what is told of the content of one, so that calling it again and again comes to an end.
    """
    named = _named(session, folder, failed)
    fresh = {
        i: b for i, b in named.items() if i not in session.blocks or (b.bare and not session.blocks[i].bare)
    }
    if fresh:
        keep_out(session, fresh)
        return
    assert judge is not None  # without a judge nothing fails
    checked = [t for t in public_tables(session.models) if t.name in {r["subject"] for r in failed}]
    succeeds = partial(_hold_again, session, judge, folder / "trial", checked)
    if not checked or not hold_breakers(session, None, succeeds, partial(_blame, session, failed[0])):
        raise ExpectationsFailed(failed)


def hold_deliveries(session: BuildSession, failed: Sequence[Failed]) -> None:
    """Hold the deliveries that the judge found wanting in themselves."""
    keep_out(session, _named(session, session.workspace.build, failed))


def _named(session: BuildSession, folder: Path, failed: Sequence[Failed]) -> dict[str, Block]:
    """Return the deliveries that rows name, each with the first check that it fails.

    A delivery that is held already and is named again is described by the rows: what is told of it goes as well.
    """
    found: dict[str, Block] = {}
    for result in failed:
        for broken in _broken_in(session, folder, result):
            delivery = session.known.get(broken.delivery_id)
            if delivery is not None and not _stood_first(session, broken):
                bare = delivery.delivery_id in session.blocks or not session.is_published(
                    delivery.delivery_id
                )
                others = reasons_before(session.outcomes.get(delivery.delivery_id)) if bare else ()
                block = Block(_blame(session, result, delivery, broken), bare, others)
                found.setdefault(delivery.delivery_id, block)
    return found


def _stood_first(session: BuildSession, broken: Broken) -> bool:
    """Whether a delivery is the first of those whose rows share a key: the later ones are too many."""
    together = [session.known[i] for i in {broken.delivery_id, *broken.beside} if i in session.known]
    return len(together) > 1 and newest_first(together)[-1].delivery_id == broken.delivery_id


def _broken_in(session: BuildSession, folder: Path, result: Failed) -> list[Broken]:
    """Return the deliveries whose rows a failed expectation counts."""
    allowed = allowed_values(session.models)
    if result["subject_kind"] == "delivery":
        delivery = session.known[result["subject"]]
        contract = session.contracts[delivery.feed]
        expectation = expectation_of(suite_for_feed(contract, allowed), result)
        path, columns = session.processor.clean_path(delivery), [name for name, _ in clean_columns(contract)]
        rows = breaking_deliveries(session.engine, path, expectation, columns) if expectation else []
        return rows or [Broken(delivery.delivery_id)]
    table = next(t for t in public_tables(session.models) if t.name == result["subject"])
    expectation = expectation_of(suite_for_table(table, allowed), result)
    path = folder / "parquet" / f"{table.name}.parquet"
    if expectation is None or not path.exists():
        return []
    return breaking_deliveries(session.engine, path, expectation, [c.name for c in table.columns])


def _blame(
    session: BuildSession, result: Failed, delivery: Delivery, broken: Broken | None = None
) -> Message:
    """Return the sentence that holds a delivery for a failed check."""
    where = {"sheet": broken.sheet, "row": str(broken.row) if broken.row else None} if broken else {}
    titles = {t.name: t.title for t in public_tables(session.models)}
    contract = session.contracts[delivery.feed]
    own = {"fa": contract.title_fa, "en": contract.title_en}
    title = own if result["subject_kind"] == "delivery" else titles[result["subject"]]
    return Message(
        "check_fails", "hold",
        {"file": delivery.file_name, "value": title["fa"], "value_en": title["en"],
         "reason": result["description_fa"], "reason_en": result["description_en"],
         **{name: text for name, text in where.items() if text}},
    )  # fmt: skip


def _hold_again(session: BuildSession, judge: Judge, folder: Path, checked: Sequence[PublicTable]) -> bool:
    """Return whether the checks of some public tables hold, as everything stands now."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PublicFile.NAME).unlink(missing_ok=True)
    with PublicFile(session.engine, folder) as public:
        write_tables(public, checked, judge.submit_table)
    results = judge.results([t.name for t in checked])
    return all(r["success"] or r["severity"] != "error" for r in results)
