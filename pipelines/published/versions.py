"""The published versions of a workspace: their folders, their manifests, and which of them is served.

A reader resolves ``current`` to a version's own folder, never the symlink: a process that opens one path twice gets the
database that it opened first.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DATABASE = "roadmap.duckdb"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A published version: its own folder (not the symlink), its number, and its manifest."""

    path: Path
    version: int
    manifest: dict[str, Any] = field(compare=False, repr=False)

    @property
    def database(self) -> Path:
        """The analysts' DuckDB file of this version."""
        return self.path / DATABASE


def resolve_current(curated: Path) -> PublishedVersion | None:
    """Return the version that is served now, or None before the first publication."""
    for _ in range(3):  # a version may be pruned between reading the symlink and reading the manifest
        try:
            target = os.readlink(curated / "current")
            return _version(curated / "versions" / Path(target).name)
        except (OSError, ValueError):
            continue
    return None


def list_versions(curated: Path) -> list[PublishedVersion]:
    """Return the published versions that are kept, oldest first."""
    found = []
    for folder in (curated / "versions").glob("[0-9]*"):
        try:
            found.append(_version(folder))
        except (OSError, ValueError):
            continue
    return sorted(found, key=lambda v: v.version)


def past_folder(curated: Path, moment: datetime) -> Path:
    """Return the folder of the version as known at ``moment``, made or not."""
    return curated / "as_known_at" / moment.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def past_version(curated: Path, moment: datetime) -> PublishedVersion | None:
    """Return the version as known at ``moment``, with the number of the one that was served then; None if not made."""
    folder = past_folder(curated, moment)
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return PublishedVersion(folder.resolve(), int(manifest["version"]), manifest)


def _version(folder: Path) -> PublishedVersion:
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    return PublishedVersion(folder.resolve(), int(folder.name), manifest)
