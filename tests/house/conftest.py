"""The tracked files, as the repository's own tests see them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tracked(project: Path) -> list[Path]:
    """Every file under version control that is there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=project, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return [project / name for name in listed if name and (project / name).is_file()]


@pytest.fixture(scope="session")
def documents(tracked: list[Path]) -> list[Path]:
    """Every tracked page of prose."""
    return [path for path in tracked if path.suffix == ".md"]
