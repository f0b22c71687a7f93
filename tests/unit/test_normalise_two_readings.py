"""What one cell alone cannot say: whether a point parts thousands, a number is per cent, «1403/1» is a month."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contracts import Column
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook, NormaliseContext, normalise_distinct
from pipelines.normalise.dates import normalise_date
from pipelines.normalise.money import normalise_amount
from pipelines.normalise.numbers import NotANumber, parse_number, point_of
from pipelines.normalise.units import UnitTable

BOOK = CodeBook.load(models_dir())
UNITS = UnitTable.load(models_dir())
SHARE = UNITS.by_code["share"]
MONEY = Column("amount_rial", "مبلغ", "Amount", "money")
WEIGHT = Column("weight_kg", "وزن", "Weight", "quantity", unit="kg")
TARGET = Column("target_value", "مقدار هدف", "Target", "quantity", indicator_column="indicator")
FIGURE = Column("value", "مقدار", "Value", "quantity", unit_column="unit", indicator_column="indicator")


def read(column: Column, *raws: str, companion: str | None = None, unit: str | None = None) -> list[str | None]:
    """The values of one column, or the problems in their place."""
    context = NormaliseContext(BOOK, unit, None, lambda _, plain: plain)
    answers = normalise_distinct(column, [(raw, companion) for raw in raws], context)
    return [a.problem or a.value for a in answers]


# --- a point before three digits ------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["1.500", "۱.۵۰۰", "12.000", "120.250", "1.500 ریال", "1.5 "])
def test_a_point_before_three_digits_with_a_last_zero_waits_where_nothing_else_tells(raw: str) -> None:
    found = read(MONEY, raw)
    assert found == (["1.5"] if raw.strip() == "1.5" else ["ambiguous_thousands"])


def test_one_doubtful_value_makes_every_such_value_of_its_column_wait() -> None:
    assert read(MONEY, "1.500", "2.125", "700", unit="million_rial") == [
        "ambiguous_thousands",
        "ambiguous_thousands",
        "700000000",
    ]


@pytest.mark.parametrize("witness", ["12.5", "0.250", "1234.500", "1,234", "1,234.500", "۱٬۲۳۴", ".75", "3.1415"])
def test_a_witness_for_decimals_decides_the_column(witness: str) -> None:
    assert read(WEIGHT, witness, "1.500", "2.125")[1:] == ["1.5", "2.125"]


def test_a_witness_for_thousands_decides_the_column() -> None:
    assert read(MONEY, "1.234.500", "1.500", "2.125", "700") == ["1234500", "1500", "2125", "700"]


def test_witnesses_that_contradict_each_other_decide_nothing() -> None:
    assert read(MONEY, "1.234.500", "12.5", "1.500") == ["1234500", "12.5", "ambiguous_thousands"]


def test_numbers_of_a_spreadsheet_have_no_last_zero_and_are_decimals() -> None:
    assert read(WEIGHT, "1.234", "17.945", "3") == ["1.234", "17.945", "3"]


def test_beside_a_scale_word_a_point_before_three_digits_is_doubtful_whatever_follows() -> None:
    assert read(MONEY, "1.234 میلیارد ریال") == ["ambiguous_thousands"]
    assert read(MONEY, "13.8 میلیارد ریال", "1.234 میلیارد ریال") == ["13800000000", "1234000000"]


@pytest.mark.parametrize("raw", ["1/500", "۱/۵۰۰", "12/500", "120/250"])
def test_a_slash_before_a_round_group_of_three_is_neither_decimal_nor_thousands(raw: str) -> None:
    with pytest.raises(NotANumber) as refusal:
        parse_number(raw)
    assert refusal.value.problem == "ambiguous_thousands"


def test_points_that_part_several_groups_can_only_be_thousands() -> None:
    assert parse_number("1.234.567") == 1_234_567
    assert parse_number("12.345.678.900") == 12_345_678_900
    for raw in ("1.23.456", "1.234.56", "1234.567.890", "0.123.456"):
        with pytest.raises(NotANumber):
            parse_number(raw)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=12))
def test_numbers_grouped_with_points_are_never_read_a_thousandfold_wrong(numbers: list[int]) -> None:
    raws = [f"{n:,}".replace(",", ".") for n in numbers]
    for number, found in zip(numbers, read(MONEY, *raws), strict=True):
        assert found in (str(number), "ambiguous_thousands") or not any(r.endswith("0") and "." in r for r in raws)


@given(st.lists(st.decimals(0, 999, places=3), min_size=1, max_size=12))
def test_three_fixed_decimals_are_never_read_a_thousandfold_wrong(numbers: list[Decimal]) -> None:
    for number, found in zip(numbers, read(WEIGHT, *map(str, numbers)), strict=True):
        assert found == "ambiguous_thousands" or Decimal(str(found)) == number


def test_what_a_column_says_of_its_points_is_told_once() -> None:
    assert point_of(["1.5", "1.500"]) == "decimal"
    assert point_of(["1.500"], has_decimals=True) == "decimal"
    assert point_of(["1.234.567", "1.500"]) == "thousands"
    assert point_of(["1.500"]) == "unclear"
    assert point_of(["1.234", "5"]) == "unquestioned"


# --- a rest without its scale ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "letter", "spoken"),
    [
        ("۱۲ میلیون و ۵۰۰ تومان", "12,000,500", "12,500,000"),
        ("12 میلیون و 50", "12,000,050", "12,050,000"),
        ("یک میلیون و دویست و پنجاه ریال", "1,000,250", "1,250,000"),
        ("۱۲ میلیون و ۵۲۵ ریال", "12,000,525", "12,525,000"),
        ("۱۳ میلیارد و ۸۰۰ تومان", "13,000,000,800", "13,800,000,000"),
        ("۱ میلیارد و ۲ میلیون و ۵۰۰", "1,002,000,500", "1,002,500,000"),
        ("(۲ میلیون و ۳۰۰) ریال", "2,000,300", "2,300,000"),
    ],
)
def test_a_rest_below_millions_that_has_no_scale_says_two_numbers(raw: str, letter: str, spoken: str) -> None:
    answer = normalise_amount(raw, UNITS, target=UNITS.by_code["IRR"])
    assert (answer.value, answer.problem) == (None, "ambiguous_rest")
    assert (answer.params["found"], answer.params["other"]) == (letter, spoken)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("۱۲ میلیون و ۵۰۰ هزار تومان", "125000000"),
        ("۱۲ میلیون و ۵۰۰٬۰۰۰ ریال", "12500000"),
        ("۲ هزار و ۵۰۰ ریال", "2500"),
        ("۱۲ میلیون و ۲ هزار و ۵۰۰ ریال", "12002500"),
        ("یک و نیم میلیون ریال", "1500000"),
        ("یک میلیون و سیصد و بیست و یک ریال", "1000321"),
        ("12000500 ریال", "12000500"),
    ],
)
def test_a_rest_with_its_scale_or_in_all_its_digits_says_one(raw: str, number: str) -> None:
    assert normalise_amount(raw, UNITS, target=UNITS.by_code["IRR"]).value == number


# --- shares ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["50", "50%", "۵۰ درصد", "۵۰٪", "0.5", "0/5", "50.0", "پنجاه درصد"])
def test_a_share_is_one_however_it_is_written(raw: str) -> None:
    assert read(TARGET, raw, companion="پوشش پروانه") == ["0.5"]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("1", "ambiguous_share"),
        ("1%", "0.01"),
        ("100%", "1"),
        ("100", "1"),
        ("0", "0"),
        ("101", "share_beyond_one"),
        ("21.43", "0.2143"),
        ("0.2143", "0.2143"),
        ("5000", "share_beyond_one"),
        ("12 نفر", "unit_mismatch"),
        # A fall is read like a rise.
        ("-50", "-0.5"),
        ("-0.5", "-0.5"),
        ("(21.43)", "-0.2143"),
        ("-1", "ambiguous_share"),
        ("-100", "-1"),
        ("-101", "share_beyond_one"),
        ("-1%", "-0.01"),
    ],
)
def test_a_bare_number_of_a_share_is_read_in_one_way_or_waits(raw: str, found: str) -> None:
    assert read(TARGET, raw, companion="پوشش پروانه") == [found]


def test_a_figure_is_kept_in_the_unit_of_its_indicator() -> None:
    def figure(raw: str, unit: str, indicator: str) -> str | None:
        return read(FIGURE, raw, companion=f"{unit}\x1f{indicator}")[0]

    assert figure("50", "درصد", "پوشش پروانه") == "0.5"
    assert figure("0.5", "نسبت", "پوشش پروانه") == "0.5"
    assert figure("50", "نسبت", "پوشش پروانه") == "share_beyond_one"
    assert figure("70", "هزار نفر", "هنرمندان و صنعتگران") == "70000"
    assert figure("22", "میلیارد تومان", "اعتبار تخصیص‌یافته") == "220000000000"
    assert figure("120", "فقره", "تعاونی‌ها") == "120"
    assert figure("120", "کیلوگرم", "تعاونی‌ها") == "unit_mismatch"
    assert figure("22", "میلیارد تومان", "شاخصی که نیست") == "22"


def test_a_count_word_says_how_many_and_not_of_what() -> None:
    files, rial = UNITS.by_code["files"], UNITS.by_code["IRR"]
    assert normalise_amount("۳۵ فقره", UNITS, target=files).value == "35"
    assert normalise_amount("۳۵ فقره", UNITS, target=UNITS.by_code["licences"]).value == "35"
    assert normalise_amount("۳۵ فقره", UNITS, target=rial).problem == "unit_mismatch"


def test_the_rial_that_has_lost_its_zeros_is_no_rial() -> None:
    assert normalise_amount("500 ریال جدید", UNITS, target=UNITS.by_code["IRR"]).problem == "unit_mismatch"


# --- periods --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["1403/1", "۱۴۰۳/۴", "1403-2", "1403.3", "1/1403"])
def test_a_year_and_one_digit_up_to_four_may_be_a_quarter(raw: str) -> None:
    assert normalise_date(raw, "period").problem == "ambiguous_period"


@pytest.mark.parametrize(
    ("raw", "period"),
    [
        ("1403/01", "1403-01"),
        ("1403/5", "1403-05"),
        ("1403/12", "1403-12"),
        ("1403_1", "1403Q1"),
        ("1403Q1", "1403Q1"),
    ],
)
def test_what_can_only_be_a_month_or_a_quarter_is_one(raw: str, period: str) -> None:
    assert normalise_date(raw, "period").value == period


def test_a_partial_date_is_no_period() -> None:
    assert normalise_date("1403/1", "jalali").value == "1403-01"
