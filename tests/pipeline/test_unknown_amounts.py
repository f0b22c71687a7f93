"""A sum of which a part is unknown is the least that it can be, in every table and in words; the file is never refused.

All figures and firms are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.identifiers import legal_id
from tests.pipeline.whole_build import Built, whole_build

TRADE = ["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]
FIRMS = ["شناسه ملی", "نام تعاونی", "شهرستان", "رشته", "وضعیت", "تعداد اعضا", "تعداد شاغلان", "سرمایه (ریال)"]


def goods(office: str, rials: Sequence[Any], dollars: Sequence[Any]) -> list[list[Any]]:
    countries = ["آلمان", "عراق", "چین", "ژاپن"]
    return [
        [office, country, "57021020", 10, rial, dollar]
        for country, rial, dollar in zip(countries, rials, dollars, strict=True)
    ]


def book(raw: Path, where: str, title: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    path = raw / where
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    for row in ([title], list(head), *map(list, rows)):
        page.append(row)
    workbook.save(path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("unknown")
    raw = root / "raw"
    year = [
        *goods("کرمان", [3_000_000, "نامعلوم", 4_000_000, 2_700_000], [30, 20, 40, 27]),
        *goods("سیرجان", [1_000_000] * 4, [10] * 4),
    ]
    book(raw, "exports/1403-customs/e.xlsx", "آمار صادرات سال ۱۴۰۳", TRADE, year)
    spring = goods("کرمان", [1_000_000, "نامعلوم", 1_000_000, 1_000_000], [10, 10, 10, 10])
    half = goods("کرمان", [3_000_000, 3_000_000, 3_000_000, 3_000_000], [20, 20, 20, "نامعلوم"])
    book(raw, "exports/1402Q1-customs/e.xlsx", "آمار صادرات سه ماهه نخست سال ۱۴۰۲", TRADE, spring)
    book(raw, "exports/1402Q2-customs/e.xlsx", "آمار صادرات شش ماهه نخست سال ۱۴۰۲", TRADE, half)
    firms = [
        [legal_id(1401234597), "نمونهٔ یک", "سیرجان", "گلیم‌بافی", "فعال", 12, 5, 10**9],
        [legal_id(1401234694), "نمونهٔ دو", "سیرجان", "گلیم‌بافی", "فعال", 9, None, None],
        [legal_id(1401234791), "نمونهٔ سه", "کرمان", "پته‌دوزی", "فعال", 8, 4, 2 * 10**9],
    ]
    book(raw, "cooperatives/1403Q4-cooperatives/t.xlsx", "تعاونی‌های پایان ۱۴۰۳", FIRMS, firms)
    return whole_build(root)


def told(built: Built, indicator: str, area: str, period: str, category: str = "") -> tuple[Any, str, str]:
    found = built.rows(
        "SELECT value, qualifier, status FROM indicator_values "
        f"WHERE indicator_id = '{indicator}' AND area_code = '{area}' AND period = '{period}'"
        f" AND category = '{category}' AND domain = 'crafts'"
    )
    assert len(found) == 1, found
    return found[0]["value"], found[0]["qualifier"], found[0]["status"]


@pytest.mark.parametrize(
    ("indicator", "area", "period", "category", "value", "qualifier"),
    [
        ("exports_value_rial", "08", "1403", "", 13_700_000, "at_least"),
        ("exports_value_rial", "08", "1403", "کرمان", 9_700_000, "at_least"),
        ("exports_value_rial", "08", "1403", "منطقه ویژه اقتصادی سیرجان", 4_000_000, "exact"),
        ("exports_usd", "08", "1403", "", 157, "exact"),
        # Of a difference of two releases an unknown part may make it more or less.
        ("exports_value_rial", "08", "1402Q1", "کرمان", 3_000_000, "at_least"),
        ("exports_value_rial", "08", "1402Q2", "کرمان", 9_000_000, "about"),
        ("exports_usd", "08", "1402Q2", "کرمان", 20, "about"),
        ("cooperative_capital", "08", "1403Q4", "", 3 * 10**9, "at_least"),
        ("cooperative_capital", "0808", "1403Q4", "", 2 * 10**9, "exact"),
    ],
)
def test_a_sum_with_an_unknown_part_says_so(
    built: Built, indicator: str, area: str, period: str, category: str, value: int, qualifier: str
) -> None:
    assert told(built, indicator, area, period, category) == (Decimal(value), qualifier, "final")


def test_the_tables_of_trade_count_the_rows_without_a_value(built: Built) -> None:
    for table in ("export_lines", "export_flows", "export_hidden_origin"):
        found = built.rows(
            f"SELECT DISTINCT period, CAST(rows_without_value AS INTEGER) AS n FROM {table} ORDER BY period"
        )
        assert {(r["period"], r["n"]) for r in found} >= {("1402Q1", 0), ("1402Q2", 1), ("1403", 0)}, table
