"""Indicators, domains, qualifiers and units found in what people said."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.contracts import load_contracts
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook, NormaliseContext, normalise_distinct
from pipelines.normalise.found_words import codes_in, plain_figure, qualifier_of, unit_of_spoken

BOOK = CodeBook.load(models_dir())
FIGURES = load_contracts(models_dir())["reported_figures"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("تعداد هنرمندان دارای پروانه در استان", ["artisans_licensed"]),
        ("هنرمندان و صنعتگران صنایع دستی", ["artisans"]),
        ("شمار قالی‌بافان بیمه‌شده", ["weavers_insured"]),
        ("ارزش صادرات صنایع دستی از گمرک‌های استان", ["exports_usd"]),
        ("حال و هوای بازار", []),
    ],
)
def test_an_indicator_is_found_by_its_longest_name(text: str, codes: list[str]) -> None:
    assert codes_in(text, BOOK.lists["figure_indicators"].codes) == codes


@pytest.mark.parametrize(
    ("raw", "qualifier", "figure", "unit"),
    [
        ("بیش از دویست و شصت نفر", "more_than", "دویست و شصت نفر", "persons"),
        ("نزدیک به ۱۰۵ هزار دلار", "about", "۱۰۵ هزار دلار", "USD"),
        ("۱۳ میلیارد و ۸۰۰ میلیون تومان", None, "۱۳ میلیارد و ۸۰۰ میلیون تومان", "toman"),
        ("حدود ۷۰ هزار نفر از هنرمندان", "about", "70000 نفر", "persons"),
        ("حداقل ۴۵ درصد", "at_least", "۴۵ درصد", "percent"),
        ("کمتر از ۲۰۰ هنرمند", "less_than", "200 نفر", "persons"),
        ("۱۲۰ فقره", None, "۱۲۰ فقره", "count"),
        ("خیلی زیاد", None, "خیلی زیاد", None),
    ],
)
def test_a_spoken_figure_is_a_qualifier_a_number_and_a_unit(
    raw: str, qualifier: str | None, figure: str, unit: str | None
) -> None:
    assert qualifier_of(raw, BOOK.lists["qualifiers"])[0] == qualifier
    assert plain_figure(raw, BOOK) == figure
    found = unit_of_spoken(raw, BOOK)
    assert (found.code if found else None) == unit


@pytest.mark.parametrize(
    ("figure", "told", "value", "unit"),
    [
        # What is told in one cell has its number and its unit there: nothing is converted on the way.
        ("۲ همت", None, "2", "hemmat"),
        ("۱۳ میلیارد تومان", None, "13000000000", "toman"),
        ("۱۳ میلیارد و ۸۰۰ میلیون تومان", None, "13800000000", "toman"),
        ("۳۰ تن", None, "30", "tonne"),
        ("حدود ۲ هزار تن", None, "2000", "tonne"),
        ("حدود ۵ درصد", None, "5", "percent"),
        ("بیش از ۳ میلیارد ریال", None, "3000000000", "IRR"),
        # Beside a column of units it is said in the unit of that column.
        ("۱۳ میلیارد تومان", "ریال", "130000000000", "IRR"),
        ("۳۰", "تن", "30", "tonne"),
    ],
)
def test_a_figure_without_an_indicator_is_told_in_the_unit_that_stands_beside_it(
    figure: str, told: str | None, value: str, unit: str
) -> None:
    cell = told or figure  # a document without a column of units is asked for them in its figures
    context = NormaliseContext(BOOK, None, "1402", lambda _, plain: plain)
    number = normalise_distinct(FIGURES.column("value"), [(figure, f"{cell}\x1f")], context)[0]
    measure = normalise_distinct(FIGURES.column("unit"), [(cell, None)], context)[0]
    assert (number.value, measure.value) == (value, unit)


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "holds"),
    [
        ("licence_coverage", "0.5", "percent", True),
        ("licence_coverage", "1.5", "percent", False),
        ("licence_coverage", "1.5", "share", False),
        ("vocational_training", "5", "percent", True),
        ("vocational_training", "100", "percent", True),
        ("vocational_training", "101", "percent", False),
        ("vocational_training", "5", "share", False),
        ("vocational_training", "500", "persons", True),
    ],
)
def test_per_cent_end_at_a_hundred_and_shares_at_one(indicator: str, value: str, unit: str, holds: bool) -> None:
    [rule] = [rule for rule in FIGURES.rules if rule.rule_id.endswith("unambiguous_share")]
    row = f"SELECT '{indicator}' AS indicator, CAST({value} AS DECIMAL(38, 9)) AS value, '{unit}' AS unit"
    assert duckdb.sql(f"SELECT {rule.expression} FROM ({row})").fetchall() == [(holds,)]
