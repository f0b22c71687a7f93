"""What a reader of a published version can do, and the many things that it cannot."""

from __future__ import annotations

import shutil
import threading
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipelines.foundation.workspace import Workspace
from pipelines.published import (
    DATABASE,
    PublishedDatabase,
    PublishedVersion,
    QueryRefused,
    QueryTimeout,
    list_versions,
    resolve_current,
)

from .release_fixture import publish


@pytest.fixture
def version(tmp_path: Path) -> PublishedVersion:
    with duckdb.connect(str(tmp_path / DATABASE)) as db:
        db.execute(
            "CREATE TABLE t AS SELECT i::INTEGER AS i, (i * 1.5)::DECIMAL(38,9) AS value,"
            " CASE WHEN i > 0 THEN 9007199254740993 END::BIGINT AS rials, DATE '2026-01-01' AS day, 'الف' AS name"
            " FROM range(1000) r(i)"
        )
    return PublishedVersion(tmp_path, 1, {})


@pytest.fixture
def database(version: PublishedVersion) -> PublishedDatabase:
    with PublishedDatabase.open(version) as opened:
        yield opened  # type: ignore[misc]


def test_values_come_back_exact(database: PublishedDatabase) -> None:
    assert database.rows("SELECT * FROM t WHERE i = ?", [3]) == [
        {"i": 3, "value": Decimal("4.5"), "rials": 9007199254740993, "day": date(2026, 1, 1), "name": "الف"}
    ]
    frame = database.query("SELECT * FROM t ORDER BY i LIMIT 2")
    assert frame["value"].tolist() == [Decimal(0), Decimal("1.5")]
    assert frame["rials"].tolist() == [None, 9007199254740993], "no float on the way: 2^53 + 1 survives"


@pytest.mark.parametrize(
    "attack",
    [
        "COPY t TO '{folder}/out.csv'",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "ATTACH '{folder}/other.duckdb'",
        "EXPORT DATABASE '{folder}/out'",
        "INSERT INTO t SELECT * FROM t",
        "DELETE FROM t",
        "CREATE TABLE x AS SELECT 1",
        "CREATE TEMP TABLE x AS SELECT 1",
        "DROP TABLE t",
        "SET enable_external_access = true",
        "SET memory_limit = '64GB'",
        "RESET memory_limit",
        "PRAGMA database_list",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CHECKPOINT",
        "SELECT 1; DROP TABLE t",
        "SELECT 1; SELECT 2",
        "",
        "-- nothing",
    ],
)
def test_only_one_select_is_run(database: PublishedDatabase, attack: str) -> None:
    folder = database.version.path
    before = sorted(p.name for p in folder.iterdir())
    with pytest.raises(QueryRefused):
        database.query(attack.format(folder=folder))
    assert sorted(p.name for p in folder.iterdir()) == before
    assert database.rows("SELECT count(*) AS n FROM t") == [{"n": 1000}]


@pytest.mark.parametrize(
    "attack",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_parquet('https://example.org/a.parquet')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT getenv('HOME')",
        "SELECT * FROM query('COPY t TO ''/tmp/naqsheh-out.csv''')",
        "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
    ],
)
def test_a_select_reaches_no_other_file(database: PublishedDatabase, attack: str) -> None:
    try:
        rows = database.rows(attack)
    except (duckdb.Error, QueryRefused):
        rows = []
    assert rows == []
    assert not Path("/tmp/naqsheh-out.csv").exists()


def test_parameters_are_values_and_never_text_of_the_query(database: PublishedDatabase) -> None:
    attack = "x' OR 1=1; DROP TABLE t; --"
    assert database.rows("SELECT * FROM t WHERE name = ?", [attack]) == []


def test_a_query_without_end_is_stopped_and_the_next_one_runs(database: PublishedDatabase) -> None:
    start = time.perf_counter()
    with pytest.raises(QueryTimeout):
        database.query(
            "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range * b.range % 7 = 3",
            timeout=0.3,
        )
    assert time.perf_counter() - start < 5
    assert database.rows("SELECT 1 AS one") == [{"one": 1}]


def test_a_query_cannot_take_all_memory_nor_write_beside_the_database(database: PublishedDatabase) -> None:
    with pytest.raises(duckdb.OutOfMemoryException):
        database.query("SELECT list(hash(a.range)) FROM range(400000000) a", timeout=60)
    assert sorted(p.name for p in database.version.path.iterdir()) == [DATABASE]


def test_eight_threads_get_their_own_answers(database: PublishedDatabase) -> None:
    wrong: list[object] = []

    def ask(thread: int) -> None:
        for limit in range(100):
            (row,) = database.rows("SELECT sum(i) AS total, ? AS thread FROM t WHERE i < ?", [thread, limit])
            if (int(row["total"] or 0), row["thread"]) != (limit * (limit - 1) // 2, thread):
                wrong.append(row)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_nothing_is_published_at_first(tmp_path: Path) -> None:
    assert resolve_current(tmp_path) is None
    assert list_versions(tmp_path) == []


def test_a_torn_or_strange_symlink_is_nothing_published(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).create()
    workspace.current.symlink_to("versions/7")
    assert resolve_current(workspace.curated) is None
    workspace.current.unlink()
    workspace.current.symlink_to("/etc")
    assert resolve_current(workspace.curated) is None


def test_a_reader_sees_the_new_version_and_keeps_the_old_one_open(tmp_path: Path) -> None:
    workspace, models = Workspace(tmp_path / "w").create(), tmp_path / "models"

    def read() -> tuple[int, str]:
        version = resolve_current(workspace.curated)
        assert version is not None
        assert version.path.name == str(version.version), "the version's own folder, not the symlink"
        (row,) = PublishedDatabase.open(version).rows("SELECT DISTINCT content FROM t")
        return version.version, row["content"]

    publish(workspace, models, "old")
    first = resolve_current(workspace.curated)
    assert first is not None
    assert read() == (1, "old")
    publish(workspace, models, "new")
    assert read() == (2, "new")
    assert PublishedDatabase.open(first).rows("SELECT DISTINCT content FROM t") == [{"content": "old"}]
    assert PublishedDatabase.open(first) is PublishedDatabase.open(first)


@pytest.mark.slow
def test_readers_during_twenty_publications_see_whole_versions_only(tmp_path: Path) -> None:
    workspace, models = Workspace(tmp_path / "w").create(), tmp_path / "models"
    publish(workspace, models, "1")
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            version = resolve_current(workspace.curated)
            if version is None:
                wrong.append("nothing is served")
                continue
            rows = PublishedDatabase.open(version).rows("SELECT content, count(*) AS n FROM t GROUP BY content")
            if rows != [{"content": str(version.version), "n": 100}]:
                wrong.append((version.version, rows))

    readers = [threading.Thread(target=read) for _ in range(10)]
    for reader in readers:
        reader.start()
    for number in range(2, 22):
        publish(workspace, models, str(number))
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_one_holder_that_leaves_closes_nothing_for_the_others(database: PublishedDatabase) -> None:
    with PublishedDatabase.open(database.version) as other:
        assert other is database
    assert database.rows("SELECT 1 AS one") == [{"one": 1}]


def test_a_version_whose_files_are_gone_can_be_forgotten(baseline: Path, tmp_path: Path) -> None:
    served = resolve_current(baseline / "curated")
    assert served is not None
    gone = Path(shutil.copytree(served.path, tmp_path / "7"))
    version = PublishedVersion(gone, 7, {})
    database = PublishedDatabase.open(version)
    assert database.rows("select 1 as one") == [{"one": 1}]
    shutil.rmtree(gone)
    PublishedDatabase.forget(version)
    PublishedDatabase.forget(version)
    with pytest.raises(Exception, match="database does not exist"):
        PublishedDatabase.open(version)
