"""A second build makes only what depends on what changed, and comes to what a build from nothing comes to."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.modelling import derived_models
from pipelines.modelling.graph import reads_of
from pipelines.modelling.table_cache import TableCache
from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.execution import run_build
from pipelines.pipeline import open_context
from pipelines.pipeline.checking import read_configuration
from pipelines.pipeline.receiving import receive
from pipelines.published import PublishedDatabase, resolve_current
from tests.pipeline.conftest import copy_baseline

#: The number and the moment of a build are its own, and what was published before it.
OF_THE_BUILD = {"readme", "release", "value_history", "revisions", "revision_triangles"}


def build(root: Path) -> tuple[set[str], set[str]]:
    """Build a workspace under the orchestrator; return what was built and what stood."""
    with open_context(Workspace(root), models_dir()) as context:
        done = run_build(context, receive(context), Catalogue.of(context.models), lambda _: None)
        assert done.published is not None, done.failures
        return set(context.cache.built), set(context.cache.reused)


def correct_one_row(root: Path) -> None:
    """Write another sum into the one allocation that the baseline tells."""
    sent = next((root / "raw" / "credit_allocations").rglob("*.xlsx"))
    book = openpyxl.load_workbook(sent)
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value == "۲۲ میلیارد تومان"]
    assert len(cells) == 1
    cells[0].value = "۲۳ میلیارد تومان"
    book.save(sent)


def dependents(*changed: str) -> set[str]:
    """Return every table of the graph that is made of one of ``changed``, directly or through others."""
    graph = read_configuration(models_dir()).graph
    found, waiting = set[str](), list(changed)
    while waiting:
        table = waiting.pop()
        more = {name for name, model in graph.items() if table in {*model.reads, *reads_of(model, graph)}} - found
        found |= more
        waiting += more
    return found


def made_by_queries() -> set[str]:
    """Return the tables a build makes or keeps; what describes its deliveries is loaded anew, public ones written."""
    graph = read_configuration(models_dir()).graph
    return {name for name, model in graph.items() if not name.startswith("public.") and name not in described()}


def described() -> set[str]:
    """Return the tables that are loaded from what a build knows of its deliveries."""
    return {m.table for m in derived_models(models_dir()) if m.facts}


def published_rows(root: Path) -> dict[str, list[dict[str, Any]]]:
    version = resolve_current(root / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        names = [r["table_name"] for r in database.rows("SELECT table_name FROM duckdb_tables() ORDER BY 1")]
        return {n: database.rows(f'SELECT * FROM "{n}"') for n in names if n not in OF_THE_BUILD}


def test_a_corrected_row_rebuilds_only_what_depends_on_it(tmp_path: Path) -> None:
    root = copy_baseline(tmp_path / "twice")
    built, reused = build(root)
    assert not reused and built >= made_by_queries(), "the first build makes everything"
    correct_one_row(root)
    built, reused = build(root)
    depending = {"clean.credit_allocations"} | dependents("clean.credit_allocations", *described())
    assert "clean.credit_allocations" in built and built <= depending
    assert {"indicators.credit_allocated", "indicators.credit_uptake", "derived.indicator_values"} <= built
    assert len(built) < len(made_by_queries()) / 2
    assert reused >= made_by_queries() - depending
    assert "derived.commitment_history" in reused, "which reads nothing of credit"

    told = published_rows(root)
    shutil.rmtree(root / "curated")
    Workspace(root).work_database.unlink()
    _, reused = build(root)
    assert not reused, "from nothing"
    expected = published_rows(root)
    assert told.keys() == expected.keys()
    for name in told:
        assert told[name] == expected[name], name


# --- the cache of tables -----------------------------------------------------------------------------------


class Flow:
    """A table of numbers, its sum, and whether that is big; ``done`` names what was made."""

    def __init__(self, path: Path | None, code: str = "one") -> None:
        self.done: list[str] = []
        self.cache = TableCache.open(path, code)
        self.engine = self.cache.engine

    def run(self, numbers: list[int], definition: str = "d") -> Flow:
        listed = ", ".join(f"({n})" for n in numbers)
        self._table("clean.numbers", listed, (), f"SELECT * FROM (VALUES {listed}) AS v(n)")
        self._table("core.sums", "sum", ("clean.numbers",), "SELECT sum(n) AS s FROM clean.numbers")
        self._table("derived.big", definition, ("core.sums",), "SELECT s > 5 AS is_big FROM core.sums")
        return self

    def _table(self, name: str, definition: str, reads: tuple[str, ...], query: str) -> None:
        def make() -> int:
            self.done.append(name)
            schema, table = name.split(".")
            return self.engine.create_table(schema, table, query)

        assert self.cache.table(name, definition, reads, make) > 0


def second(path: Path, numbers: list[int], definition: str = "d", code: str = "one") -> list[str]:
    flow = Flow(path, code).run(numbers, definition)
    flow.cache.close()
    return flow.done


@pytest.fixture
def first(tmp_path: Path) -> Path:
    path = tmp_path / "work.duckdb"
    assert second(path, [1, 2, 3]) == ["clean.numbers", "core.sums", "derived.big"]
    return path


def test_nothing_is_made_twice(first: Path) -> None:
    assert second(first, [1, 2, 3]) == []
    assert second(first, [1, 2, 3]) == [], "nor after a build that made nothing"


def test_a_change_stops_at_a_table_that_comes_out_the_same(first: Path) -> None:
    assert second(first, [3, 2, 1, 0]) == ["clean.numbers", "core.sums"]
    assert second(first, [3, 2, 1, 9]) == ["clean.numbers", "core.sums", "derived.big"]


def test_a_table_is_made_again_when_its_definition_changes(first: Path) -> None:
    assert second(first, [1, 2, 3], definition="other rules") == ["derived.big"]


def test_other_code_makes_everything(first: Path) -> None:
    assert second(first, [1, 2, 3], code="two") == ["clean.numbers", "core.sums", "derived.big"]


def test_a_killed_run_leaves_nothing_to_trust(first: Path) -> None:
    flow = Flow(first).run([4, 5, 6])
    flow.engine.close()  # the notes were taken out at the beginning and are not put back
    assert second(first, [1, 2, 3]) == ["clean.numbers", "core.sums", "derived.big"]


def test_a_failed_step_is_made_again(first: Path) -> None:
    flow = Flow(first)

    def fail() -> int:
        flow.engine.create_table("clean", "numbers", "SELECT 99 AS n")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        flow.cache.table("clean.numbers", "(1), (2), (3), (4)", (), fail)
    flow.cache.close()
    assert second(first, [1, 2, 3]) == ["clean.numbers"], "the table is not what its note said, what follows is"


def test_a_file_that_is_no_database_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "work.duckdb"
    path.write_bytes(b"no database" * 1000)
    assert second(path, [1]) == ["clean.numbers", "core.sums", "derived.big"]


def test_tables_in_memory_are_made_each_time_and_none_is_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(TableCache, "content", lambda _, name: hashed.append(name) or name)
    flow = Flow(None)
    everything = ["clean.numbers", "core.sums", "derived.big"]
    assert flow.run([1, 2]).done == everything
    assert flow.run([9]).done == 2 * everything
    assert flow.engine.rows("SELECT is_big FROM derived.big") == [{"is_big": True}]
    flow.cache.close()
    assert hashed == [] and (flow.cache.built, flow.cache.reused) == (set(), set())
