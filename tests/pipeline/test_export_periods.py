"""Which period an export is of, and what its rows and its first sheet hold of a year or a quarter."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from pipelines.exporting import ExportRefused, export_period
from pipelines.exporting.scope import Scope, period_words
from pipelines.foundation.workspace import models_dir
from pipelines.published import PublishedVersion
from tests.pipeline.export_fixture import HEADING_ROW, table

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
    rows = table(tmp_path / "naqsheh-1402Q3.xlsx", "Exports")
    parquet = pq.read_table(tmp_path / "exports.parquet", columns=["value_usd"])
    assert sum(r["Value (USD)"].value for r in rows) == pytest.approx(
        float(sum(v.as_py() for v in parquet["value_usd"]))
    )
    assert all(isinstance(r["Tariff line"].value, str) and len(r["Tariff line"].value) == 8 for r in rows)


def test_per_cent_is_said_of_shares_alone_each_by_what_it_is_of(version: PublishedVersion, tmp_path: Path) -> None:
    export_period(version, "1402", tmp_path, models_dir())
    sheet = openpyxl.load_workbook(tmp_path / "naqsheh-1402.xlsx")["Start"]
    rows = [[c for c in row if c is not None] for row in sheet.iter_rows(max_col=2, values_only=True)]
    begin = next(n for n, row in enumerate(rows) if row[:1] == ["Ratios, per cent"])
    shares = []
    for row in rows[begin + 1 :]:
        if len(row) != 2:
            break
        shares.append(row)
    assert shares and all(0 <= value <= 1 for _, value in shares), "a unit value in dollars a kilogram is no share"
    assert len({name for name, _ in shares}) == len(shares)


def test_countries_and_offices_have_the_names_of_the_sheet(version: PublishedVersion, tmp_path: Path) -> None:
    export_period(version, "1402", tmp_path, models_dir())
    book = openpyxl.load_workbook(tmp_path / "naqsheh-1402.xlsx")
    heads = [c.value for c in book["Exports"][HEADING_ROW]]
    for name in ("Destination", "Customs office"):
        column = heads.index(name) + 1
        told = {book["Exports"].cell(n, column).value for n in range(HEADING_ROW + 1, 60)}
        assert told and not [text for text in told if text and re.search("[\u0600-\u06ff]", text)]
        persian = {book["صادرات"].cell(n, column).value for n in range(HEADING_ROW + 1, 60)}
        assert not [text for text in persian if text and re.search("[A-Za-z]{3}", text.replace("Aotearoa", ""))]


# --- the first sheet --------------------------------------------------------------------------------------


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
            "INSERT INTO indicator_values SELECT * REPLACE ('counted' AS value_id, 'Q' AS frequency, '1403Q1' AS period,"
            f" 'register' AS basis, 355 AS value, 355 AS numerator) FROM indicator_values WHERE {where} AND period = '1402'"
        )
        db.execute(
            "INSERT INTO headlines SELECT * REPLACE (2 AS place, 'register' AS basis, 'Q' AS frequency,"
            " '1403Q1' AS period, 'counted' AS value_id, 355 AS value, value_id AS stated_value_id,"
            f" 0.005071 AS coverage, 'under_coverage' AS rule) FROM headlines WHERE {where}"
        )
    return PublishedVersion(folder, 1, {})


def first_sheet(path: Path, sheet: str, indicator: str) -> list[tuple[Any, ...]]:
    """Return figure, period, basis and coverage of the rows of an indicator on the first sheet."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [(row[3], row[6], row[7], row[8] or None) for row in rows if row[0] == indicator and row[1] is not None]


def test_the_first_sheet_keeps_the_stated_figure_first_when_a_partial_register_comes(
    partial: PublishedVersion, tmp_path: Path
) -> None:
    export_period(partial, "1403Q1", tmp_path, models_dir())
    book = tmp_path / "naqsheh-1403Q1.xlsx"
    assert first_sheet(book, "آغاز", "هنرمندان صنایع دستی") == [
        (70_000, "۱۴۰۲", "اظهارشده", None),
        (355, "بهار ۱۴۰۳", "ثبت‌شده", 0.005071),
    ]
    assert [row[:1] + row[2:] for row in first_sheet(book, "Start", "Artisans")] == [
        (70_000, "reported", None),
        (355, "register", 0.005071),
    ]


def test_the_first_sheet_of_a_past_year_knows_nothing_of_a_later_register(
    partial: PublishedVersion, tmp_path: Path
) -> None:
    export_period(partial, "1402", tmp_path, models_dir())
    found = first_sheet(tmp_path / "naqsheh-1402.xlsx", "آغاز", "هنرمندان صنایع دستی")
    assert [row[0] for row in found] == [70_000]
