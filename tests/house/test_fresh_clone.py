"""A newcomer's first minutes: clone, one command, and a published version is there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

#: Set in the environment of the clone, so that a suite that ran there would not clone again.
INSIDE = "NAQSHEH_IN_FRESH_CLONE"


def clean_environment() -> dict[str, str]:
    """Return an environment in which nothing points at this working copy."""
    ours = ("NAQSHEH_", "PYTHONPATH", "VIRTUAL_ENV", "PYTEST_", "DAGSTER_", "MAKE", "MFLAGS")
    return {k: v for k, v in os.environ.items() if not k.startswith(ours)} | {INSIDE: "1"}


def make(target: str, clone: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", target],
        cwd=clone,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.skipif(INSIDE in os.environ, reason="this is the fresh clone")
def test_a_fresh_clone_builds_and_publishes_with_one_command(project: Path, tmp_path: Path) -> None:
    clone = tmp_path / "naqsheh"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(project), str(clone)], check=True)

    first = make("build", clone)
    assert first.returncode == 0, first.stdout + first.stderr
    current = clone / "data/curated/current"
    assert current.is_symlink()
    assert (current / "roadmap.duckdb").is_file()
    assert json.loads((current / "manifest.json").read_text())
    status = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True)
    assert status.stdout == "", "what a run makes is ignored by git"

    second = make("build", clone)
    assert second.returncode == 0, second.stdout + second.stderr
    assert "Unchanged" in second.stdout, "nothing changed, so nothing is done again"
    assert len(list((clone / "data/curated/versions").iterdir())) == 1
