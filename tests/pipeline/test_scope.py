"""What files say that they speak for, end to end: releases of the year to date, months missing, lists of a part.

All figures and people are invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.published import PublishedDatabase, resolve_current
from tests.identifiers import national_id
from tests.pipeline.conftest import run_naqsheh

TRADE = ["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]
GOODS = [("آلمان", "57021020"), ("عراق", "42010000"), ("چین", "44209010"), ("ژاپن", "57011090")]
COURSES = ["کد دوره", "عنوان دوره", "رشته", "شهرستان", "تاریخ شروع", "تعداد ثبت‌نام‌شدگان", "جمع فراگیران"]
PEOPLE = ["کد ملی", "نام و نام خانوادگی", "شهرستان", "رشته", "جنسیت"]
SUITCASES = [
    "شمارهٔ اظهار",
    "ماه",
    "شهرستان",
    "محل خروج یا نمایشگاه",
    "کشور مقصد",
    "رشته",
    "ارزش (دلار)",
    "اظهارکننده",
]


def book(
    raw: Path,
    where: str,
    title: str | None,
    head: Sequence[str],
    rows: Sequence[Sequence[Any]],
    sheet: str = "ص",
) -> None:
    path = raw / where
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in ([[title]] if title else []) + [list(head), *(list(r) for r in rows)]:
        page.append(row)
    workbook.save(path)


def trade(times: int, office: str = "کرمان") -> list[list[Any]]:
    """Goods of one office; each line is worth a hundred dollars more than the one before, ``times`` over."""
    return [
        [office, country, line, 10 * times * n, 10**6 * times * n, 100 * times * n]
        for n, (country, line) in enumerate(GOODS, 1)
    ]


def course(number: int, day: str) -> list[Any]:
    return [f"D{number}", f"دورهٔ {number}", "گلیم‌بافی", "سیرجان" if number % 2 else "بم", day, 10, 9]


def person(number: int, county: str) -> list[Any]:
    return [national_id(100_000_001 + 7919 * number), f"نمونه {number}", county, "گلیم‌بافی", "زن"]


def suitcase(number: int, month: str | None) -> list[Any]:
    return [f"S{number}", month, "سیرجان", "فرودگاه کرمان", "عمان", "گلیم‌بافی", 100, "مسافر"]


def deliver(raw: Path) -> None:
    told = [
        "سه ماهه نخست سال ۱۴۰۳",
        "از ابتدای سال تا پایان شهریور ۱۴۰۳",
        "فروردین تا آذر ۱۴۰۳",
        "۱۲ ماهه ۱۴۰۳",
    ]
    for quarter, title in enumerate(told, 1):
        rows = trade(quarter) + trade(quarter, "سیرجان")
        book(raw, f"exports/1403Q{quarter}-customs/e.xlsx", f"آمار صادرات {title}", TRADE, rows)
    for month in (1, 2, 3, 4):
        rows = trade(1) + trade(month, "سیرجان")
        book(raw, f"exports/1402-{month:02d}-customs/e.xlsx", f"آمار صادرات ماه {month} سال 1402", TRADE, rows)
    first = "سه ماهه نخست ۱۴۰۰"
    book(raw, "exports/1400Q1-customs/s.xlsx", f"صادرات گمرک سیرجان {first}", TRADE, trade(1, "سیرجان"))
    book(raw, "exports/1400Q1-customs/k.xlsx", f"صادرات {first}", TRADE, trade(2))

    for half, title in ((2, "شش ماهه نخست سال ۱۳۹۹"), (4, "شش ماهه دوم سال ۱۳۹۹")):
        rows = trade(half) + trade(1, "سیرجان")
        book(raw, f"exports/1399Q{half}-customs/h.xlsx", f"آمار صادرات {title}", TRADE, rows)
    for quarter in (1, 2, 3, 4):
        rows = trade(2) if quarter == 1 else trade(1) + trade(quarter, "سیرجان")
        title = "صادرات گمرک کرمان" if quarter == 1 else "صادرات"
        book(raw, f"exports/1398Q{quarter}-customs/q.xlsx", title, TRADE, rows)

    office = "vocational_training"
    spring = [course(1, "1403/01/20"), course(2, "1403/02/20")]
    summer = [course(3, "1403/04/20"), course(4, "1403/05/20")]
    book(raw, f"training/1403Q1-{office}/a.xlsx", "دوره‌های آموزشی سه‌ماههٔ نخست ۱۴۰۳", COURSES, spring)
    book(raw, f"training/1403Q2-{office}/b.xlsx", "دوره‌های آموزشی شش‌ماههٔ نخست ۱۴۰۳", COURSES, spring + summer)
    lost = [course(11, "1402/01/20"), course(12, "1402/02/20")]
    book(raw, f"training/1402Q1-{office}/a.xlsx", "دوره‌های آموزشی سه‌ماههٔ نخست ۱۴۰۲", COURSES, lost)
    longer = [lost[0], course(13, "1402/04/20")]
    book(raw, f"training/1402Q2-{office}/b.xlsx", "دوره‌های آموزشی شش‌ماههٔ نخست ۱۴۰۲", COURSES, longer)
    book(raw, f"training/1401-01-{office}/c.xlsx", "دوره‌های فروردین ۱۴۰۱", COURSES, [course(21, "1401/01/20")])

    people = [person(n, county) for n, county in enumerate(["بم"] * 12 + ["سیرجان"] * 20 + ["کرمان"] * 30)]
    book(raw, "artisans/1403Q1-heritage/all.xlsx", "فهرست هنرمندان استان کرمان", PEOPLE, people)
    bam = [*people[:12], *(person(900 + n, "بم") for n in range(3))]
    book(raw, "artisans/1403Q2-heritage/bam.xlsx", "فهرست هنرمندان شهرستان بم", PEOPLE, bam)
    book(raw, "artisans/1403Q3-heritage/bam.xlsx", "فهرست هنرمندان شهرستان بم", PEOPLE, people[:12])
    book(raw, "artisans/1403Q3-heritage/s.xlsx", None, PEOPLE, people[12:32], sheet="شهرستان سیرجان")

    book(raw, "artisans/1402Q1-heritage/all.xlsx", "فهرست هنرمندان استان کرمان، بهار ۱۴۰۲", PEOPLE, people)
    book(raw, "artisans/1402Q1-heritage/bam.xlsx", "فهرست هنرمندان شهرستان بم، بهار ۱۴۰۲", PEOPLE, bam)

    half = "صادرات چمدانی شش ماهه نخست"
    months = ["فروردین", "خرداد", "تیر", "شهریور"]
    undated = [suitcase(n, None) for n in range(6)]
    book(raw, "suitcase_exports/1403Q2-heritage/x.xlsx", f"{half} ۱۴۰۳", SUITCASES, undated)
    dated = [suitcase(10 + n, month) for n, month in enumerate(months)]
    book(raw, "suitcase_exports/1402Q2-heritage/x.xlsx", f"{half} ۱۴۰۲", SUITCASES, dated)
    book(raw, "suitcase_exports/1401-01-heritage/x.xlsx", None, SUITCASES, [suitcase(30, None)])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublishedDatabase]:
    """The published file of a workspace of such files."""
    workspace = tmp_path_factory.mktemp("scope")
    deliver(workspace / "raw")
    done = run_naqsheh("build", workspace=workspace)
    assert done.returncode == 2, done.stdout + done.stderr
    version = resolve_current(workspace / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        yield database


def values(
    told: PublishedDatabase, indicator: str, area: str = "08", domain: str = "crafts", **more: str
) -> dict[str, Any]:
    address = {"category": "", "breakdown": "", **more}
    where = "".join(f" AND {name} = ?" for name in address)
    found = told.rows(
        "SELECT period, value, status FROM indicator_values WHERE indicator_id = ? AND area_code = ? AND domain = ?"
        f"{where}",
        [indicator, area, domain, *address.values()],
    )
    return {r["period"]: r["status"] if r["value"] is None else int(r["value"]) for r in found}


def states(told: PublishedDatabase, feed: str, period: str) -> set[str]:
    found = told.rows("SELECT state FROM deliveries WHERE feed = ? AND period = ?", [feed, period])
    return {r["state"] for r in found}


def test_releases_of_the_year_to_date_give_each_quarter_once(told: PublishedDatabase) -> None:
    found = {p: v for p, v in values(told, "exports_usd", domain="all").items() if p.startswith("1403")}
    assert found == {"1403": 8000, **{f"1403Q{n}": 2000 for n in (1, 2, 3, 4)}}
    rows = told.rows("SELECT period, sum(value_usd) AS usd FROM exports WHERE period LIKE '1403Q%' GROUP BY 1")
    assert {r["period"]: int(r["usd"]) for r in rows} == {f"1403Q{n}": 2000 for n in (1, 2, 3, 4)}


def test_a_difference_is_traced_to_the_rows_of_both_releases(told: PublishedDatabase) -> None:
    files = told.rows(
        "SELECT DISTINCT d.period FROM lineage l JOIN indicator_values v USING (value_id)"
        " JOIN deliveries d USING (delivery_id) WHERE v.indicator_id = 'exports_usd' AND v.period = '1403Q3' ORDER BY 1"
    )
    assert [f["period"] for f in files] == ["1403Q2", "1403Q3"]


def test_an_incomplete_quarter_has_no_figure(told: PublishedDatabase) -> None:
    found = values(told, "exports_usd", domain="all")
    assert (found["1402Q1"], found["1402Q2"], found["1402"]) == (1000 * 3 + 1000 * 6, "missing", "missing")
    assert values(told, "training_enrolled")["1401Q1"] == "missing"
    assert values(told, "suitcase_exports_usd")["1401Q1"] == "missing"


def test_two_halves_are_a_year(told: PublishedDatabase) -> None:
    found = {p: v for p, v in values(told, "exports_usd", domain="all").items() if p.startswith("1399")}
    assert found == {"1399": 1000 * (2 + 1 + 4 + 1), **{f"1399Q{n}": "missing" for n in (1, 2, 3, 4)}}
    rows = told.rows("SELECT sum(value_usd) AS usd FROM exports WHERE period LIKE '1399%'")
    assert int(rows[0]["usd"]) == 8000


def test_a_year_with_a_quarter_of_one_office_is_a_least_one(told: PublishedDatabase) -> None:
    found = told.rows(
        "SELECT indicator_id, period, value, status, qualifier FROM indicator_values WHERE area_code = '08'"
        " AND domain = 'all' AND breakdown = '' AND period IN ('1398', '1398Q2')"
        " AND indicator_id IN ('exports_usd', 'exports_unit_value') ORDER BY 1, 2"
    )
    assert [(r["period"], int(r["value"]), r["status"], r["qualifier"]) for r in found] == [
        ("1398", 10, "provisional", "about"),
        ("1398Q2", 10, "final", "exact"),
        ("1398", 14000, "provisional", "more_than"),
        ("1398Q2", 3000, "final", "exact"),
    ]


def test_the_lists_of_two_offices_stand_side_by_side_and_make_no_zeros(told: PublishedDatabase) -> None:
    assert states(told, "exports", "1400Q1") == {"published"}
    found = told.rows(
        "SELECT category, value, status, qualifier FROM indicator_values WHERE indicator_id = 'exports_usd'"
        " AND area_code = '08' AND domain = 'all' AND period = '1400Q1' ORDER BY value"
    )
    assert [(int(r["value"]), r["status"], r["qualifier"]) for r in found] == [
        (1000, "final", "exact"),
        (2000, "final", "exact"),
        (3000, "provisional", "more_than"),
    ]


def test_a_longer_list_stands_for_a_shorter_one_of_which_it_has_every_row(told: PublishedDatabase) -> None:
    assert states(told, "training", "1403Q1") == {"superseded"}
    found = values(told, "training_enrolled")
    assert (found["1403Q1"], found["1403Q2"]) == (20, 20)


def test_a_longer_list_that_lacks_a_row_of_a_shorter_one_is_no_proof(told: PublishedDatabase) -> None:
    assert states(told, "training", "1402Q1") | states(told, "training", "1402Q2") == {"held", "published"}


def test_a_longer_list_whose_rows_have_no_month_waits(told: PublishedDatabase) -> None:
    assert states(told, "suitcase_exports", "1403Q2") == {"held"}
    found = values(told, "suitcase_exports_usd")
    assert (found["1402Q1"], found["1402Q2"]) == (200, 200)


def test_the_list_of_one_county_is_no_list_of_the_province(told: PublishedDatabase) -> None:
    later = {p: v for p, v in values(told, "artisans").items() if p > "1403"}
    assert later == {"1403Q1": 62, "1403Q2": "missing", "1403Q3": "missing"}
    assert values(told, "artisans", "0802") == {"1402Q1": 12, "1403Q1": 12, "1403Q2": 15, "1403Q3": 12}
    assert values(told, "artisans", "0806") == {"1402Q1": 20, "1403Q1": 20, "1403Q3": 20}
    assert values(told, "artisans", "0808") == {"1402Q1": 30, "1403Q1": 30}


def test_the_list_of_one_county_beside_that_of_all_waits(told: PublishedDatabase) -> None:
    found = told.rows("SELECT file_name, state FROM deliveries WHERE feed = 'artisans' AND period = '1402Q1'")
    assert {r["file_name"]: r["state"] for r in found} == {"all.xlsx": "published", "bam.xlsx": "held"}
    assert values(told, "artisans")["1402Q1"] == 62
