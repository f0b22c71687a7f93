"""``naqsheh build``: one run, with progress, a summary table and the sentences of what was not taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pipelines.cli.console import (
    FAILED,
    OK,
    OPEN_DELIVERIES,
    debugging,
    err,
    out,
    say,
    tell_error,
    warn,
    workspace_of,
)

if TYPE_CHECKING:
    from pipelines.build import BuildSession, DeliveryOutcome, InventoryReport, PublishReport

#: Quarantined rows that are told one by one for each delivery; the rest is counted.
SENTENCES_SHOWN = 8
#: Jalali years lie below this number, Gregorian ones above it.
LAST_JALALI_YEAR = 1600


class NotADate(ValueError):
    """What was given as a date is none; the text says how to write one."""


def end_of_day(text: str) -> datetime:
    """Return the last moment, in Tehran, of a Jalali or Gregorian date; a full ISO moment is taken as it is.

    Raises :class:`NotADate`.
    """
    import jdatetime

    try:
        if len(text) > 10:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Asia/Tehran"))
        year, month, day = (int(part) for part in text.replace("/", "-").split("-"))
        if year < LAST_JALALI_YEAR:
            found = jdatetime.date(year, month, day).togregorian()
        else:
            found = date(year, month, day)
    except ValueError as error:
        raise NotADate(f"“{text}” is no date; write it as 1404-05-31 or 2025-08-22.") from error
    return datetime.combine(found, time.max, ZoneInfo("Asia/Tehran")).astimezone(UTC)


def build_workspace(folder: Path | None, as_known_at: str | None) -> int:
    """Build one workspace; return the exit code."""
    from pipelines.build import BuildSession
    from pipelines.publishing import Busy
    from pipelines.workspace import models_dir

    workspace = workspace_of(folder)
    moment = end_of_day(as_known_at) if as_known_at else None
    try:
        with BuildSession.open(workspace, models_dir(), as_known_at=moment) as session:
            inventory = _inventory_of(session)
            _tell_ignored(inventory)
            if inventory.unchanged:
                say(
                    f"Unchanged: {len(inventory.deliveries)} deliveries, the published version is up to date."
                )
                return OK
            return _run(session, inventory)
    except Busy as busy:
        tell_error(busy)
        return FAILED


def _inventory_of(session: BuildSession) -> InventoryReport:
    """Take the inventory; where that fails the pages are told, as by a run of the orchestrator."""
    from pipelines.orchestration.wording import sentence
    from pipelines.publishing import mark_failed

    try:
        return session.take_inventory()
    except Exception as error:
        mark_failed(session.workspace, sentence(error, "fa"), sentence(error), "inventory")
        raise


def _run(session: BuildSession, inventory: InventoryReport) -> int:
    from pipelines.orchestration.catalogue import Catalogue
    from pipelines.orchestration.execution import run_build, step_count

    catalogue = Catalogue.of(session.models)
    with _progress(step_count(catalogue)) as advance:
        summary = run_build(session, inventory, catalogue, advance)
    if summary.published is None:
        for failure in summary.failures or ["The run ended without publishing."]:
            warn(failure, "red")
        if debugging():
            for trace in summary.traces:
                warn(trace, None)
        return FAILED
    return _tell(session, summary.published, inventory)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar with the step at hand; on a terminal only, and on the side of the errors."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<40}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=err(), transient=True, disable=not err().is_terminal) as progress:
        task = progress.add_task("Starting", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)


def _tell_ignored(inventory: InventoryReport) -> None:
    for name, message in inventory.refused:
        warn(f"{name}: {message.text('en')}")
        warn(message.text("fa"))


def _tell(session: BuildSession, published: PublishReport, inventory: InventoryReport) -> int:
    from rich.table import Table

    table = Table(title=f"Version {published.version}", title_justify="left")
    for heading in ("Delivery", "State"):
        table.add_column(heading, overflow="fold")
    for heading in ("Read", "Loaded", "Quarantined", "Non-data"):
        table.add_column(heading, justify="right")
    total = [0, 0, 0, 0]
    for outcome in published.outcomes:
        counts = _counts(outcome)
        total = [t + c for t, c in zip(total, counts, strict=True)]
        table.add_row(outcome.delivery.delivery_id, outcome.state, *(f"{c:,}" for c in counts))
    table.add_section()
    table.add_row("Total", "", *(f"{c:,}" for c in total))
    out().print(table)
    for outcome in published.outcomes:
        _tell_outcome(session, outcome)
    tables = published.tables
    say(
        f"Published version {published.version}: {len(tables)} tables, {sum(tables.values()):,} rows, "
        f"{published.expectations} expectations. {published.path}",
        "green",
    )
    built, kept = len(session.kept.built), len(session.kept.kept)
    if kept:
        say(f"{built} of {built + kept} tables and judgements were built; the others stood as they were.")
    return OPEN_DELIVERIES if published.has_open_deliveries or inventory.refused else OK


def _counts(outcome: DeliveryOutcome) -> tuple[int, int, int, int]:
    cleaned = outcome.cleaned
    if cleaned is None:
        return (0, 0, 0, 0)
    return (cleaned.rows_read, cleaned.rows_loaded, cleaned.rows_quarantined, cleaned.rows_non_data)


def _tell_outcome(session: BuildSession, outcome: DeliveryOutcome) -> None:
    """Say in both languages why a delivery, or rows of it, were not taken."""
    from pipelines.cleaning.sentences import sentence

    name, contract = outcome.delivery.file_name, session.contracts[outcome.delivery.feed]
    if outcome.state in ("held", "refused") and outcome.message is not None:
        warn(f"{outcome.state.capitalize()}: {name}: {outcome.reason('en')}")
        warn(outcome.reason("fa") or "")
    kept_out = [
        c for c in (outcome.cleaned.cells if outcome.cleaned else [])
        if c.severity == "quarantine" and (c.sheet_name, c.row_number) not in outcome.resolved
    ]  # fmt: skip
    for cell in kept_out[:SENTENCES_SHOWN]:
        warn(f"Quarantined: {sentence(cell, name, contract, 'en')}")
        warn(sentence(cell, name, contract, "fa"))
    if len(kept_out) > SENTENCES_SHOWN:
        warn(
            f"… and {len(kept_out) - SENTENCES_SHOWN} more of {name}; the table quarantine_rows has them all."
        )
