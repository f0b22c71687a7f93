"""A file is understood in its preview as the next build understands it, and a preview leaves nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import openpyxl
import pytest

from pipelines.contracts import load_contracts
from pipelines.foundation.workspace import Workspace
from pipelines.intake.source_notes import SUFFIX
from pipelines.pipeline import preview as previews
from pipelines.pipeline.preview import PreviewError, Sent, accept, discard, preview, stage, sweep
from tests.pipeline.customs_fixture import COUNTRIES, MODELS, accepted, written

FEEDS = load_contracts(MODELS)


def rows(year: str = "1402", factor: int = 1) -> list[list[str]]:
    return [
        ["آستارا", country, "57021000", year, str(10 + n), str(factor * (10_000 + n)), str(100 + n)]
        for n, country in enumerate(COUNTRIES)
    ]


@pytest.fixture(autouse=True)
def contracts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check the contracts against their schema once, not in each preview."""
    monkeypatch.setattr("pipelines.pipeline.context.load_contracts", lambda _models: FEEDS)


@pytest.fixture(autouse=True)
def checks_untried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the trial of all checks to the tests that ask for it: it makes every table."""
    if "checks_tried" not in request.fixturenames:
        monkeypatch.setattr("pipelines.pipeline.trial.try_checks", lambda _context, build, _folder: build)


@pytest.fixture
def checks_tried() -> None:
    """Try the checks of the published tables in previews."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace").create()


def looked(workspace: Workspace, file: Path, **sent: object) -> tuple[Path, dict]:
    wish = Sent("exports", **{"period": "1402", "office": "customs", **sent})  # type: ignore[arg-type]
    folder = stage(workspace, FEEDS, file, file.name, wish)
    return folder, preview(workspace, MODELS, folder, "exports")


def built(workspace: Workspace) -> dict[str, str]:
    """Read and assess what lies in ``raw/`` as a build does; return the state of every delivery."""
    return {o.delivery.delivery_id: o.state for o in accepted(workspace)}


def everything(workspace: Workspace) -> set[str]:
    return {str(p.relative_to(workspace.root)) for p in workspace.root.rglob("*") if p.is_file()}


def test_a_preview_says_what_the_build_will_say(workspace, tmp_path):
    file = written(tmp_path / "صادرات.csv", [*rows(), ["آستارا", "عراق", "57021000", "1402", "نامعلوم است", "5", "5"]])
    folder, summary = looked(workspace, file)
    assert summary["state"] == "published"
    assert (summary["rows_read"], summary["rows_loaded"], summary["rows_quarantined"]) == (13, 12, 1)
    assert [column["column"] for column in summary["columns"]][:3] == [
        "customs_office",
        "destination",
        "hs_code",
    ]
    assert summary["sheets"] == [{"sheet_name": "صادرات", "header_row": 1, "rows": 13}]
    path = accept(workspace, folder.name)
    assert path == workspace.raw / "exports" / "صادرات.csv"
    assert built(workspace) == {summary["delivery_id"]: "published"}


def test_a_preview_compares_with_the_delivery_in_force(workspace, tmp_path):
    folder, _ = looked(workspace, written(tmp_path / "a.csv", rows()))
    accept(workspace, folder.name)
    built(workspace)
    folder, summary = looked(workspace, written(tmp_path / "b.csv", rows(factor=1000)))
    assert summary["state"] == "held"
    (out,) = summary["succession_en"]
    assert out.startswith("Goes out of force: file “a.csv” of 1402, by customs office"), out
    assert "ریال" in summary["sentence_fa"] and "rial" in summary["sentence_en"].lower()
    with duckdb.connect(str(folder / "roadmap.duckdb"), read_only=True) as connection:
        factors = connection.execute("select max(factor) from delivery_comparisons where measure = 'sum'").fetchone()
    assert factors is not None and factors[0] == 1000
    accept(workspace, folder.name)
    assert built(workspace)[summary["delivery_id"]] == "held"


def test_looking_changes_nothing_of_the_workspace(workspace, tmp_path):
    folder, _ = looked(workspace, written(tmp_path / "a.csv", rows()))
    accept(workspace, folder.name)
    built(workspace)
    before, ledger = everything(workspace), workspace.ledger.read_bytes()
    folder, _ = looked(workspace, written(tmp_path / "b.csv", rows(factor=2)))
    discard(workspace, folder.name)
    assert everything(workspace) == before
    assert workspace.ledger.read_bytes() == ledger


def test_the_same_content_is_known(workspace, tmp_path):
    file = written(tmp_path / "a.csv", rows())
    folder, _ = looked(workspace, file)
    accept(workspace, folder.name)
    built(workspace)
    _, summary = looked(workspace, file)
    assert summary["state"] == "known" and summary["delivery_id"] is None
    assert "a.csv" in summary["sentence_fa"]


def test_what_is_shown_holds_no_more_of_a_person_than_a_version_does(workspace, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["کد هنرمند", "نام و نام خانوادگی", "کد ملی", "تلفن", "رشته", "شهرستان"])
    sheet.append(["1", "نمونهٔ ساختگی", "0012345678", "09130000000", "قلم‌زنی", "کرمان"])
    file = tmp_path / "artisans.xlsx"
    book.save(file)
    folder = stage(workspace, FEEDS, file, file.name, Sent("artisans", "1404Q1", "heritage", synthetic=True))
    summary = preview(workspace, MODELS, folder, "artisans")
    assert summary["is_synthetic"]
    kept = [path for path in folder.rglob("*") if path.is_file() and "raw" not in path.parts[len(folder.parts) :]]
    assert {path.name for path in kept} == {"preview.json", "manifest.json", "roadmap.duckdb"}
    for path in kept:
        for secret in ("0012345678", "09130000000", "نمونهٔ ساختگی"):
            assert secret.encode() not in path.read_bytes()
    with duckdb.connect(str(folder / "roadmap.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from source_rows").fetchone() == (0,)
    assert folder.parent.stat().st_mode & 0o077 == 0


def test_what_the_steward_says_of_a_file_goes_with_it(workspace, tmp_path):
    folder, summary = looked(workspace, written(tmp_path / "a.csv", rows()), document="نامهٔ ۱۲/۳۴", synthetic=True)
    path = accept(workspace, folder.name)
    note = path.with_name(path.name + SUFFIX).read_text("utf-8")
    assert "نامهٔ ۱۲/۳۴" in note and summary["is_synthetic"]
    assert built(workspace) == {summary["delivery_id"]: "published"}


def test_a_file_never_takes_the_place_of_another(workspace, tmp_path):
    for factor in (1, 2):
        folder, _ = looked(workspace, written(tmp_path / "a.csv", rows(factor=factor)))
        accept(workspace, folder.name)
    names = sorted(p.name for p in (workspace.raw / "exports").iterdir() if not p.name.endswith(SUFFIX))
    assert names == ["a (2).csv", "a.csv"]


@pytest.mark.parametrize(
    ("name", "sent", "message"),
    [
        ("a.pdf", Sent("exports"), "extension_unsupported"),
        (".hidden.csv", Sent("exports"), "extension_unsupported"),
        ("a.csv", Sent("export"), "preview_feed"),
        ("a.csv", Sent("exports", period="دیروز"), "preview_period"),
    ],
)
def test_what_is_no_delivery_is_refused_with_a_sentence(workspace, tmp_path, name, sent, message):
    file = written(tmp_path / "file", rows())
    with pytest.raises(PreviewError) as refused:
        stage(workspace, FEEDS, file, name, sent)
    assert refused.value.message.id == message
    assert refused.value.message.text("fa") and refused.value.message.text("en")


def test_a_name_with_folders_stays_within_its_feed(workspace, tmp_path):
    folder = stage(workspace, FEEDS, written(tmp_path / "file", rows()), "../../../escape.csv", Sent("exports"))
    assert [p.name for p in Workspace(folder).raw.glob("*/*")] == ["escape.csv"]


@pytest.mark.parametrize("token", ["", "../../raw", "0" * 15, "g" * 16, "0" * 16])
def test_a_token_that_is_none_accepts_nothing(workspace, token):
    with pytest.raises(PreviewError):
        accept(workspace, token)


def test_a_broken_file_is_refused_and_the_preview_says_why(workspace, tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"PK\x03\x04 not a workbook")
    _, summary = looked(workspace, file)
    assert summary["state"] == "refused" and "a.xlsx" in summary["sentence_fa"]


def test_a_preview_that_nobody_accepted_is_swept_after_a_day(workspace, tmp_path):
    folder, _ = looked(workspace, written(tmp_path / "a.csv", rows()))
    sweep(workspace)
    assert folder.exists()
    old = folder.stat().st_mtime - previews.KEPT_FOR - 1
    os.utime(folder, (old, old))
    sweep(workspace)
    assert not folder.exists()


def test_a_preview_of_a_file_that_fails_a_check_says_that_it_would_be_held(
    workspace, tmp_path, models_copy, monkeypatch, checks_tried
):
    """As if every row had to tell its channel, and one did not; a good file is said to be published by the same."""
    table = models_copy / "public" / "exports.sql"
    text = table.read_text("utf-8").replace(
        "e.channel,", "CASE WHEN e.destination = 'لبنان' THEN NULL ELSE e.channel END AS channel,"
    )
    table.write_text(text, "utf-8")
    monkeypatch.setenv("NAQSHEH_MODELS", str(models_copy))

    def previewed(name: str, lines: list[list[str]]) -> dict:
        wish = Sent("exports", period="1402", office="customs")
        folder = stage(workspace, FEEDS, written(tmp_path / name, lines), name, wish)
        assert not (folder / "trial").exists()
        return preview(workspace, models_copy, folder, "exports")

    bad, good = previewed("bad.csv", rows()), previewed("good.csv", rows()[:-1])
    assert bad["state"] == "held" and good["state"] == "published", (bad["sentence_en"], good["sentence_en"])
    assert (
        "bad.csv" in bad["sentence_fa"]
        and "channel is never empty" in bad["sentence_en"]
        and "row 13" in bad["sentence_en"]
    )
    assert bad["rows_loaded"] == 12, "what it would bring is shown all the same"
