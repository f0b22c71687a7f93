"""What the outputs of a quarter cost, in processor seconds: printed documents, workbooks, open data, and all together.

    .venv/bin/python benchmarks/outputs.py WORKSPACE 1404Q4 [--quarters 20]

Reads the served version of a workspace (a demonstration with 100,000 rows: `naqsheh demo --rows 100000`, then a build).
Bounds: the bulletin in both languages 3 s, all outputs of a quarter 10 s, twenty quarters 120 s.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from pipelines.exporting import export_period
from pipelines.exporting.printed.outputs import write_printed
from pipelines.exporting.scope import Scope
from pipelines.foundation.period import Period
from pipelines.foundation.workspace import models_dir
from pipelines.published import PublishedDatabase, resolve_current


def measured(what: str, act) -> None:
    begin, wall = time.process_time(), time.monotonic()
    act()
    print(f"{what:<44}{time.process_time() - begin:8.2f} CPU s {time.monotonic() - wall:8.2f} s")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("workspace", type=Path)
    asked.add_argument("period")
    asked.add_argument("--quarters", type=int, default=0)
    said = asked.parse_args()
    version = resolve_current(said.workspace / "curated")
    assert version is not None
    models, scope = models_dir(), Scope.of(said.period)
    with tempfile.TemporaryDirectory() as folder, PublishedDatabase.open(version) as database:
        out = Path(folder)
        measured("bulletin, both languages", lambda: write_printed(database, scope, out, models, ("bulletin",)))
        measured("all printed documents", lambda: write_printed(database, scope, out, models))
        measured("all outputs of the quarter", lambda: export_period(version, said.period, out / "one", models))
        if said.quarters:
            last = Period.parse(said.period)
            keys = [Period.at(last.place - n, "Q").key for n in range(said.quarters)]

            def every() -> None:
                for key in keys:
                    export_period(version, key, out / key, models)

            measured(f"{said.quarters} quarters", every)


if __name__ == "__main__":
    main()
