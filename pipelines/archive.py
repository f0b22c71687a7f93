"""The archive of received files: their bytes under their hash, written once, never changed.

A file is in the archive wholly or not at all: it is copied under a temporary name, synced, renamed, and its
folder is synced. What the ledger knows about a file is not kept here.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pipelines.foundation.fault_injection import reached


class ChangedWhileArchiving(OSError):
    """The file is no longer the one that was hashed; it is left for the next run."""


def fsync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Archive:
    """Content-addressed files at ``<root>/<sha256[:2]>/<sha256>``, readable by their owner only."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Return where the bytes of that hash lie, or would lie."""
        return self.root / sha256[:2] / sha256

    def store(self, source: Path, sha256: str, size_bytes: int) -> Path:
        """Copy ``source`` into the archive; return its place there.

        Raises :class:`ChangedWhileArchiving` when its bytes are no longer those of ``sha256``. A file that is
        already there is left alone, unless its size shows that it was damaged: then it is written anew.
        """
        target = self.path(sha256)
        if target.exists() and target.stat().st_size == size_bytes:
            return target
        if not target.parent.exists():
            target.parent.mkdir(parents=True, mode=0o700)
            fsync_folder(self.root)
        fresh = target.with_name(f".{sha256}.{os.getpid()}.tmp")
        try:
            if _copy(source, fresh) != sha256:
                raise ChangedWhileArchiving(f"{source.name} changed while it was being archived")
            reached("archive_written")
            os.replace(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)
        fsync_folder(target.parent)
        reached("archive_renamed")
        return target

    def clear_leavings(self) -> None:
        """Remove what a killed run left under temporary names; call it only while holding the writer's lock."""
        for leaving in self.root.glob("??/.*.tmp"):
            leaving.unlink(missing_ok=True)

    def is_whole(self, sha256: str) -> bool:
        """Whether the archived bytes are there and still have their hash."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False


def _copy(source: Path, fresh: Path) -> str:
    """Copy and sync; return the hash of what was copied."""
    digest = hashlib.sha256()
    reading = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    writing = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o400)
    with open(reading, "rb") as incoming, open(writing, "wb") as outgoing:
        while piece := incoming.read(1 << 20):
            digest.update(piece)
            outgoing.write(piece)
        outgoing.flush()
        os.fsync(outgoing.fileno())
    return digest.hexdigest()
