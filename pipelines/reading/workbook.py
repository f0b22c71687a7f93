"""Parse a workbook in a child process with limits, and take its sheets back as Arrow tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from pipelines.reading import limits
from pipelines.reading.child import MANIFEST
from pipelines.reading.result import RefusedFile
from pipelines.reading.sheets import Sheet, sheet_of_table
from pipelines.workspace import PROJECT_ROOT


def read_workbook(path: Path, kind: Literal["xlsx", "xls"], file_name: str, folder: Path) -> list[Sheet]:
    """Return the sheets of a workbook; raises :class:`RefusedFile` when the child cannot or may not read it.

    The sheets read from files in ``folder``, which must stay as long as they are used.
    """
    ended = run_child(path, kind, folder, file_name)
    found = answer(folder, file_name)
    if found is None:
        raise RefusedFile("workbook_crashed", file_name, value=ended)
    return [
        replace(
            sheet_of_table(s["name"], _table(folder / s["file"]), limits.HEADER_ROWS, visible=s["visible"]),
            hidden_rows=tuple(s.get("hidden_rows", ())), hidden_columns=tuple(s.get("hidden_columns", ())),
            date1904=found["date1904"],
        ) for s in found["sheets"]
    ]  # fmt: skip


def _table(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as mapped:
        return pa.ipc.open_file(mapped).read_all()


def run_child(path: Path, kind: str, folder: Path, file_name: str) -> str:
    """Run the parsing child, which writes into ``folder``; return how it ended."""
    environment = {
        "PYTHONPATH": str(PROJECT_ROOT), "PYTHONIOENCODING": "utf-8", "PATH": os.defpath,
        # The limit counts address space, so nobody may reserve it: no arenas, no pools, no idle threads.
        "ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }  # fmt: skip
    command = [
        sys.executable, "-m", "pipelines.reading.child", kind, str(path.resolve()), str(folder.resolve())
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment, cwd=PROJECT_ROOT, timeout=limits.CHILD_WALL_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as slow:
        raise RefusedFile("workbook_too_slow", file_name, limit=limits.CHILD_WALL_SECONDS) from slow
    return f"signal {-done.returncode}" if done.returncode < 0 else f"exit {done.returncode}"


def answer(folder: Path, file_name: str) -> dict[str, Any] | None:
    """Return what the child says of the sheets that it wrote, or None when it ended before its last word."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if "refused" in found:
        raise RefusedFile(found.pop("refused"), file_name, **found)
    return found
