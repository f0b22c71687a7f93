"""The keys of a build and of reading: they move with everything that matters, and with nothing else."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.intake import inventory
from pipelines.intake.ledger import Ledger
from pipelines.publishing import (
    build_key,
    reading_hash,
)
from pipelines.publishing.key import READING, READING_MODULES

from .release_fixture import BUILT_AT


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace").create()


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def test_the_key_moves_with_models_code_inputs_notes_and_configuration(
    workspace: Workspace, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models.mkdir()
    (models / "a.sql").write_text("SELECT 1")
    code = tmp_path / "code"
    code.mkdir()
    (code / "a.py").write_text("x = 1")
    path = workspace.raw / "exports/1402/list.csv"
    path.parent.mkdir(parents=True)
    path.write_text("a")
    ledger = Ledger(workspace.ledger)
    (delivery,) = ledger.register(inventory.scan(workspace, ["exports"]), workspace, BUILT_AT)

    def key(deliveries: list = [delivery], **more: object) -> str:  # noqa: B006
        return build_key(models, deliveries, code=code, **more).key  # type: ignore[arg-type]

    first = key()
    assert key() == first
    (models / "__pycache__").mkdir()
    (models / "__pycache__" / "a.pyc").write_text("x")
    (models / ".a.sql.swp").write_text("x")
    assert key() == first, "leavings of programs are no models"
    seen = {first, key([]), key(as_known_at=BUILT_AT)}
    seen.add(key([replace(delivery, note=replace(delivery.note, grade="press"))]))
    seen.add(key([replace(delivery, sha256="0" * 64)]))
    assert key([replace(delivery, period="1403")]) == first, "a period found in the bytes adds nothing to them"
    monkeypatch.setenv("NAQSHEH_ENGINE", "sc://host:15002")
    seen.add(key())
    monkeypatch.delenv("NAQSHEH_ENGINE")
    (code / "a.py").write_text("x = 2")
    seen.add(key())
    (models / "a.sql").rename(models / "b.sql")
    seen.add(key())
    assert len(seen) == 8


def test_what_was_read_is_read_anew_when_anything_changes_that_reading_uses(tmp_path: Path) -> None:
    code = Path(shutil.copytree(PROJECT_ROOT / "pipelines", tmp_path / "pipelines"))
    models = Path(shutil.copytree(PROJECT_ROOT / "models", tmp_path / "models"))
    first = reading_hash(models, code)
    for later in (code / "analysis/disclosure.py", code / "cli/console.py", models / "indicators/artisans.sql"):
        later.write_text(later.read_text("utf-8") + "\n")
        assert reading_hash(models, code) == first, f"{later} comes after reading"
    seen = {first}
    for used in (
        code / "normalise/numbers.py",
        code / "foundation/messages.py",
        models / "reference/units.csv",
    ):
        used.write_text(used.read_text("utf-8") + "\n")
        seen.add(reading_hash(models, code))
    assert len(seen) == 4


def test_no_module_that_reading_imports_is_left_out_of_its_hash() -> None:
    """Rows kept from an earlier reader would be wrong rows. Two modules only carry outcomes and deliveries."""
    carriers = {"pipeline/reports.py", "intake/deliveries.py"}
    folder = PROJECT_ROOT / "pipelines"
    files = [p for room in READING for p in (folder / room).rglob("*.py")]
    files += [folder / name for name in READING_MODULES]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("pipelines."):
                continue
            parts = str(node.module).split(".")[1:]
            known = parts[0] in READING or "/".join(parts) + ".py" in {*READING_MODULES, *carriers}
            assert known, f"{file.relative_to(folder)} imports {node.module}"
