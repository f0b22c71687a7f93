"""What a clean value is called on a page: titles, names and dates of the page's language, and nothing guessed."""

from __future__ import annotations

import re

import duckdb
import pytest

from dashboards.address import Address
from dashboards.components.clean_value import clean_value
from dashboards.data import versions
from dashboards.data.versions import Tables
from dashboards.data.view import View
from dashboards.language.language import Language
from pipelines.published import DATABASE, PublishedVersion

ISOLATES = re.compile("[\u2066-\u2069]")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("words")
    with duckdb.connect(str(folder / DATABASE)) as made:
        made.execute("""
            CREATE TABLE codes AS SELECT 'licence_kinds' AS list, 'individual_production' AS code, 1 AS sort,
              'پروانهٔ تولید انفرادی' AS title_fa, 'individual production licence' AS title_en
              UNION ALL SELECT 'destinations', 'DE', NULL, 'آلمان', 'Germany';
            CREATE TABLE areas AS SELECT '0806' AS area_code, 'سیرجان' AS name_fa, 'Sirjan' AS name_en;
            CREATE TABLE crafts AS SELECT 'C016' AS craft_code, 'شال‌بافی' AS title_fa, 'Shawl weaving' AS title_en;
            CREATE TABLE units AS SELECT 'IRR' AS unit, 'ریال' AS title_fa, 'rial' AS title_en;
        """)
    versions.OPEN.remember(PublishedVersion(folder, 1, {}))
    return Tables(str(folder), 1)


@pytest.mark.parametrize(
    ("kind", "codes", "kept", "persian", "english"),
    [
        (
            "code",
            "licence_kinds",
            "individual_production",
            "پروانهٔ تولید انفرادی",
            "Individual production licence",
        ),
        ("code", "licence_kinds", "of_no_list", "of_no_list", "of_no_list"),
        ("code", "destinations", "DE", "آلمان", "Germany"),
        ("code", "units", "IRR", "ریال", "rial"),
        ("place", None, "0806", "سیرجان", "Sirjan"),
        ("craft", None, "C016", "شال‌بافی", "Shawl weaving"),
        ("date", None, "2025-07-22", "۱۴۰۴/۰۴/۳۱", "1404-04-31"),
        ("date", None, "•••", "•••", "•••"),
        ("jalali", None, "1400-12", "اسفند ۱۴۰۰", "Esfand 1400"),
        ("period", None, "1401Q4", "زمستان ۱۴۰۱", "Winter 1401"),
        ("year", None, "1400", "۱۴۰۰", "1400"),
        ("money", None, "1240000000", "1240000000", "1240000000"),
        ("hs", None, "46021220", "46021220", "46021220"),
    ],
)
def test_a_value_is_said_in_the_language_of_the_page(
    published: Tables, kind: str, codes: str | None, kept: str, persian: str, english: str
) -> None:
    for language, expected in (("fa", persian), ("en", english)):
        view = View(Address("quality", Language(language)), published)
        shown = str(clean_value(view, {"kind": kind, "codes": codes}, kept))
        assert ISOLATES.sub("", re.sub(r"<[^>]*>", "", shown)) == expected
        assert (f'title="{kept}"' in shown) == (expected != kept)  # what is kept is never lost


def test_nothing_stays_nothing_and_a_column_of_no_contract_stays_as_it_is(published: Tables) -> None:
    view = View(Address("quality", Language("fa")), published)
    assert clean_value(view, {"kind": "date", "codes": None}, None) == ""
    assert "2025-07-22" in str(clean_value(view, None, "2025-07-22"))
