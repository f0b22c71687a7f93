"""Model files: headers, dependencies parsed from the SQL, order, and the portable subset."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.modelling import ModelError, core_models, indicators, public_tables
from pipelines.modelling.models import CONTRIBUTION_COLUMNS
from pipelines.modelling.portability import portability_faults, to_spark
from pipelines.modelling.reference import area_ancestors, period_keys, quarters
from pipelines.modelling.sqlfile import tables_read
from pipelines.workspace import PROJECT_ROOT

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
            [sys.executable, "-c", listing], cwd=PROJECT_ROOT, text=True, capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT_ROOT)},
        ).stdout
        for seed in seeds
    }  # fmt: skip
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
    path.write_text(
        path.read_text("utf-8").replace("indicators.artisans AS", "indicators.ghosts AS"), "utf-8"
    )
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


def test_ancestors_end_at_the_country() -> None:
    areas = [
        {"area_code": "IR", "kind": "country", "parent_code": None},
        {"area_code": "08", "kind": "province", "parent_code": "IR"},
        {"area_code": "0808", "kind": "county", "parent_code": "08"},
    ]
    above = [a["ancestor_code"] for a in area_ancestors(areas) if a["area_code"] == "0808"]
    assert above == ["0808", "08", "IR"]


def test_a_public_column_means_what_its_core_table_says(tmp_path: Path) -> None:
    core = {m.name: m.columns for m in core_models(MODELS)}
    public = {t.name: {c.name: c.description for c in t.columns} for t in public_tables(MODELS)}
    assert public["commitments"]["due_period"] == core["commitments"]["due_period"]
    models = _copy(tmp_path)
    path = models / "public" / "quarters.sql"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  days: Days\n", "  days: ~\n"), "utf-8")
    with pytest.raises(ModelError, match="days"):
        public_tables(models)
