"""One real build of the committed baseline, shared by the tests that read it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.published import PublishedDatabase, PublishedVersion, resolve_current


def run_naqsheh(*arguments: str, workspace: Path, models: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a person would."""
    environment = {**os.environ, "NAQSHEH_WORKSPACE": str(workspace), "PYTHONPATH": str(PROJECT_ROOT)}
    if models is not None:
        environment["NAQSHEH_MODELS"] = str(models)
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=PROJECT_ROOT,
        timeout=900,
        check=False,
    )


def copy_baseline(workspace: Path) -> Path:
    """Copy the committed deliveries, and only those, into a fresh workspace."""
    listed = subprocess.run(
        ["git", "ls-files", "data/raw"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    for name in filter(None, listed):
        target = workspace / Path(name).relative_to("data")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT_ROOT / name, target)
    return workspace


@pytest.fixture(scope="session")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which the committed baseline was built and published."""
    workspace = copy_baseline(tmp_path_factory.mktemp("baseline"))
    done = run_naqsheh("build", workspace=workspace)
    assert done.returncode == 0, done.stdout + done.stderr
    return workspace


@pytest.fixture(scope="session")
def version(baseline: Path) -> PublishedVersion:
    """The published version of the baseline."""
    found = resolve_current(baseline / "curated")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def published(version: PublishedVersion) -> Iterator[PublishedDatabase]:
    """The published DuckDB file of the baseline, opened as the pages open it."""
    with PublishedDatabase.open(version) as database:
        yield database
