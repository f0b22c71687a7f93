"""``naqsheh doctor``: is everything here that the system needs, and is what is here sound?"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from pipelines.cli.console import FAILED, OK, out, say_json, workspace_of
from pipelines.cli.reading import folder_size
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.orchestration.wording import sentence

State = Literal["ok", "warning", "failed"]

OLDEST_PYTHON = (3, 11)
PACKAGES = (
    "duckdb",
    "pandas",
    "pyarrow",
    "sqlglot",
    "fastexcel",
    "openpyxl",
    "xlsxwriter",
    "jdatetime",
    "great-expectations",
    "dagster",
    "dagster-webserver",
    "streamlit",
    "plotly",
    "uvicorn",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FONT = PROJECT_ROOT / "dashboards" / "static" / "fonts" / "Vazirmatn-variable.woff2"
#: Free space below which a build may not finish: three builds of the size served, at least this many bytes.
LEAST_FREE_BYTES = 1_000_000_000
#: Seconds for which a cluster may stay silent.
ANSWER_S = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    state: State
    told: str


def _python(_: Workspace) -> tuple[State, str]:
    found = ".".join(map(str, sys.version_info[:3]))
    fits = sys.version_info >= OLDEST_PYTHON
    return ("ok" if fits else "failed"), f"Python {found} at {sys.executable}"


def _packages(_: Workspace) -> tuple[State, str]:
    missing = []
    for name in PACKAGES:
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return "failed", f"not installed: {', '.join(missing)}; run: make setup"
    return (
        "ok",
        f"{len(PACKAGES)} packages, duckdb {metadata.version('duckdb')}, dagster {metadata.version('dagster')}",
    )


def _browser(_: Workspace) -> tuple[State, str]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return ("ok", found) if found else ("warning", "no Chromium; only the tests of the pages need one")


def _space(workspace: Workspace) -> tuple[State, str]:
    existing = next(p for p in (workspace.curated, *workspace.curated.parents) if p.exists())
    free = shutil.disk_usage(existing).free
    served = folder_size(workspace.current.resolve()) if workspace.current.exists() else 0
    needed = max(3 * served, LEAST_FREE_BYTES)
    told = f"{free / 1e9:.1f} GB free, {needed / 1e9:.1f} GB wanted"
    return ("ok" if free >= needed else "failed"), told


def _permissions(workspace: Workspace) -> tuple[State, str]:
    if not workspace.root.exists():
        return "warning", f"{workspace.root} does not exist yet; the first build makes it"
    if not os.access(workspace.root, os.W_OK):
        return "failed", f"{workspace.root} cannot be written by this user"
    if workspace.restricted.exists() and (mode := workspace.restricted.stat().st_mode & 0o777) != 0o700:
        return "failed", f"{workspace.restricted} has mode {mode:o}; run: chmod 700 {workspace.restricted}"
    return "ok", f"{workspace.root}; restricted/ is closed to others"


def _font(_: Workspace) -> tuple[State, str]:
    licence = FONT.with_name("OFL.txt")
    missing = [p.name for p in (FONT, licence) if not p.exists()]
    return ("failed", f"missing: {', '.join(missing)}") if missing else ("ok", FONT.name)


def _models(models: Path) -> tuple[State, str]:
    from pipelines.modelling import public_tables
    from pipelines.orchestration.catalogue import Catalogue

    found = Catalogue.of(models)
    tables = public_tables(models)
    return "ok", (
        f"{len(found.contracts)} feeds, {len(found.core)} core models, {len(found.indicators)} indicators, "
        f"{len(tables)} public tables"
    )


def _engine(_: Workspace) -> tuple[State, str]:
    """Say which engine runs the models, and whether anybody listens at its address."""
    from pipelines.engines.choice import chosen_engine, without_token

    chosen = chosen_engine()
    if chosen.address is None:
        return "ok", "DuckDB, in this process"
    told = f"{chosen.name} at {without_token(chosen.address)}"
    try:
        socket.create_connection(chosen.host_and_port, timeout=ANSWER_S).close()
    except OSError as error:
        return "failed", f"{told} does not answer ({error}); start it, or unset NAQSHEH_ENGINE"
    return "ok", f"{told}; shared storage {chosen.shared or 'restricted/cluster of the workspace'}"


def _version(workspace: Workspace) -> tuple[State, str]:
    from pipelines.published import resolve_current
    from pipelines.publishing import verify

    version = resolve_current(workspace.curated)
    if version is None:
        return "warning", "nothing is published yet; run: naqsheh build"
    faults = [f"{damage.file} is {damage.what}" for damage in verify(version.path)]
    if faults:
        return "failed", "; ".join(faults)
    return "ok", f"version {version.version}: every file is as its manifest says"


def _held(workspace: Workspace) -> tuple[State, str]:
    """Say what a check holds, and whether the last build or the last look at ``raw/`` failed."""
    from pipelines.intake.ledger import Ledger
    from pipelines.pipeline.blocks import MESSAGES
    from pipelines.publishing import failure

    if (failed := failure(workspace)) is not None:
        return "failed", str(failed.get("sentence_en", "the last build failed"))
    if not workspace.ledger.exists():
        return "ok", "nothing was delivered yet"
    ledger = Ledger(workspace.ledger)
    try:
        last = {o["delivery_id"]: o for o in ledger.outcomes()}  # the newest comes last
    finally:
        ledger.close()
    held = [i for i, o in last.items() if o["state"] == "held" and o["message"] and o["message"].id in MESSAGES]
    if held:
        return "warning", f"held by a check: {', '.join(held)}; `naqsheh status` says why"
    return "ok", "no delivery is held by a check"


def _checks(models: Path) -> dict[str, Callable[[Workspace], tuple[State, str]]]:
    """Return every check by its name, in the order in which they are told."""
    return {
        "python": _python,
        "packages": _packages,
        "chromium": _browser,
        "disk space": _space,
        "workspace": _permissions,
        "fonts": _font,
        "models": lambda _: _models(models),
        "engine": _engine,
        "current version": _version,
        "deliveries": _held,
    }


def findings(workspace: Workspace, models: Path) -> Iterator[Finding]:
    """Yield what each check found; a check that cannot be made has failed."""
    for name, check in _checks(models).items():
        try:
            state, told = check(workspace)
        except Exception as error:
            state, told = "failed", sentence(error)
        yield Finding(name, state, told)


def examine(folder: Path | None, models: Path, as_json: bool) -> int:
    """Make every check; return the exit code (1 when one failed)."""
    from rich.text import Text

    found = list(findings(workspace_of(folder), models))
    if as_json:
        say_json([asdict(f) for f in found])
    else:
        styles = {"ok": "green", "warning": "yellow", "failed": "red"}
        for f in found:
            out().print(Text.assemble((f"{f.state:<8}", styles[f.state]), f"{f.check:<16} {f.told}"), soft_wrap=True)
    return FAILED if any(f.state == "failed" for f in found) else OK
