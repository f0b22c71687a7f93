"""Days between Jalali dates, in SQL: every month's first day, and the first and last day of a partial date.

A date may be known to the day (``1400-12-05``), the month (``1400-12``) or the year (``1396``). For reckoning, a
beginning is taken at the first day that it may be and an end at the last.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

#: Grain: one Jalali month of the calendar (1371 to 1420).
MONTHS = """
SELECT concat(CAST(q.jalali_year AS VARCHAR), '-', lpad(CAST(3 * q.quarter - 2 + k.k AS VARCHAR), 2, '0')) AS month_key,
  CAST(q.first_day + CAST(k.k * CASE WHEN q.quarter <= 2 THEN 31 ELSE 30 END AS INTEGER) AS DATE) AS first_day,
  CASE WHEN q.quarter <= 2 THEN 31 WHEN q.quarter = 3 OR k.k < 2 THEN 30 ELSE q.days - 60 END AS days
FROM reference.quarters q CROSS JOIN (VALUES (0), (1), (2)) AS k(k)
ORDER BY month_key
"""


def create_jalali_months(engine: DuckDBEngine) -> None:
    """Build ``derived.jalali_months``, on which the expressions of this module stand."""
    engine.create_table("derived", "jalali_months", MONTHS)


def first_day(expression: str) -> str:
    """Return SQL for the first day (DATE) that a partial Jalali date may be; NULL outside the calendar."""
    x = f"({expression})"
    return (
        "(SELECT min(m.first_day) + CAST(greatest(coalesce(TRY_CAST(substring("
        f"{x}, 9, 2) AS INTEGER), 1), 1) - 1 AS INTEGER) FROM derived.jalali_months m"
        f" WHERE m.month_key = CASE WHEN length({x}) = 4 THEN {x} || '-01' ELSE left({x}, 7) END)"
    )


def last_day(expression: str) -> str:
    """Return SQL for the last day (DATE) that a partial Jalali date may be; NULL outside the calendar."""
    x = f"({expression})"
    return (
        "(SELECT min(m.first_day) + CAST(coalesce(TRY_CAST(substring("
        f"{x}, 9, 2) AS INTEGER), min(m.days)) - 1 AS INTEGER) FROM derived.jalali_months m"
        f" WHERE m.month_key = CASE WHEN length({x}) = 4 THEN {x} || '-12' ELSE left({x}, 7) END)"
    )


def jalali(expression: str) -> str:
    """Return SQL for a DATE as a Jalali date (``1400-12-05``)."""
    x = f"({expression})"
    return (
        f"(SELECT concat(m.month_key, '-', lpad(CAST({x} - m.first_day + 1 AS VARCHAR), 2, '0'))"
        f" FROM derived.jalali_months m WHERE {x} BETWEEN m.first_day AND m.first_day + CAST(m.days - 1 AS INTEGER))"
    )


def jalali_today(today: date) -> str:
    """Return a day as a Jalali date (``1405-09-05``)."""
    import jdatetime

    return str(jdatetime.date.fromgregorian(date=today).strftime("%Y-%m-%d"))
