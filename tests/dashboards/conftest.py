"""One server and one browser for all tests of the pages.

The server looks at a workspace of its own, in which :class:`Site` switches between publications: nothing at all,
the hand-made demonstration version, and the committed baseline built for real.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.register_assert_rewrite("tests.dashboards.looking")

from tests.dashboards import fixture  # noqa: E402 (after its assertions are made to speak)
from tests.dashboards.looking import Look  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


#: What is shown, by name: the real baseline; the hand-made versions; a demonstration, invented and built for real.
VERSIONS = {"baseline": "1", "demo": "2", "newer": "3", "invented": "4", "months": "5"}


@dataclass
class Site:
    """A running server and the workspace it shows."""

    address: str
    workspace: Path

    @property
    def curated(self) -> Path:
        return self.workspace / "curated"

    def show(self, name: str) -> None:
        """Publish one of the prepared versions, or take the publication away («nothing»)."""
        current = self.curated / "current"
        if name == "nothing":
            current.unlink(missing_ok=True)
            return
        pointer = self.curated / "current.new"
        pointer.symlink_to(Path("versions") / VERSIONS[name])
        os.replace(pointer, current)

    def database(self, name: str) -> Path:
        """Return the DuckDB file of a prepared version."""
        return self.curated / "versions" / VERSIONS[name] / "roadmap.duckdb"


def _committed_deliveries(workspace: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "data/raw"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for name in listed:
        target = workspace / Path(name).relative_to("data")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with five published versions, the first of them the baseline.

    Versions 2 and 3 are made by hand, 4 is a demonstration, 5 adds some months of customs; all but 1 hold invented
    rows. It is made once a run; every worker gets a copy of its own, because what is served changes from test to test.
    """
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "pages-of-all-workers"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            _prepare(shared.with_suffix(".new"))
            shared.with_suffix(".new").rename(shared)
    workspace = tmp_path_factory.mktemp("pages") / "workspace"
    shutil.copytree(shared, workspace, symlinks=True)
    return workspace


def _prepare(workspace: Path) -> None:
    shutil.rmtree(workspace, ignore_errors=True)
    workspace.mkdir()
    _committed_deliveries(workspace)
    naqsheh("build", workspace)
    baseline = workspace / "curated" / "versions" / "1" / "roadmap.duckdb"
    for number in (2, 3):
        fixture.build(workspace / "curated", number, synthetic=True, pattern=baseline)
    invented = workspace / "invented"
    naqsheh("demo", invented, "--workspace", str(invented), "--rows", "3000", "--seed", "21")
    naqsheh("build", invented)
    shutil.move((invented / "curated" / "current").resolve(), workspace / "curated" / "versions" / "4")
    months = workspace / "months"
    _committed_deliveries(months)
    _customs_months(months, ["1402-01", "1402-02", "1402-03", "1403-01", "1403-04"])
    naqsheh("build", months)
    shutil.move((months / "curated" / "current").resolve(), workspace / "curated" / "versions" / "5")


def _customs_months(workspace: Path, months: list[str]) -> None:
    """Drop one customs list a month, of a thousand invented dollars and some a line through Kerman's own office."""
    for count, month in enumerate(months):  # Equal bytes would be one list that came again.
        folder = workspace / "raw" / "exports" / f"{month}-customs"
        folder.mkdir(parents=True)
        lines = [f"کرمان,آلمان,{hs8},100,50000000,{1000 + count}" for hs8 in ("44209010", "57021020")]
        head = "گمرک,کشور طرف معامله,تعرفه,وزن (کیلوگرم),ارزش (ریال),ارزش (دلار)"
        (folder / "list.csv").write_text("\n".join([head, *lines, ""]), "utf-8")
        (folder / "list.csv.source.yaml").write_text("synthetic: true\n", "utf-8")


def naqsheh(name: str, workspace: Path, *options: str) -> None:
    environment = {**os.environ, "NAQSHEH_WORKSPACE": str(workspace), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.dashboards.on_a_day", "pipelines.cli", name, *options],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    # 2 says that something was kept out of what was published, which is what a demonstration is for.
    assert done.returncode in (0, 2), done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(prepared: Path) -> Iterator[Site]:
    """The pages, served as they are in use."""
    with served(prepared) as pages:
        yield pages


@contextmanager
def served(workspace: Path, **environment: str) -> Iterator[Site]:
    """Serve the pages of a workspace by a server of its own, for as long as they are looked at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (workspace / "server.log").open("w")
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.dashboards.on_a_day"),
            *("uvicorn", "dashboards.app:app", "--port", str(port), "--no-access-log"),
        ],
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
        env={**os.environ, "NAQSHEH_WORKSPACE": str(workspace), "PYTHONPATH": str(ROOT), **environment},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _await(f"{address}/_stcore/health", server)
        yield Site(address, workspace)
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _await(address: str, server: subprocess.Popen[Any]) -> None:
    for _ in range(120):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server did not start within a minute")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real Chromium: the one that NAQSHEH_CHROMIUM names, else the system's, else the driver's own."""
    playwright = pytest.importorskip("playwright.sync_api")
    named = os.environ.get("NAQSHEH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=named, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """The folder that keeps a picture of every page; git passes it over."""
    folder = Path(os.environ.get("NAQSHEH_SCREENSHOTS") or ROOT / "build" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


@pytest.fixture
def look(browser, site):
    opened: list[Look] = []

    def make(**options: Any) -> Look:
        opened.append(Look(browser, site, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()


@pytest.fixture(scope="session")
def windows(browser, site):
    """One window for each width and language, opened when first asked for, so that the framework is loaded once."""
    made: dict[tuple[int, str], Look] = {}

    def window(width: int, code: str = "fa") -> Look:
        if (width, code) not in made:
            made[width, code] = Look(browser, site, width=width)
        found = made[width, code]
        found.errors.clear()
        found.requests.clear()
        return found

    yield window
    for one in made.values():
        one.context.close()
