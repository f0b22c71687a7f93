"""A fingerprint of what lies in ``raw/``: which files, with which bytes.

Hashes are kept beside the orchestrator's storage by path and state, so that a quiet folder costs a listing. The
fingerprint says whether to *start* a run; what a run does is decided by the build key.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.foundation.atomic_files import write_whole
from pipelines.foundation.hashing import bytes_hash, sha256_of
from pipelines.foundation.workspace import Workspace
from pipelines.intake.inventory import IGNORED_NAMES, entries_of
from pipelines.intake.source_notes import SUFFIX

#: What stands for the content of a file that may not be read; the run will say so.
_UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class RawFile:
    """One regular file of ``raw/`` as the file system describes it; ``path`` is relative.

    ``state`` is equal on two looks when nobody wrote, replaced or renamed the file between them, whatever the
    clock says: times are compared, never ordered, and the inode and its time of change tell a replaced file of
    equal size and date.
    """

    path: str
    state: str

    @property
    def mark(self) -> str:
        """A short hash of path and state, by which the next look knows the file again."""
        return bytes_hash(os.fsencode(f"{self.path}\0{self.state}"))[:12]


def _state(found: os.stat_result) -> str:
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def _walk(root: Path) -> Iterator[RawFile]:
    waiting = [root]
    while waiting:  # no recursion: folders may be nested deeper than Python calls
        folder = waiting.pop()
        try:
            entries = entries_of(folder)
        except OSError:
            if folder == root:
                raise
            continue  # gone, replaced, or not ours to read: the run tells of what it cannot read
        for entry in entries:
            if IGNORED_NAMES.fullmatch(entry.name) and not entry.name.endswith(SUFFIX):
                continue  # half-copied files and locks; a source note is ignored as a delivery, but not here
            try:
                found = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISDIR(found.st_mode):
                waiting.append(Path(entry.path))
            elif stat.S_ISREG(found.st_mode):
                yield RawFile(str(Path(entry.path).relative_to(root)), _state(found))


def listing(workspace: Workspace) -> list[RawFile]:
    """Return the finished files of ``raw/`` in order; links and special files are never followed.

    Raises ``OSError`` when ``raw/`` itself cannot be read.
    """
    return sorted(_walk(workspace.raw), key=lambda f: f.path)


def fingerprint(workspace: Workspace, files: Collection[RawFile], moving: Collection[str] = frozenset()) -> str:
    """Return the hash of the paths and contents of ``files``; only new or changed files are read.

    A file that is ``moving`` (its path) counts with the content that it had before, and not at all when it had
    none: while it is written it changes nothing. So does one that changes or goes away while it is read here.
    """
    cache_path = workspace.dagster_home / "fingerprints.json"
    known = _known(cache_path)
    kept: dict[str, list[str]] = {}
    total = bytearray()
    for file in files:
        entry = known.get(file.path)
        if file.path not in moving and (entry is None or entry[0] != file.state):
            content = _content(workspace.raw / file.path, file.state)
            entry = [file.state, content] if content else entry
        if entry is not None:
            kept[file.path] = entry
            total.extend(os.fsencode(f"{file.path}\0{entry[1]}\n"))
    if kept != known:
        cache_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(cache_path, json.dumps(kept))  # ASCII: names may hold bytes that are no text
    return bytes_hash(total)


def _known(path: Path) -> dict[str, list[str]]:
    """Return the kept hashes; a file that was damaged or is of another form is as good as none."""
    try:
        known = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {path: entry for path, entry in known.items() if isinstance(entry, list) and len(entry) == 2}


def _content(path: Path, state: str) -> str | None:
    """Return the hash of a file that stayed in ``state`` while it was read, else None."""
    try:
        content, _ = sha256_of(path)
        return content if _state(os.lstat(path)) == state else None
    except FileNotFoundError:
        return None
    except OSError:
        return _UNREADABLE
