"""Numbers and money: exact, from every way in which offices write them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.foundation.workspace import models_dir
from pipelines.normalise.money import normalise_amount
from pipelines.normalise.numbers import NotANumber, canonical, parse_number
from pipelines.normalise.text import clean_text
from pipelines.normalise.units import Unit, UnitTable
from tests.unit import styles

UNITS = UnitTable.load(models_dir())
RIAL, KG, PERSONS = UNITS.by_code["IRR"], UNITS.by_code["kg"], UNITS.by_code["persons"]


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("١٨٬١٨۵", "18185"),
        ("3،۱۶۴", "3164"),
        ("۳،۱۶۴،۷۱۸", "3164718"),
        ("3,164,718.25", "3164718.25"),
        ("3 164 718", "3164718"),
        ("3\u00a0164", "3164"),
        ("۱۲٫۵", "12.5"),
        ("12.50", "12.5"),
        (".5", "0.5"),
        ("70000.0", "70000"),
        ("36283811307253", "36283811307253"),
        ("1.9181173697071412E+16", "19181173697071412"),
        ("12345678901234567890", "12345678901234567890"),
        ("5/0", "0.5"),
        ("۵/۰", "0.5"),
        ("0/5", "0.5"),
        ("5/12813", "12813.5"),
        ("12813/5", "12813.5"),
        ("+7", "7"),
        ("007", "7"),
        ("-0", "0"),
    ],
)
def test_digits_and_separators(raw: str, number: str) -> None:
    assert canonical(parse_number(raw)) == number


@pytest.mark.parametrize("raw", ["(123)", "-123", "123-", "−123", "▲123", "▼123", "\u200f-۱۲۳", "( ۱۲۳ )"])
def test_negatives_in_every_style(raw: str) -> None:
    assert parse_number(raw) == -123


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("2 هزار و 334", 2334),
        ("سه‌هزار و ۲۶", 3026),
        ("۱۳ میلیارد و ۸۰۰ میلیون", 13_800_000_000),
        ("13.8 میلیارد", 13_800_000_000),
        ("یک میلیون و دویست هزار", 1_200_000),
        ("دویست و پنجاه هزار", 250_000),
        ("سیصد و بیست و یک", 321),
        ("صفر", 0),
        ("هزار", 1000),
        ("3 هزار و 200 میلیارد", 3_200_000_000_000),
        ("یک و نیم میلیون", 1_500_000),
        ("بیست‌وپنج هزار", 25_000),
        ("دوميليون و سيصدهزار", 2_300_000),
        ("هزار میلیارد", 1_000_000_000_000),
    ],
)
def test_amounts_in_words_and_digits(raw: str, number: int) -> None:
    assert parse_number(raw) == number


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("12/5", "ambiguous_decimal"),
        ("5/0/1", "not_a_number"),
        ("1400/12/05", "not_a_number"),
        ("12,5", "not_a_number"),
        ("1,2345", "not_a_number"),
        ("1234,567", "not_a_number"),
        ("12-15", "not_a_number"),
        ("۱۲ ۵", "not_a_number"),
        ("حدود 200", "not_a_number"),
        ("سیرجان", "not_a_number"),
        ("نه", "not_a_number"),
        ("2 هزار و 5334", "not_a_number"),
        ("5 و", "not_a_number"),
        ("و 5", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("--5", "not_a_number"),
        ("0x1F", "not_a_number"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("سه‌هزار و 026", "number_damaged"),
        ("سه‌هزار و 02۶", "number_damaged"),
        ("026 میلیون", "number_damaged"),
        ("دو میلیون و نیم", "not_a_number"),
        ("1.23457E+11", "digits_lost"),
        ("2E+09", "digits_lost"),
        ("10/0", "ambiguous_decimal"),
        ("3/14", "ambiguous_decimal"),
        ("(5", "not_a_number"),
        ("-(5)", "not_a_number"),
        ("१२", "not_a_number"),
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_refused(raw: str, problem: str) -> None:
    with pytest.raises(NotANumber) as refusal:
        parse_number(raw)
    assert refusal.value.problem == problem


@settings(max_examples=2_000)
@given(styles.numbers, st.data())
def test_a_number_in_any_style_is_itself(number: Decimal, data: st.DataObject) -> None:
    assert parse_number(data.draw(styles.number_text(number))) == number


@settings(max_examples=2_000)
@given(st.integers(-(10**17), 10**17), st.data())
def test_an_amount_in_any_unit_is_its_rials(rial: int, data: st.DataObject) -> None:
    raw = data.draw(styles.money_text(rial))
    assert normalise_amount(raw, UNITS, target=RIAL).value == str(rial)


@pytest.mark.parametrize("number", [17, 3_000, 2_334, 1_200_005, 13_800_000_000, 7_000_000_000_026])
def test_words_are_the_number_that_they_say(number: int) -> None:
    assert parse_number(styles.in_words(number)) == number


@given(st.decimals(min_value=-(10**25), max_value=10**25, places=9))
def test_canonical_text_is_read_back_exactly_and_changes_no_more(number: Decimal) -> None:
    text = canonical(number)
    assert parse_number(text) == number
    assert canonical(parse_number(text)) == text
    again = normalise_amount(text, UNITS)
    assert (again.value, again.note) == (text, None)


@pytest.mark.slow
@settings(max_examples=10_000)
@given(
    st.one_of(
        st.text("0123456789۱۲٣.,٬،٫/-−() ▼eE+", max_size=14),
        st.text(max_size=8),
        st.lists(
            st.sampled_from(["2", "۵", "هزار", "میلیون", "و", "نیم", "ریال", "تومان", "-", "(", ")", "صد", "٪", "000"]),
            max_size=7,
        ).map(" ".join),
    ),
    st.sampled_from([None, RIAL, KG]),
)
def test_whatever_is_written_is_a_number_that_stays_itself_or_a_problem(raw: str, target: Unit | None) -> None:
    answer = normalise_amount(raw, UNITS, target=target)
    if answer.value is None:
        assert answer.problem or answer.note == "missing_marked" or not raw.strip()
        return
    again = normalise_amount(answer.value, UNITS, target=target)
    assert (again.value, again.note) == (answer.value, None)
    assert answer.note is not None or clean_text(raw) == answer.value


@pytest.mark.parametrize("raw", ["-", "—", "…", "ندارد", "داده نشده", "در دسترس نیست", "داده‌نشده", " - ", "N/A"])
def test_no_value_is_no_value_and_noted(raw: str) -> None:
    answer = normalise_amount(raw, UNITS, target=KG)
    assert (answer.value, answer.problem, answer.note) == (None, None, "missing_marked")


@pytest.mark.parametrize(
    ("raw", "companion", "declared", "rial"),
    [
        ("۲۲ میلیارد تومان", None, None, "220000000000"),
        ("۲۲ میلیاردتومان", None, "million_rial", "220000000000"),
        ("13 میلیارد و 800 میلیون تومان", None, None, "138000000000"),
        ("22", "میلیارد تومان", "million_rial", "220000000000"),
        ("22", None, "million_rial", "22000000"),
        ("22", None, "IRR", "22"),
        ("1.5 همت", None, None, "15000000000000"),
        ("یک هزار میلیارد تومان", None, None, "10000000000000"),
        ("2,000 ریال", None, None, "2000"),
        ("5 هزار", None, "toman", "50000"),
        ("0 ریال", None, None, "0"),
        ("۲۲ همت", None, None, "220000000000000"),
        ("-5 میلیون ریال", None, None, "-5000000"),
        ("(123) ریال", None, None, "-123"),
        ("123- ریال", None, None, "-123"),
        ("ریال -123", None, None, "-123"),
        ("یک و نیم میلیارد تومان", None, None, "15000000000"),
        ("۳۲ ميليارد ريال", None, None, "32000000000"),
    ],
)
def test_money_is_exact_rial_and_the_nearest_unit_wins(
    raw: str, companion: str | None, declared: str | None, rial: str
) -> None:
    assert normalise_amount(raw, UNITS, target=RIAL, companion=companion, declared=declared).value == rial


def test_two_scales_at_once_are_ambiguous() -> None:
    answer = normalise_amount("۲۲ میلیارد", UNITS, target=RIAL, declared="million_rial")
    assert answer.problem == "unit_ambiguous"
    assert answer.params["found"] == "میلیون ریال"


@pytest.mark.parametrize("raw", ["میلیون ریال", "هزار تومان", "میلیارد تومان", "ریال", "هزار میلیارد تومان"])
def test_a_unit_without_a_number_is_no_amount(raw: str) -> None:
    assert normalise_amount(raw, UNITS, target=RIAL).problem == "not_a_number"


@pytest.mark.parametrize("raw", ["5-ریال", "ریال - 5", "5 ریال -", "-5 - ریال", "5 تا 6 ریال", "حدود 5 ریال"])
def test_a_stroke_that_may_be_a_sign_or_a_dash_is_refused(raw: str) -> None:
    assert normalise_amount(raw, UNITS, target=RIAL).problem == "not_a_number"


def test_a_unit_of_another_thing_is_refused() -> None:
    assert normalise_amount("5 کیلوگرم", UNITS, target=RIAL).problem == "unit_mismatch"
    assert normalise_amount("5 فرسخ", UNITS, target=RIAL).problem == "not_a_number"


def test_a_row_that_names_its_unit_is_read_in_that_unit() -> None:
    said = normalise_amount("۲۲ میلیارد تومان", UNITS, companion="ریال")
    assert (said.value, said.note) == ("220000000000", "unit_converted")
    assert normalise_amount("۱۵٬۰۰۰", UNITS, companion="نفر").value == "15000"
    assert normalise_amount("5", UNITS, companion="میلیون ریال").value == "5"


def test_weights_come_to_kilograms() -> None:
    assert normalise_amount("2.5", UNITS, target=KG, declared="tonne").value == "2500"
    assert normalise_amount("430 گرم", UNITS, target=KG).value == "0.43"


def test_a_percentage_stays_what_was_written_unless_the_column_holds_shares() -> None:
    assert normalise_amount("۱۸٪", UNITS).value == "18"
    assert normalise_amount("5/0 درصد", UNITS).value == "0.5"
    assert normalise_amount("21.43٪", UNITS, target=UNITS.by_code["share"]).value == "0.2143"
    percent = UNITS.by_code["percent"]
    for raw in ("18", "18%", "۱۸ درصد", "18.0"):
        assert normalise_amount(raw, UNITS, target=percent, declared="percent").value == "18"


def test_counts_are_whole_and_fit() -> None:
    assert normalise_amount("70000.0", UNITS, target=PERSONS, whole=True).value == "70000"
    assert normalise_amount("2.5", UNITS, whole=True).problem == "not_an_integer"
    assert normalise_amount("9" * 25, UNITS, whole=True).problem == "number_too_large"
    assert normalise_amount("1e400", UNITS, target=RIAL).problem == "number_too_large"


def test_a_count_is_no_share() -> None:
    assert normalise_amount("500%", UNITS, whole=True).problem == "not_an_integer"


def test_noise_of_a_double_is_rounded_at_nine_decimals_and_noted() -> None:
    answer = normalise_amount("7681.945000000000000071", UNITS, target=KG)
    assert (answer.value, answer.note) == ("7681.945", "rounded")


def test_every_unit_of_the_table_has_an_exact_factor(tmp_path: Path) -> None:
    assert all(unit.factor > 0 and unit.base in UNITS.by_code for unit in UNITS.by_code.values())


def test_no_digit_is_lost_to_the_precision_of_the_arithmetic() -> None:
    long = "-9999999999999999999999999999.123456789"
    assert normalise_amount(long, UNITS, target=RIAL).value == long
    thousandfold = normalise_amount("9999999999999999999999.123456", UNITS, target=RIAL, declared="million_rial")
    assert thousandfold.value == "9999999999999999999999123456"
