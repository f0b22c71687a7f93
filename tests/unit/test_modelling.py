"""Model files: headers, dependencies parsed from the SQL, order, and the portable subset."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.engines.spark_sql import to_spark
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling import ModelError, core_models, indicators, public_tables
from pipelines.modelling.contributions import CONTRIBUTION_COLUMNS
from pipelines.modelling.derived import derived_models
from pipelines.modelling.portability import portability_faults
from pipelines.modelling.sqlfile import read_sql_file, tables_read
from tests.unit.modelling_fixture import MODELS, copied

PORTABLE = [*core_models(MODELS), *indicators(MODELS)]


@pytest.mark.parametrize("model", PORTABLE, ids=lambda m: getattr(m, "name", None) or m.indicator_id)
def test_every_model_is_portable(model) -> None:
    assert portability_faults(model.sql) == []
    assert to_spark(model.sql)


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("SELECT a FROM t QUALIFY row_number() OVER (ORDER BY a) = 1", "QUALIFY"),
        ("SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t", "PERCENTILE_CONT"),
        ("SELECT a / b AS c FROM t", "nullif"),
        ("SELECT CAST(a AS DOUBLE) AS c FROM t", "DOUBLE"),
        ("SELECT * FROM t", "name the columns"),
        ("SELECT t.a FROM t ASOF JOIN u ON t.a >= u.a", "ASOF"),
    ],
)
def test_what_engines_answer_differently_is_refused(sql: str, word: str) -> None:
    assert any(word in fault for fault in portability_faults(sql))


def test_dependencies_come_from_the_sql() -> None:
    sql = "WITH x AS (SELECT a FROM clean.exports) SELECT x.a FROM x JOIN reference.areas AS r ON r.a = x.a"
    assert tables_read(sql) == {"clean.exports", "reference.areas"}


def test_a_ratio_stands_after_its_parts() -> None:
    order = [i.indicator_id for i in indicators(MODELS)]
    for found in indicators(MODELS):
        for part in found.depends_on:
            assert order.index(part) < order.index(found.indicator_id)


def test_the_order_is_the_same_in_every_process() -> None:
    listing = "from pipelines.modelling import *; from pathlib import Path; m = Path('models')\n"
    listing += "print([i.indicator_id for i in indicators(m)], [c.name for c in core_models(m)])"
    seeds = ("1", "2", "3")
    found = {
        subprocess.run(
            [sys.executable, "-c", listing],
            cwd=PROJECT_ROOT,
            text=True,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT_ROOT)},
        ).stdout
        for seed in seeds
    }
    assert len(found) == 1


def test_unknown_header_keys_are_refused(tmp_path: Path) -> None:
    models = copied(tmp_path)
    path = models / "indicators" / "artisans.sql"
    path.write_text(path.read_text("utf-8").replace("decimals: 0", "decimals: 0\ncolour: green"), "utf-8")
    with pytest.raises(ModelError, match=r"artisans\.sql.*colour"):
        indicators(models)


def test_a_circle_is_named(tmp_path: Path) -> None:
    models = copied(tmp_path)
    path = models / "core" / "target_versions.sql"
    path.write_text(path.read_text("utf-8").replace("clean.targets", "core.targets"), "utf-8")
    with pytest.raises(ModelError, match="circle"):
        core_models(models)


def test_a_name_that_no_file_defines_is_named(tmp_path: Path) -> None:
    models = copied(tmp_path)
    path = models / "indicators" / "licence_coverage.sql"
    path.write_text(path.read_text("utf-8").replace("indicators.artisans AS", "indicators.ghosts AS"), "utf-8")
    with pytest.raises(ModelError, match="ghosts"):
        indicators(models)


def test_public_headers_name_their_keys() -> None:
    for table in public_tables(MODELS):
        assert set(table.key) <= {c.name for c in table.columns}, table.name


def test_contribution_columns_are_the_same_everywhere() -> None:
    import sqlglot

    for found in indicators(MODELS):
        tree = sqlglot.parse_one(found.sql, read="duckdb")
        assert tree.named_selects == [name for name, _ in CONTRIBUTION_COLUMNS], found.indicator_id


def test_no_other_kind_of_model_is_a_header_alone(tmp_path: Path) -> None:
    models = copied(tmp_path)
    path = models / "core" / "statements.sql"
    path.write_text(path.read_text("utf-8").split("---*/")[0] + "---*/\n", "utf-8")
    with pytest.raises(ModelError, match=r"statements\.sql"):
        core_models(models)


def test_a_public_column_means_what_its_core_table_says(tmp_path: Path) -> None:
    core = {m.name: m.meanings for m in core_models(MODELS)}
    public = {t.name: {c.name: c.description for c in t.columns} for t in public_tables(MODELS)}
    assert public["commitments"]["due_period"] == core["commitments"]["due_period"]
    models = copied(tmp_path)
    path = models / "public" / "quarters.sql"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  days: Days\n", "  days: ~\n"), "utf-8")
    with pytest.raises(ModelError, match="days"):
        public_tables(models)


def _derived(models: Path, name: str, columns: str, query: str) -> None:
    folder = models / "derived" / "pieces"
    folder.mkdir(parents=True, exist_ok=True)
    header = f"name: {name}\ngrain: one row\ndescription: Of a test.\ncolumns:\n{columns}"
    (folder / f"{name}.sql").write_text(f"/*---\n{header}---*/\n{query}\n", "utf-8")


def test_a_derived_column_that_is_passed_on_is_what_the_table_that_is_read_says(tmp_path: Path) -> None:
    _derived(
        tmp_path, "last", "  share: ~\n  kind: VARCHAR, Its own\n", "SELECT share, 'a' AS kind FROM derived.middle"
    )
    _derived(tmp_path, "middle", "  share: ~\n", "SELECT share FROM derived.origin")
    _derived(tmp_path, "origin", "  share: DECIMAL(38,9), Part of the whole\n", "SELECT 0.5::DECIMAL(38,9) AS share")
    last = {m.name: m for m in derived_models(tmp_path)}["last"]
    assert last.types == {"share": "DECIMAL(38,9)", "kind": "VARCHAR"}
    assert last.meanings == {"share": "Part of the whole", "kind": "Its own"}


@pytest.mark.parametrize(
    ("column", "told"),
    [("other", "no derived table that is read has it"), ("share", "the tables that are read tell it differently")],
)
def test_a_derived_column_that_nothing_or_two_things_tell_must_be_told(tmp_path: Path, column: str, told: str) -> None:
    _derived(tmp_path, "one", "  share: DOUBLE, Part of the whole\n", "SELECT 0.5::DOUBLE AS share")
    _derived(tmp_path, "two", "  share: DOUBLE, Part of the half\n", "SELECT 0.5::DOUBLE AS share")
    _derived(tmp_path, "both", f"  {column}: ~\n", f"SELECT {column} FROM derived.one JOIN derived.two USING (share)")
    with pytest.raises(ModelError) as failed:
        derived_models(tmp_path)
    assert f"both.sql: columns.{column}: {told}" in str(failed.value)


def test_no_derived_column_repeats_what_the_tables_that_it_reads_say() -> None:
    """One home for each meaning: a column that all tables read tell alike is told by ``~``."""
    models = derived_models(MODELS)
    told = {m.table: m.columns for m in models}
    repeated = [
        f"{m.table}.{name}"
        for m in models
        for name, own in read_sql_file(MODELS / "derived" / m.topic / f"{m.name}.sql", may_be_empty=True)
        .header["columns"]
        .items()
        if own is not None and {told[r][name] for r in m.reads if name in told.get(r, {})} == {m.columns[name]}
    ]
    assert repeated == []
