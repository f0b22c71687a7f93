"""Every kind of bad file gets its answer, in both languages, and stops nothing else.

All files of the corpus are dropped at once beside good deliveries; one real build answers them, and the tests
read what it published. What each costs to read is measured in processes of its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipelines.foundation.messages import message_table
from pipelines.foundation.workspace import PROJECT_ROOT, models_dir
from pipelines.published import PublishedDatabase, resolve_current
from tests.faults.corpus import BY_ID, KINDS, PERIODS, build
from tests.faults.kind import Kind, exports
from tests.faults.kinds_held import HELD
from tests.faults.kinds_refused import REFUSED
from tests.faults.kinds_rows import NON_DATA, QUARANTINED, STILL_COUNTED
from tests.faults.kinds_taken import TAKEN
from tests.pipeline.conftest import copy_baseline, run_naqsheh

pytestmark = pytest.mark.slow

#: What reading one file may cost.
MOST_SECONDS, MOST_MB = 10, 1_536

_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class Published:
    """What one build made of the corpus."""

    database: PublishedDatabase
    code: int
    deliveries: dict[str, dict[str, Any]]

    def of(self, kind: Kind) -> dict[str, Any]:
        """Return the published description of a kind's delivery; its file's name is its own."""
        return self.deliveries[kind.feed, kind.name, kind.id]


def _grow(paths: list[Path], ended: threading.Event) -> None:
    """Keep writing to files, as a slow copy does."""
    while not ended.wait(0.02):
        for path in paths:
            with path.open("a", encoding="utf-8") as file:
                file.write("کرمان,آلمان,57021020,1,1,1\n")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the baseline and every bad file."""
    folder = copy_baseline(tmp_path_factory.mktemp("corpus"))
    for kind in KINDS:
        build(kind, folder / "raw")
    return folder


@pytest.fixture(scope="module")
def published(workspace: Path) -> Iterator[Published]:
    """The corpus, built once, while one file of it keeps growing."""
    growing = [workspace / "raw" / k.folder(PERIODS[k.id]) / k.name for k in KINDS if k.grows]
    ended = threading.Event()
    writer = threading.Thread(target=_grow, args=(growing, ended))
    writer.start()
    try:
        done = run_naqsheh("build", workspace=workspace)
    finally:
        ended.set()
        writer.join()
    version = resolve_current(workspace / "curated")
    assert version is not None, done.stdout[-4000:] + done.stderr[-4000:]
    with PublishedDatabase.open(version) as database:
        rows = database.query("SELECT * FROM deliveries").to_dict("records")
        yield Published(database, done.returncode, _by_kind(rows))


def _by_kind(rows: list[dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    """Return deliveries by feed, file and kind: each kind has a place of its own."""
    found = {}
    for kind in KINDS:
        same = [r for r in rows if r["feed"] == kind.feed and r["file_name"] == kind.name]
        if len(same) == 1:
            found[kind.feed, kind.name, kind.id] = same[0]
    return found


def ids(kinds: tuple[Kind, ...]) -> list[Any]:
    """Return the kinds as named parameters."""
    return [pytest.param(kind, id=kind.id) for kind in kinds]


def assert_says(text: str, language: str, kind: Kind) -> None:
    """Check that a sentence is the one of its message and names file, sheet and row where there are.

    What approving would do may be said behind it.
    """
    wording = message_table(models_dir() / "messages.yaml")[kind.message or kind.rule][language]
    pattern = re.escape(wording).replace(r"\[\[", "(?:").replace(r"\]\]", ")?")
    told = re.sub(r"\\\{\w+\\\}", "(?s:.*)", pattern)
    assert re.fullmatch(told + "(?: (?:If it is approved|اگر تأیید شود).*)?", text), text
    assert kind.name in text
    assert kind.sheet in text
    if kind.row is not None:
        row = str(kind.row).translate(_PERSIAN) if language == "fa" else str(kind.row)
        assert re.search(rf"(?<!\d){row}(?!\d)", text), text


# --- the corpus itself ---------------------------------------------------------------------------------------


def test_there_are_more_than_sixty_kinds_each_with_a_file_name_of_its_own() -> None:
    assert len(KINDS) > 60
    assert len(BY_ID) == len(KINDS)
    assert max(Counter((k.feed, k.name) for k in KINDS).values()) == 1


# --- one build -----------------------------------------------------------------------------------------------


def test_the_build_publishes_and_says_that_something_waits(published: Published) -> None:
    assert published.code == 2


def test_the_good_deliveries_are_published(published: Published, workspace: Path) -> None:
    value = published.database.query(
        "SELECT value FROM indicator_values WHERE indicator_id = 'exports_usd' AND area_code = 'IR'"
        " AND domain = 'all' AND period = '1402' AND category = '' AND basis = 'customs'"
    )
    assert [int(v) for v in value["value"]] == [94_534_106]


def test_no_row_of_any_delivery_is_lost(published: Published) -> None:
    rows = published.database.query("SELECT * FROM deliveries")
    assert rows["reconciled"].all()
    told = rows["rows_loaded"] + rows["rows_quarantined"] + rows["rows_non_data"]
    taken = rows["state"].isin(["published", "superseded"])
    assert (rows["rows_read"] == told)[taken].all()
    assert len(rows[rows["state"] == "published"]) >= len(TAKEN) + len(QUARANTINED) + len(NON_DATA)


@pytest.mark.parametrize("kind", ids(REFUSED))
def test_a_broken_or_hostile_file_is_refused_as_a_whole(published: Published, kind: Kind) -> None:
    row = published.of(kind)
    assert row["state"] == "refused", row["state_en"]
    assert row["rows_loaded"] == 0
    for language in ("fa", "en"):
        assert_says(row[f"state_{language}"], language, kind)


@pytest.mark.parametrize("kind", ids(HELD))
def test_a_suspicious_file_waits_for_a_person(published: Published, kind: Kind) -> None:
    row = published.of(kind)
    assert row["state"] == "held", f"{row['state']}: {row['state_en']}"
    for language in ("fa", "en"):
        assert_says(row[f"state_{language}"], language, kind)


@pytest.mark.parametrize("kind", ids((*TAKEN, *STILL_COUNTED)))
def test_an_unusual_file_is_taken_whole(published: Published, kind: Kind) -> None:
    row = published.of(kind)
    assert row["state"] == "published", row["state_en"]
    assert (row["rows_loaded"], row["rows_quarantined"]) == (kind.good_rows, 0), _reasons(published, row)
    if kind.feed == "exports":
        assert _sums(published, row) == _expected_sums(kind)


@pytest.mark.parametrize("kind", ids(QUARANTINED))
def test_a_bad_row_is_kept_out_alone(published: Published, kind: Kind) -> None:
    row = published.of(kind)
    assert row["state"] == "published", row["state_en"]
    assert (row["rows_loaded"], row["rows_quarantined"]) == (kind.good_rows, 1), _reasons(published, row)
    reasons = _reasons(published, row)
    assert {reason["row_number"] for reason in reasons} == {kind.row}
    [cell] = [reason for reason in reasons if reason["rule"] == kind.rule]
    assert cell["column_name"] == kind.column
    for language in ("fa", "en"):
        assert_says(cell[f"sentence_{language}"], language, kind)
        assert cell[f"column_title_{language}"]


@pytest.mark.parametrize("kind", ids(NON_DATA))
def test_rows_that_are_no_data_are_counted_and_never_added(published: Published, kind: Kind) -> None:
    row = published.of(kind)
    assert row["state"] == "published", row["state_en"]
    counted = published.database.query(
        "SELECT kind, count(DISTINCT (sheet_name, row_number)) AS n FROM non_data_rows WHERE delivery_id = ?"
        " GROUP BY kind",
        (row["delivery_id"],),
    )
    assert dict(zip(counted["kind"], counted["n"], strict=True)) == dict(kind.non_data)
    assert row["rows_loaded"] == kind.good_rows
    assert _sums(published, row) == _expected_sums(kind)
    if kind.difference is not None:
        assert int(row["stated_total_difference"]) == kind.difference


def _reasons(published: Published, row: dict[str, Any]) -> list[dict[str, Any]]:
    found = published.database.query(
        "SELECT * FROM quarantine_rows WHERE delivery_id = ? AND severity = 'quarantine'",
        (row["delivery_id"],),
    )
    return found.to_dict("records")


def _sums(published: Published, row: dict[str, Any]) -> tuple[int, ...]:
    found = published.database.query(
        "SELECT sum(weight_kg) AS kg, sum(value_rial) AS rial, sum(value_usd) AS usd FROM exports WHERE period = ?",
        (row["period"],),
    ).iloc[0]
    return int(found["kg"]), int(found["rial"]), int(found["usd"])


def _expected_sums(kind: Kind) -> tuple[int, ...]:
    rows = exports(PERIODS[kind.id])
    return tuple(sum(row[column] for row in rows) for column in (3, 4, 5))


# --- what reading costs --------------------------------------------------------------------------------------

PARSED = tuple(kind for kind in KINDS if kind.parsed)


@pytest.fixture(scope="module")
def measured(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What each file cost and what the reader said of it, by kind."""
    out = tmp_path_factory.mktemp("measured") / "answers.jsonl"
    command = [sys.executable, "-m", "tests.faults.measured", str(workspace / "raw"), str(out)]
    subprocess.run(command, cwd=PROJECT_ROOT, check=True, timeout=600)
    return {line["id"]: line for line in map(json.loads, out.read_text("utf-8").splitlines())}


@pytest.mark.parametrize("kind", ids(PARSED))
def test_reading_is_bounded_and_ends_in_an_answer(measured: dict[str, dict[str, Any]], kind: Kind) -> None:
    found = measured[kind.id]
    assert "failed" not in found, found
    assert found["cpu_seconds"] <= MOST_SECONDS
    assert found["mb"] <= MOST_MB
    if kind.answer == "published":
        assert found["rows"] == kind.good_rows + (1 if kind.rule else 0)
        assert not kind.message or kind.message in found["notes"]
    elif kind.answer == "refused" and kind.message != "other_province":
        assert found["refused"] == kind.message
        for language in ("fa", "en"):
            assert_says(found[language], language, kind)
