"""Small versions of other places: their areas and what is made there, for tests that need no more."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dashboards.address import Address
from dashboards.data import versions
from dashboards.data.versions import Tables
from dashboards.data.view import View
from dashboards.language.language import Language
from pipelines.published import DATABASE, PublishedVersion

Good = tuple[str, str, str, str, bool]
KILIM: Good = ("0806", "crafts", "گلیم سیرجان", "Sirjan kilim", True)
PATEH: Good = ("08", "crafts", "پته", "Pateh embroidery", False)
ZILU: Good = ("1099", "crafts", "زیلوی نمونه", "Sample zilu", True)

COUNTRY = ("IR", "country", None, "ایران", "Iran", "ایران", "Iran")
KERMAN = (
    ("08", "province", "IR", "استان کرمان", "Kerman Province", "کرمان", "Kerman"),
    ("0806", "county", "08", "سیرجان", "Sirjan", "سیرجان", "Sirjan"),
    ("0808", "county", "08", "کرمان", "Kerman", "کرمان", "Kerman"),
    ("city-sirjan", "city", "0806", "شهر سیرجان", "Sirjan (city)", "شهر سیرجان", "Sirjan (city)"),
)
ISFAHAN = (
    ("10", "province", "IR", "استان اصفهان", "Isfahan Province", "اصفهان", "Isfahan"),
    ("1001", "county", "10", "اصفهان", "Isfahan", "اصفهان", "Isfahan"),
    ("1099", "county", "10", "نمونه", "Sample", "نمونه", "Sample"),
)


def publish(
    folder: Path,
    home: str,
    areas: tuple[tuple[str | None, ...], ...] = (COUNTRY, *KERMAN),
    goods: tuple[Good, ...] = (),
    notes: tuple[tuple[str, str, str, str], ...] = (),
) -> Tables:
    """Write a version of ``home`` with some areas, goods and notes."""
    with duckdb.connect(str(folder / DATABASE)) as made:
        made.execute("""
            CREATE TABLE release (version INTEGER, home_area_code VARCHAR);
            CREATE TABLE areas (area_code VARCHAR, kind VARCHAR, parent_code VARCHAR, name_fa VARCHAR, name_en VARCHAR,
              short_fa VARCHAR, short_en VARCHAR, tile_row INTEGER, tile_col INTEGER, valid_from VARCHAR);
            CREATE TABLE local_goods (area_code VARCHAR, domain VARCHAR, name_fa VARCHAR, name_en VARCHAR,
              own_line BOOLEAN, note_fa VARCHAR, note_en VARCHAR);
            CREATE TABLE area_notes (indicator_id VARCHAR, area_code VARCHAR, note_fa VARCHAR, note_en VARCHAR);
        """)
        made.execute("INSERT INTO release VALUES (1, ?)", [home])
        for row in areas:
            made.execute("INSERT INTO areas VALUES (?, ?, ?, ?, ?, ?, ?, 1, 1, NULL)", list(row))
        for good in goods:
            made.execute("INSERT INTO local_goods VALUES (?, ?, ?, ?, ?, 'ردیف مشترک', 'shares its line')", list(good))
        for note in notes:
            made.execute("INSERT INTO area_notes VALUES (?, ?, ?, ?)", list(note))
    return opened(folder)


def opened(folder: Path) -> Tables:
    """Return the tables of a version in ``folder``."""
    versions.OPEN.remember(PublishedVersion(folder, 1, {}))
    return Tables(str(folder), 1)


def looking(tables: Tables, page: str = "glance", code: str = "fa", **parameters: str) -> View:
    """Return a look at a page of a version."""
    return View(Address(page, Language.from_address(code), parameters), tables)
