"""The table of Jalali dates, each with the days that it may be."""

from __future__ import annotations

from datetime import date

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.engines import DuckDBEngine
from pipelines.modelling.reference import load_reference
from tests.derived_tables import MODELS


@pytest.fixture(scope="module")
def engine() -> DuckDBEngine:
    engine = DuckDBEngine()
    load_reference(engine, MODELS)
    return engine


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("1400-12-05", date(2022, 2, 24), date(2022, 2, 24)),
        ("1400-12", date(2022, 2, 20), date(2022, 3, 20)),
        ("1399-12", date(2021, 2, 19), date(2021, 3, 20)),  # a leap year has thirty days in Esfand
        ("1400", date(2021, 3, 21), date(2022, 3, 20)),
        ("1403", date(2024, 3, 20), date(2025, 3, 20)),  # a leap year
        ("1402", date(2023, 3, 21), date(2024, 3, 19)),
        ("1403-07", date(2024, 9, 22), date(2024, 10, 21)),
    ],
)
def test_a_partial_date_has_the_days_that_it_may_be(
    engine: DuckDBEngine, written: str, first: date, last: date
) -> None:
    found = engine.rows("SELECT * FROM reference.jalali_dates WHERE jalali_date = ?", [written])
    assert [(row["first_day"], row["last_day"]) for row in found] == [(first, last)]


def test_each_day_of_the_calendar_stands_once_under_its_own_date(engine: DuckDBEngine) -> None:
    days = engine.rows(
        "SELECT count(*) AS n, count(DISTINCT first_day) AS days, max(last_day) - min(first_day) + 1 AS span"
        " FROM reference.jalali_dates WHERE length(jalali_date) = 10"
    )[0]
    assert days["n"] == days["days"] == days["span"]


@given(day=st.dates(date(1992, 3, 21), date(2042, 3, 19)))
def test_days_of_the_calendar_agree_with_the_library(engine: DuckDBEngine, day: date) -> None:
    written = jdatetime.date.fromgregorian(date=day).strftime("%Y-%m-%d")
    found = engine.rows("SELECT * FROM reference.jalali_dates WHERE first_day = ? AND length(jalali_date) = 10", [day])
    assert [(row["jalali_date"], row["first_day"], row["last_day"]) for row in found] == [(written, day, day)]
