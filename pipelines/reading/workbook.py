"""Parse a workbook in a child process with limits, and take its rows back as text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Literal

from pipelines.reading import limits
from pipelines.reading.result import RefusedFile
from pipelines.reading.sheets import Row, Sheet, sheet_of_rows
from pipelines.workspace import PROJECT_ROOT


def read_workbook(path: Path, kind: Literal["xlsx", "xls"], file_name: str) -> list[Sheet]:
    """Return the sheets of a workbook; raises :class:`RefusedFile` when the child cannot or may not read it."""
    with tempfile.TemporaryFile() as out:
        ended = run_child(path, kind, out, file_name)
        out.seek(0)
        sheets = collect(out, file_name)
    if sheets is None:
        raise RefusedFile("workbook_crashed", file_name, value=ended)
    return sheets


def run_child(path: Path, kind: str, out: IO[bytes], file_name: str) -> str:
    """Run the parsing child with ``out`` as its output; return how it ended."""
    environment = {"PYTHONPATH": str(PROJECT_ROOT), "PYTHONIOENCODING": "utf-8", "PATH": os.defpath}
    command = [sys.executable, "-m", "pipelines.reading.child", kind, str(path.resolve())]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, env=environment,
            cwd=PROJECT_ROOT, timeout=limits.CHILD_WALL_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as slow:
        raise RefusedFile("workbook_too_slow", file_name, limit=limits.CHILD_WALL_SECONDS) from slow
    return f"signal {-done.returncode}" if done.returncode < 0 else f"exit {done.returncode}"


def collect(out: IO[bytes], file_name: str) -> list[Sheet] | None:
    """Return what the child wrote, or None when it ended before its last line."""
    found: list[tuple[str, bool, list[Row]]] = []
    for raw in out:
        if not raw.strip():
            continue
        try:
            line = json.loads(raw)
        except ValueError:
            return None
        if isinstance(line, list):
            found[-1][2].extend(line)
        elif "refused" in line:
            raise RefusedFile(line.pop("refused"), file_name, **line)
        elif "end" in line:
            return [sheet_of_rows(name, rows, visible=visible) for name, visible, rows in found]
        else:
            found.append((line["sheet"], line["visible"], []))
    return None
