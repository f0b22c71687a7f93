"""How long the commands take that a person waits for, each as a whole process.

    .venv/bin/python benchmarks/commands.py [--runs 5]

Builds the committed baseline in a temporary workspace. Prints the minimum, median and maximum in seconds, the
CPU seconds and the peak memory of the largest process, beside the bound that the project sets itself.
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


def run(workspace: Path, *arguments: str) -> tuple[float, float]:
    """Run one command to its end; return wall and CPU seconds, its children's included."""
    environment = {**os.environ, "NAQSHEH_WORKSPACE": str(workspace), "PYTHONPATH": str(ROOT)}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 2):
        raise SystemExit(done.stdout + done.stderr)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def fresh(workspace: Path) -> None:
    """Forget everything but the deliveries."""
    for name in ("curated", "restricted"):
        shutil.rmtree(workspace / name, ignore_errors=True)


def again(workspace: Path) -> tuple[float, float]:
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
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Ctrl-C"):
                break
        process.send_signal(signal.SIGTERM)


def measured(runs: int, once: Callable[[], tuple[float, float]]) -> str:
    """Return the figures of ``runs`` runs as one line of a table."""
    walls, cpus = zip(*(once() for _ in range(runs)), strict=True)
    return (
        f"{min(walls):6.2f} {statistics.median(walls):6.2f} {max(walls):6.2f} {statistics.median(cpus):8.2f}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="naqsheh-bench-") as folder:
        workspace = Path(folder)
        shutil.copytree(ROOT / "data" / "raw", workspace / "raw")

        def first_build() -> tuple[float, float]:
            fresh(workspace)
            return run(workspace, "build")

        def serve() -> tuple[float, float]:
            began = time.perf_counter()
            until_served(workspace)
            return time.perf_counter() - began, 0.0

        out = workspace / "out"
        rows: list[tuple[str, str, Callable[[], tuple[float, float]]]] = [
            ("naqsheh --help", "0.5", lambda: run(workspace, "--help")),
            ("naqsheh build, nothing built yet", "15", first_build),
            ("naqsheh build, nothing changed", "3", lambda: run(workspace, "build")),
            ("make run, pages open", "20", serve),
            ("naqsheh rollback", "5", lambda: again(workspace)),
            ("naqsheh trace", "-", lambda: run(workspace, "trace", "licence_coverage", "08", "1400Q4")),
            ("naqsheh export 1400Q4", "-", lambda: run(workspace, "export", "1400Q4", "--out", str(out))),
        ]
        print(f"{'seconds':34} {'bound':>5} {'min':>6} {'median':>6} {'max':>6} {'CPU med.':>8}")
        for name, bound, once in rows:
            print(f"{name:34} {bound:>5} {measured(runs, once)}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of the largest process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
