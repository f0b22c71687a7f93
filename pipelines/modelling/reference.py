"""Load the reference tables (areas, codes, tariff lines …) and the Jalali calendar into the engine.

Reference tables are the CSV files of ``models/reference``, all text; the calendar is computed from a library
and covers 1371 to 1420; a year outside it still has its key, so that no readable date is without a period.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jdatetime

from pipelines.configuration.place import read_place
from pipelines.engines import Engine
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import SEASONS, period_name
from pipelines.normalise.dates import JALALI_YEARS

if TYPE_CHECKING:
    import pyarrow as pa

FIRST_YEAR, LAST_YEAR = 1371, 1420
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
        for quarter, period in enumerate(Period(year).quarters, 1):
            begins, ends = period.days
            first, last = (jdatetime.date.fromgregorian(date=day) for day in (begins, ends))
            yield {
                "period": period.key,
                "jalali_year": year,
                "quarter": quarter,
                "first_day": begins,
                "last_day": ends,
                "first_day_jalali": first.strftime("%Y/%m/%d"),
                "last_day_jalali": last.strftime("%Y/%m/%d"),
                "days": (ends - begins).days + 1,
                "title_fa": period_name(period.key, "fa"),
                "title_en": (
                    f"{SEASONS['en'][quarter - 1].capitalize()} {year} "
                    f"({MONTHS_EN[begins.month - 1]}–{MONTHS_EN[ends.month - 1]} {ends.year})"
                ),
            }


def period_keys() -> Iterator[dict[str, str]]:
    """Yield how a year, a month or a quarter as written belongs to a frequency and a period.

    Grain: one row a key: ``1402`` → A 1402, ``1402Q3`` → Q 1402Q3, ``1402-07`` → Q 1402Q3. ``first_month``
    (``1402-07``) and ``last_month`` (``1402-09``) are those with which the key begins and ends; by the last one keys of
    any length stand in order.
    """
    for year in map(Period, JALALI_YEARS):
        for key in (year, *year.quarters, *year.months):
            period = key.ending("Q") if key.frequency == "M" else key
            yield {
                "period_key": key.key,
                "frequency": period.frequency,
                "period": period.key,
                "first_month": key.first_month.key,
                "last_month": key.last_month.key,
            }


def jalali_dates() -> Iterator[dict[str, Any]]:
    """Yield every Jalali date from 1371 to 1420, known to the day, the month or the year, with its days.

    Grain: one row a date as written: ``1400-12-05``, ``1400-12``, ``1400``. Of a date that is not known to the day,
    a beginning is reckoned from ``first_day`` and an end to ``last_day``.
    """
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        begins, ends = Period(year).days
        yield _date(str(year), begins, ends)
        for month in range(1, 13):
            # Six months of 31 days, five of 30; the last has what the year leaves.
            length = 31 if month <= 6 else 30 if month < 12 else (ends - begins).days + 1
            days = [begins + timedelta(days=n) for n in range(length)]
            yield _date(f"{year}-{month:02d}", begins, days[-1])
            for n, day in enumerate(days, 1):
                yield _date(f"{year}-{month:02d}-{n:02d}", day, day)
            begins = days[-1] + timedelta(days=1)


def _date(key: str, first: date, last: date) -> dict[str, Any]:
    return {"jalali_date": key, "first_day": first, "last_day": last}


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


def place_row(home: str, areas: list[dict[str, str | None]]) -> dict[str, str | None]:
    """Return the one row that says whose roadmap this is: the area, and the country in which it lies."""
    return {
        "home_area_code": home,
        "country_code": next((a["area_code"] for a in areas if a["kind"] == "country"), None),
    }


def load_reference(engine: Engine, models: Path) -> dict[str, int]:
    """Load every reference table into schema ``reference``; return the rows of each."""
    engine.create_schema("reference")
    loaded: dict[str, int] = {}
    for path in sorted((models / "reference").glob("*.csv")):
        columns, rows = read_reference(path)
        loaded[path.stem] = engine.load_arrow("reference", path.stem, _arrow_table(columns, rows))
    _, areas = read_reference(models / "reference" / "areas.csv")
    computed: tuple[tuple[str, Iterator[dict[str, Any]]], ...] = (
        ("quarters", quarters()),
        ("period_keys", period_keys()),
        ("area_ancestors", area_ancestors(areas)),
        ("place", iter([place_row(read_place(models).home, areas)])),
        ("jalali_dates", jalali_dates()),
    )
    for name, found in computed:
        rows = list(found)
        loaded[name] = engine.load_arrow("reference", name, _arrow_table(list(rows[0]), rows))
    return loaded


def _arrow_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return rows as an Arrow table, each column in the type of its values in the first row; text where that has none.

    Arrow gets them as a text of commas: of Python's lists it would ask whether they are series, and load pandas to ask.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    kinds = {int: pa.int64(), date: pa.date32()}
    types = {c: kinds.get(type(rows[0][c]) if rows else str, pa.string()) for c in columns}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([row[c] for c in columns] for row in rows)
    return arrow_csv.read_csv(
        pa.py_buffer(text.getvalue().encode()),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=True),
    )


def known_offices(models: Path) -> frozenset[str] | None:
    """Return the office codes of the list ``offices``; None, where there is no such list, lets every one pass."""
    _, rows = read_reference(models / "reference" / "codes.csv")
    return frozenset(str(r["code"]) for r in rows if r["list"] == "offices") or None
