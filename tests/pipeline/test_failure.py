"""A build that fails says so on the pages, and leaves the version before in service."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.published import resolve_current
from tests.pipeline.conftest import run_naqsheh


def test_a_failed_build_is_marked_until_one_publishes(baseline: Path, tmp_path: Path) -> None:
    workspace = Path(shutil.copytree(baseline, tmp_path / "workspace", symlinks=True))
    served = resolve_current(workspace / "curated")
    assert served is not None
    models = Path(shutil.copytree(PROJECT_ROOT / "models", tmp_path / "models"))
    broken = models / "core" / "exports.sql"
    broken.write_text(broken.read_text("utf-8").replace("e.value_usd", "e.value_of_no_column"), "utf-8")

    done = run_naqsheh("build", workspace=workspace, models=models)

    assert done.returncode == 1, done.stdout + done.stderr
    assert "core/exports" in done.stderr and "value_of_no_column" in done.stderr
    mark = json.loads((workspace / "curated" / "failed_build.json").read_text("utf-8"))
    assert "core/exports" in mark["sentence_fa"] and "core/exports" in mark["sentence_en"] and mark["error_id"]
    after = resolve_current(workspace / "curated")
    assert after is not None and after.version == served.version

    assert run_naqsheh("build", workspace=workspace).returncode == 0, "the models are whole again"
    assert not (workspace / "curated" / "failed_build.json").exists()


def test_an_expectation_for_which_no_delivery_is_to_blame_stops_the_publication(baseline: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(baseline / "raw", workspace / "raw")
    models = Path(shutil.copytree(PROJECT_ROOT / "models", tmp_path / "models"))
    table = models / "public" / "areas.sql"
    table.write_text(table.read_text("utf-8").replace("key: [area_code]", "key: [kind]"), "utf-8")

    done = run_naqsheh("build", workspace=workspace, models=models)

    assert done.returncode == 1 and "areas" in done.stderr, done.stdout + done.stderr
    assert "No file is to blame" in done.stderr
    assert resolve_current(workspace / "curated") is None
    assert (workspace / "curated" / "failed_build.json").exists()
