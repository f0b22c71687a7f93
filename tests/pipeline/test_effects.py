"""What a decision puts out of force and which published values go with it is said before it is entered, and after."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipelines.foundation.workspace import Workspace
from pipelines.intake.ledger import Ledger
from pipelines.pipeline.effect import effect_of
from pipelines.published import PublishedDatabase, resolve_current
from tests.pipeline.conftest import run_naqsheh
from tests.pipeline.customs_fixture import COUNTRIES, HEADINGS, MODELS, written

#: The headings of files that do not tell the year of a row.
UNDATED = [heading for heading in HEADINGS if heading != "سال"]


def rows(count: int, *, usd: int = 100) -> list[list[Any]]:
    """Return exports of Kerman and of Sirjan in turn, of one craft line."""
    offices = ("کرمان", "سیرجان")
    return [[offices[n % 2], COUNTRIES[n], "57021020", 10 * n + 10, 40_000 * usd, usd] for n in range(count)]


def of_kerman(count: int) -> list[list[Any]]:
    return [row for row in rows(count) if row[0] == "کرمان"]


def deliver(workspace: Path, name: str, table: Sequence[Sequence[Any]], headings: Sequence[str] = UNDATED) -> None:
    written(workspace / "raw" / "exports" / "1402-customs" / name, table, headings)


def ids(workspace: Path) -> dict[str, str]:
    ledger = Ledger(Workspace(workspace).ledger)
    try:
        return {d.file_name: d.delivery_id for d in ledger.all()}
    finally:
        ledger.close()


def usd_of(workspace: Path, area: str) -> int:
    version = resolve_current(workspace / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        found = database.query(
            "SELECT value FROM indicator_values WHERE indicator_id = 'exports_usd' AND period = '1402'"
            f" AND area_code = '{area}' AND domain = 'all' AND category = ''"
        )
        return int(found["value"][0])


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which a table of both offices is published and one of Kerman alone waits."""
    workspace = tmp_path_factory.mktemp("effects")
    deliver(workspace, "both.csv", rows(12))
    assert run_naqsheh("build", workspace=workspace).returncode == 0
    deliver(workspace, "kerman.csv", of_kerman(12))
    # The note says that it is no list of one office: it is meant to stand for the whole.
    note = workspace / "raw" / "exports" / "1402-customs" / "kerman.csv.source.yaml"
    note.write_text("covers: همه\n", "utf-8")
    assert run_naqsheh("build", workspace=workspace).returncode == 2
    return workspace


@pytest.mark.slow
def test_an_approval_by_which_values_go_says_so_and_asks_for_more_than_approve(waiting: Path) -> None:
    held = ids(waiting)["kerman.csv"]
    done = run_naqsheh("approve", held, "--dry-run", "--json", workspace=waiting)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    effect = told["effect"]
    assert [p["file_name"] for p in effect["out"]] == ["both.csv"]
    assert [(p["file_name"], p["rows"], p["grain"]) for p in effect["into"]] == [
        ("kerman.csv", 6, "customs_office+destination+hs_code")
    ]
    assert effect["vanished"] > 0 and {v["period"] for v in effect["vanishing"]} == {"1402"}
    assert effect["changed"] > 0 and told["decided"] is False
    persian, english = " ".join(told["sentences_fa"]), " ".join(told["sentences_en"])
    for words in ("both.csv", "1402", "12 rows", "by customs office", "vanish or become zero"):
        assert words in english, words
    for words in ("both.csv", "۱۴۰۲", "۱۲ سطر", "به تفکیک گمرک", "از اعتبار می‌افتد"):
        assert words in persian, words

    refused = run_naqsheh("approve", held, "--reason", "seen", workspace=waiting)
    assert refused.returncode == 1 and "--replace" in refused.stderr and "چیزی ثبت نشد" in refused.stderr
    ledger = Ledger(Workspace(waiting).ledger)
    assert ledger.decisions() == []
    ledger.close()
    assert not list(Workspace(waiting).restricted.glob("effect-*")), "nothing of the trial is kept"


@pytest.mark.slow
def test_what_was_said_is_what_the_next_build_does(waiting: Path) -> None:
    held = ids(waiting)["kerman.csv"]
    before = usd_of(waiting, "IR")
    done = run_naqsheh("approve", held, "--reason", "Sirjan had none", "--replace", "--json", workspace=waiting)
    told = json.loads(done.stdout)
    assert done.returncode == 0 and told["decided"] is True
    assert told["sentences_en"][-1].startswith("File “kerman.csv” is approved")
    assert run_naqsheh("build", workspace=waiting).returncode == 0
    assert (before, usd_of(waiting, "IR")) == (1200, 600)
    ledger = Ledger(Workspace(waiting).ledger)
    (kept,) = ledger.events("effect")
    ledger.close()
    assert kept["detail"] == told["effect"], "the audit keeps what was said"


@pytest.mark.slow
def test_with_and_without_a_version_that_is_up_to_date_the_effect_is_the_same(waiting: Path) -> None:
    """A workspace whose served version is of other models is played twice."""
    workspace, held = Workspace(waiting), ids(waiting)["kerman.csv"]
    served = effect_of(workspace, MODELS, held, "rejected")
    current = workspace.current.readlink()
    workspace.current.unlink()
    try:
        played = effect_of(workspace, MODELS, held, "rejected")
    finally:
        workspace.current.symlink_to(current)
    assert served == played
    assert [p.file_name for p in served.into] == ["both.csv"] and served.changed > 0


@pytest.mark.slow
def test_an_edition_by_other_dimensions_puts_nothing_out_of_force(tmp_path: Path) -> None:
    deliver(tmp_path, "both.csv", rows(12))
    assert run_naqsheh("build", workspace=tmp_path).returncode == 0
    countries = [[*row[1:2], *row[3:], 1] for row in rows(12)]
    deliver(tmp_path, "countries.csv", countries, [*UNDATED[1:2], *UNDATED[3:], "تخفیف"])
    assert run_naqsheh("build", workspace=tmp_path).returncode == 2, "it waits for its unknown column"
    effect = effect_of(Workspace(tmp_path), MODELS, ids(tmp_path)["countries.csv"], "approved")
    assert (effect.out, effect.changed, effect.vanished) == ([], 0, 0)
    assert [p.file_name for p in effect.beside] == ["both.csv"]
    assert usd_of(tmp_path, "IR") == 1200
