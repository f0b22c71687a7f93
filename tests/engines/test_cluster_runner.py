"""What a cluster is given, what comes home, and what is said when it fails; on a real Sail server and small tables."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.configuration.headers import TypedColumn
from pipelines.engines import DuckDBEngine, spark_connect
from pipelines.engines.choice import EngineChoice, chosen_engine, without_token
from pipelines.engines.faults import EngineFault
from pipelines.engines.shared_storage import SharedStorage
from pipelines.engines.spark_connect import SparkConnect
from pipelines.foundation.workspace import Workspace
from pipelines.modelling import CoreModel
from pipelines.modelling.running import ClusterRunner
from pipelines.modelling.sqlfile import tables_read
from pipelines.pipeline.blocks import may_be_of_data
from pipelines.publishing import build_key
from tests.engines.servers import sail as sail_server

COLUMNS = (("row_id", "VARCHAR"), ("members", "BIGINT"), ("amount", "DECIMAL(38,9)"))


def model(name: str, sql: str, **types: str) -> CoreModel:
    columns = {column: TypedColumn(sql_type=kind, means=column) for column, kind in types.items()}
    return CoreModel(name, "", "", columns, sql, tables_read(sql))


class House:
    """A working file and its part of the shared storage."""

    def __init__(self, shared: Path) -> None:
        self.engine, self.shared, self.closing = DuckDBEngine(), shared, ExitStack()
        for schema in ("clean", "core", "reference"):
            self.engine.create_schema(schema)

    def runner(self, address: str) -> ClusterRunner:
        storage = SharedStorage(str(self.shared))
        cluster = SparkConnect(EngineChoice(address), storage)
        self.closing.callback(cluster.close)
        return ClusterRunner(self.engine, cluster, storage)

    def rows(self, table: str) -> list[tuple[object, ...]]:
        return self.engine.execute(f"SELECT * FROM {table} ORDER BY ALL")

    def types(self, table: str) -> dict[str, str]:
        return dict(self.engine.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table})"))


@pytest.fixture
def house(shared: Path) -> Iterator[House]:
    found = House(shared)
    with found.closing:
        yield found
    found.engine.close()


def delivery(folder: Path, name: str, *rows: tuple[str, int | None, str]) -> Path:
    ids, members, amounts = zip(*rows, strict=True)
    table = pa.table(
        {
            "row_id": pa.array(ids, pa.string()),
            "members": pa.array(members, pa.int64()),
            "amount": pa.array([Decimal(a) for a in amounts], pa.decimal128(38, 9)),
        }
    )
    path = folder / f"{name}.parquet"
    pq.write_table(table, path)
    return path


TOTAL = model(
    "total",
    "SELECT count(*) AS rows, sum(c.members) AS members, sum(c.amount) AS amount, NULL AS note FROM clean.lists AS c",
    rows="BIGINT",
    members="HUGEINT",
    amount="DECIMAL(38,9)",
    note="VARCHAR",
)


def test_rows_of_every_file_are_read_and_the_table_has_the_types_of_its_header(
    house: House, sail: str, tmp_path: Path
) -> None:
    files = [delivery(tmp_path, "a", ("1", 2**61, "0.000000001")), delivery(tmp_path, "b", ("2", 2**61, "5"))]
    runner = house.runner(sail)
    runner.take_clean("lists", files, COLUMNS)
    assert runner.make(TOTAL) == 1
    assert house.types("core.total") == TOTAL.types
    assert house.rows("core.total") == [(2, 2**62, Decimal("5.000000001"), None)]


def test_a_feed_without_files_is_a_table_without_rows(house: House, sail: str) -> None:
    runner = house.runner(sail)
    runner.take_clean("lists", [], COLUMNS)
    listed = model("listed", "SELECT c.row_id, c.members FROM clean.lists AS c", row_id="VARCHAR", members="BIGINT")
    assert runner.make(listed) == 0
    assert house.types("core.listed") == listed.types
    again = model("again", "SELECT l.row_id FROM core.listed AS l", row_id="VARCHAR")
    assert runner.make(again) == 0, "another query reads it"


def test_what_a_later_pass_takes_out_of_force_is_read_no_more(house: House, sail: str, tmp_path: Path) -> None:
    one, other = delivery(tmp_path, "a", ("1", 1, "1")), delivery(tmp_path, "b", ("2", 10, "1"))
    runner = house.runner(sail)
    doubled = model("doubled", "SELECT t.members * 2 AS members FROM core.total AS t", members="HUGEINT")
    for files, members in (([one, other], 22), ([one], 2)):
        runner.take_clean("lists", files, COLUMNS)
        runner.make(TOTAL)
        runner.make(doubled)
        assert house.rows("core.doubled") == [(members,)]


def test_a_table_that_stands_from_an_earlier_build_is_handed_over_whole(house: House, sail: str) -> None:
    house.engine.create_table("core", "total", f"SELECT CAST({2**100} AS HUGEINT) AS members, DATE '2025-03-20' AS day")
    house.engine.create_table("reference", "offices", "SELECT 'heritage' AS office")
    read = model(
        "read",
        "SELECT t.members, t.day, offices.office FROM core.total AS t CROSS JOIN reference.offices",
        members="HUGEINT",
        day="DATE",
        office="VARCHAR",
    )
    runner = house.runner(sail)
    runner.make(read)
    assert house.types("core.read") == read.types
    assert house.rows("core.read") == house.engine.execute(read.sql)


def test_two_workspaces_share_a_place_and_not_their_files(shared: Path, tmp_path: Path) -> None:
    file = delivery(tmp_path, "a", ("1", 1, "1"))
    one, other = (SharedStorage.of(str(shared), tmp_path / name / "data", tmp_path) for name in ("here", "there"))
    assert one.put("clean/lists/x.parquet", file) != other.put("clean/lists/x.parquet", file)
    other.close()
    SharedStorage.of(str(shared), tmp_path / "there" / "data", tmp_path).close()
    assert len(list(shared.rglob("*.parquet"))) == 1, "the one that was used no more is gone, the neighbour's stays"


# --- what goes wrong ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("told", ["spark://host:7077", "sqlite", "sc://", "sc://host:notaport"])
def test_an_engine_that_there_is_not_is_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAQSHEH_ENGINE", told)
    with pytest.raises(EngineFault) as caught:
        chosen_engine()
    assert told in caught.value.message.text("en") and "شناخته نیست" in caught.value.message.text("fa")


def test_a_cluster_that_dies_is_told_and_no_delivery_is_blamed(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark_connect, "RETRIES", 1)
    with sail_server(tmp_path) as (address, process):
        runner = house.runner(address)
        runner.take_clean("lists", [delivery(tmp_path, "a", ("1", 1, "1"))], COLUMNS)
        runner.make(TOTAL)
        process.kill()
        process.wait()
        with pytest.raises(EngineFault) as caught:
            runner.make(TOTAL)
    assert caught.value.message.id == "cluster_lost" and "core.total" in caught.value.message.text("fa")
    assert not may_be_of_data(caught.value)
    assert house.rows("core.total") == [(1, 1, Decimal(1), None)], "what was made stands"


def test_a_query_that_the_cluster_does_not_know_names_its_table(house: House, sail: str) -> None:
    runner = house.runner(sail)
    runner.take_clean("lists", [], COLUMNS)
    wrong = model("wrong", "SELECT c.nothing AS row_id FROM clean.lists AS c", row_id="VARCHAR")
    with pytest.raises(EngineFault) as caught:
        runner.make(wrong)
    assert caught.value.message.id == "cluster_refuses" and "core.wrong" in caught.value.message.text("en")


def test_a_shared_place_that_does_not_open_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(EngineFault) as caught:
        SharedStorage.of(str(tmp_path / "file"), tmp_path, tmp_path)
    assert caught.value.message.id == "shared_storage_fails" and "NAQSHEH_SHARED" in caught.value.message.text("fa")


# --- what it costs who has no cluster -----------------------------------------------------------------------------


def test_who_has_no_cluster_loads_nothing_of_it(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from pipelines.pipeline import open_context;"
        "from pipelines.foundation.workspace import Workspace, models_dir; import pipelines.cli.building\n"
        f"with open_context(Workspace(Path({str(tmp_path)!r})), models_dir()) as c: c.runner\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('pyspark', 'pysail', 'grpc', 'dagster_postgres')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_key_of_a_build_tells_the_engine_and_not_its_address(
    models_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {}
    for told in ("duckdb", "sc://one:15002", "sc://other:15002/;token=secret"):
        monkeypatch.setenv("NAQSHEH_ENGINE", told)
        keys[told] = build_key(models_copy, [])
    house, one, other = keys.values()
    assert house.key != one.key == other.key
    assert "secret" not in str(other.configuration)
    assert without_token("sc://other:15002/;token=secret") == "sc://other:15002"


def test_a_workspace_without_another_place_shares_a_closed_folder_of_its_own(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path).create()
    SharedStorage.of(None, workspace.root, workspace.cluster)
    assert workspace.cluster.stat().st_mode & 0o777 == 0o700
