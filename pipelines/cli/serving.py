"""``naqsheh serve``: the dashboards and Dagster as child processes, on this machine only.

Four children: the dashboards, Dagster's code server, its web pages and its daemon. They share one code server,
so the project is loaded once. When one of them ends, or the command is interrupted, all end.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from pipelines.cli.console import FAILED, OK, say, warn, workspace_of
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace

HOST = "127.0.0.1"
#: Seconds in which the pages must answer before serving is given up.
READY_WITHIN_S = 90.0
#: Seconds that the children have to end by themselves. The code server keeps its clients' streams open longer
#: than that, so it is killed; a build that it runs may be killed at any moment without harm.
GRACE_S = 3.0
PR_SET_PDEATHSIG = 1


class ServingError(RuntimeError):
    """A server did not start, or ended; the text says which, and its last words."""


@dataclass(slots=True)
class Child:
    """A server process with the file that holds what it says."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def last_words(self) -> str:
        """Return the last line of the child's log."""
        lines = self.log.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1].strip() if lines else "it said nothing"


def _end_with_parent() -> None:
    """Ask Linux to end this child when the command dies, even by SIGKILL."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Servers:
    """The children of one ``serve``."""

    def __init__(self, workspace: Workspace, models: Path) -> None:
        self._logs = workspace.restricted / "logs"
        self._logs.mkdir(parents=True, exist_ok=True)
        self._children: list[Child] = []
        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, [str(PROJECT_ROOT), os.environ.get("PYTHONPATH", "")])),
            "NAQSHEH_WORKSPACE": str(workspace.root),
            "NAQSHEH_MODELS": str(models),
        }

    def start(self, name: str, module: str, *arguments: str) -> None:
        """Start ``python -m module`` as a child."""
        log = self._logs / f"{name}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=PROJECT_ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )
        self._children.append(Child(name, process, log))

    def check(self) -> None:
        """Raise :class:`ServingError` when a child has ended."""
        for child in self._children:
            if (code := child.process.poll()) is not None:
                raise ServingError(
                    f"The {child.name} server ended (exit code {code}): {child.last_words()} See {child.log}."
                )

    def wait_for_port(self, port: int, until: float) -> None:
        """Wait until something listens on ``port``."""
        while not listening(port):
            self._pause(until, f"port {port}")

    def wait_for_page(self, url: str, until: float) -> None:
        """Wait until ``url`` answers."""
        while not answers(url):
            self._pause(until, url)

    def _pause(self, until: float, what: str) -> None:
        self.check()
        if time.monotonic() > until:
            raise ServingError(f"Nothing answers at {what} after {READY_WITHIN_S:.0f} seconds.")
        time.sleep(0.1)

    def stop(self) -> None:
        """End every child with its own children, the last started first."""
        for child in reversed(self._children):
            _signal(child.process, signal.SIGTERM)
        until = time.monotonic() + GRACE_S
        for child in self._children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, until - time.monotonic()))
            _signal(child.process, signal.SIGKILL)
            child.process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal a child's whole group: it leads one, and its own children may outlive it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def listening(port: int) -> bool:
    """Return whether something listens on this machine's ``port``."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((HOST, port)) == 0


def answers(url: str) -> bool:
    """Return whether ``url`` answers with success."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - our own loopback address
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def free_port() -> int:
    """Return a port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _require_free(ports: Sequence[tuple[int, str]]) -> None:
    for port, option in ports:
        if listening(port):
            raise ServingError(f"Port {port} is in use; stop what listens there or choose another with {option}.")


def serve_workspace(folder: Path | None, models: Path, port: int, dagster_port: int) -> int:
    """Serve until interrupted; return the exit code."""
    workspace = workspace_of(folder).create()
    signal.signal(signal.SIGTERM, _interrupt)
    servers = Servers(workspace, models)
    try:
        _require_free([(port, "--port"), (dagster_port, "--dagster-port")])
        _start(servers, workspace, port, dagster_port)
        say(f"Dashboards  http://localhost:{port}", "green")
        say(f"Dagster     http://localhost:{dagster_port}", "green")
        say("Ctrl-C ends both.")
        while True:
            servers.check()
            time.sleep(1)
    except KeyboardInterrupt:
        return OK
    except ServingError as error:
        warn(str(error), "red")
        return FAILED
    finally:
        servers.stop()


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _start(servers: Servers, workspace: Workspace, port: int, dagster_port: int) -> None:
    """Start everything and wait until it answers; the pages that people look at come first."""
    until = time.monotonic() + READY_WITHIN_S
    servers.start(
        "dashboards",
        "uvicorn",
        "dashboards.app:app",
        "--host",
        HOST,
        "--port",
        str(port),
        "--log-level",
        "warning",
    )
    from pipelines.orchestration.home import LOCATION, MODULE, write_code_location

    code_port = free_port()
    location = str(write_code_location(workspace, port=code_port))
    servers.environment["DAGSTER_HOME"] = os.environ["DAGSTER_HOME"]
    servers.start(
        "code",
        "dagster",
        "api",
        "grpc",
        "--host",
        HOST,
        "--port",
        str(code_port),
        "--module-name",
        MODULE,
        "--working-directory",
        str(PROJECT_ROOT),
        "--location-name",
        LOCATION,
        "--use-python-environment-entry-point",
    )
    servers.wait_for_port(code_port, until)
    servers.start(
        "dagster",
        "dagster_webserver",
        "--host",
        HOST,
        "--port",
        str(dagster_port),
        "--workspace",
        location,
    )
    servers.start("daemon", "dagster._daemon", "run", "--workspace", location)
    servers.wait_for_page(f"http://{HOST}:{port}/", until)
    servers.wait_for_page(f"http://{HOST}:{dagster_port}/server_info", until)
