"""What an indicator's query leaves out is taken for granted or told by its header; what cannot be is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.engines.spark_sql import to_spark
from pipelines.modelling import Indicator, ModelError, indicators
from pipelines.modelling.contributions import CONTRIBUTION_COLUMNS
from pipelines.modelling.portability import portability_faults
from tests.unit.modelling_fixture import MODELS, copied

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
    models = copied(tmp_path)
    path = models / "indicators" / "branches" / "zeros.sql"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ModelError, match=r"zeros\.sql: its header"):
        indicators(models)
