"""Run the job in this process: what the command does once it knows that there is something to do.

The run is recorded in the workspace's storage, so it stands in the web pages beside the scheduled ones.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from uuid import uuid4

import dagster as dg

from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.event_files import events_kept_open
from pipelines.orchestration.fingerprint import fingerprint, listing
from pipelines.orchestration.home import LOCATION
from pipelines.orchestration.instance import (
    INVENTORY_TAG,
    JOB,
    REPOSITORY_TAG,
    close_dead_runs,
    open_instance,
)
from pipelines.orchestration.job import definitions
from pipelines.orchestration.run import BuildRun
from pipelines.pipeline import Build, Context, PublishReport


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What became of a run: the publication, or the sentences that say why there is none."""

    run_id: str
    build: Build
    published: PublishReport | None
    failures: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)


def step_count(catalogue: Catalogue) -> int:
    """Return how many times a full run calls its observer: once an asset and once for the quality."""
    return sum(len(keys) for keys in catalogue.layers().values()) + 1


def run_build(
    context: Context, build: Build, catalogue: Catalogue, observer: Callable[[str], None] | None = None
) -> RunSummary:
    """Run every step over an open context whose deliveries were received; the caller holds the writer's lock."""
    logging.getLogger("dagster").setLevel(logging.CRITICAL)  # failures are told below, in sentences
    workspace, run_id = context.workspace, str(uuid4())
    run = BuildRun(
        workspace,
        context.models,
        as_known_at=context.as_known_at,
        opened=(context, build),
        observer=observer,
    )
    with open_instance(workspace) as instance, run, ExitStack() as held:
        close_dead_runs(instance, older_than_s=0)
        run.receive()
        job = definitions(catalogue, run=run).resolve_job_def(JOB)
        held.enter_context(events_kept_open(instance, run_id))
        result = job.execute_in_process(
            instance=instance,
            run_id=run_id,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            tags={
                REPOSITORY_TAG: f"__repository__@{LOCATION}",
                INVENTORY_TAG: fingerprint(workspace, listing(workspace)),
                "naqsheh/started_by": "command",
            },
        )
        failures, traces = _failures(result)
        return RunSummary(result.run_id, run.build, run.published, failures, traces)


def _failures(result: dg.ExecuteInProcessResult) -> tuple[list[str], list[str]]:
    """Return the sentences of what failed (failed checks by name), and the traces behind them."""
    sentences, traces = [], []
    for evaluation in result.get_asset_check_evaluations():
        if not evaluation.passed and evaluation.severity == dg.AssetCheckSeverity.ERROR:
            about = evaluation.description or "no detail"
            sentences.append(
                f"Check {evaluation.check_name} of {evaluation.asset_key.to_user_string()} did not hold: {about}"
            )
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            if data.user_failure_data:
                sentences.append(str(data.user_failure_data.description))
            elif not sentences and data.error:
                sentences.append(data.error.message.splitlines()[0])
            if data.error:
                traces.append(data.error.to_string())
        elif event.is_failure and not sentences and event.message:
            sentences.append(event.message.splitlines()[0])
    return sentences, traces
