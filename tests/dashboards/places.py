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


def add_values(folder: Path, values: dict[tuple[str, str], float | None]) -> None:
    """Add one indicator, the share of artisans with a licence: (area, quarter) → value, None where it is not told."""
    with duckdb.connect(str(folder / DATABASE)) as made:
        made.execute("""
            CREATE TABLE codes AS SELECT 'domains' AS list, 'crafts' AS code, 1 AS sort,
              'صنایع دستی' AS title_fa, 'Crafts' AS title_en;
            CREATE TABLE units AS SELECT 'share' AS unit, 'سهم' AS title_fa, 'share' AS title_en;
            CREATE TABLE indicators AS SELECT 'licence_coverage' AS indicator_id, 'پوشش پروانه' AS title_fa,
              'Licence coverage' AS title_en, 'share' AS unit, 0 AS decimals, 1 AS headline, 'artisans' AS theme;
            CREATE TABLE target_progress (indicator_id VARCHAR, area_code VARCHAR, domain VARCHAR, category VARCHAR,
              decision_state VARCHAR, basis VARCHAR, target_period VARCHAR, target_id VARCHAR, is_over BOOLEAN,
              period VARCHAR);
            CREATE TABLE commission_status (indicator_id VARCHAR, area_code VARCHAR, domain VARCHAR, category VARCHAR,
              status VARCHAR, target_id VARCHAR);
            CREATE TABLE indicator_values (value_id VARCHAR, indicator_id VARCHAR, area_code VARCHAR, domain VARCHAR,
              breakdown VARCHAR, category VARCHAR, basis VARCHAR, frequency VARCHAR, period VARCHAR,
              value DECIMAL(38, 9), numerator DECIMAL(38, 9), denominator DECIMAL(38, 9),
              unit VARCHAR, qualifier VARCHAR, status VARCHAR,
              evidence_grade VARCHAR, is_synthetic BOOLEAN);
        """)
        for (area, period), value in values.items():
            status = "missing" if value is None else "final"
            made.execute(
                "INSERT INTO indicator_values VALUES (?, 'licence_coverage', ?, 'crafts', '', '', 'register', 'Q', "
                "?, ?, NULL, NULL, 'share', 'exact', ?, 'register', false)",
                [f"{area}-{period}", area, period, value, status],
            )


def opened(folder: Path) -> Tables:
    """Return the tables of a version in ``folder``."""
    versions.OPEN.remember(PublishedVersion(folder, 1, {}))
    return Tables(str(folder), 1)


def looking(tables: Tables, page: str = "glance", code: str = "fa", **parameters: str) -> View:
    """Return a look at a page of a version."""
    return View(Address(page, Language.from_address(code), parameters), tables)
