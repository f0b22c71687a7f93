"""The analysts' file: what older tools read of it, what it says of itself, its views, and the questions of the page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.engines import DuckDBEngine
from pipelines.foundation.sql_text import quoted
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.modelling import ModelError, public_tables
from pipelines.pipeline.publication import DATABASE, PublicFile, write_tables
from pipelines.published import PublishedDatabase, PublishedVersion
from pipelines.publishing import PublicationError
from pipelines.publishing.version import check_database

from .baseline_fixture import PROVINCE, cell
from .shuffled import answers_of_shuffled
from .table_sums import everything

PAGE = PROJECT_ROOT / "docs" / "analysts.md"
MODELS = PROJECT_ROOT / "models"
OLDER = ("duckdb-1.2", "duckdb-1.4")
VIEWS = {t.name for t in public_tables(MODELS) if t.is_view}
SQL = re.compile(r"^```sql\n(.*?)^```", re.DOTALL | re.MULTILINE)
#: What the last line of a question promises: so many rows, at least or exactly, and the first of them.
PROMISE = re.compile(r"-- (?P<least>at least )?(?P<rows>\d+) rows?(?:: (?P<first>.*))?")
QUESTIONS = SQL.findall(PAGE.read_text("utf-8"))


# --- older tools -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=OLDER)
def older(request: pytest.FixtureRequest) -> Path:
    """The folder of an older DuckDB that ``make setup-test`` laid beside the environment."""
    folder = PROJECT_ROOT / ".setup" / str(request.param)
    if request.param == "duckdb-1.2" and sys.version_info >= (3, 14):
        pytest.skip("DuckDB 1.2 was never built for this Python")
    assert (folder / "duckdb").is_dir(), f"{folder} is not there; run: make setup-test"
    return folder


def read_with(older: Path, file: Path, queries: list[str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("table_sums.py")), str(file)],
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(older)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def now(version: PublishedVersion) -> dict[str, Any]:
    """What the current DuckDB reads of the file, in the form in which an older one tells it."""
    found: dict[str, Any] = json.loads(json.dumps(everything(version.database, QUESTIONS)))
    return found


def test_an_older_duckdb_reads_the_whole_file_alike(
    older: Path, version: PublishedVersion, now: dict[str, Any]
) -> None:
    then = read_with(older, version.database, QUESTIONS)
    assert then["duckdb"].startswith(older.name.removeprefix("duckdb-") + ".")
    assert now["duckdb"] == duckdb.__version__ != then["duckdb"]
    assert then["tables"].keys() == now["tables"].keys() and len(now["tables"]) > 95
    assert [name for name, table in now["tables"].items() if then["tables"][name] != table] == []
    assert then["answers"] == now["answers"]
    assert then["attached"] == now["attached"] == {v: int(now["tables"][v]["sums"][0]) for v in VIEWS}


def test_an_older_duckdb_reads_great_sums_and_nine_decimals(older: Path, tmp_path: Path) -> None:
    columns = ("rials: Rials", "share: Share", "day: Day", "moment: Moment", "word: Word", "is_so: Whether it is so")
    header = "name: exact\ntitle: {fa: دقیق, en: Exact}\ngrain: one row\nkey: [rials]\ncolumns:\n"
    query = (
        "SELECT CAST('123456789012345678.123456789' AS DECIMAL(38,9)) AS rials, CAST(0.000000001 AS DECIMAL(38,9)) AS"
        " share, DATE '2026-03-21' AS day, TIMESTAMP '2026-03-21 01:02:03.456789' AS moment,"
        " 'چه‌قدر' AS word, true AS is_so"
    )
    (tmp_path / "public").mkdir()
    text = "/*---\n" + header + "".join(f"  {c}\n" for c in columns) + f"---*/\n{query}\n"
    (tmp_path / "public" / "exact.sql").write_text(text, "utf-8")
    engine = DuckDBEngine()
    with PublicFile(engine, tmp_path) as public:
        write_tables(public, public_tables(tmp_path))
    engine.close()
    sql = "SELECT rials, share, CAST(day AS VARCHAR), CAST(moment AS VARCHAR), word, is_so FROM exact"
    found = read_with(older, tmp_path / DATABASE, [sql])
    wanted = ["123456789012345678.123456789", "0.000000001", "2026-03-21", "2026-03-21 01:02:03.456789"]
    assert found["answers"] == [[[*map(str, map(_plain, wanted)), "چه‌قدر", "True"]]]
    assert found["tables"]["exact"]["comment"] == "Exact. Grain: one row. Key: rials. — دقیق. کلید: rials."


def _plain(text: str) -> str:
    return str(Decimal(text)) if re.fullmatch(r"[\d.]+", text) else text


def test_an_answer_does_not_hang_on_the_order_in_which_rows_lie(version: PublishedVersion) -> None:
    one, other = (answers_of_shuffled(version.database, seed, QUESTIONS) for seed in (1, 2))
    assert [sql for sql, a, b in zip(QUESTIONS, one, other, strict=True) if a != b] == []


# --- what the file says of itself --------------------------------------------------------------------------------


def test_the_readme_says_what_this_version_is(published: PublishedDatabase) -> None:
    rows = published.rows("SELECT * FROM README ORDER BY position")
    assert [r["position"] for r in rows] == list(range(1, len(rows) + 1))
    release = published.rows("SELECT * FROM release")[0]
    (area,) = published.rows("SELECT name_fa, name_en FROM areas WHERE area_code = ?", [release["home_area_code"]])
    said = {r["topic"]: r for r in rows}
    assert f"Version {release['version']}." in said["version"]["text_en"]
    assert str(release["as_of"]) in said["version"]["text_en"]
    assert area["name_fa"] in said["what"]["text_fa"] and area["name_en"] in said["citation"]["text_en"]
    assert "real" in said and "invented" not in said, "the baseline is real"
    assert [r["topic"] for r in rows if re.search(r"[{}]", r["text_fa"] + r["text_en"])] == [], "all is filled in"
    traps = ["basis", "domain", "frequency", "area", "breakdown", "status", "qualifier"]
    assert [r["topic"] for r in rows if r["topic"] in traps] == traps, "in the order in which figures go wrong"
    assert {"licence", "contact", "citation", "real"} <= said.keys()


def test_the_readme_of_invented_data_says_so(tmp_path: Path) -> None:
    (table,) = (t for t in public_tables(MODELS) if t.name == "readme")
    engine = DuckDBEngine()
    for schema in ("reference", "derived"):
        engine.create_schema(schema)
    for name in ("file_notes", "areas"):
        path = MODELS / "reference" / f"{name}.csv"
        engine.execute(f"CREATE TABLE reference.{name} AS FROM read_csv('{path}', all_varchar = true, header = true)")
    engine.execute("CREATE TABLE reference.quarters (period VARCHAR, title_fa VARCHAR, title_en VARCHAR)")
    engine.execute("CREATE TABLE reference.jalali_dates (jalali_date VARCHAR, first_day DATE, last_day DATE)")
    engine.execute("CREATE TABLE derived.indicator_values (period VARCHAR, frequency VARCHAR, value DECIMAL(38,9))")
    engine.execute(
        "CREATE TABLE derived.release AS SELECT 7 AS version, DATE '2026-01-01' AS as_of, 'xx' AS home_area_code,"
        " true AS is_synthetic"
    )
    rows = {r["topic"]: r["text_en"] for r in engine.rows(table.sql)}
    engine.close()
    assert "invented data" in rows["invented"] and "real" not in rows
    assert "Version 7." in rows["version"] and "2026-01-01" in rows["version"], "whatever is not known of its period"


def test_traps_stand_in_the_comments_where_they_are(published: PublishedDatabase) -> None:
    told = {
        r["column_name"]: r["comment"]
        for r in published.rows(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'indicator_values'"
        )
    }
    words = {
        "basis": ("never add", "هرگز جمعشان نکنید"),
        "domain": ("never add", "جمع نزنید"),
        "frequency": ("beside its quarters", "کنار فصل‌های خود"),
        "area_code": ("counts twice", "دو بار می‌شمارد"),
        "breakdown": ("beside its parts", "کنار اجزایش"),
        "value": ("no zero", "صفر نیست"),
        "status": ("a true zero is a final 0", "صفر راستین"),
    }
    lacking = {n: w for n, both in words.items() for w in both if w not in told[n]}
    assert lacking == {}


def test_a_comment_ends_with_the_key_in_both_languages(published: PublishedDatabase) -> None:
    comments = {
        r["name"]: r["comment"]
        for r in published.rows(
            "SELECT table_name AS name, comment FROM duckdb_tables() UNION ALL"
            " SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        )
    }
    for table in public_tables(MODELS):
        english, _, persian = comments[table.name].partition(" — ")
        assert english.endswith(f" Key: {', '.join(table.key)}."), table.name
        assert persian.endswith(f" کلید: {'، '.join(table.key)}."), table.name
        assert persian.count("هر سطر") <= 1 + table.trap.get("fa", "").count("هر سطر"), table.name
    with_traps = [t for t in public_tables(MODELS) if t.trap]
    assert {t.name for t in with_traps} >= VIEWS | {"indicator_values", "exports", "credit_funnel"}
    assert all(t.trap[language] in comments[t.name] for t in with_traps for language in ("fa", "en"))


def test_no_count_is_wider_than_tools_read(published: PublishedDatabase, version: PublishedVersion) -> None:
    """A HUGEINT becomes a floating-point number in Parquet, and many drivers have no such type."""
    wide = published.rows(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND data_type IN ('HUGEINT', 'DOUBLE')"
    )
    assert wide == []
    with duckdb.connect() as connection:
        floating = connection.execute(
            f"SELECT file_name, name FROM parquet_schema('{version.path}/parquet/*.parquet')"
            " WHERE type IN ('DOUBLE', 'FLOAT')"
        ).fetchall()
    assert floating == []


def test_an_empty_value_is_one_of_the_three_silences(published: PublishedDatabase) -> None:
    wrong = published.rows(
        "SELECT value_id, status FROM indicator_values"
        " WHERE (value IS NULL) <> (status IN ('missing', 'suppressed', 'not_applicable'))"
    )
    assert wrong == []


# --- views -------------------------------------------------------------------------------------------------------


def test_views_are_in_the_dictionary_and_have_no_rows_of_their_own(
    published: PublishedDatabase, version: PublishedVersion
) -> None:
    assert {
        "values_readable",
        "latest_values",
        "headline_series",
        "targets_readable",
        "exports_by_destination",
    } <= VIEWS
    names = {r["n"] for r in published.rows("SELECT view_name AS n FROM duckdb_views() WHERE NOT internal")}
    assert names == VIEWS
    assert {r["n"] for r in published.rows("SELECT DISTINCT table_name AS n FROM data_dictionary")} >= VIEWS
    assert VIEWS.isdisjoint(version.manifest["tables"])
    assert VIEWS.isdisjoint(path.stem for path in (version.path / "parquet").iterdir())
    assert VIEWS.isdisjoint(r["n"] for r in published.rows("SELECT DISTINCT subject AS n FROM expectation_results"))
    texts = published.rows("SELECT view_name, sql FROM duckdb_views() WHERE NOT internal")
    assert [r["view_name"] for r in texts if "public." in r["sql"] or DATABASE.split(".")[0] in r["sql"]] == []


def test_readable_values_are_the_values_each_once_and_titled(published: PublishedDatabase) -> None:
    columns = ", ".join(
        map(quoted, ("value_id", "indicator_id", "area_code", "period", "value", "basis", "status", "is_synthetic"))
    )
    one, other = (f"SELECT {columns} FROM {name}" for name in ("indicator_values", "values_readable"))
    assert published.rows(f"({one} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {one})") == []
    titles = [f"{name}_{language}" for language in ("fa", "en") for name in _TITLED]
    bare = published.rows(
        "SELECT * FROM (SELECT value_id, "
        + ", ".join(titles)
        + ", period_fa, period_en, first_day FROM values_readable) WHERE "
        + " OR ".join(f"regexp_full_match({title}, '[a-z]+(_[a-z]+)+')" for title in titles)
        + " OR period_fa IS NULL OR period_en IS NULL OR first_day IS NULL"
    )
    assert bare == [], "a code with an underscore stands where a title should"
    latin = published.rows(
        "SELECT DISTINCT breakdown, category FROM values_readable WHERE regexp_full_match(category_fa, '[A-Za-z0-9_]+')"
    )
    assert latin == [], "categories are told in Persian"
    (year,) = published.rows(
        "SELECT DISTINCT period_fa, period_en, first_day, last_day FROM values_readable WHERE period = '1402'"
    )
    assert (year["period_fa"], year["period_en"]) == ("۱۴۰۲", "1402 (2023–2024)")
    assert [str(year[name]) for name in ("first_day", "last_day")] == ["2023-03-21", "2024-03-19"]


_TITLED = ("indicator", "theme", "area", "domain", "category", "unit", "basis", "qualifier", "status")


def test_the_newest_value_of_a_series_is_the_last_one_that_is_not_silent(published: PublishedDatabase) -> None:
    series = ("indicator_id", "area_code", "domain", "breakdown", "category", "frequency", "basis")
    newest: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in published.rows("SELECT * FROM indicator_values ORDER BY period"):
        if row["status"] in ("final", "provisional", "suppressed"):
            newest[tuple(row[name] for name in series)] = row
    found = {r["value_id"]: r["value"] for r in published.rows("SELECT value_id, value FROM latest_values")}
    assert found == {row["value_id"]: row["value"] for row in newest.values()}


def test_the_series_of_a_headline_has_the_figure_that_is_shown(published: PublishedDatabase) -> None:
    shown = {r["value_id"] for r in published.rows("SELECT value_id FROM headlines WHERE place = 1")}
    found = published.rows("SELECT value_id, indicator_id, area_code, basis, domain, is_shown FROM headline_series")
    assert {r["value_id"] for r in found if r["is_shown"]} == shown
    bases = {(r["indicator_id"], r["area_code"], r["basis"], r["domain"]) for r in found}
    assert len(bases) == len({address[:2] for address in bases}), "one basis and domain an indicator and area"


def test_every_target_is_readable_with_its_state(published: PublishedDatabase) -> None:
    targets = published.rows("SELECT target_id, counts, status, unit_fa, status_fa FROM targets_readable ORDER BY 1")
    progress = published.rows("SELECT target_id, counts, status FROM target_progress ORDER BY 1")
    assert [{k: t[k] for k in ("target_id", "counts", "status")} for t in targets] == progress
    assert not any(t["status_fa"] == t["status"] for t in targets)


def test_exports_by_destination_add_up_to_the_two_indicators(published: PublishedDatabase) -> None:
    (sums,) = published.rows(
        "SELECT sum(own_offices_usd) AS offices, sum(own_origin_usd) AS origin, sum(both_usd) AS both_"
        " FROM exports_by_destination WHERE frequency = 'A' AND period = '1402' AND domain = 'crafts'"
    )
    offices = cell(published, "exports_usd", PROVINCE, "crafts", "1402", basis="customs")["value"]
    origin = cell(published, "exports_origin_usd", PROVINCE, "crafts", "1402", basis="customs")["value"]
    assert (sums["offices"], sums["origin"], sums["both_"]) == (offices, origin, None)
    assert offices != origin, "two views of one trade"


def test_a_view_reads_what_is_published_and_nothing_else(models_copy: Path) -> None:
    path = models_copy / "public" / "latest_values.sql"
    text = path.read_text("utf-8")
    path.write_text(text.replace("FROM public.indicator_values AS v", "FROM derived.indicator_values AS v"), "utf-8")
    with pytest.raises(ModelError, match=r"latest_values\.sql: a view .* reads derived\.indicator_values"):
        public_tables(models_copy)
    path.write_text(text.replace("FROM public.indicator_values AS v", "FROM public.indicator_valeus AS v"), "utf-8")
    with pytest.raises(ModelError, match=r"reads indicator_valeus, which no file defines"):
        public_tables(models_copy)
    path.write_text(text.replace("FROM public.indicator_values AS v", "FROM public.latest_values AS v"), "utf-8")
    with pytest.raises(ModelError, match="in a circle"):
        public_tables(models_copy)


def test_a_view_stands_behind_what_it_reads() -> None:
    names = [t.name for t in public_tables(MODELS)]
    tables = [n for n in names if n not in VIEWS]
    assert names[: len(tables)] == sorted(tables)
    for table in public_tables(MODELS):
        if table.is_view:
            read = {r.removeprefix("public.") for r in table.reads}
            assert read <= set(names[: names.index(table.name)]), table.name


def test_a_view_that_cannot_be_read_is_not_published(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / DATABASE)) as file:
        file.execute("CREATE TABLE t AS SELECT 1 AS one")
        file.execute("CREATE VIEW v AS SELECT one FROM main.t")
    assert check_database(tmp_path) == {"t": 1}, "a view has no rows of its own"
    with duckdb.connect(str(tmp_path / DATABASE)) as file:
        file.execute("DROP TABLE t")
        file.execute("CREATE TABLE u AS SELECT 1 AS one")
    with pytest.raises(PublicationError, match="version_unreadable"):
        check_database(tmp_path)


# --- the page ----------------------------------------------------------------------------------------------------


def test_the_page_answers_more_than_ten_questions() -> None:
    assert len(QUESTIONS) >= 15
    assert [q for q in QUESTIONS if not PROMISE.fullmatch(q.strip().splitlines()[-1])] == []


@pytest.mark.parametrize("sql", QUESTIONS)
def test_a_question_of_the_page_gets_the_answer_that_it_promises(published: PublishedDatabase, sql: str) -> None:
    promise = PROMISE.fullmatch(sql.strip().splitlines()[-1])
    assert promise is not None
    rows = published.rows(sql)
    if promise["least"]:
        assert len(rows) >= int(promise["rows"])
    else:
        assert len(rows) == int(promise["rows"])
    if promise["first"]:
        wanted = promise["first"].split(", ")
        first = ["NULL" if v is None else str(v) for v in rows[0].values()]
        assert first[: len(wanted)] == wanted


def test_the_python_of_the_page_runs_as_it_stands(version: PublishedVersion, tmp_path: Path) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    (tmp_path / DATABASE).symlink_to(version.database)
    done = subprocess.run(
        [sys.executable, "-c", code + "print(len(frame), list(frame.columns)[:3], exact, sep='|')\n"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows, columns, exact = done.stdout.strip().split("|")
    assert int(rows) > 3 and columns == "['period', 'first_day', 'area_en']"
    assert re.fullmatch(r"\d{10,}\.\d{9}", exact), "a whole sum, exact to the last rial"
