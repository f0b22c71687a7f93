"""Where a workspace keeps its things: the one home of every path.

A workspace is a folder with ``raw/`` (what offices sent), ``restricted/`` (person-level and working
data, mode 0700) and ``curated/`` (published versions). The default one is ``data/`` of the project.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]


def models_dir() -> Path:
    """Return the folder of contracts, reference data and SQL (``NAQSHEH_MODELS`` or ``models/``).

    Asked once by who starts a process; everything else is given the folder.
    """
    return Path(os.environ.get("NAQSHEH_MODELS") or PROJECT_ROOT / "models").resolve()


@dataclass(frozen=True, slots=True)
class Workspace:
    """The paths of one workspace; creating the object touches nothing on disk."""

    root: Path

    @classmethod
    def default(cls) -> Workspace:
        """Return the workspace named by ``NAQSHEH_WORKSPACE``, else the project's ``data/``."""
        return cls(Path(os.environ.get("NAQSHEH_WORKSPACE") or PROJECT_ROOT / "data").resolve())

    @property
    def raw(self) -> Path:
        """Deliveries as offices sent them; never edited by the system."""
        return self.root / "raw"

    @property
    def restricted(self) -> Path:
        """Everything that may hold persons, and all working files (mode 0700)."""
        return self.root / "restricted"

    @property
    def archive(self) -> Path:
        """Content-addressed copies of every file ever received."""
        return self.restricted / "archive"

    @property
    def ledger(self) -> Path:
        """The SQLite ledger of deliveries, outcomes and events."""
        return self.restricted / "ledger.sqlite"

    @property
    def landed(self) -> Path:
        """All-text Parquet, one file a delivery."""
        return self.restricted / "landed"

    @property
    def clean(self) -> Path:
        """Typed Parquet, one file a delivery."""
        return self.restricted / "clean"

    @property
    def work_database(self) -> Path:
        """The working DuckDB file in which a build makes its tables."""
        return self.restricted / "work.duckdb"

    @property
    def keys(self) -> Path:
        """Secret keys of the pseudonyms."""
        return self.restricted / "keys"

    @property
    def cluster(self) -> Path:
        """What is shared with a cluster while a build runs, where no other place is named for it."""
        return self.restricted / "cluster"

    @property
    def previews(self) -> Path:
        """Files that a steward looks at before they are accepted, one folder each."""
        return self.restricted / "previews"

    @property
    def dagster_home(self) -> Path:
        """Run storage of the orchestrator; it survives restarts."""
        return self.restricted / "dagster"

    @property
    def curated(self) -> Path:
        """Published versions; readers see nothing else."""
        return self.root / "curated"

    @property
    def build(self) -> Path:
        """The version under construction, on the same file system as ``versions/``."""
        return self.curated / "build"

    @property
    def versions(self) -> Path:
        """Published versions, one folder a number."""
        return self.curated / "versions"

    @property
    def current(self) -> Path:
        """The one symlink that says which version is served."""
        return self.curated / "current"

    @property
    def past(self) -> Path:
        """What was known at earlier moments, a folder each; nothing of it is ever served as the newest."""
        return self.curated / "as_known_at"

    @property
    def lock(self) -> Path:
        """The lock file of the single writer."""
        return self.curated / ".lock"

    def create(self) -> Workspace:
        """Make the folders that a run needs; safe to repeat."""
        for folder in (self.raw, self.curated, self.versions):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in (self.restricted, self.archive, self.landed, self.clean, self.keys, self.dagster_home):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        return self
