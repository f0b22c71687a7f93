"""Indicators, domains, qualifiers and units found in what people said."""

from __future__ import annotations

import pytest

from pipelines.normalise import CodeBook
from pipelines.normalise.found_words import codes_in, plain_figure, qualifier_of, unit_of_spoken
from pipelines.workspace import models_dir

BOOK = CodeBook.load(models_dir())


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
    assert codes_in(text, BOOK.lists["figure_indicators"]) == codes


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
