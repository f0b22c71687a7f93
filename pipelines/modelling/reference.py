"""Load the reference tables (areas, codes, tariff lines …) and the Jalali calendar into the engine.

Reference tables are the CSV files of ``models/reference``, all text; the calendar is computed from a library
and covers 1371 to 1420; a year outside it still has its key, so that no readable date is without a period.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jdatetime

from pipelines.engines import Engine
from pipelines.normalise.dates import JALALI_YEARS

FIRST_YEAR, LAST_YEAR = 1371, 1420
SEASONS_FA = ("بهار", "تابستان", "پاییز", "زمستان")
SEASONS_EN = ("Spring", "Summer", "Autumn", "Winter")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def read_reference(path: Path) -> tuple[list[str], list[dict[str, str | None]]]:
    """Return the columns and rows of a reference CSV; empty cells are ``None``."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or ())
        return columns, [{k: (v or None) for k, v in row.items()} for row in reader]


def quarters() -> Iterator[dict[str, Any]]:
    """Yield the Jalali quarters: period, first and last day in both calendars, names.

    Grain: one row a quarter. A quarter's season carries its year; Gregorian months stand in parentheses.
    """
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for quarter in range(1, 5):
            first = jdatetime.date(year, 3 * quarter - 2, 1)
            following = jdatetime.date(year + quarter // 4, 3 * (quarter % 4) + 1, 1)
            last = following - jdatetime.timedelta(days=1)
            begins, ends = first.togregorian(), last.togregorian()
            yield {
                "period": f"{year}Q{quarter}",
                "jalali_year": year,
                "quarter": quarter,
                "first_day": begins,
                "last_day": ends,
                "first_day_jalali": first.strftime("%Y/%m/%d"),
                "last_day_jalali": last.strftime("%Y/%m/%d"),
                "days": (ends - begins).days + 1,
                "title_fa": f"{SEASONS_FA[quarter - 1]} {str(year).translate(PERSIAN_DIGITS)}",
                "title_en": (
                    f"{SEASONS_EN[quarter - 1]} {year} "
                    f"({MONTHS_EN[begins.month - 1]}–{MONTHS_EN[ends.month - 1]} {ends.year})"
                ),
            }


def period_keys() -> Iterator[dict[str, str]]:
    """Yield how a year, a month or a quarter as written belongs to a frequency and a period.

    Grain: one row a key: ``1402`` → A 1402, ``1402Q3`` → Q 1402Q3, ``1402-07`` → Q 1402Q3. ``last_month``
    (``1402-09``) is the month with which the key ends, by which keys of any length stand in order.
    """
    for year in JALALI_YEARS:
        keys = [(str(year), str(year), 12)]
        keys += [(f"{year}Q{quarter}", f"{year}Q{quarter}", 3 * quarter) for quarter in range(1, 5)]
        keys += [(f"{year}-{month:02d}", f"{year}Q{(month + 2) // 3}", month) for month in range(1, 13)]
        for key, period, last in keys:
            yield {
                "period_key": key, "frequency": "Q" if "Q" in period else "A", "period": period,
                "last_month": f"{year}-{last:02d}",
            }  # fmt: skip


def area_ancestors(areas: list[dict[str, str | None]]) -> Iterator[dict[str, str]]:
    """Yield each area with itself and every area above it. Grain: one row a pair."""
    by_code = {a["area_code"]: a for a in areas}
    for area in areas:
        above: dict[str, str | None] | None = area
        while above:
            yield {
                "area_code": str(area["area_code"]),
                "ancestor_code": str(above["area_code"]),
                "ancestor_kind": str(above["kind"]),
            }
            above = by_code.get(above["parent_code"])


def load_reference(engine: Engine, models: Path) -> dict[str, int]:
    """Load every reference table into schema ``reference``; return the rows of each."""
    import pyarrow as pa

    engine.create_schema("reference")
    loaded: dict[str, int] = {}
    for path in sorted((models / "reference").glob("*.csv")):
        columns, rows = read_reference(path)
        table = pa.table({c: pa.array([r[c] for r in rows], pa.string()) for c in columns})
        loaded[path.stem] = engine.load_arrow("reference", path.stem, table)
    _, areas = read_reference(models / "reference" / "areas.csv")
    for name, computed in (
        ("quarters", quarters()), ("period_keys", period_keys()), ("area_ancestors", area_ancestors(areas)),
    ):  # fmt: skip
        loaded[name] = engine.load_arrow("reference", name, pa.Table.from_pylist(list(computed)))
    return loaded


def known_offices(models: Path) -> frozenset[str] | None:
    """Return the office codes of the list ``offices``; None, where there is no such list, lets every one pass."""
    _, rows = read_reference(models / "reference" / "codes.csv")
    return frozenset(str(r["code"]) for r in rows if r["list"] == "offices") or None
