"""``naqsheh rollback``: serve an earlier version again."""

from __future__ import annotations

from pathlib import Path

from pipelines.cli.console import OK, say, workspace_of


def roll_back(folder: Path | None, version: int | None) -> int:
    """Switch to ``version`` (the one before by default); return the exit code."""
    from pipelines.publishing import rollback

    served = rollback(workspace_of(folder), version)
    say(f"Version {served} is served again.", "green")
    return OK
