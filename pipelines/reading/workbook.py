"""Parse a workbook in a child process with limits, and take its rows back as text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

from pipelines.reading import limits
from pipelines.reading.result import RefusedFile
from pipelines.workspace import PROJECT_ROOT


@dataclass(slots=True)
class Sheet:
    """One sheet as text. Rows stand in order from the first; row ``i`` is the clerk's row ``i + 1``."""

    name: str
    visible: bool = True
    rows: list[list[str | None]] = field(default_factory=list)


def read_workbook(path: Path, kind: Literal["xlsx", "xls"], file_name: str) -> list[Sheet]:
    """Return the sheets of a workbook; raises :class:`RefusedFile` when the child cannot or may not read it."""
    environment = {"PYTHONPATH": str(PROJECT_ROOT), "PYTHONIOENCODING": "utf-8", "PATH": os.defpath}
    command = [sys.executable, "-m", "pipelines.reading.child", kind, str(path)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        try:
            done = subprocess.run(  # noqa: S603 - our own module; the path is an argument, not a command
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env=environment,
                cwd=PROJECT_ROOT, timeout=limits.CHILD_WALL_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as slow:
            raise RefusedFile("workbook_too_slow", file_name, limit=limits.CHILD_WALL_SECONDS) from slow
        out.seek(0)
        sheets = _collect(out, file_name)
    if sheets is None:
        ended = f"signal {-done.returncode}" if done.returncode < 0 else f"exit {done.returncode}"
        raise RefusedFile("workbook_crashed", file_name, value=ended)
    return sheets


def _collect(out: IO[bytes], file_name: str) -> list[Sheet] | None:
    """Return what the child wrote, or None when it ended before its last line."""
    sheets: list[Sheet] = []
    for raw in out:
        if not raw.strip():
            continue
        try:
            line = json.loads(raw)
        except ValueError:
            return None
        if isinstance(line, list):
            sheets[-1].rows.append(line)
        elif "refused" in line:
            raise RefusedFile(line.pop("refused"), file_name, **line)
        elif "end" in line:
            return sheets
        else:
            sheets.append(Sheet(line["sheet"], line["visible"]))
    return None
