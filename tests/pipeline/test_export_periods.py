"""Which period an export is of, and what its rows and its first sheet hold of a year or a quarter."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.exporting import ExportRefused, export_period
from pipelines.exporting.scope import Scope, period_words
from pipelines.foundation.workspace import models_dir
from pipelines.published import PublishedVersion
from tests.pipeline.export_fixture import exact, figures, table

# --- which period -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "key", "periods"),
    [
        ("1400Q4", "1400Q4", ("1400Q4", "1400")),
        (" ۱۴۰۰q۴ ", "1400Q4", ("1400Q4", "1400")),
        ("1402", "1402", ("1402", "1402Q1", "1402Q2", "1402Q3", "1402Q4")),
    ],
)
def test_a_quarter_brings_its_year_and_a_year_its_quarters(period: str, key: str, periods: tuple[str, ...]) -> None:
    scope = Scope.of(period)
    assert (scope.key, scope.periods) == (key, periods)


@pytest.mark.parametrize("period", ["", "1400Q5", "2021Q4", "140", "../1400", "1400-13", "1400Q4; DROP"])
def test_what_is_no_period_is_refused(version: PublishedVersion, tmp_path: Path, period: str) -> None:
    with pytest.raises(ExportRefused) as refused:
        export_period(version, period, tmp_path / "out", models_dir())
    assert refused.value.message.id == "period_not_read"
    assert not (tmp_path / "out").exists()


def test_a_period_without_figures_says_which_have_some(version: PublishedVersion, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused) as refused:
        export_period(version, "1390Q1", tmp_path / "out", models_dir())
    assert refused.value.message.id == "nothing_for_period"
    assert "1400Q4" in refused.value.message.text("fa")
    assert not (tmp_path / "out").exists()


def test_periods_in_words() -> None:
    assert [period_words(p, "fa") for p in ("1400Q4", "1402", "1400-12", "1400-12-05", None)] == [
        "زمستان ۱۴۰۰",
        "۱۴۰۲",
        "اسفند ۱۴۰۰",
        "۵ اسفند ۱۴۰۰",
        "",
    ]
    assert period_words("1400-12-05", "en") == "5 Esfand 1400"


# --- the rows and names of a period -----------------------------------------------------------------------


def test_customs_rows_of_a_year_come_with_their_totals_intact(version: PublishedVersion, tmp_path: Path) -> None:
    export_period(version, "1402Q3", tmp_path, models_dir())
    rows = table(tmp_path / "naqsheh-1402Q3-en.xlsx", "exports")
    parquet = pq.read_table(tmp_path / "exports.parquet", columns=["value_usd"])
    assert sum(r["Value (USD)"].value for r in rows) == pytest.approx(
        float(sum(v.as_py() for v in parquet["value_usd"]))
    )
    assert all(isinstance(r["Tariff line"].value, str) and len(r["Tariff line"].value) == 8 for r in rows)


def test_per_cent_is_said_of_shares_alone(version: PublishedVersion, tmp_path: Path) -> None:
    export_period(version, "1402", tmp_path, models_dir())
    rows = [r for r in figures(tmp_path / "naqsheh-1402-en.xlsx") if exact(r["Value"].value) is not None]
    shares = [row["Value"] for row in rows if row["Unit"].value == "per cent"]
    assert shares and all(0 <= cell.value <= 1 for cell in shares), "a unit value in dollars a kilogram is no share"
    for row in rows:
        assert ("%" in row["Value"].number_format) == (row["Unit"].value == "per cent")


def test_countries_and_offices_have_the_names_of_the_language(version: PublishedVersion, tmp_path: Path) -> None:
    export_period(version, "1402", tmp_path, models_dir())
    english, persian = (table(tmp_path / f"naqsheh-1402-{language}.xlsx", "exports") for language in ("en", "fa"))
    for head, persian_head in (("Destination", "مقصد"), ("Customs office", "گمرک")):
        told = {row[head].value for row in english}
        assert told and not [text for text in told if text and re.search("[\u0600-\u06ff]", text)]
        known = {row[persian_head].value for row in persian}
        assert known
        assert not [text for text in known if text and re.search("[A-Za-z]{3}", text.replace("Aotearoa", ""))]


def test_a_customs_office_as_a_category_has_the_name_of_the_language(version: PublishedVersion, tmp_path: Path) -> None:
    export_period(version, "1402", tmp_path, models_dir())
    told = {row["Category"].value for row in figures(tmp_path / "naqsheh-1402-en.xlsx")}
    assert len(told) > 10 and not [text for text in told if re.search("[\u0600-\u06ff]", text)]


# --- at a glance -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def partial(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> PublishedVersion:
    """A version in which the first partial register of artisans has come, a quarter after the statement."""
    folder = tmp_path_factory.mktemp("partial") / "1"
    shutil.copytree(version.path, folder)
    database = folder / "roadmap.duckdb"
    database.chmod(0o644)
    with duckdb.connect(str(database)) as db:
        where = "indicator_id = 'artisans' AND area_code = '08'"
        db.execute(
            "INSERT INTO indicator_values SELECT * REPLACE ('counted' AS value_id, 'Q' AS frequency,"
            " '1403Q1' AS period, 'register' AS basis, 355 AS value, 355 AS numerator)"
            f" FROM indicator_values WHERE {where} AND period = '1402'"
        )
        db.execute(
            "INSERT INTO headlines SELECT * REPLACE (2 AS place, 'register' AS basis, 'Q' AS frequency,"
            " '1403Q1' AS period, 'counted' AS value_id, 355 AS value, value_id AS stated_value_id,"
            f" 0.005071 AS coverage, 'under_coverage' AS rule) FROM headlines WHERE {where}"
        )
    return PublishedVersion(folder, 1, {})


def glance(path: Path, language: str, indicator: str) -> list[tuple[Any, ...]]:
    """Return figure, period, basis and coverage of the rows of an indicator at a glance."""
    heads = {
        "fa": ("شاخص", "مقدار", "دوره", "مبنا", "سهم از رقم اظهارشده، درصد"),
        "en": ("Indicator", "Value", "Period", "Basis", "Share of what was stated, per cent"),
    }[language]
    # Where no basis has a coverage, its column stays away.
    return [
        tuple(row[head].value if head in row else None for head in heads[1:])
        for row in table(path, "headlines")
        if row[heads[0]].value == indicator
    ]


def test_the_stated_figure_stays_first_at_a_glance_when_a_partial_register_comes(
    partial: PublishedVersion, tmp_path: Path
) -> None:
    export_period(partial, "1403Q1", tmp_path, models_dir())
    assert glance(tmp_path / "naqsheh-1403Q1-fa.xlsx", "fa", "هنرمندان صنایع دستی") == [
        (70_000, "۱۴۰۲", "اظهارشده", None),
        (355, "بهار ۱۴۰۳", "ثبت‌شده", 0.005071),
    ]
    english = glance(tmp_path / "naqsheh-1403Q1-en.xlsx", "en", "Artisans")
    assert [(row[0], *row[2:]) for row in english] == [(70_000, "reported", None), (355, "register", 0.005071)]


def test_a_past_year_knows_nothing_of_a_later_register(partial: PublishedVersion, tmp_path: Path) -> None:
    export_period(partial, "1402", tmp_path, models_dir())
    assert [row[0] for row in glance(tmp_path / "naqsheh-1402-fa.xlsx", "fa", "هنرمندان صنایع دستی")] == [70_000]
