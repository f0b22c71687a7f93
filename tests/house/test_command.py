"""The command answers at once, because it loads what is heavy only where it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ["dagster", "duckdb", "great_expectations", "pandas", "plotly", "pyarrow", "sqlglot", "streamlit"]
HELP_SECONDS = 0.5


def test_help_loads_nothing_heavy(project: Path) -> None:
    code = f"import sys, pipelines.cli; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_answers_in_half_a_second(project: Path) -> None:
    """Of processor time: what other processes take of the machine meanwhile is not the command's."""

    def seconds() -> float:
        before = os.times()
        subprocess.run([sys.executable, "-m", "pipelines.cli", "--help"], cwd=project, capture_output=True, check=True)
        after = os.times()
        return (after.children_user - before.children_user) + (after.children_system - before.children_system)

    assert min(seconds() for _ in range(5)) <= HELP_SECONDS
