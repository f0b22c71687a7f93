"""The bases of a headline side by side, in words of both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from dashboards.address import Address
from dashboards.components.basis_line import basis_line, rule_words
from dashboards.data import indicators, versions
from dashboards.data.versions import Tables
from dashboards.data.view import View
from dashboards.language.language import Language
from pipelines.published import DATABASE, PublishedVersion

Told = Sequence[tuple[str, int, str, float | None]]

STATEMENT: Told = [("reported", 70_000, "1405", None)]
REGISTER: Told = [("register", 355, "1405", None)]
UNDER: Told = [*STATEMENT, ("register", 355, "1405", 0.005071)]
OVER: Told = [("register", 66_500, "1405", 0.95), *STATEMENT]
FOUR: Told = [
    ("reported", 100, "1402", None),
    ("register", 10, "1402", 0.1),
    ("customs", 20, "1402", 0.2),
    ("suitcase", 30, "1403", 0.0004),
]


def looking(folder: Path, code: str, told: Told, rule: str) -> View:
    """Return a look at a version of one indicator, whose headline has these bases in this order."""
    values = ", ".join(
        f"('v{place}', 'artisans', '08', 'crafts', '', '{basis}', 'final', 'persons', 'exact', NULL, 'statement', "
        f"'{period}', {value})"
        for place, (basis, value, period, _) in enumerate(told, 1)
    )
    firsts = ", ".join(
        f"('v{place}', 'artisans', '08', {place}, '{basis}', {'NULL' if share is None else share}, '{rule}', '')"
        for place, (basis, _, _, share) in enumerate(told, 1)
    )
    with duckdb.connect(str(folder / DATABASE)) as made:
        made.execute(f"""
            CREATE TABLE codes AS SELECT * FROM (VALUES
              ('bases', 'register', 'ثبت‌شده', 'register', 1), ('bases', 'customs', 'گمرکی', 'customs', 2),
              ('bases', 'suitcase', 'چمدانی', 'suitcase trade', 3), ('bases', 'reported', 'اظهارشده', 'reported', 4),
              ('headline_rules', 'covers', 'پوشش به حد نصاب رسیده است', 'it covers enough of what was stated', 1),
              ('headline_rules', 'under_coverage', 'پوشش به حد نصاب نرسیده است', 'nothing covers enough', 2),
              ('headline_rules', 'only', 'تنها مبناست', 'the only basis', 3))
              AS t (list, code, title_fa, title_en, sort);
            CREATE TABLE areas AS SELECT '08' AS area_code, 'province' AS kind;
            CREATE TABLE indicators AS SELECT 'artisans' AS indicator_id, 0 AS decimals, 'stock' AS kind;
            CREATE TABLE commission_status (indicator_id VARCHAR, area_code VARCHAR, domain VARCHAR, category VARCHAR,
              status VARCHAR, target_id VARCHAR);
            CREATE TABLE target_progress (target_id VARCHAR, target_period VARCHAR, is_over BOOLEAN, basis VARCHAR,
              period VARCHAR);
            CREATE TABLE units AS SELECT 'persons' AS unit, 'نفر' AS title_fa, 'persons' AS title_en;
            CREATE TABLE indicator_values AS SELECT * FROM (VALUES {values}) AS t (value_id, indicator_id, area_code,
              domain, category, basis, status, unit, qualifier, denominator, evidence_grade, period, value);
            CREATE TABLE headlines AS SELECT * FROM (VALUES {firsts}) AS t (value_id, indicator_id, area_code, place,
              basis, coverage, rule, stated_value_id);
        """)
    versions.OPEN.remember(PublishedVersion(folder, 1, {}))
    return View(Address("glance", Language(code)), Tables(str(folder), 1))


def read(folder: Path, code: str, told: Told, rule: str) -> tuple[str, str | None]:
    """Return the first figure and the line below it, as text."""
    view = looking(folder, code, told, rule)
    row = indicators.principal(view, "artisans")
    assert row is not None
    line = basis_line(view, row)
    text = None if line is None else re.sub(r"[\u2066-\u2069]", "", re.sub(r"</p><p[^>]*>", " | ", str(line)))
    return f"{row['basis']} {row['value']}", None if text is None else re.sub(r"<[^>]+>", "", text)


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize(("told", "first"), [(STATEMENT, "reported 70000"), (REGISTER, "register 355")])
def test_one_basis_alone_has_nothing_beside_it(tmp_path: Path, code: str, told: Told, first: str) -> None:
    assert read(tmp_path, code, told, "only") == (first, None)


@pytest.mark.parametrize(
    ("code", "told", "rule", "first", "line"),
    [
        (
            "fa",
            UNDER,
            "under_coverage",
            "reported 70000",
            "اظهارشده ۷۰٬۰۰۰ · ثبت‌شده ۳۵۵ | دفتر ۰٫۵ درصدِ رقم اظهارشده را دارد.",
        ),
        (
            "en",
            UNDER,
            "under_coverage",
            "reported 70000",
            "Reported 70,000 · Register 355 | The register covers 0.5% of the stated figure.",
        ),
        (
            "fa",
            OVER,
            "covers",
            "register 66500",
            "ثبت‌شده ۶۶٬۵۰۰ · اظهارشده ۷۰٬۰۰۰ | دفتر ۹۵ درصدِ رقم اظهارشده را دارد.",
        ),
        (
            "en",
            OVER,
            "covers",
            "register 66500",
            "Register 66,500 · Reported 70,000 | The register covers 95% of the stated figure.",
        ),
        (
            "fa",
            FOUR,
            "under_coverage",
            "reported 100",
            "اظهارشده ۱۰۰ (۱۴۰۲) · ثبت‌شده ۱۰ (۱۴۰۲) · گمرکی ۲۰ (۱۴۰۲) · چمدانی ۳۰ (۱۴۰۳) | "
            "دفتر ۱۰ درصدِ رقم اظهارشده را دارد؛ گمرک ۲۰ درصدِ رقم اظهارشده را دارد؛ "
            "آمار چمدانی کمتر از ۰٫۱ درصدِ رقم اظهارشده را دارد.",
        ),
        (
            "en",
            FOUR,
            "under_coverage",
            "reported 100",
            "Reported 100 (1402) · Register 10 (1402) · Customs 20 (1402) · Suitcase trade 30 (1403) | "
            "The register covers 10% of the stated figure; customs cover 20% of the stated figure; "
            "the suitcase trade covers less than 0.1% of the stated figure.",
        ),
    ],
)
def test_bases_stand_side_by_side_with_what_each_covers(
    tmp_path: Path, code: str, told: Told, rule: str, first: str, line: str
) -> None:
    assert read(tmp_path, code, told, rule) == (first, line)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fa", "نخست اظهارشده: پوشش به حد نصاب نرسیده است."),
        ("en", "First, reported: nothing covers enough."),
    ],
)
def test_the_rule_by_which_the_first_is_first_is_told(tmp_path: Path, code: str, words: str) -> None:
    view = looking(tmp_path, code, UNDER, "under_coverage")
    row = indicators.principal(view, "artisans")
    assert row is not None and rule_words(view, row) == words
