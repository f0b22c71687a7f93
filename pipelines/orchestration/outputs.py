"""What leaves the house every quarter as an asset: one partition a Jalali quarter, made when its release is due.

A release is a folder that is never written again: ``curated/outputs/<quarter>/v<version>/``. So what the council saw on
a date stays there, and ``naqsheh verify`` can check it. A preview is laid beside, and may be made again.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import dagster as dg

from pipelines.foundation.clock import ZONE, tehran_day
from pipelines.foundation.workspace import Workspace
from pipelines.orchestration.catalogue import PUBLISHED
from pipelines.published import PublishedDatabase, PublishedVersion, resolve_current
from pipelines.publishing.manifest import damages

RELEASE_JOB = "release_quarter"
GROUP = "outputs"
#: Quarters are told by the calendar of the published version; each tick of the schedule adds what is new.
QUARTERS = dg.DynamicPartitionsDefinition(name="jalali_quarters")
PREVIEWS = "previews"
#: A release that fell due while the machine was off is made up for within so many days.
MADE_UP_FOR = timedelta(days=60)


class ReleaseConfig(dg.Config):
    """A ``preview`` may be made at any time and again; a release is made once for each version."""

    preview: bool = False


def release(workspace: Workspace, models: Path, quarter: str, *, preview: bool = False) -> tuple[Path, list[Path]]:
    """Write the files of a quarter from the served version; return their folder and them.

    A release that is there already and whole is left as it is. Raises ``LookupError`` where nothing is published.
    """
    from pipelines.exporting import export_period

    version = resolve_current(workspace.curated)
    if version is None:
        raise LookupError("nothing is published yet: run a build first")
    outputs = workspace.curated / GROUP
    target = outputs / PREVIEWS / quarter if preview else outputs / quarter / f"v{version.version}"
    if target.exists() and not preview and not damages(target):
        return target, sorted(p for p in target.iterdir() if p.is_file())
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".naqsheh-", dir=target.parent) as aside:
        export_period(version, quarter, Path(aside) / "files", models, workspace.root / "notes")
        if target.exists():
            shutil.rmtree(target)
        os.rename(Path(aside) / "files", target)
    return target, sorted(p for p in target.iterdir() if p.is_file())


def outputs_asset(models: Path, workspace: Workspace) -> dg.AssetsDefinition:
    """Return the asset of a quarter's outputs."""

    @dg.asset(
        key=[GROUP, "quarter"],
        deps=[dg.AssetKey(PUBLISHED)],
        partitions_def=QUARTERS,
        group_name=GROUP,
        kinds={"typst", "excel", "csv", "parquet"},
        description="Bulletin, scorecard, reports, workbook and open data of a Jalali quarter, "
        "from the served version.",
    )
    def quarter(context: dg.AssetExecutionContext, config: ReleaseConfig) -> dg.MaterializeResult:
        folder, files = release(workspace, models, context.partition_key, preview=config.preview)
        return dg.MaterializeResult(
            metadata={
                "folder": dg.MetadataValue.path(str(folder)),
                "files": dg.MetadataValue.json([path.name for path in files]),
                "bytes": sum(path.stat().st_size for path in files),
                "preview": config.preview,
            }
        )

    return quarter


def release_job() -> "dg.UnresolvedAssetJobDefinition":
    """Return the job that makes the outputs of one quarter, or, as a backfill, of many."""
    return dg.define_asset_job(
        RELEASE_JOB,
        selection=dg.AssetSelection.groups(GROUP),
        executor_def=dg.in_process_executor,
        description="The files of a Jalali quarter; start it for a past one, or for many as a backfill.",
    )


def due_quarters(version: PublishedVersion, today: date) -> tuple[list[str], list[str]]:
    """Return the quarters of the release calendar that are over, and those of them whose release is due."""
    with PublishedDatabase.open(version) as database:
        rows = database.rows(
            "SELECT c.period, c.due_on, q.last_day FROM release_calendar c JOIN quarters q ON q.period = c.period"
            " ORDER BY c.period"
        )
    over = [row["period"] for row in rows if row["last_day"] < today]
    due = [row["period"] for row in rows if today - MADE_UP_FOR <= row["due_on"] <= today]
    return over, due


def release_schedule(job: "dg.UnresolvedAssetJobDefinition", workspace: Workspace) -> dg.ScheduleDefinition:
    """Return the schedule that makes the outputs of a quarter on the day on which its release is due."""

    @dg.schedule(
        name="quarter_release",
        job=job,
        cron_schedule="0 6 * * *",
        execution_timezone=ZONE,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="The outputs of a quarter at 06:00 Tehran time on the day of the release calendar.",
    )
    def quarter_release(context: dg.ScheduleEvaluationContext) -> Iterator[dg.RunRequest | dg.SkipReason]:
        version = resolve_current(workspace.curated)
        if version is None:
            yield dg.SkipReason("Nothing is published yet.")
            return
        over, due = due_quarters(version, tehran_day(context.scheduled_execution_time))
        context.instance.add_dynamic_partitions(str(QUARTERS.name), over)
        if not due:
            yield dg.SkipReason("No release is due.")
        for period in due:
            yield dg.RunRequest(run_key=f"release-{period}", partition_key=period)

    return quarter_release
