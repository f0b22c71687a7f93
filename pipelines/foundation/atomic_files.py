"""Files that are written whole or not at all.

What is written takes a temporary name beside its own and then its place, in one step: a reader finds the old file or
the new one, whatever happens in between. A killed process may leave the temporary file, which ends in ``.tmp``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def beside(path: Path) -> Path:
    """Return the temporary name under which this process writes ``path``."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


@contextmanager
def replacing(path: Path, fresh: Path | None = None) -> Iterator[Path]:
    """Give the name to write to, and put what was written in place of ``path`` when the block ends without an error.

    The name is ``fresh``, or one of this process beside ``path``; after an error nothing is left under it.
    """
    fresh = fresh or beside(path)
    try:
        yield fresh
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def write_whole(path: Path, content: str | bytes, *, mode: int = 0o666, durable: bool = False) -> None:
    """Write a file whole or not at all, with the rights ``mode`` (less the process's mask).

    When it is ``durable`` its bytes are on the disk before it takes its name; :func:`fsync_folder` does so for names.
    """
    with replacing(path) as fresh, created(fresh, mode=mode, durable=durable) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def created(path: Path, *, mode: int = 0o666, durable: bool = False) -> Iterator[BinaryIO]:
    """Open a file for writing, with the rights ``mode`` from its first moment; no link under its name is followed."""
    how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    with open(os.open(path, how, mode), "wb") as file:
        yield file
        if durable:
            file.flush()
            os.fsync(file.fileno())


def fsync_file(path: Path) -> None:
    """Make the bytes of a written file durable."""
    _fsync(path, os.O_RDONLY)


def fsync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable."""
    _fsync(folder, os.O_RDONLY | os.O_DIRECTORY)


def _fsync(path: Path, how: int) -> None:
    descriptor = os.open(path, how)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
