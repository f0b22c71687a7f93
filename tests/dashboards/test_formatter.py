"""The formatter: digits, isolates, qualifiers, money, dates and periods in both languages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.language.formatter import Formatter
from dashboards.language.language import Language

fa, en = Formatter(Language("fa")), Formatter(Language("en"))


def bare(text: str) -> str:
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))


@pytest.mark.parametrize(
    ("value", "decimals", "persian", "english"),
    [
        (104772, 0, "۱۰۴٬۷۷۲", "104,772"),
        (33.94, 1, "۳۳٫۹", "33.9"),
        (-5.9, 1, "−۵٫۹", "−5.9"),
        (1.005, 2, "۱٫۰۱", "1.01"),  # the shortest text of the number, rounded half up
        (Decimal("220000000000"), 0, "۲۲۰٬۰۰۰٬۰۰۰٬۰۰۰", "220,000,000,000"),
        (50.0, 1, "۵۰", "50"),
    ],
)
def test_a_number_is_written_in_the_digits_of_its_language(value, decimals, persian, english):
    assert bare(fa.number(value, decimals)) == persian
    assert bare(en.number(value, decimals)) == english


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_every_number_stands_in_one_isolate_and_can_be_read_back(value):
    written = en.number(value, 3)
    assert (written[0], written[-1]) == ("\u2066", "\u2069")
    assert Decimal(bare(written).replace(",", "").replace("−", "-")) == value
    assert not set(fa.number(value, 3)) & set("0123456789.,-")


def test_zero_is_a_word_in_persian_headlines_and_a_digit_in_english_ones():
    assert fa.figure(0) == "صفر"
    assert bare(en.figure(0)) == "0"


def test_per_cent_is_a_word_in_prose_and_a_sign_on_axes():
    assert bare(fa.percent(0.70138)) == "۷۰٫۱ درصد"
    assert fa.percent_tick(0.5) == "۵۰٪"
    assert bare(en.percent(0.70138)) == "70.1%"


def test_qualifiers_stand_before_the_number():
    assert bare(fa.qualified(fa.number(101), "more_than")) == "بیش از ۱۰۱"
    assert bare(en.qualified(en.number(10000), "about")) == "about 10,000"
    assert bare(fa.qualified(fa.number(8), "exact")) == "۸"


def test_money_takes_one_scale_and_has_a_toman_equivalent():
    assert tuple(map(bare, fa.money(220_000_000_000))) == ("۲۲۰", "میلیارد ریال")
    assert bare(fa.toman(220_000_000_000)) == "۲۲ میلیارد تومان"
    assert tuple(map(bare, en.money(36_283_811_307_253))) == ("36.3", "trillion rials")


@pytest.mark.parametrize(
    ("period", "persian", "english"),
    [
        ("1402", "۱۴۰۲", "1402"),
        ("1400Q4", "زمستان ۱۴۰۰", "Winter 1400"),
        ("1402-07", "مهر ۱۴۰۲", "Mehr 1402"),
        ("1400-12-05", "۵ اسفند ۱۴۰۰", "5 Esfand 1400"),
        (None, "", ""),
    ],
)
def test_periods_are_jalali_in_both_languages(period, persian, english):
    assert fa.period(period) == persian
    assert en.period(period) == english


def test_english_periods_give_the_gregorian_span_when_asked():
    assert en.period("1400Q4", gregorian=True) == "Winter 1400 (Dec–Mar 2022)"
    assert en.period("1402", gregorian=True) == "1402 (2023–24)"
    assert fa.period("1402", gregorian=True) == "۱۴۰۲"


def test_dates_are_jalali_with_the_gregorian_beside_them_in_english():
    day = dt.date(2026, 11, 23)
    assert fa.date(day) == "۲ آذر ۱۴۰۵"
    assert bare(fa.date(day, table=True)) == "۱۴۰۵/۰۹/۰۲"
    assert en.date(day) == "2 Azar 1405 (23 Nov 2026)"
    assert fa.date(dt.date(2025, 3, 20)) == "۳۰ اسفند ۱۴۰۳"  # a leap year that the 2820-year rule gets wrong
