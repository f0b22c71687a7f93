"""What starts a build without anyone asking: two schedules and a sensor on ``raw/``.

Which runs were started for what lies in ``raw/`` is read from the run storage, never from the sensor's own
cursor: the cursor only remembers the last look, so losing it loses nothing and starts nothing twice.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import dagster as dg

from pipelines.orchestration.calendar import TEHRAN, quarter_beginning
from pipelines.orchestration.fingerprint import fingerprint, listing, shape
from pipelines.orchestration.instance import INVENTORY_TAG, close_dead_runs
from pipelines.publishing import Busy, writer_lock
from pipelines.workspace import Workspace

SENSOR_INTERVAL_S = 30
#: A delivery on which runs keep failing is tried this often, then left to a person.
MAX_ATTEMPTS = 3

FAILED = (dg.DagsterRunStatus.FAILURE,)


def _today(context: dg.ScheduleEvaluationContext) -> datetime:
    return context.scheduled_execution_time.astimezone(ZoneInfo(TEHRAN))


def quarter_schedule(job: dg.UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """Return the schedule of the first night of every Jalali quarter (a cron line cannot say that)."""

    @dg.schedule(
        name="jalali_quarter", job=job, cron_schedule="0 2 * * *", execution_timezone=TEHRAN,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="A build at 02:00 Tehran time on the first day of each Jalali quarter.",
    )  # fmt: skip
    def jalali_quarter(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        quarter = quarter_beginning(_today(context).date())
        if quarter is None:
            return dg.SkipReason("Today is not the first day of a Jalali quarter.")
        return dg.RunRequest(run_key=f"quarter-{quarter}", tags={"naqsheh/quarter": quarter})

    return jalali_quarter


def daily_schedule(job: dg.UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """Return the nightly schedule, which picks up what the sensor may have missed."""

    @dg.schedule(
        name="nightly", job=job, cron_schedule="30 3 * * *", execution_timezone=TEHRAN,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="A build every night at 03:30 Tehran time; it ends at once when nothing has changed.",
    )  # fmt: skip
    def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        return dg.RunRequest(run_key=f"night-{_today(context).date().isoformat()}")

    return nightly


def _free_dead_place(instance: dg.DagsterInstance, workspace: Workspace) -> None:
    try:
        with writer_lock(workspace):
            close_dead_runs(instance)
    except Busy:
        pass


def next_attempt(instance: dg.DagsterInstance, inventory: str) -> tuple[int | None, str]:
    """Return the number of the attempt to start for this inventory, or ``None`` and why none is started."""
    runs = instance.get_runs(dg.RunsFilter(tags={INVENTORY_TAG: inventory}))
    if any(run.status not in (*FAILED, dg.DagsterRunStatus.CANCELED) for run in runs):
        return None, "What lies in raw/ was already taken, or is being taken."
    if any(run.status == dg.DagsterRunStatus.CANCELED for run in runs):
        return None, "The run for what lies in raw/ was cancelled by a person; it is not started again."
    if len(runs) >= MAX_ATTEMPTS:
        return (
            None,
            f"{MAX_ATTEMPTS} runs failed for what lies in raw/; see the last one, then start one by hand.",
        )
    return len(runs) + 1, ""


def raw_sensor(job: dg.UnresolvedAssetJobDefinition, workspace: Workspace) -> dg.SensorDefinition:
    """Return the sensor that starts a build once new files in ``raw/`` have been quiet for two looks."""

    @dg.sensor(
        name="raw_folder", job=job, minimum_interval_seconds=SENSOR_INTERVAL_S,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Starts a build when the files in raw/ have changed and are no longer being written.",
    )  # fmt: skip
    def raw_folder(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        _free_dead_place(context.instance, workspace)
        files = listing(workspace)
        seen = shape(files)
        if not files:
            return dg.SensorResult(skip_reason="raw/ holds no files.", cursor=seen)
        if context.cursor != seen:
            return dg.SensorResult(skip_reason="Files are new or still growing; one more look.", cursor=seen)
        inventory = fingerprint(workspace, files)
        attempt, why_not = next_attempt(context.instance, inventory)
        if attempt is None:
            return dg.SensorResult(skip_reason=why_not, cursor=seen)
        request = dg.RunRequest(
            run_key=f"{inventory}:{attempt}",
            tags={INVENTORY_TAG: inventory, "naqsheh/attempt": str(attempt)},
        )
        return dg.SensorResult(run_requests=[request], cursor=seen)

    return raw_folder
