"""The orchestrator's home in a workspace and its configuration, written by code.

Runs are kept in SQLite under ``restricted/dagster``; ``NAQSHEH_DAGSTER_POSTGRES_URL`` moves them to PostgreSQL.
Dagster itself is not imported here; its storage is opened in :mod:`pipelines.orchestration.instance`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import yaml

from pipelines.foundation.atomic_files import write_whole
from pipelines.foundation.workspace import Workspace

MODULE = "pipelines.definitions"
#: Variable with the address of a PostgreSQL that keeps the runs; it may hold a password and is shown nowhere.
POSTGRES_URL = "NAQSHEH_DAGSTER_POSTGRES_URL"
LOCATION = "naqsheh"


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
    if os.environ.get(POSTGRES_URL):
        settings["storage"] = {"postgres": {"postgres_url": {"env": POSTGRES_URL}}}
    return settings


def _write(path: Path, content: object) -> None:
    text = "# Written by naqsheh at every start; change pipelines/orchestration/home.py instead.\n"
    text += yaml.safe_dump(content, sort_keys=False)
    if path.exists() and path.read_text("utf-8") == text:
        return
    write_whole(path, text)


def prepare_home(workspace: Workspace) -> Path:
    """Write the orchestrator's configuration and name its home in the environment; return the home."""
    home = workspace.create().dagster_home
    if url := os.environ.get(POSTGRES_URL):
        # The driver that is installed is not the one that an address without a driver means to SQLAlchemy.
        os.environ[POSTGRES_URL] = re.sub(r"^postgres(ql)?://", "postgresql+psycopg2://", url)
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
