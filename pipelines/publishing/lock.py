"""One writer at a time: an advisory lock on ``curated/.lock`` that the kernel lets go when its holder dies."""

from __future__ import annotations

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from pipelines.foundation.messages import Message
from pipelines.foundation.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes: process, since when (UTC, ISO), by which command."""

    pid: int
    since: str
    command: str


class Busy(RuntimeError):
    """Another run holds the writer's lock; ``holder`` says who, ``message`` says it in both languages."""

    def __init__(self, holder: Holder | None) -> None:
        self.holder = holder
        known = holder or Holder(0, "?", "?")
        self.message = Message("busy", "refuse", {k: str(v) for k, v in asdict(known).items()})
        super().__init__(f"process {known.pid} has been writing since {known.since}: {known.command}")


@contextmanager
def writer_lock(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace's writer's lock; raises :class:`Busy` at once when another run has it.

    The lock file stays: removing it would let two runs lock two files of one name.
    """
    workspace.lock.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(workspace.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(_holder(descriptor)) from None
        _write_holder(descriptor, Holder(os.getpid(), _now(), _command()))
        try:
            yield
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def lock_holder(workspace: Workspace) -> Holder | None:
    """Return who holds the lock now, or None when nobody writes."""
    try:
        descriptor = os.open(workspace.lock, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        # A shared lock is granted to any number of lookers, and to none while a writer is at work.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(descriptor)
    else:
        return None
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> Holder | None:
    try:
        return Holder(**json.loads(os.pread(descriptor, 4096, 0)))
    except (ValueError, TypeError):
        return None  # taken a moment ago and not yet signed


def _write_holder(descriptor: int, holder: Holder) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(asdict(holder)).encode(), 0)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _command() -> str:
    """Return the command line, cut to what fits beside the other facts."""
    return " ".join([os.path.basename(sys.argv[0] or "python"), *sys.argv[1:]])[:500]
