"""The last step of a build: public tables, expectations, manifest, switch.

A check that fails names the deliveries whose rows fail it. They are held, everything is made again without them, and
the rest is published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipelines.cleaning.statements import clean_columns
from pipelines.configuration.place import read_place
from pipelines.foundation import clock
from pipelines.foundation.messages import Message
from pipelines.intake.deliveries import Delivery
from pipelines.modelling import PublicTable, public_tables
from pipelines.pipeline.blocks import Block, reasons_before
from pipelines.pipeline.context import Context
from pipelines.pipeline.described.facts import ReleaseFacts
from pipelines.pipeline.failing_rows import Broken, breaking_deliveries, expectation_of
from pipelines.pipeline.history import enter_published, last_version
from pipelines.pipeline.publication import PublicFile, write_tables
from pipelines.pipeline.recovery import attempt, hold_breakers, keep_out, newest_first
from pipelines.pipeline.reports import DeliveryOutcome, PublishReport
from pipelines.pipeline.state import Build
from pipelines.pipeline.tables import make_at
from pipelines.pipeline.validator import Validator
from pipelines.published import resolve_current
from pipelines.publishing import Publication, clear_failure
from pipelines.validation.compilation import allowed_values, suite_for_feed, suite_for_table

#: A failed expectation as its published row.
Failed = Mapping[str, Any]

#: The table that says what validation found, written when it has said everything.
RESULTS = "expectation_results"


class ExpectationsFailed(RuntimeError):
    """Checks of the public tables do not hold and no delivery is to blame; the version in service stays in place."""

    def __init__(self, failed: Sequence[Failed]) -> None:
        super().__init__(
            "; ".join(f"{r['subject']}.{r['column_name']}: {r['description_en']} ({r['observed']})" for r in failed)
        )
        first = failed[0]
        self.message = Message(
            "check_of_no_delivery",
            "refuse",
            {
                "value": str(first["subject"]),
                "reason": first["description_fa"],
                "reason_en": first["description_en"],
                "found": str(first["observed"]),
            },
        )


def publish(context: Context, build: Build, validator: Validator | None = None) -> tuple[Build, PublishReport]:
    """Write, check and switch to the new version, without the deliveries that fail a check.

    Raises :class:`ExpectationsFailed` before anything is switched, where a check fails and no delivery is to blame.
    """
    while True:
        publication = Publication.prepare(context.workspace, context.as_known_at, after=last_version(context.ledger))
        built_at = clock.now()
        write = partial(_written, publication=publication, built_at=built_at, validator=validator)
        build, (rows, results) = attempt(context, build, "published", write)
        failed = [r for r in results if not r["success"] and r["severity"] == "error" and _counts(build, r)]
        if not failed:
            break
        build = hold_failing(context, build, validator, publication.folder, failed)
    outcomes = sorted(build.outcomes.values(), key=lambda o: o.delivery.delivery_id)
    key = build.register.key
    if context.as_known_at is None:
        for outcome in outcomes:
            _record(context, outcome)
    path = publication.finish(key, built_at=built_at, tables=rows)
    if context.as_known_at is None:
        clear_failure(context.workspace)
        context.ledger.log("published", {"version": publication.number, "build_key": key.key})
        if (served := resolve_current(context.workspace.curated)) is not None:
            enter_published(context.ledger, served)
    else:
        # What was known earlier says nothing of what has become of deliveries since, nor does it serve anybody.
        context.ledger.log("built_as_known_at", {"moment": context.as_known_at.isoformat(), "build_key": key.key})
    return build, PublishReport(publication.number, str(path), rows, outcomes, len(results), [])


def _record(context: Context, outcome: DeliveryOutcome) -> None:
    """Enter into the ledger what became of a delivery."""
    cleaned = outcome.cleaned
    context.ledger.record_outcome(
        outcome.delivery.delivery_id,
        outcome.state,
        outcome.message,
        rows_read=cleaned.rows_read if cleaned else 0,
        rows_loaded=cleaned.rows_loaded if cleaned else 0,
        rows_quarantined=cleaned.rows_quarantined if cleaned else 0,
        rows_non_data=cleaned.rows_non_data if cleaned else 0,
    )


def _counts(build: Build, result: Failed) -> bool:
    """Whether a result speaks of what is to be published: of a table, or of a delivery that is in force."""
    return result["subject_kind"] == "table" or build.is_published(result["subject"])


def _written(
    context: Context,
    build: Build,
    *,
    publication: Publication,
    built_at: datetime,
    validator: Validator | None,
) -> tuple[Build, tuple[dict[str, int], list[dict[str, Any]]]]:
    """Write the public tables, the results of their expectations last; return rows by table and the results.

    Each table goes to the validator as soon as it is written, so that it is validated while the next one is.
    """
    key = build.register.key
    published = [o for o in build.outcomes.values() if o.state == "published"]
    facts = {
        "version": publication.number,
        "built_at": _naive_utc(built_at),
        "as_known_at": _naive_utc(context.as_known_at),
        "as_of": context.today,
        "build_key": key.key,
        "code_hash": key.code_hash,
        "models_hash": key.models_hash,
        "home_area_code": read_place(context.models).home,
        "inputs_hash": key.inputs_hash,
        "is_synthetic": any(o.delivery.is_synthetic for o in published),
    }
    in_force = [o.delivery for o in published]
    release = ReleaseFacts(release=[facts], before=context.before, in_force=in_force, engine=context.engine)
    make_at(context, build, "publish", release)
    found = public_tables(context.models)
    publication.empty()
    with PublicFile(context.engine, publication.folder) as public:
        submit = None if validator is None else validator.submit_table
        rows = write_tables(public, [t for t in found if t.name != RESULTS], submit)
        results = [] if validator is None else validator.results(build)
        make_at(context, build, "validate", ReleaseFacts(results=results))
        rows |= write_tables(public, [t for t in found if t.name == RESULTS])
    return build, (rows, results)


def _naive_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


# --- a check that fails ------------------------------------------------------------------------------------------


def hold_failing(
    context: Context, build: Build, validator: Validator | None, folder: Path, failed: Sequence[Failed]
) -> Build:
    """Return the build without the deliveries whose rows fail checks; ``folder`` has the tables that were validated.

    Raises :class:`ExpectationsFailed` where no delivery can be named. Each call holds one delivery more at least, or
    leaves out what is told of the content of one, so that calling it again and again comes to an end.
    """
    named, blocks = _named(context, build, folder, failed), build.blocks
    fresh = {i: b for i, b in named.items() if i not in blocks or (b.bare and not blocks[i].bare)}
    if fresh:
        return keep_out(context, build, fresh)
    assert validator is not None  # without a validator nothing fails
    checked = [t for t in public_tables(context.models) if t.name in {r["subject"] for r in failed}]
    succeeds = partial(_holds_again, context, validator, folder / "trial", checked)
    blame = partial(_blame, context, failed[0])
    without = hold_breakers(context, build, None, succeeds, blame) if checked else None
    if without is None:
        raise ExpectationsFailed(failed)
    return without


def hold_deliveries(context: Context, build: Build, failed: Sequence[Failed]) -> Build:
    """Return the build without the deliveries that the validator found wanting in themselves."""
    return keep_out(context, build, _named(context, build, context.workspace.build, failed))


def _named(context: Context, build: Build, folder: Path, failed: Sequence[Failed]) -> dict[str, Block]:
    """Return the deliveries that rows name, each with the first check that it fails.

    A delivery that is held already and is named again is described by the rows: what is told of it goes as well.
    """
    found: dict[str, Block] = {}
    for result in failed:
        for broken in _broken_in(context, build, folder, result):
            delivery = build.register.known.get(broken.delivery_id)
            if delivery is None or _stood_first(build, broken):
                continue
            bare = delivery.delivery_id in build.blocks or not build.is_published(delivery.delivery_id)
            others = reasons_before(build.outcomes.get(delivery.delivery_id)) if bare else ()
            block = Block(_blame(context, result, delivery, broken), bare, others)
            found.setdefault(delivery.delivery_id, block)
    return found


def _stood_first(build: Build, broken: Broken) -> bool:
    """Whether a delivery is the first of those whose rows share a key: the later ones are too many."""
    known = build.register.known
    together = [known[i] for i in {broken.delivery_id, *broken.beside} if i in known]
    return len(together) > 1 and newest_first(together)[-1].delivery_id == broken.delivery_id


def _broken_in(context: Context, build: Build, folder: Path, result: Failed) -> list[Broken]:
    """Return the deliveries whose rows a failed expectation counts."""
    allowed = allowed_values(context.models)
    if result["subject_kind"] == "delivery":
        delivery = build.register.known[result["subject"]]
        contract = context.contracts[delivery.feed]
        expectation = expectation_of(suite_for_feed(contract, allowed), result)
        path, columns = context.processor.clean_path(delivery), [name for name, _ in clean_columns(contract)]
        rows = breaking_deliveries(context.engine, path, expectation, columns) if expectation else []
        return rows or [Broken(delivery.delivery_id)]
    table = next(t for t in public_tables(context.models) if t.name == result["subject"])
    expectation = expectation_of(suite_for_table(table, allowed), result)
    path = folder / "parquet" / f"{table.name}.parquet"
    if expectation is None or not path.exists():
        return []
    return breaking_deliveries(context.engine, path, expectation, [c.name for c in table.columns])


def _blame(context: Context, result: Failed, delivery: Delivery, broken: Broken | None = None) -> Message:
    """Return the sentence that holds a delivery for a failed check."""
    where = {"sheet": broken.sheet, "row": str(broken.row) if broken.row else None} if broken else {}
    titles = {t.name: t.title for t in public_tables(context.models)}
    contract = context.contracts[delivery.feed]
    own = {"fa": contract.title_fa, "en": contract.title_en}
    title = own if result["subject_kind"] == "delivery" else titles[result["subject"]]
    params = {
        "file": delivery.file_name,
        "value": title["fa"],
        "value_en": title["en"],
        "reason": result["description_fa"],
        "reason_en": result["description_en"],
        **{name: text for name, text in where.items() if text},
    }
    return Message("check_fails", "hold", params)


def _holds_again(
    context: Context, validator: Validator, folder: Path, checked: Sequence[PublicTable], build: Build
) -> bool:
    """Return whether the checks of some public tables hold, as everything stands now."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PublicFile.NAME).unlink(missing_ok=True)
    with PublicFile(context.engine, folder) as public:
        write_tables(public, checked, validator.submit_table)
    results = validator.results(build, [t.name for t in checked])
    return all(r["success"] or r["severity"] != "error" for r in results)
