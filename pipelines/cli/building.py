"""``naqsheh build``: one run, with progress, a summary table and the sentences of what was not taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.console import (
    FAILED,
    OK,
    OPEN_DELIVERIES,
    debugging,
    err,
    say,
    tell_error,
    warn,
    workspace_of,
)
from pipelines.cli.days import end_of_day
from pipelines.cli.summary import (
    GROUP_ORDER,
    SMALL,
    Problem,
    tell_groups,
    tell_problems,
    tell_states,
    tell_table,
    tell_the_rest,
    total_of,
)

if TYPE_CHECKING:
    from pipelines.pipeline import Build, Context, DeliveryOutcome, PublishReport


def build_workspace(folder: Path | None, models: Path, as_known_at: str | None, *, verbose: bool = False) -> int:
    """Build one workspace by ``models``; return the exit code. ``verbose`` tells of every file, however many."""
    from pipelines.engines.choice import chosen_engine
    from pipelines.pipeline import open_context
    from pipelines.publishing import Busy

    workspace = workspace_of(folder)
    moment = end_of_day(as_known_at) if as_known_at else None
    try:
        with open_context(workspace, models, as_known_at=moment, chosen=chosen_engine()) as context:
            build = _received(context)
            register = build.register
            verbose = verbose or debugging()
            in_full = verbose or len(register.current) + len(register.refused) <= SMALL
            if register.unchanged:
                _tell_ignored(build, in_full=in_full)
                say(f"Unchanged: {len(register.current)} deliveries, the published version is up to date.")
                return OK
            return _run(context, build, in_full=in_full)
    except Busy as busy:
        tell_error(busy)
        return FAILED


def _received(context: Context) -> Build:
    """Receive what lies in ``raw/``; where that fails the pages are told, as by a run of the orchestrator."""
    from pipelines.orchestration.wording import sentence
    from pipelines.pipeline.receiving import receive
    from pipelines.publishing import mark_failed

    try:
        return receive(context)
    except Exception as error:
        mark_failed(context.workspace, sentence(error, "fa"), sentence(error), "inventory")
        raise


def _run(context: Context, build: Build, *, in_full: bool) -> int:
    from pipelines.orchestration.catalogue import Catalogue
    from pipelines.orchestration.execution import run_build, step_count

    catalogue = Catalogue.of(context.models)
    with _progress(step_count(catalogue)) as advance:
        summary = run_build(context, build, catalogue, advance)
    if in_full or summary.published is None:
        _tell_ignored(summary.build, in_full=in_full)
    if summary.published is None:
        for failure in summary.failures or ["The run ended without publishing."]:
            warn(failure, "red")
        if debugging():
            for trace in summary.traces:
                warn(trace, None)
        return FAILED
    return _tell(context, summary.build, summary.published, in_full=in_full)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar with the step at hand; on a terminal only, and on the side of the errors."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<40}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err(), transient=True, disable=not err().is_terminal) as progress:
        task = progress.add_task("Starting", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)


def _tell_ignored(build: Build, *, in_full: bool) -> None:
    ignored = _ignored(build)
    if not in_full:
        if ignored:
            tell_the_rest(tell_problems(ignored), 0)
        return
    for candidate in build.register.refused:
        if candidate.refusal is not None:
            warn(f"{candidate.name}: {candidate.refusal.text('en')}")
            warn(candidate.refusal.text("fa"))


def _tell(context: Context, build: Build, published: PublishReport, *, in_full: bool) -> int:
    """Tell what a build made of every delivery, or of many on one screen; return the exit code."""
    counts = [_counts(outcome) for outcome in published.outcomes]
    groups = context.engine.rows(
        "SELECT delivery_id, sentence_fa, sentence_en FROM derived.quarantine_summary"
        f" WHERE severity = 'quarantine' AND NOT is_resolved ORDER BY {GROUP_ORDER}"
    )
    if in_full:
        rows = [(o.delivery.delivery_id, o.state, four) for o, four in zip(published.outcomes, counts, strict=True)]
        tell_table(f"Version {published.version}", rows, total=True)
        for outcome in published.outcomes:
            _tell_outcome(outcome)
            own = [g for g in groups if g["delivery_id"] == outcome.delivery.delivery_id]
            tell_groups(own, in_full=True)
    else:
        states = [*(o.state for o in published.outcomes), *("refused" for _ in build.register.refused)]
        tell_states(published.version, states, total_of(counts))
        problems = [_problem(o) for o in published.outcomes if o.state in ("held", "refused") and o.message]
        tell_the_rest(tell_problems([*problems, *_ignored(build)]), tell_groups(groups))
    tables = published.tables
    say(
        f"Published version {published.version}: {len(tables)} tables, {sum(tables.values()):,} rows, "
        f"{published.expectations} expectations. {published.path}",
        "green",
    )
    built, reused = len(context.cache.built), len(context.cache.reused)
    if reused:
        say(f"{built} of {built + reused} tables were built; the others stood as they were.")
    return OPEN_DELIVERIES if published.has_open_deliveries or build.register.refused else OK


def _counts(outcome: DeliveryOutcome) -> tuple[int, int, int, int]:
    cleaned = outcome.cleaned
    if cleaned is None:
        return (0, 0, 0, 0)
    return (cleaned.rows_read, cleaned.rows_loaded, cleaned.rows_quarantined, cleaned.rows_non_data)


def _problem(outcome: DeliveryOutcome) -> Problem:
    delivery, message = outcome.delivery, outcome.message
    assert message is not None
    return Problem(
        outcome.state,
        delivery.feed,
        delivery.office,
        delivery.file_name,
        message.id,
        message.text("en"),
        message.text("fa"),
    )


def _ignored(build: Build) -> list[Problem]:
    """Return the files that became no delivery."""
    return [
        Problem("refused", c.feed, c.office, c.name, c.refusal.id, c.refusal.text("en"), c.refusal.text("fa"))
        for c in build.register.refused
        if c.refusal is not None
    ]


def _tell_outcome(outcome: DeliveryOutcome) -> None:
    """Say in both languages why a delivery was not taken."""
    if outcome.state in ("held", "refused") and outcome.message is not None:
        warn(f"{outcome.state.capitalize()}: {outcome.delivery.file_name}: {outcome.reason('en')}")
        warn(outcome.reason("fa") or "")
