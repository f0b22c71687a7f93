"""Provisional is what can still change: where rows in quarantine may belong, and nowhere else.

All figures and people are invented.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.identifiers import national_id
from tests.pipeline.whole_build import Built, whole_build

TRADE = ["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]
PEOPLE = ["کد ملی", "نام و نام خانوادگی", "شهرستان", "رشته", "جنسیت"]
BAM, SIRJAN, KERMAN, PROVINCE, COUNTRY = "0802", "0806", "0808", "08", "IR"


def book(raw: Path, where: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    path = raw / where
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    for row in (list(head), *map(list, rows)):
        page.append(row)
    workbook.save(path)


def people(*counties: str) -> list[list[Any]]:
    """Ten women of each county, and the same ten numbers for a county that comes again."""
    return [
        [national_id(100_000_001 + 7919 * (100 * place + n)), f"نمونه {place} {n}", county, "گلیم‌بافی", "زن"]
        for place, county in enumerate(counties)
        for n in range(10)
    ]


def goods(office: str, lines: Sequence[str] = ("57021020", "42010000", "44209010")) -> list[list[Any]]:
    return [[office, "آلمان", line, 10, 10**6 * n, 100 * n] for n, line in enumerate(lines, 1)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("waiting")
    raw, counties = root / "raw", ("بم", "سیرجان", "کرمان")
    readable = people(*counties)
    readable[3][0] = "1234567890"  # a number that nobody has, of Bam
    book(raw, "artisans/1403Q1-heritage/a.xlsx", PEOPLE, readable)
    nowhere = people(*counties)
    nowhere[3][2] = "ناکجا"
    book(raw, "artisans/1403Q2-heritage/b.xlsx", PEOPLE, nowhere)
    twice = people(*counties)
    twice[29] = [*twice[3][:2], "کرمان", *twice[3][3:]]  # of Bam and of Kerman
    book(raw, "artisans/1403Q3-heritage/c.xlsx", PEOPLE, twice)
    elsewhere = [*goods("کرمان"), *goods("سیرجان"), *goods("تبریز")]
    elsewhere[-2][4] = "#REF!"  # a saddle of Tabriz
    book(raw, "exports/1402-customs/d.xlsx", TRADE, elsewhere)
    kilim = [*goods("کرمان"), *goods("سیرجان"), *goods("تبریز")]
    kilim[-3][4] = "#REF!"  # kilim of Sirjan through Tabriz
    book(raw, "exports/1403-customs/e.xlsx", TRADE, kilim)
    return whole_build(root)


def states(built: Built, indicator: str, period: str, basis: str) -> dict[tuple[str, str], str]:
    found = built.rows(
        f"SELECT area_code, category, status FROM indicator_values WHERE indicator_id = '{indicator}' "
        f"AND period = '{period}' AND basis = '{basis}' AND breakdown IN ('', 'customs_office', 'tariff_line') "
        "AND domain = 'crafts' AND value IS NOT NULL"
    )
    return {(row["area_code"], row["category"]): row["status"] for row in found}


@pytest.mark.parametrize(
    ("period", "provisional"),
    [
        ("1403Q1", {BAM, PROVINCE}),
        ("1403Q2", {BAM, SIRJAN, KERMAN, PROVINCE}),
        ("1403Q3", {BAM, KERMAN, PROVINCE}),
    ],
    ids=["of one county", "of no county that can be read", "of two counties, one of which may stay"],
)
def test_a_list_is_provisional_where_its_waiting_rows_may_belong(
    built: Built, period: str, provisional: set[str]
) -> None:
    found = states(built, "artisans", period, "register")
    assert {area for area, _ in found} == {BAM, SIRJAN, KERMAN, PROVINCE}
    assert {area for (area, _), status in found.items() if status == "provisional"} == provisional


def test_a_row_of_another_office_changes_no_figure_of_the_provinces_own(built: Built) -> None:
    for period in ("1402", "1403"):
        found = states(built, "exports_usd", period, "customs")
        waiting = {address for address, status in found.items() if status == "provisional"}
        assert waiting == {(COUNTRY, ""), (COUNTRY, "تبریز")}
        assert found[PROVINCE, ""] == found[PROVINCE, "کرمان"] == found[COUNTRY, "کرمان"] == "final"


def test_a_row_whose_line_names_its_origin_changes_the_figures_of_that_origin_alone(built: Built) -> None:
    assert set(states(built, "exports_origin_usd", "1402", "customs").values()) == {"final"}
    assert set(states(built, "exports_origin_usd", "1403", "customs").values()) == {"provisional"}


def test_the_tables_of_trade_say_the_same(built: Built) -> None:
    found = built.rows("SELECT DISTINCT basis, period, area_code, status FROM export_lines ORDER BY ALL")
    assert {(r["basis"], r["period"], r["area_code"]) for r in found if r["status"] == "provisional"} == {
        ("office", "1402", ""),
        ("office", "1403", ""),
        ("origin", "1403", SIRJAN),
    }


def test_a_number_of_a_version_is_never_given_twice_when_the_published_files_are_lost(built: Built) -> None:
    shutil.rmtree(built.root / "curated")
    again = whole_build(built.root)
    assert again.report.version == built.report.version + 1
    assert again.rows("SELECT count(*) AS n FROM revisions") == [{"n": 0}]
