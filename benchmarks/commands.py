"""How long the commands take that a person waits for, each as a whole process.

    .venv/bin/python benchmarks/commands.py [--runs 5] [--demo 100000]

Builds the committed baseline in a temporary workspace, or a demonstration with so many rows about persons. Prints the
minimum, median and maximum in seconds and the peak memory of the largest process, beside the bound that the project
sets itself.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run(workspace: Path, *arguments: str) -> float:
    """Run one command to its end; return its seconds."""
    environment = {**os.environ, "NAQSHEH_WORKSPACE": str(workspace), "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    wall = time.perf_counter() - began
    if done.returncode not in (0, 2):
        raise SystemExit(done.stdout + done.stderr)
    return wall


def first_build(workspace: Path) -> float:
    """Forget everything but the deliveries and measure a build."""
    for name in ("curated", "restricted"):
        shutil.rmtree(workspace / name, ignore_errors=True)
    return run(workspace, "build")


def again(workspace: Path) -> float:
    """Publish a second version (outside the time) and measure the way back to the first."""
    targets = next((workspace / "raw" / "targets").rglob("*.csv"))
    targets.write_bytes(targets.read_bytes() + b"\r\n")
    run(workspace, "build")
    return run(workspace, "rollback")


def until_served(workspace: Path) -> None:
    """Do what ``make run`` does on a warm machine, until both servers have answered; then end them."""
    environment = {**os.environ, "NAQSHEH_WORKSPACE": str(workspace), "PYTHONPATH": str(ROOT)}
    run(workspace, "build")
    with subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "serve", "--port", "8599", "--dagster-port", "3599"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Ctrl-C"):
                break
        process.send_signal(signal.SIGTERM)


def one_row_less(workspace: Path) -> float:
    """Take the last row out of a register, as an office does that corrects its file, and measure the build."""
    newest = sorted((workspace / "raw" / "artisans").rglob("*.csv"))[-1]
    newest.write_bytes(b"".join(newest.read_bytes().splitlines(keepends=True)[:-1]))
    return run(workspace, "build")


Row = tuple[str, str, Callable[[], float]]


def of_the_baseline(workspace: Path) -> list[Row]:
    """Return what is measured on the committed deliveries."""
    shutil.copytree(ROOT / "data" / "raw", workspace / "raw")
    out = workspace / "out"

    def serve() -> float:
        began = time.perf_counter()
        until_served(workspace)
        return time.perf_counter() - began

    return [
        ("naqsheh --help", "0.5", lambda: run(workspace, "--help")),
        ("naqsheh build, nothing built yet", "15", lambda: first_build(workspace)),
        ("naqsheh build, nothing changed", "3", lambda: run(workspace, "build")),
        ("make run, pages open", "20", serve),
        ("naqsheh rollback", "5", lambda: again(workspace)),
        ("naqsheh trace", "-", lambda: run(workspace, "trace", "licence_coverage", "08", "1400Q4")),
        ("naqsheh export 1400Q4", "-", lambda: run(workspace, "export", "1400Q4", "--out", str(out))),
    ]


def of_a_demonstration(workspace: Path, size: int) -> list[Row]:
    """Return what is measured on a demonstration with ``size`` rows about persons."""
    run(workspace, "demo", "--workspace", str(workspace), "--rows", str(size))
    return [
        ("naqsheh build, nothing built yet", "30", lambda: first_build(workspace)),
        ("naqsheh build, nothing changed", "3", lambda: run(workspace, "build")),
        ("naqsheh build, one row less", "-", lambda: one_row_less(workspace)),
    ]


def measured(runs: int, once: Callable[[], float]) -> str:
    """Return the figures of ``runs`` runs as one line of a table."""
    walls = [once() for _ in range(runs)]
    return f"{min(walls):6.2f} {statistics.median(walls):6.2f} {max(walls):6.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--demo", type=int, metavar="ROWS")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naqsheh-bench-") as folder:
        workspace = Path(folder)
        rows = of_a_demonstration(workspace, given.demo) if given.demo else of_the_baseline(workspace)
        print(f"{'seconds':34} {'bound':>5} {'min':>6} {'median':>6} {'max':>6}")
        for name, bound, once in rows:
            print(f"{name:34} {bound:>5} {measured(given.runs, once)}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of the largest process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
