"""The orchestrator's home in a workspace: its configuration, written by code, and its storage.

Runs are kept in SQLite under ``restricted/dagster``; ``NAQSHEH_DAGSTER_POSTGRES_URL`` moves them to PostgreSQL.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import dagster as dg
import yaml
from dagster import DagsterInstance

from pipelines.workspace import PROJECT_ROOT, Workspace

MODULE = "pipelines.definitions"
LOCATION = "naqsheh"
JOB = "build_roadmap"

#: Tag by which a run is found again for what lay in ``raw/`` when it started.
INVENTORY_TAG = "naqsheh/inventory"
#: Tag under which the web pages find the runs of a job.
REPOSITORY_TAG = ".dagster/repository"

#: A run that has started, while nobody has held the writer's lock for this long, is dead.
DEAD_AFTER_S = 60.0


def configuration() -> dict[str, object]:
    """Return the content of ``dagster.yaml``."""
    settings: dict[str, object] = {
        "telemetry": {"enabled": False},
        "concurrency": {"runs": {"max_concurrent_runs": 1}},
        "run_monitoring": {"enabled": True, "start_timeout_seconds": 180, "max_runtime_seconds": 6 * 3600},
        "freshness": {"enabled": True},
        "retention": {
            "schedule": {"purge_after_days": 400},
            "sensor": {"purge_after_days": {"skipped": 2, "failure": 60, "success": 400}},
        },
    }
    if os.environ.get("NAQSHEH_DAGSTER_POSTGRES_URL"):
        settings["storage"] = {"postgres": {"postgres_url": {"env": "NAQSHEH_DAGSTER_POSTGRES_URL"}}}
    return settings


def _write(path: Path, content: object) -> None:
    text = "# Written by naqsheh at every start; change pipelines/orchestration/instance.py instead.\n"
    text += yaml.safe_dump(content, sort_keys=False)
    if path.exists() and path.read_text("utf-8") == text:
        return
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_text(text, "utf-8")
    os.replace(fresh, path)


def prepare_home(workspace: Workspace) -> Path:
    """Write the orchestrator's configuration and name its home in the environment; return the home."""
    home = workspace.create().dagster_home
    _write(home / "dagster.yaml", configuration())
    os.environ["DAGSTER_HOME"] = str(home)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    return home


def write_code_location(workspace: Workspace, *, port: int) -> Path:
    """Write the file that tells web pages and daemon where the code server listens; return its path."""
    path = prepare_home(workspace) / "workspace.yaml"
    server = {"host": "127.0.0.1", "port": port, "location_name": LOCATION}
    _write(path, {"load_from": [{"grpc_server": server}]})
    return path


def open_instance(workspace: Workspace) -> DagsterInstance:
    """Open the workspace's run storage."""
    return DagsterInstance.from_config(str(prepare_home(workspace)))


def close_dead_runs(instance: DagsterInstance, *, older_than_s: float = DEAD_AFTER_S) -> list[str]:
    """Mark runs as failed whose process is gone; return their ids.

    To be called only while the caller holds the writer's lock: a run that works holds it, so one that has
    started and does not is dead. Young runs are left alone, since they may be about to ask for the lock.
    Without this a killed process would keep the single place in the queue for ever.
    """
    dead = []
    started = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING])
    for record in instance.get_run_records(started):
        since = record.start_time or record.create_timestamp.timestamp()
        if time.time() - since >= older_than_s:
            instance.report_run_failed(
                record.dagster_run, "The process of this run ended before it had finished; nothing was published."
            )
            dead.append(record.dagster_run.run_id)
    return dead


__all__ = [
    "INVENTORY_TAG", "JOB", "LOCATION", "MODULE", "PROJECT_ROOT", "REPOSITORY_TAG", "close_dead_runs",
    "configuration", "open_instance", "prepare_home", "write_code_location",
]  # fmt: skip
