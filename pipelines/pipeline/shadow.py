"""A workspace beside the real one, in which a build's own steps can be tried and nothing of it is kept.

It has a copy of the ledger, the pseudonym key by reference, and hard links to what was read of the deliveries. Nothing
of the real workspace changes.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from pipelines.foundation.workspace import Workspace
from pipelines.intake.archive import Archive
from pipelines.intake.ledger import Ledger


def shadow(workspace: Workspace, scratch: Workspace, feed: str | None = None) -> None:
    """Give ``scratch`` what a build needs of the real workspace (of one feed)."""
    scratch.restricted.mkdir(parents=True, mode=0o700, exist_ok=True)
    if workspace.ledger.exists():
        _copy_ledger(workspace.ledger, scratch.ledger)
    if workspace.keys.is_dir():
        scratch.keys.symlink_to(workspace.keys.resolve(), target_is_directory=True)
    for there, here in ((workspace.landed, scratch.landed), (workspace.clean, scratch.clean)):
        here.mkdir(parents=True, exist_ok=True)
        _link(there.glob(f"{feed}-*" if feed else "*"), here)
    # A file whose reading is not kept any more is read again, so the originals are within reach.
    ledger = Ledger(scratch.ledger)
    try:
        hashes = {d.sha256 for d in ledger.all() if feed in (None, d.feed)}
    finally:
        ledger.close()
    for sha256 in hashes:
        target = scratch.archive / sha256[:2]
        target.mkdir(parents=True, exist_ok=True)
        _link([Archive(workspace.archive).path(sha256)], target)


def forget(scratch: Workspace) -> None:
    """Take away all but what came into ``raw/``: rows of persons lie in the rest."""
    for path in (scratch.restricted, scratch.curated):
        shutil.rmtree(path, ignore_errors=True)


def _copy_ledger(source: Path, target: Path) -> None:
    """Copy the ledger as SQLite sees it, also while a build writes it."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as real,
        closing(sqlite3.connect(target)) as copy,
    ):
        real.backup(copy)
    target.chmod(0o600)


def _link(paths: Iterable[Path], folder: Path) -> None:
    """Link files into a folder; where the file system knows no hard links they are copied."""
    for path in paths:
        if path.name.endswith(".tmp") or not path.exists():
            continue
        try:
            os.link(path, folder / path.name)
        except OSError:
            shutil.copyfile(path, folder / path.name)
