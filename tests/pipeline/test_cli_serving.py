"""``naqsheh serve``: pages within seconds, on this machine only, and nothing left running afterwards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.cli.serving import free_port, listening
from pipelines.foundation.workspace import PROJECT_ROOT

#: From the command to pages that open, on a warm machine.


@dataclass
class Serving:
    process: subprocess.Popen[str]
    port: int
    dagster_port: int

    def ask_dagster(self, query: str) -> dict:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.dagster_port}/graphql",
            json.dumps({"query": query}).encode(),
            {"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)["data"]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def command(workspace: Path, port: int, dagster_port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "pipelines.cli",
        "serve",
        "--workspace",
        str(workspace),
        "--port",
        str(port),
        "--dagster-port",
        str(dagster_port),
    ]


@pytest.fixture(scope="module")
def serving(baseline: Path) -> Iterator[Serving]:
    port, dagster_port = free_port(), free_port()
    environment = {**os.environ, "PYTHONPATH": str(PROJECT_ROOT)}
    process = subprocess.Popen(
        command(baseline, port, dagster_port),
        cwd=PROJECT_ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Ctrl-C"):
            break
    assert process.poll() is None, "".join(said)
    assert f"http://localhost:{port}" in "".join(said)
    yield Serving(process, port, dagster_port)
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


pytestmark = pytest.mark.slow


def test_pages_open(serving: Serving) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{serving.port}/", timeout=10) as page:
        assert 'dir="rtl"' in page.read().decode()


def test_only_this_machine_is_served(serving: Serving) -> None:
    listening_on = subprocess.run(["ss", "-ltnH"], capture_output=True, text=True, check=False)
    if listening_on.returncode:
        pytest.skip("ss is not installed")
    for port in (serving.port, serving.dagster_port):
        addresses = {line.split()[3] for line in listening_on.stdout.splitlines() if f":{port} " in line}
        assert addresses == {f"127.0.0.1:{port}"}


def test_the_run_of_the_command_is_seen_with_its_graph(serving: Serving) -> None:
    seen = serving.ask_dagster(
        "{runsOrError { ... on Runs { results { jobName status tags { key value } } } }"
        " assetNodes { assetKey { path } }"
        " repositoriesOrError { ... on RepositoryConnection { nodes { jobs { name }"
        " sensors { name sensorState { status } } schedules { name scheduleState { status } } } } } }"
    )
    runs = seen["runsOrError"]["results"]
    assert ("build_roadmap", "SUCCESS") in {(r["jobName"], r["status"]) for r in runs}
    assert ["published", "roadmap"] in [n["assetKey"]["path"] for n in seen["assetNodes"]]
    [repository] = seen["repositoriesOrError"]["nodes"]
    assert {s["sensorState"]["status"] for s in repository["sensors"]} == {"RUNNING"}
    assert {s["scheduleState"]["status"] for s in repository["schedules"]} == {"RUNNING"}


def test_a_port_in_use_is_told_at_once(serving: Serving, baseline: Path) -> None:
    done = subprocess.run(
        command(baseline, serving.port, free_port()),
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert f"Port {serving.port} is in use" in done.stderr


def test_an_interrupt_ends_everything(serving: Serving) -> None:
    """Last of this module."""
    code = serving.stop()
    assert code == 0
    assert not listening(serving.port)
    assert not listening(serving.dagster_port)
