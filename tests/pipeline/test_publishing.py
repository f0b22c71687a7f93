"""Publication: one writer, whole versions, and the way back."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines.foundation.fault_injection import HOOKS, reached
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace
from pipelines.intake.ledger import Ledger
from pipelines.published import DATABASE, list_versions, resolve_current
from pipelines.publishing import (
    Busy,
    Publication,
    PublicationError,
    build_key,
    current_key,
    lock_holder,
    prune,
    rollback,
    verify,
    version,
    writer_lock,
)

from .release_fixture import BUILT_AT, publish, write_database


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace").create()


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def served(workspace: Workspace) -> int:
    found = resolve_current(workspace.curated)
    assert found is not None
    return found.version


# --- the lock ---------------------------------------------------------------------------------------------


def test_a_second_writer_is_told_who_holds_the_lock(workspace: Workspace) -> None:
    with writer_lock(workspace):
        with pytest.raises(Busy) as busy, writer_lock(workspace):
            pass
        holder = busy.value.holder
        assert holder is not None and holder.pid == os.getpid()
        assert holder.since.startswith(str(datetime.now(UTC).year))
        assert busy.value.message.id == "busy"
        assert lock_holder(workspace) == holder
    assert lock_holder(workspace) is None
    with writer_lock(workspace):
        pass


def test_the_lock_of_a_killed_writer_is_free(workspace: Workspace) -> None:
    program = (
        "import sys, time; from pathlib import Path; from pipelines.publishing import writer_lock;"
        "from pipelines.foundation.workspace import Workspace\n"
        "with writer_lock(Workspace(Path(sys.argv[1]))): print('held', flush=True); time.sleep(60)"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", program, str(workspace.root)], stdout=subprocess.PIPE, cwd=PROJECT_ROOT
    )
    assert writer.stdout is not None and writer.stdout.readline() == b"held\n"
    holder = lock_holder(workspace)
    assert holder is not None and holder.pid == writer.pid
    writer.kill()
    writer.wait()
    writer.stdout.close()
    with writer_lock(workspace):
        pass


def test_of_eight_writers_at_once_one_writes(workspace: Workspace) -> None:
    def attempt(_: int) -> str:
        try:
            with writer_lock(workspace):
                time.sleep(0.3)
                return "wrote"
        except Busy:
            return "busy"

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(attempt, range(8))) == {"wrote": 1, "busy": 7}


# --- a version --------------------------------------------------------------------------------------------


def test_a_published_version_is_whole_sealed_and_served(workspace: Workspace, models: Path) -> None:
    folder = publish(workspace, models)
    assert folder == workspace.versions / "1"
    assert workspace.current.is_symlink()
    assert os.readlink(workspace.current) == "versions/1"
    assert not workspace.build.exists()
    assert verify(folder) == []
    manifest = json.loads((folder / "manifest.json").read_text())
    assert set(manifest["files"]) == {DATABASE, "parquet/t.parquet"}
    assert manifest["tables"] == {"t": 100}
    assert manifest["build_key"] == current_key(workspace) == build_key(models, []).key
    assert all(p.stat().st_mode & 0o777 == 0o444 for p in folder.rglob("*") if p.is_file())


def test_any_flipped_byte_is_detected(workspace: Workspace, models: Path) -> None:
    folder = publish(workspace, models)
    chance = random.Random(1402)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        path.chmod(0o644)
        whole = path.read_bytes()
        for _ in range(40):
            position = chance.randrange(len(whole))
            flipped = bytearray(whole)
            flipped[position] ^= 1 << chance.randrange(8)
            path.write_bytes(flipped)
            assert verify(folder), f"{path.name}: byte {position}"
        path.write_bytes(whole)
    assert verify(folder) == []


def test_a_missing_file_and_an_unexpected_one_are_detected(workspace: Workspace, models: Path) -> None:
    folder = publish(workspace, models)
    (folder / "parquet/t.parquet").unlink()
    (folder / "more.csv").write_text("a")
    assert [(d.file, d.what) for d in verify(folder)] == [
        ("more.csv", "unexpected"),
        ("parquet/t.parquet", "missing"),
    ]


def test_what_a_killed_build_left_is_cleared(workspace: Workspace, models: Path) -> None:
    workspace.build.mkdir(parents=True)
    (workspace.build / "roadmap.duckdb").write_text("torn")
    workspace.current.with_name(".current.new").symlink_to("versions/9")
    publish(workspace, models)
    assert served(workspace) == 1


def attempt(workspace: Workspace, prepare: object, tables: dict[str, int]) -> str:
    publication = Publication.prepare(workspace)
    write_database(publication.folder / DATABASE)
    prepare(publication.folder)  # type: ignore[operator]
    with pytest.raises(PublicationError) as error:
        publication.finish(build_key(PROJECT_ROOT / "models" / "core", []), built_at=BUILT_AT, tables=tables)
    return error.value.message.id


@pytest.mark.parametrize(
    ("damage", "tables", "message"),
    [
        (lambda f: (f / f"{DATABASE}.wal").write_text("x"), {"t": 100}, "version_unfinished"),
        (lambda f: (f / DATABASE).write_bytes(b"torn"), {"t": 100}, "version_unreadable"),
        (lambda f: os.truncate(f / DATABASE, 12_288), {"t": 100}, "version_unreadable"),
        (lambda f: None, {"t": 99}, "version_rows_differ"),
        (lambda f: None, {"t": 100, "gone": 1}, "version_rows_differ"),
    ],
)
def test_a_version_with_a_fault_is_never_served(
    workspace: Workspace, models: Path, damage: object, tables: dict[str, int], message: str
) -> None:
    publish(workspace, models)
    assert attempt(workspace, damage, tables) == message
    assert served(workspace) == 1
    assert verify(workspace.versions / "1") == []
    publish(workspace, models, "next")
    assert served(workspace) == 2


def test_a_build_demands_room_for_three(workspace: Workspace, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(workspace, models)
    monkeypatch.setattr(version.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1 << 20})())
    with pytest.raises(PublicationError) as error:
        Publication.prepare(workspace)
    assert error.value.message.id == "space_short"
    assert served(workspace) == 1


def test_at_least_five_versions_stay_and_the_served_one_always(workspace: Workspace, models: Path) -> None:
    for number in range(1, 8):
        publish(workspace, models, str(number))
    assert [v.version for v in list_versions(workspace.curated)] == [3, 4, 5, 6, 7]
    rollback(workspace, 3)
    publication = Publication.prepare(workspace)
    assert publication.number == 8, "a number is never used twice"
    publish(workspace, models, "8")
    rollback(workspace, 4)
    assert prune(workspace, keep=1) == []
    publish_aside = publish(workspace, models, "9")
    assert publish_aside.name == "9"
    assert [v.version for v in list_versions(workspace.curated)] == [5, 6, 7, 8, 9]


def test_days_that_pass_leave_the_versions_before_them_alone(workspace: Workspace, models: Path) -> None:
    first = date(2026, 11, 26)
    for content in ("one", "two"):
        publish(workspace, models, content, day=first)
    for passed in range(1, 9):
        publish(workspace, models, "two", day=first + timedelta(days=passed))
    assert [v.version for v in list_versions(workspace.curated)] == [1, 9, 10], "the two newest of one content"
    assert rollback(workspace) == 1, "the way back leads to other content, not to yesterday"


def test_a_withdrawn_version_is_not_served_again_because_a_day_has_passed(workspace: Workspace, models: Path) -> None:
    first = date(2026, 11, 26)
    for content in ("one", "two"):
        publish(workspace, models, content, day=first)
    rollback(workspace)
    withdrawn = build_key(models, [], day=first + timedelta(days=9))
    assert current_key(workspace) == withdrawn.undated != withdrawn.key


def test_a_half_removed_version_is_no_version(workspace: Workspace, models: Path) -> None:
    publish(workspace, models)
    leaving = workspace.versions / ".removing-0"
    shutil.copytree(workspace.versions / "1", leaving)
    assert [v.version for v in list_versions(workspace.curated)] == [1]
    prune(workspace)
    assert not leaving.exists()


# --- the way back -----------------------------------------------------------------------------------------


def test_rollback_serves_the_version_before_and_is_audited(workspace: Workspace, models: Path) -> None:
    publish(workspace, models, "one")
    publish(workspace, models, "two")
    assert rollback(workspace, actor="steward") == 1
    assert served(workspace) == 1
    event = Ledger(workspace.ledger).events("rolled_back")[-1]
    assert (event["actor"], event["detail"]["from"], event["detail"]["to"]) == ("steward", 2, 1)
    assert rollback(workspace, 2) == 2
    assert served(workspace) == 2


def test_a_withdrawn_version_is_not_built_again_until_something_changes(workspace: Workspace, models: Path) -> None:
    publish(workspace, models, "one")
    publish(workspace, models, "two")
    withdrawn = build_key(models, []).key
    rollback(workspace)
    assert current_key(workspace) == withdrawn
    (models / "content.txt").write_text("three")
    assert current_key(workspace) != build_key(models, []).key
    publish(workspace, models, "three")
    Ledger(workspace.ledger).log("published", {"version": 3})
    assert current_key(workspace) == build_key(models, []).key


def test_rollback_refuses_a_damaged_or_unknown_version(workspace: Workspace, models: Path) -> None:
    with pytest.raises(PublicationError, match="no_earlier_version"):
        rollback(workspace)
    publish(workspace, models, "one")
    publish(workspace, models, "two")
    with pytest.raises(PublicationError, match="version_unknown"):
        rollback(workspace, 7)
    database = workspace.versions / "1" / DATABASE
    database.chmod(0o644)
    with database.open("r+b") as file:
        file.seek(5000)
        file.write(b"!")
    with pytest.raises(PublicationError, match="version_damaged"):
        rollback(workspace)
    assert served(workspace) == 2


def test_rollback_waits_for_no_build(workspace: Workspace, models: Path) -> None:
    publish(workspace, models, "one")
    with writer_lock(workspace), pytest.raises(Busy):
        rollback(workspace, 1)


# --- killed at every hook ---------------------------------------------------------------------------------

PROGRAM = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from pipelines.intake import inventory
from pipelines.intake.ledger import Ledger
from pipelines.publishing import writer_lock
from pipelines.foundation.workspace import Workspace
from tests.pipeline.release_fixture import publish
workspace = Workspace(Path(sys.argv[1])).create()
with writer_lock(workspace):
    ledger = Ledger(workspace.ledger)
    ledger.register(inventory.scan(workspace, ["exports"]), workspace, datetime.now(UTC))
    publish(workspace, Path(sys.argv[2]), sys.argv[3])
"""


def run(workspace: Workspace, models: Path, content: str, fault: str = "") -> int:
    environment = {**os.environ, "NAQSHEH_FAULT_AT": fault, "PYTHONPATH": str(PROJECT_ROOT)}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(workspace.root), str(models), content],
        env=environment,
        cwd=PROJECT_ROOT,
        check=False,
    ).returncode


@pytest.mark.slow
@pytest.mark.parametrize("hook", HOOKS)
def test_a_kill_at_any_hook_leaves_a_whole_version_and_loses_nothing(
    workspace: Workspace, models: Path, hook: str
) -> None:
    publish(workspace, models, "before")
    path = workspace.raw / "exports/1402/list.csv"
    path.parent.mkdir(parents=True)
    path.write_text("a")
    assert run(workspace, models, "after", fault=hook) == -9
    found = resolve_current(workspace.curated)
    assert found is not None
    assert verify(found.path) == []
    with duckdb.connect(str(found.database), read_only=True) as db:
        content = db.execute("SELECT DISTINCT content FROM t").fetchall()
    assert content == [("after" if hook == "symlink_replaced" else "before",)]
    assert run(workspace, models, "after") == 0
    found = resolve_current(workspace.curated)
    assert found is not None and verify(found.path) == []
    ledger = Ledger(workspace.ledger)
    assert len(ledger.current()) == 1
    assert ledger.damaged() == []


def test_a_hook_that_is_not_listed_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="not among the hooks"):
        reached("somewhere")
