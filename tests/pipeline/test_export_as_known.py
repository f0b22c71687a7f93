"""As the council saw it: a build as known at an earlier moment gives the files of that day, byte for byte."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.intake.ledger import Ledger
from pipelines.published import past_version, resolve_current

from .conftest import run_naqsheh

pytestmark = pytest.mark.slow

MINUTES = "raw/reported_figures/1400Q4-dialogue_council"
LATER = (
    "figure_id,indicator,value,unit,area,domain,period_kind,as_of,source_fa,source_en,source_grade\n"
    "Z01,weavers,99999,persons,08,carpet,stock,1400-12,نامهٔ تازه,A later letter,office_file\n"
)


def export(workspace: Path, name: str, *more: str) -> dict[str, str]:
    """Export the quarter; return the hashes of its files, without the manifest (it names the version)."""
    out = workspace / name
    done = run_naqsheh("export", "1400Q4", "--out", str(out), *more, workspace=workspace)
    assert done.returncode == 0, done.stderr
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in out.iterdir()}
    del found["manifest.json"]
    return found


def build(workspace: Path, *more: str) -> None:
    done = run_naqsheh("build", *more, workspace=workspace)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_earlier_state_is_rebuilt_byte_for_byte(baseline: Path, tmp_path: Path) -> None:
    workspace = Path(shutil.copytree(baseline, tmp_path / "w", symlinks=True))
    before = export(workspace, "before")
    moment = datetime.now(UTC).isoformat()

    later = workspace / "raw/reported_figures/1400Q4-heritage/later.csv"
    later.parent.mkdir(parents=True)
    later.write_text(LATER, "utf-8")
    # Its note says that it came long ago; it was not known when the council was shown the figures.
    later.with_name("later.csv.source.yaml").write_text(
        "received_on: 2022-04-01\ndocument: {fa: نامه, en: Letter}\n", "utf-8"
    )
    build(workspace)
    after = export(workspace, "after")
    assert after["indicator_values.csv"] != before["indicator_values.csv"]

    untold = run_naqsheh("export", "1400Q4", "--out", "x", "--as-known-at", moment, workspace=workspace)
    assert untold.returncode == 1 and "naqsheh build --as-known-at" in untold.stderr
    states = ledger_states(workspace)
    build(workspace, "--as-known-at", moment)
    again = export(workspace, "again", "--as-known-at", moment)
    assert [name for name in before if again.get(name) != before[name]] == []
    assert again == before
    assert export(workspace, "still") == after
    served = resolve_current(workspace / "curated")
    assert served is not None and served.version == 2, "what was known earlier never takes the place of what is served"
    past = past_version(workspace / "curated", datetime.fromisoformat(moment))
    assert past is not None and past.version == 1, "it has the number of the version that was served then"
    assert ledger_states(workspace) == states
    done = run_naqsheh("build", "--as-known-at", moment, workspace=workspace)
    assert "Unchanged" in done.stdout
    assert "Unchanged" in run_naqsheh("build", workspace=workspace).stdout


def ledger_states(workspace: Path) -> dict[str, str]:
    """Return what became of each delivery, by the ledger."""
    ledger = Ledger(workspace / "restricted" / "ledger.sqlite")
    try:
        return {d.delivery_id: str(d.decision) for d in ledger.all()} | {"current": str(len(ledger.current()))}
    finally:
        ledger.close()
