"""Open the published version for the commands that only read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.foundation.workspace import Workspace
from pipelines.published import PublishedDatabase, PublishedVersion, resolve_current


class NothingPublished(LookupError):
    """The workspace has no published version."""


def current_version(workspace: Workspace) -> PublishedVersion:
    """Return the version that is served; raises :class:`NothingPublished` with a sentence."""
    version = resolve_current(workspace.curated)
    if version is None:
        raise NothingPublished(f"Nothing is published in {workspace.root} yet; run: naqsheh build")
    return version


def version_of(workspace: Workspace, as_known_at: str | None) -> PublishedVersion:
    """Return the served version, or that as known at a day; raises :class:`NothingPublished` where it is not made."""
    if as_known_at is None:
        return current_version(workspace)
    from pipelines.cli.days import end_of_day
    from pipelines.published import past_version

    version = past_version(workspace.curated, end_of_day(as_known_at))
    if version is None:
        told = f"What was known at {as_known_at} is not built yet"
        raise NothingPublished(f"{told}; run: naqsheh build --as-known-at {as_known_at}")
    return version


@contextmanager
def published(workspace: Workspace) -> Iterator[PublishedDatabase]:
    """Open the served version's database, read-only."""
    database = PublishedDatabase.open(current_version(workspace))
    try:
        yield database
    finally:
        database.close()


def plain(value: Any) -> str:
    """Return a value as a person reads it: decimals without idle zeros, moments to the second."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return str(value)


def folder_size(folder: Path) -> int:
    """Return the bytes of the files under ``folder``."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
