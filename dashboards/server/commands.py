"""Run commands of ``naqsheh`` beside the pages, each in a process of its own, and read what they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from pipelines.foundation.workspace import PROJECT_ROOT, Workspace

#: Seconds that a command may take; reading a file is bounded by the reader itself.
LONGEST_S = 300

_PERSIAN = re.compile(r"[\u0600-\u06ff]")


def working_folder() -> Path:
    """Return the folder of uploads and of the log of a build; only the service may look into it."""
    folder = Workspace.default().restricted / "logs"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def command_line(*arguments: str) -> list[str]:
    """Return a command of ``naqsheh`` as a process is started with it."""
    return [sys.executable, "-m", "pipelines.cli", *arguments]


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ``naqsheh`` over the workspace of the pages; it inherits their environment."""
    try:
        return subprocess.run(
            command_line(name, *arguments),
            cwd=PROJECT_ROOT,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(
            name, 1, "", f"{name} took longer than {LONGEST_S} seconds.\nکار بیش از اندازه به درازا کشید."
        )


def sentences(text: str) -> tuple[str, str]:
    """Return what a command said to its errors, in both languages where it did."""
    lines = [line for line in text.splitlines() if line.strip()]
    persian = " ".join(line for line in lines if _PERSIAN.search(line))
    english = " ".join(line for line in lines if not _PERSIAN.search(line))
    return persian or english or "?", english or persian or "?"
