"""The job ``build_roadmap`` and the resource that carries its run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import dagster as dg

from pipelines.foundation.workspace import Workspace
from pipelines.orchestration.assets import build_assets
from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.feeds import quality_checks
from pipelines.orchestration.instance import JOB
from pipelines.orchestration.outputs import GROUP, outputs_asset, release_job, release_schedule
from pipelines.orchestration.run import BuildRun
from pipelines.orchestration.step import RUN
from pipelines.orchestration.triggers import daily_schedule, quarter_schedule, raw_sensor


class WorkspaceRun(dg.ConfigurableResource):
    """A build of the workspace that the environment names, by ``models``. ``as_known_at`` is an ISO date or moment."""

    models: str
    as_known_at: str | None = None

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[BuildRun]:
        """Give the steps their run; the session closes, and the lock goes, when the last step has ended."""
        moment = datetime.fromisoformat(self.as_known_at) if self.as_known_at else None
        with BuildRun(Workspace.default(), Path(self.models), as_known_at=moment) as run:
            yield run


def build_job() -> dg.UnresolvedAssetJobDefinition:
    """Return the job of a build: every asset with every check, in one process, since the steps share a database."""
    return dg.define_asset_job(
        JOB,
        selection=dg.AssetSelection.all() - dg.AssetSelection.groups(GROUP),
        executor_def=dg.in_process_executor,
        description="From raw/ to a published version. Ends at the inventory when nothing has changed.",
    )


def definitions(
    catalogue: Catalogue, *, run: WorkspaceRun | BuildRun, workspace: Workspace | None = None
) -> dg.Definitions:
    """Assemble everything; without a ``workspace`` there is nothing to watch and nothing is scheduled."""
    job, release = build_job(), release_job()
    outputs = [outputs_asset(Path(run.models), workspace)] if workspace else []
    return dg.Definitions(
        assets=[*build_assets(catalogue), *outputs],
        asset_checks=[quality_checks(catalogue)],
        jobs=[job, release] if workspace else [job],
        schedules=[quarter_schedule(job), daily_schedule(job), release_schedule(release, workspace)]
        if workspace
        else [],
        sensors=[raw_sensor(job, workspace)] if workspace else [],
        resources={RUN: run},
        executor=dg.in_process_executor,
    )
