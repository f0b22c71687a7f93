"""Model files: headers, dependencies parsed from the SQL, order, and the portable subset."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling import Indicator, ModelError, core_models, indicators, public_tables
from pipelines.modelling.contributions import CONTRIBUTION_COLUMNS
from pipelines.modelling.derived import derived_models
from pipelines.modelling.portability import portability_faults, to_spark
from pipelines.modelling.reference import area_ancestors, period_keys, quarters
from pipelines.modelling.sqlfile import read_sql_file, tables_read

MODELS = PROJECT_ROOT / "models"
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


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODELS, tmp_path / "models"))


def test_unknown_header_keys_are_refused(tmp_path: Path) -> None:
    models = _copy(tmp_path)
    path = models / "indicators" / "artisans.sql"
    path.write_text(path.read_text("utf-8").replace("decimals: 0", "decimals: 0\ncolour: green"), "utf-8")
    with pytest.raises(ModelError, match=r"artisans\.sql.*colour"):
        indicators(models)


def test_a_circle_is_named(tmp_path: Path) -> None:
    models = _copy(tmp_path)
    path = models / "core" / "target_versions.sql"
    path.write_text(path.read_text("utf-8").replace("clean.targets", "core.targets"), "utf-8")
    with pytest.raises(ModelError, match="circle"):
        core_models(models)


def test_a_name_that_no_file_defines_is_named(tmp_path: Path) -> None:
    models = _copy(tmp_path)
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


#: An indicator's header without its query; what a test adds stands below its last line.
HEADER = """/*---
id: looms_told
title: {{fa: دارها, en: Looms}}
definition: {{fa: شمار دارها., en: Looms.}}
unit: looms
kind: {kind}
direction: up
decimals: 0
theme: workshops
owner: heritage
{more}---*/
"""
TAKEN_FOR_GRANTED = {
    "breakdown": "''",
    "category": "''",
    "denominator": "NULL",
    "qualifier": "'exact'",
    "status": "'final'",
}
PLAIN = """SELECT w.row_id, w.area_code, w.domain, w.frequency, w.period, 'register' AS basis, w.looms AS numerator
FROM core.workshops AS w"""
OF_ANOTHER = """SELECT n.row_id, n.area_code, n.domain, n.breakdown, n.category, n.frequency, n.period, n.basis,
  n.numerator, NULL AS denominator, n.qualifier, n.status
FROM indicators.workshops AS n"""


def _read(tmp_path: Path, query: str = "", more: str = "", kind: str = "stock") -> Indicator:
    models = tmp_path / "models"
    shutil.copytree(MODELS / "indicators" / "branches", models / "indicators" / "branches")
    shutil.copy(MODELS / "indicators" / "workshops.sql", models / "indicators")
    written = HEADER.format(kind=kind, more=more) + query
    (models / "indicators" / "looms_told.sql").write_text(written, "utf-8")
    return {i.indicator_id: i for i in indicators(models)}["looms_told"]


def _columns(found: Indicator) -> list[dict[str, str]]:
    """Return what each branch of the whole query says in each column."""
    import sqlglot

    tree = sqlglot.parse_one(found.sql, read="duckdb")
    branches = list(tree.find_all(sqlglot.exp.Select, bfs=False))
    return [{e.alias_or_name: e.unalias().sql("duckdb") for e in branch.selects} for branch in branches]


def test_columns_that_a_branch_leaves_out_are_added(tmp_path: Path) -> None:
    (told,) = _columns(_read(tmp_path, PLAIN))
    assert list(told) == [name for name, _ in CONTRIBUTION_COLUMNS]
    assert {name: told[name] for name in TAKEN_FOR_GRANTED} == TAKEN_FOR_GRANTED
    assert (told["numerator"], told["basis"]) == ("w.looms", "'register'")


@pytest.mark.parametrize(("column", "own"), [("status", "NULL"), ("qualifier", "w.domain"), ("category", "'a, b'")])
def test_a_branch_keeps_what_it_says_of_such_a_column(tmp_path: Path, column: str, own: str) -> None:
    query = PLAIN.replace("w.row_id,", f"w.row_id, {own} AS {column},")
    (told,) = _columns(_read(tmp_path, query))
    assert {name: told[name] for name in TAKEN_FOR_GRANTED} == {**TAKEN_FOR_GRANTED, column: own}
    assert list(told) == [name for name, _ in CONTRIBUTION_COLUMNS], "and in the place that a union needs"


def test_each_branch_of_a_union_is_completed_by_itself(tmp_path: Path) -> None:
    second = PLAIN.replace("w.looms AS numerator", "0 AS numerator, 'about' AS qualifier")
    first, other = _columns(_read(tmp_path, f"{PLAIN}\nUNION ALL\n{second}\nWHERE w.looms IS NULL"))
    assert (first["qualifier"], other["qualifier"]) == ("'exact'", "'about'")
    assert list(first) == list(other)
    assert (first["numerator"], other["numerator"]) == ("w.looms", "0")


def test_only_the_select_list_is_written_anew(tmp_path: Path) -> None:
    rest = """FROM (SELECT DISTINCT x.row_id, x.area_code FROM core.workshops AS x) AS w
-- The author's words stay where they are.
WHERE w.row_id IS DISTINCT FROM 'a, b'"""
    lines = """WITH told AS (SELECT c.domain FROM core.workshops AS c)
SELECT w.row_id, w.area_code, coalesce(w.row_id, 'crafts, carpet') AS domain, 'Q' AS frequency, '1402Q1' AS period,
  'register' AS basis, CASE WHEN w.row_id IS NOT DISTINCT FROM 'x' THEN 1 ELSE 0 END AS numerator
"""
    found = _read(tmp_path, lines + rest)
    assert found.sql.endswith(rest) and found.sql.startswith("WITH told AS (SELECT c.domain FROM")
    assert found.sql.count("'final' AS status") == 1
    assert portability_faults(found.sql) == []


def test_a_query_that_leaves_nothing_out_is_not_touched(tmp_path: Path) -> None:
    assert _read(tmp_path, OF_ANOTHER).sql == OF_ANOTHER


@pytest.mark.parametrize(
    ("query", "kind", "word"),
    [
        (PLAIN.replace("w.area_code, ", ""), "stock", r"lacks.*area_code"),
        (PLAIN.replace("w.domain,", "w.domain, 1 AS colour,"), "stock", "unknown.*colour"),
        (PLAIN.replace("w.domain,", "w.domain, w.looms AS numerator,"), "stock", "repeated.*numerator"),
        (PLAIN, "ratio", r"lacks.*denominator"),
        (OF_ANOTHER.replace("n.qualifier, n.status", "n.qualifier"), "stock", r"lacks.*status"),
        (OF_ANOTHER.replace("n.breakdown, ", ""), "stock", r"lacks.*breakdown"),
        (f"({PLAIN})\nUNION ALL\n({PLAIN})", "stock", "without parentheses"),
        (PLAIN.replace("w.domain,", "w.domain -- which\n  ,"), "stock", "comments above"),
    ],
)
def test_what_cannot_be_taken_for_granted_is_refused(tmp_path: Path, query: str, kind: str, word: str) -> None:
    with pytest.raises(ModelError, match=rf"looms_told\.sql.*{word}"):
        _read(tmp_path, query, kind=kind)


def test_a_header_alone_is_an_indicator_of_what_is_stated(tmp_path: Path) -> None:
    found = _read(tmp_path, more="stated: true\n")
    (told,) = _columns(found)
    assert found.reads == {"core.statements"}
    assert "s.indicator_id = 'looms_told'" in found.sql and "$" not in found.sql
    assert (told["basis"], told["denominator"]) == ("'reported'", "NULL")
    assert told["breakdown"] == "CASE WHEN s.category = '' THEN '' ELSE 'kind' END", "a kind is a kind of something"
    assert told["status"] == "CASE WHEN s.value IS NULL THEN 'missing' END"
    assert portability_faults(found.sql) == [] and to_spark(found.sql)


def test_a_header_may_break_the_statements_down(tmp_path: Path) -> None:
    (told,) = _columns(_read(tmp_path, more="stated: {breakdown: loom_kind}\n"))
    assert told["breakdown"] == (
        "CASE WHEN s.category = '' THEN '' WHEN s.category <> '' THEN 'loom_kind' ELSE 'kind' END"
    )


def test_shared_branches_stand_beside_the_query_of_the_file(tmp_path: Path) -> None:
    found = _read(tmp_path, PLAIN, more="stated: true\nzeros: {domain: carpet, gaps: provisional}\n")
    own, stated, zeros = _columns(found)
    assert found.reads == {"core.workshops", "core.statements", "core.licence_counties"}
    assert (own["numerator"], stated["numerator"], zeros["numerator"]) == ("w.looms", "s.value", "0")
    assert zeros["status"] == "CASE WHEN z.is_series_complete THEN 'final' ELSE 'provisional' END"
    assert found.sql.endswith("WHERE z.domain = 'carpet'")


def test_a_line_of_a_parameter_that_is_not_given_is_left_out(tmp_path: Path) -> None:
    _, zeros = _columns(found := _read(tmp_path, PLAIN, more="zeros: true\n"))
    assert zeros["status"] == "'final'" and found.sql.endswith("FROM core.licence_counties AS z")


@pytest.mark.parametrize(
    ("query", "more", "word"),
    [
        ("", "", "counts nothing"),
        ("", "told: true\n", "told"),
        ("", "stated: false\n", "stated: true or its parameters"),
        ("", "stated:\n", "stated: true or its parameters"),
        ("", "stated: {colour: green}\n", "no colour"),
        (PLAIN, "zeros: {gaps: provisonal}\n", "provisonal.* none of provisional"),
        (PLAIN.replace("core.workshops", "core.statements"), "stated: true\n", "count twice"),
    ],
)
def test_a_branch_that_is_asked_for_wrongly_is_refused(tmp_path: Path, query: str, more: str, word: str) -> None:
    with pytest.raises(ModelError, match=rf"looms_told\.sql.*{word}"):
        _read(tmp_path, query, more)


def test_a_stated_share_tells_no_parts_and_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lacks.*denominator"):
        _read(tmp_path, more="stated: true\n", kind="ratio")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("$domain", "'crafts'"),
        ("  domain: crafts or", "  area: crafts or"),
        ("branch: zeros", "branch: noughts"),
    ],
)
def test_a_shared_branch_tells_each_of_its_parameters(tmp_path: Path, old: str, new: str) -> None:
    models = _copy(tmp_path)
    path = models / "indicators" / "branches" / "zeros.sql"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ModelError, match=r"zeros\.sql: its header"):
        indicators(models)


def test_no_other_kind_of_model_is_a_header_alone(tmp_path: Path) -> None:
    models = _copy(tmp_path)
    path = models / "core" / "statements.sql"
    path.write_text(path.read_text("utf-8").split("---*/")[0] + "---*/\n", "utf-8")
    with pytest.raises(ModelError, match=r"statements\.sql"):
        core_models(models)


def test_quarters_agree_with_the_published_vectors() -> None:
    by_period = {q["period"]: q for q in quarters()}
    assert str(by_period["1404Q1"]["first_day"]) == "2025-03-21"
    assert str(by_period["1403Q4"]["last_day"]) == "2025-03-20"
    assert by_period["1403Q4"]["days"] == 90
    assert by_period["1402Q4"]["days"] == 89
    assert by_period["1400Q4"]["title_fa"] == "زمستان ۱۴۰۰"
    assert by_period["1400Q1"]["first_day_jalali"] == "1400/01/01"


def test_each_quarter_begins_where_the_last_ended() -> None:
    found = list(quarters())
    for earlier, later in pairwise(found):
        assert (later["first_day"] - earlier["last_day"]).days == 1


def test_a_month_belongs_to_its_quarter() -> None:
    keys = {k["period_key"]: (k["frequency"], k["period"]) for k in period_keys()}
    assert keys["1400-12"] == ("Q", "1400Q4")
    assert keys["1402-07"] == ("Q", "1402Q3")
    assert keys["1402"] == ("A", "1402")


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("1402", "1402-01", "1402-12"),
        ("1402Q1", "1402-01", "1402-03"),
        ("1402Q3", "1402-07", "1402-09"),
        ("1402Q4", "1402-10", "1402-12"),
        ("1402-07", "1402-07", "1402-07"),
        ("1402-10", "1402-10", "1402-10"),
    ],
)
def test_a_key_begins_and_ends_with_a_month(key: str, first: str, last: str) -> None:
    [found] = [k for k in period_keys() if k["period_key"] == key]
    assert (found["first_month"], found["last_month"]) == (first, last)


def test_ancestors_end_at_the_country() -> None:
    areas = [
        {"area_code": "IR", "kind": "country", "parent_code": None},
        {"area_code": "08", "kind": "province", "parent_code": "IR"},
        {"area_code": "0808", "kind": "county", "parent_code": "08"},
    ]
    above = [a["ancestor_code"] for a in area_ancestors(areas) if a["area_code"] == "0808"]
    assert above == ["0808", "08", "IR"]


def test_a_public_column_means_what_its_core_table_says(tmp_path: Path) -> None:
    core = {m.name: m.meanings for m in core_models(MODELS)}
    public = {t.name: {c.name: c.description for c in t.columns} for t in public_tables(MODELS)}
    assert public["commitments"]["due_period"] == core["commitments"]["due_period"]
    models = _copy(tmp_path)
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
