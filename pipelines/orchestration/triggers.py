"""What starts a build without anyone asking: two schedules and a sensor on ``raw/``.

Which runs were started for what lies in ``raw/`` is read from the run storage, never from the sensor's own
cursor: the cursor only remembers the last look, so losing it loses nothing and starts nothing twice.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date

import dagster as dg

from pipelines.foundation.clock import ZONE, tehran_day
from pipelines.foundation.workspace import Workspace
from pipelines.intake.inventory import UnreadableRaw
from pipelines.orchestration.calendar import quarter_beginning
from pipelines.orchestration.fingerprint import RawFile, fingerprint, listing
from pipelines.orchestration.instance import INVENTORY_TAG, JOB, close_dead_runs
from pipelines.orchestration.wording import sentence
from pipelines.publishing import Busy, clear_failure, failure, mark_failed, writer_lock

#: Seconds between two looks; ``NAQSHEH_LOOK_SECONDS`` overrides.
SENSOR_INTERVAL_S = 30
#: So many looks the others wait for a file that is still being written, then they go without it.
PATIENCE = 10
#: So many of the newest runs are looked through for the last one that took what lay in ``raw/``.
_RECENT_RUNS = 50
#: A delivery on which runs keep failing is tried this often, then left to a person.
MAX_ATTEMPTS = 3

FAILED = (dg.DagsterRunStatus.FAILURE,)


def _today(context: dg.ScheduleEvaluationContext) -> date:
    return tehran_day(context.scheduled_execution_time)


def quarter_schedule(job: dg.UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """Return the schedule of the first night of every Jalali quarter (a cron line cannot say that)."""

    @dg.schedule(
        name="jalali_quarter",
        job=job,
        cron_schedule="0 2 * * *",
        execution_timezone=ZONE,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="A build at 02:00 Tehran time on the first day of each Jalali quarter.",
    )
    def jalali_quarter(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        quarter = quarter_beginning(_today(context))
        if quarter is None:
            return dg.SkipReason("Today is not the first day of a Jalali quarter.")
        return dg.RunRequest(run_key=f"quarter-{quarter}", tags={"naqsheh/quarter": quarter})

    return jalali_quarter


def daily_schedule(job: dg.UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """Return the nightly schedule: the new day is told, and what the sensor may have missed is picked up."""

    @dg.schedule(
        name="nightly",
        job=job,
        cron_schedule="5 0 * * *",
        execution_timezone=ZONE,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="A build at 00:05 Tehran time: whatever counts days is told as of the new day, "
        "without reading a file.",
    )
    def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        return dg.RunRequest(run_key=f"night-{_today(context).isoformat()}")

    return nightly


def _free_dead_place(instance: dg.DagsterInstance, workspace: Workspace) -> None:
    try:
        with writer_lock(workspace):
            close_dead_runs(instance)
    except Busy:
        pass


@dataclass(frozen=True, slots=True)
class Look:
    """One look at ``raw/``: the files, those that are new or changed since the last look, and looks waited so far."""

    files: Sequence[RawFile]
    moving: frozenset[str]
    waited: int

    @classmethod
    def after(cls, cursor: str | None, files: Sequence[RawFile]) -> Look:
        """Return the look that follows the one in ``cursor``; without one, every file is new."""
        try:
            before = json.loads(cursor or "{}")
            marks, waited = frozenset(before.get("seen", ())), int(before.get("waited", 0))
        except (ValueError, TypeError, AttributeError):
            marks, waited = frozenset[str](), 0
        moving = frozenset(f.path for f in files if f.mark not in marks)
        return cls(files, moving, waited + 1 if moving else 0)

    @property
    def cursor(self) -> str:
        """What the next look needs to know of this one."""
        return json.dumps({"seen": [f.mark for f in self.files], "waited": self.waited})

    @property
    def is_quiet(self) -> bool:
        """Whether nothing moves, or what moves has been waited for long enough while others lie ready."""
        return not self.moving or (self.waited > PATIENCE and len(self.moving) < len(self.files))


def next_attempt(instance: dg.DagsterInstance, inventory: str) -> tuple[int | None, str]:
    """Return the number of the attempt to start for this inventory, or ``None`` and why none is started.

    What counts is the last run that took an inventory: files that are put back as they were before are a change
    like any other.
    """
    recent = instance.get_runs(dg.RunsFilter(job_name=JOB), limit=_RECENT_RUNS)
    last = next((run for run in recent if INVENTORY_TAG in run.tags), None)
    runs = instance.get_runs(dg.RunsFilter(tags={INVENTORY_TAG: inventory}))
    if last is None or last.tags[INVENTORY_TAG] != inventory:
        return len(runs) + 1, ""
    if last.status == dg.DagsterRunStatus.CANCELED:
        return None, "The run for what lies in raw/ was cancelled by a person; it is not started again."
    if last.status not in FAILED:
        return None, "What lies in raw/ was already taken, or is being taken."
    failed = 0
    while failed < len(runs) and runs[failed].status in FAILED:  # the newest first
        failed += 1
    if failed >= MAX_ATTEMPTS:
        return (
            None,
            f"{MAX_ATTEMPTS} runs failed for what lies in raw/; see the last one, then start one by hand.",
        )
    return len(runs) + 1, ""


#: Under this id the pages tell that the sensor itself failed; the next look that succeeds takes it away.
SENSOR = "raw_folder"


@contextmanager
def told_on_pages(workspace: Workspace) -> Iterator[None]:
    """Tell the pages when a look at ``raw/`` fails: tick after tick nothing would happen, and nobody would know."""
    try:
        yield
    except Exception as error:
        if isinstance(error, OSError):
            error = UnreadableRaw(workspace.raw, error)
        with suppress(OSError):
            mark_failed(workspace, sentence(error, "fa"), sentence(error), SENSOR)
        raise
    if (failure(workspace) or {}).get("error_id") == SENSOR:
        clear_failure(workspace)


def raw_sensor(job: dg.UnresolvedAssetJobDefinition, workspace: Workspace) -> dg.SensorDefinition:
    """Return the sensor that starts a build once new files in ``raw/`` have been quiet for two looks."""

    @dg.sensor(
        name="raw_folder",
        job=job,
        minimum_interval_seconds=int(os.environ.get("NAQSHEH_LOOK_SECONDS") or SENSOR_INTERVAL_S),
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Starts a build when the files in raw/ have changed and are no longer being written.",
    )
    def raw_folder(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        _free_dead_place(context.instance, workspace)
        with told_on_pages(workspace):
            return _look(context)

    def _look(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        look = Look.after(context.cursor, listing(workspace))
        if not look.files:
            return dg.SensorResult(skip_reason="raw/ holds no files.", cursor=look.cursor)
        if not look.is_quiet:
            waiting = f"{len(look.moving)} files are new or still growing; one more look."
            return dg.SensorResult(skip_reason=waiting, cursor=look.cursor)
        inventory = fingerprint(workspace, look.files, look.moving)
        attempt, why_not = next_attempt(context.instance, inventory)
        if attempt is None:
            return dg.SensorResult(skip_reason=why_not, cursor=look.cursor)
        request = dg.RunRequest(
            run_key=f"{inventory}:{attempt}",
            tags={INVENTORY_TAG: inventory, "naqsheh/attempt": str(attempt)},
        )
        return dg.SensorResult(run_requests=[request], cursor=look.cursor)

    return raw_folder
