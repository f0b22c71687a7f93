"""How Persian is written: digits, separators, lists and isolates, each as a table of what is given and written."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import duckdb
import pytest

from pipelines.foundation import persian

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"


def test_names_stand_as_in_a_persian_dictionary() -> None:
    ordered = ["1402", "bam", "Kerman", "آبادان", "ارزوئیه", "بافت", "بم", "پسته", "جیرفت", "چابهار", "ریگان", "ژاله"]
    ordered += ["سیرجان", "شهر بابک", "کرمان", "گنبکی", "نرماشیر", "وکیل", "هرات", "یزد"]
    assert sorted(ordered, key=persian.letter_order) == ordered
    assert sorted(ordered) != ordered, "code points put the letters that Persian has added at the end"
    for one, other in (("كرمان", "کرمان"), ("می‌شود", "میشود"), ("مُعین", "معین")):
        assert persian.letter_order(one) == persian.letter_order(other)


@pytest.mark.parametrize(
    ("write", "given", "written"),
    [
        (persian.persian_digits, "1402/07, 3.5-", "۱۴۰۲/۰۷, ۳.۵-"),
        (persian.persian_digits, "مهر 1402", "مهر ۱۴۰۲"),
        (persian.persian_digits, "", ""),
        (persian.arabic_digits, "0123456789", "٠١٢٣٤٥٦٧٨٩"),
        (persian.latin_digits, "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789"),
        (persian.latin_digits, "۱٬۲۰۰٫۵", "1٬200٫5"),
        (persian.latin_digits, "1402Q3", "1402Q3"),
        (persian.arabic_letters, "یک کیلو", "يك كيلو"),
        (persian.persian_number, "-52,678.5", "−۵۲٬۶۷۸٫۵"),
        (persian.persian_number, "÷10", "÷۱۰"),
        (persian.left_to_right, "data/raw/", f"{LRI}data/raw/{PDI}"),
        (persian.isolated, "هنرمندان 1404.xlsx", f"{FSI}هنرمندان 1404.xlsx{PDI}"),
        (persian.without_direction_marks, f"{LRI}۱{PDI}\u200f \u202ab\u202c\u200c", "۱ b\u200c"),
    ],
)
def test_a_text_is_written(write: Callable[[str], str], given: str, written: str) -> None:
    assert write(given) == written


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "fa", "en"),
    [
        ("526780", "rial", 0, "۵۲۶٬۷۸۰", "526,780"),
        ("2.50", "usd", 2, "۲٫۵", "2.5"),
        ("2.005", "usd", 2, "۲٫۰۱", "2.01"),
        ("-1200.4", "kg", 0, "−۱٬۲۰۰", "−1,200"),
        ("100", "kg", 1, "۱۰۰", "100"),
        ("0", "kg", 0, "۰", "0"),
    ],
)
def test_a_number_of_a_sentence_stands_in_an_isolate(value: str, unit: str, decimals: int, fa: str, en: str) -> None:
    assert persian.number(Decimal(value), unit, decimals, "fa") == f"{LRI}{fa}{PDI}"
    assert persian.number(Decimal(value), unit, decimals, "en") == f"{LRI}{en}{PDI}"


def test_a_share_is_said_in_percent() -> None:
    assert persian.number(Decimal("0.2143"), "share", 1, "fa") == f"{LRI}۲۱٫۴{PDI} درصد"
    assert persian.number(Decimal("0.2143"), "share", 1, "en") == f"{LRI}21.4{PDI}%"


@pytest.mark.parametrize(
    ("day", "fa", "en"),
    [("1403-01-05", "۱۴۰۳/۰۱/۰۵", "1403/01/05"), ("1403-01", "۱۴۰۳/۰۱", "1403/01"), ("1403", "۱۴۰۳", "1403")],
)
def test_a_day_is_written_with_slashes(day: str, fa: str, en: str) -> None:
    assert persian.day_name(day, "fa") == f"{LRI}{fa}{PDI}"
    assert persian.day_name(day, "en") == f"{LRI}{en}{PDI}"


@pytest.mark.parametrize(
    ("items", "listed_fa", "read_fa", "listed_en", "read_en"),
    [
        ("a", "a", "a", "a", "a"),
        ("ab", "a، b", "a و b", "a, b", "a and b"),
        ("abc", "a، b، c", "a، b و c", "a, b, c", "a, b and c"),
    ],
)
def test_a_list_has_the_marks_of_its_language(
    items: str, listed_fa: str, read_fa: str, listed_en: str, read_en: str
) -> None:
    assert (persian.listed(items), persian.read_out(items)) == (listed_fa, read_fa)
    assert (persian.listed(items, "en"), persian.read_out(items, "en")) == (listed_en, read_en)


def test_a_list_of_nothing_is_empty() -> None:
    assert persian.listed([]) == ""


@pytest.mark.parametrize("text", ["۱۴۰۲/۰۷", "٠١٢", "a1", ""])
def test_digits_are_latin_in_sql_as_they_are_here(text: str) -> None:
    found = duckdb.execute(f"SELECT {persian.latin_digits_sql('$1')}", [text]).fetchone()
    assert found == (persian.latin_digits(text),)
