"""Servers that tests start for themselves, on loopback, and end by their own process ids."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

#: Seconds after which a server that does not listen has failed.
STARTS_WITHIN_S = 180


def free_port() -> int:
    """A port at which nobody listens at the moment."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], log: Path, port: int | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that writes to ``log`` and, where a port is given, listens at it."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
    try:
        if port is not None:
            wait_for(port, process, log)
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until somebody listens at ``port``; fail with what the process said where it ends or takes too long."""
    ends = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < ends and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{process.args} does not listen at {port}:\n{log.read_text('utf-8', 'replace')[-3000:]}")


@contextmanager
def sail(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Sail server; its address and its process."""
    port = free_port()
    command = [sys.executable, "-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    with running(command, folder / f"sail-{port}.log", port) as process:
        yield f"sc://127.0.0.1:{port}", process
