"""Have a workbook parsed in a process of its own, and take its sheets back as Arrow tables."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.reading import limits
from pipelines.reading.child import MANIFEST
from pipelines.reading.result import RefusedFile
from pipelines.reading.sheets import MergedRange, Sheet, sheet_of_table


def read_workbook(path: Path, kind: Literal["xlsx", "xls", "xlsb", "ods"], file_name: str, folder: Path) -> list[Sheet]:
    """Return the sheets of a workbook; raises :class:`RefusedFile` when the child cannot or may not read it.

    The sheets read from files in ``folder``, which must stay as long as they are used.
    """
    ended = run_child(path, kind, folder, file_name)
    found = answer(folder, file_name)
    if found is None:
        raise RefusedFile("workbook_crashed", file_name, value=ended)
    names = [sheet["name"] for sheet in found["sheets"]]
    if len(set(names)) < len(names):  # no program writes such a book, and a row's place would name two rows
        raise RefusedFile("workbook_broken", file_name, value="two sheets of one name")
    return [
        replace(
            sheet_of_table(s["name"], _table(folder / s["file"]), limits.DEEPEST_HEADER, visible=s["visible"]),
            hidden_rows=tuple(s.get("hidden_rows", ())),
            hidden_columns=tuple(s.get("hidden_columns", ())),
            date1904=found["date1904"],
            merged=tuple(MergedRange(*r) for r in s.get("merged", ())),
        )
        for s in found["sheets"]
    ]


def _table(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as mapped:
        return pa.ipc.open_file(mapped).read_all()


def run_child(path: Path, kind: str, folder: Path, file_name: str) -> str:
    """Have the file parsed into ``folder``; return how the process that did it ended.

    Raises :class:`RefusedFile` when it took too long.
    """
    ended = _server.ask({"kind": kind, "path": str(path.resolve()), "folder": str(folder.resolve())})
    if ended in (f"signal {signal.SIGALRM}", f"signal {signal.SIGXCPU}"):
        raise RefusedFile("workbook_too_slow", file_name, limit=limits.CHILD_WALL_SECONDS)
    return ended


class _Server:
    """The process that forks the parsers; started when it is first asked, anew when it died or we are a fork."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0

    def ask(self, request: dict[str, str]) -> str:
        """Return how the fork ended that took the request; a server that died itself is «server lost»."""
        with self._lock:
            process = self._running()
            try:
                assert process.stdin is not None and process.stdout is not None
                process.stdin.write(json.dumps(request, ensure_ascii=False) + "\n")
                process.stdin.flush()
                return process.stdout.readline().strip() or "server lost"
            except BrokenPipeError:
                return "server lost"

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._process, self._owner = self._start(), os.getpid()
        return self._process

    def _start(self) -> subprocess.Popen[str]:
        environment = {
            "PYTHONPATH": str(PROJECT_ROOT),
            "PYTHONIOENCODING": "utf-8",
            "PATH": os.defpath,
            # The limit counts address space, so nobody may reserve it: no arenas, no pools, no idle threads.
            "ARROW_DEFAULT_MEMORY_POOL": "system",
            "MALLOC_ARENA_MAX": "1",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MALLOC_MMAP_THRESHOLD_": "67108864",
            "MALLOC_TRIM_THRESHOLD_": "536870912",
            "MALLOC_TOP_PAD_": "16777216",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.reading.child"],
            cwd=PROJECT_ROOT,
            env=environment,
            text=True,
            encoding="utf-8",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        atexit.register(self.close, process)
        return process

    def close(self, process: subprocess.Popen[str] | None = None) -> None:
        """End a server; it leaves by itself when its input ends."""
        process = process or self._process
        if process is not None and self._owner == os.getpid() and process.stdin is not None:
            process.stdin.close()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


_server = _Server()


def answer(folder: Path, file_name: str) -> dict[str, Any] | None:
    """Return what the child says of the sheets that it wrote, or None when it ended before its last word."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if "refused" in found:
        raise RefusedFile(found.pop("refused"), file_name, **found)
    return found
