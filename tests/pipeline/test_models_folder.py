"""The folder of models is what a command is given, down to the last word: nothing of a build asks the environment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.published import PublishedDatabase, resolve_current
from tests.pipeline.conftest import run_naqsheh

SENT = "چنین فایلی در این استان خوانده نمی‌شود."
PHRASE = "چون سطر پیش"
LIST = f"""گمرک,کشور طرف معامله,تعرفه,سال,وزن (کیلوگرم),ارزش (ریال),ارزش (دلار)
کرمان,آلمان,57021020,1402,10,2000,30
سیرجان,{PHRASE},57021020,1402,15,4000,60
"""


@pytest.fixture
def other_models(models_copy: Path) -> Path:
    """Models that have a word for «as above» and a sentence of their own."""
    layouts, messages = models_copy / "rules" / "layouts.yaml", models_copy / "messages.yaml"
    layouts.write_text(layouts.read_text("utf-8").replace("value: [ایضا,", f"value: [{PHRASE}, ایضا,"), "utf-8")
    wording = re.sub(r"(?m)^(extension_unsupported:\n  fa: ).*$", rf"\g<1>{SENT}", messages.read_text("utf-8"))
    messages.write_text(wording, "utf-8")
    return models_copy


@pytest.mark.slow
@pytest.mark.parametrize("environment", ["/nowhere", None])
def test_a_build_is_of_the_models_that_it_is_given(
    tmp_path: Path, other_models: Path, monkeypatch: pytest.MonkeyPatch, environment: str | None
) -> None:
    monkeypatch.delenv("NAQSHEH_MODELS", raising=False)
    if environment is not None:
        monkeypatch.setenv("NAQSHEH_MODELS", environment)
    root = tmp_path / "workspace"
    folder = root / "raw" / "exports" / "1402"
    folder.mkdir(parents=True)
    (folder / "list.csv").write_text(LIST, "utf-8")
    (folder / "scan.pdf").write_text("x")

    done = run_naqsheh("build", "--models", str(other_models), workspace=root)

    assert done.returncode == 2, done.stdout + done.stderr
    assert SENT in done.stderr
    version = resolve_current(root / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        told = database.rows("SELECT state, state_fa, rows_loaded FROM deliveries ORDER BY file_name")
        destinations = {row["destination"] for row in database.rows("SELECT destination FROM exports")}
    assert [(row["state"], row["rows_loaded"]) for row in told] == [("published", 2), ("refused", 0)]
    assert told[1]["state_fa"] == SENT
    assert destinations == {"آلمان"}


def test_a_check_is_of_the_models_that_it_is_given(
    other_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAQSHEH_MODELS", "/nowhere")
    layouts = other_models / "rules" / "layouts.yaml"
    layouts.write_text(layouts.read_text("utf-8").replace("ditto_marks:", "ditto_mark:"), "utf-8")
    done = run_naqsheh("check", "--models", str(other_models), workspace=tmp_path)
    assert done.returncode == 1
    assert "layouts.yaml" in done.stderr and "ditto_mark" in done.stderr


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run_naqsheh("check", "--models", str(tmp_path / "none"), workspace=tmp_path)
    assert done.returncode != 0
    assert "--models" in done.stderr and "Traceback" not in done.stderr


def test_the_environment_is_asked_for_models_where_a_process_starts() -> None:
    room = PROJECT_ROOT / "pipelines"
    asked = {
        path.relative_to(room).as_posix()
        for path in room.rglob("*.py")
        if re.search(r"\bmodels_dir\(|NAQSHEH_MODELS\b(?!`)", path.read_text("utf-8"))
    }
    assert asked == {"foundation/workspace.py", "cli/console.py", "cli/serving.py", "definitions.py"}
