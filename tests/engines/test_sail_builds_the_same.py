"""A build whose models run on Sail publishes what a build by DuckDB publishes: values and types."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.engines.choice import EngineChoice
from pipelines.foundation.workspace import Workspace
from tests.engines.servers import free_port
from tests.engines.twice import build, copied, differing_models, differing_publications, model_tables
from tests.pipeline.conftest import run_naqsheh

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def on_sail(clean: Workspace, sail: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Path]:
    folder = tmp_path_factory.mktemp("sail")
    workspace, shared = copied(clean, folder / "demo"), folder / "shared"
    shared.mkdir()
    build(workspace, EngineChoice(sail, str(shared)))
    return workspace, shared


def test_every_core_and_indicator_table_has_the_same_columns_types_and_rows(
    in_house: Workspace, on_sail: tuple[Workspace, Path]
) -> None:
    tables = model_tables(in_house)
    assert len(tables) > 130
    filled = [name for _, name, rows in tables if rows]
    assert len(filled) > 0.85 * len(tables), "a comparison of empty tables says nothing"
    assert list(differing_models(in_house, on_sail[0])) == []


def test_every_published_table_is_the_same(in_house: Workspace, on_sail: tuple[Workspace, Path]) -> None:
    assert differing_publications(in_house, on_sail[0]) == []


def test_only_clean_rows_in_force_stay_in_the_shared_storage_and_lie_on_the_disk_once(
    on_sail: tuple[Workspace, Path],
) -> None:
    workspace, shared = on_sail
    (part,) = shared.iterdir()
    left = [p for p in part.rglob("*") if p.is_file()]
    assert {p.relative_to(part).parts[0] for p in left} == {"clean"}
    of_the_workspace = {p.stat().st_ino for p in workspace.clean.glob("*.parquet")}
    assert {p.stat().st_ino for p in left} <= of_the_workspace


def test_an_address_at_which_nobody_listens_is_told_before_anything_is_read(
    in_house: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(Path(shutil.copytree(in_house.root, tmp_path / "demo", symlinks=True)))
    served = workspace.current.readlink()
    port = free_port()
    monkeypatch.setenv("NAQSHEH_ENGINE", f"sc://127.0.0.1:{port}/;token=secret")
    done = run_naqsheh("build", workspace=workspace.root)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"No cluster answers at “sc://127.0.0.1:{port}”" in said and "پاسخ نمی‌دهد" in said
    assert "secret" not in said and "Traceback" not in said
    assert workspace.current.readlink() == served
    assert "پاسخ نمی‌دهد" in (workspace.curated / "failed_build.json").read_text("utf-8")
