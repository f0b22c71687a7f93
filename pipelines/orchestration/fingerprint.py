"""A fingerprint of what lies in ``raw/``: which files, with which bytes.

Hashes are kept beside the orchestrator's storage by path, size and time of change, so that a quiet folder
costs a listing. The fingerprint says whether to *start* a run; what a run does is decided by the build key.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.inventory import IGNORED_NAMES
from pipelines.source_notes import SUFFIX
from pipelines.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RawFile:
    """One regular file of ``raw/`` as the file system describes it; ``path`` is relative."""

    path: str
    size: int
    changed_ns: int


def _walk(folder: Path, root: Path) -> Iterator[RawFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if IGNORED_NAMES.fullmatch(entry.name) and not entry.name.endswith(SUFFIX):
            continue  # half-copied files and locks; a source note is ignored as a delivery, but not here
        try:
            found = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if stat.S_ISDIR(found.st_mode):
            yield from _walk(Path(entry.path), root)
        elif stat.S_ISREG(found.st_mode):
            yield RawFile(str(Path(entry.path).relative_to(root)), found.st_size, found.st_mtime_ns)


def listing(workspace: Workspace) -> list[RawFile]:
    """Return the finished files of ``raw/`` in order; links and special files are never followed."""
    return list(_walk(workspace.raw, workspace.raw))


def shape(files: list[RawFile]) -> str:
    """Return a hash of names, sizes and times: equal on two ticks when nothing is being written."""
    return hashlib.sha256(repr([(f.path, f.size, f.changed_ns) for f in files]).encode()).hexdigest()


def fingerprint(workspace: Workspace, files: list[RawFile]) -> str:
    """Return the hash of the paths and contents of ``files``; only new or changed files are read."""
    cache_path = workspace.dagster_home / "fingerprints.json"
    try:
        known: dict[str, list[str]] = json.loads(cache_path.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        known = {}
    kept: dict[str, list[str]] = {}
    total = hashlib.sha256()
    for file in files:
        state = f"{file.size}:{file.changed_ns}"
        if (entry := known.get(file.path)) and entry[0] == state:
            content = entry[1]
        else:
            with (workspace.raw / file.path).open("rb") as opened:
                content = hashlib.file_digest(opened, "sha256").hexdigest()
        kept[file.path] = [state, content]
        total.update(f"{file.path}\0{content}\n".encode())
    if kept != known:
        cache_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = cache_path.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        os.replace(fresh, cache_path)
    return total.hexdigest()
