"""The archive of received files: their bytes under their hash, written once, never changed.

A file is in the archive wholly or not at all: it is copied under a temporary name, synced, renamed, and its
folder is synced. What the ledger knows about a file is not kept here.
"""

from __future__ import annotations

from pathlib import Path

from pipelines.foundation.atomic_files import created, fsync_folder, replacing
from pipelines.foundation.fault_injection import reached
from pipelines.foundation.hashing import file_hash, stream_hash
from pipelines.foundation.received_files import open_received


class ChangedWhileArchiving(OSError):
    """The file is no longer the one that was hashed; it is left for the next run."""


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
        with replacing(target) as fresh:
            if _copy(source, fresh) != sha256:
                raise ChangedWhileArchiving(f"{source.name} changed while it was being archived")
            reached("archive_written")
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
            return file_hash(self.path(sha256)) == sha256
        except OSError:
            return False


def _copy(source: Path, fresh: Path) -> str:
    """Copy and sync; return the hash of what was copied."""
    with open_received(source) as incoming, created(fresh, mode=0o400, durable=True) as outgoing:
        copied, _ = stream_hash(incoming, outgoing)
    return copied
