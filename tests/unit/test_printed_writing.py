"""How figures are written in print: one of a thing, differences, addresses, what there is none of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.exporting.printed.document import read_words
from pipelines.exporting.printed.findings import change_sentence
from pipelines.exporting.printed.targets import path_sentence
from pipelines.exporting.printed.writing import Writer
from pipelines.foundation.persian import without_direction_marks
from pipelines.foundation.workspace import PROJECT_ROOT

WORDS = read_words(PROJECT_ROOT / "models")
CITIES = {"unit": "cities", "unit_fa": "شهر", "unit_en": "cities", "decimals": 0}
DOLLARS = {"unit": "USD", "unit_fa": "دلار", "unit_en": "US dollar", "decimals": 0}
SHARE = {"unit": "share", "unit_fa": "نسبت", "unit_en": "share", "decimals": 1}


def writer(language: str) -> Writer:
    return Writer(WORDS, language, "a place")


def plain(text: str) -> str:
    return without_direction_marks(text)


@pytest.mark.parametrize(
    ("row", "value", "english", "persian"),
    [
        (CITIES, "1", "1 city", "یک شهر"),
        (CITIES, "0", "0 cities", "صفر شهر"),
        (CITIES, "2", "2 cities", "۲ شهر"),
        (DOLLARS, "1", "1 US dollar", "یک دلار"),
        (DOLLARS, "3140", "3,140 US dollars", "۳٬۱۴۰ دلار"),
        (SHARE, "1", "100%", "۱۰۰ درصد"),
        ({**CITIES, "unit_en": "persons", "unit_fa": "نفر"}, "1", "1 person", "یک نفر"),
    ],
)
def test_a_unit_after_a_one_is_singular(row: dict[str, object], value: str, english: str, persian: str) -> None:
    told = {**row, "value": Decimal(value), "status": "final"}
    assert plain(writer("en").told(told)) == english
    assert plain(writer("fa").told(told)) == persian


def test_what_is_provisional_is_a_word_in_a_sentence_and_a_sign_in_a_cell() -> None:
    row = {**CITIES, "value": Decimal(3), "status": "provisional"}
    assert plain(writer("en").told(row)) == "3 cities (provisional)"
    assert plain(writer("en").measured(row)) == "3 cities p"
    assert plain(writer("fa").told(row)) == "۳ شهر (موقت)"


def test_a_hidden_value_stays_hidden_in_a_sentence() -> None:
    row = {**CITIES, "value": None, "status": "suppressed"}
    assert writer("en").told(row) == writer("fa").told(row) == "*"


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        ("-0.056", "The path asked for 81.5%: 5.6 percentage points short."),
        ("0.01", "The path asked for 81.5%: 1 percentage point over."),
        ("-0.0001", "The path asked for 81.5%: less than 0.1 percentage points short."),
        ("0", "Exactly what the path asked for, 81.5%."),
    ],
)
def test_the_distance_from_a_path_is_said_in_words(gap: str, sentence: str) -> None:
    row = {**SHARE, "value": Decimal("0.759"), "expected_value": Decimal("0.815"), "gap": Decimal(gap)}
    row |= {"baseline_value": Decimal("0.7"), "target_value": Decimal("0.9"), "target_period": "1407Q4"}
    assert plain(path_sentence(row, writer("en"))) == sentence


def test_a_path_that_has_not_begun_is_not_called_behind() -> None:
    row = {**CITIES, "value": Decimal(1), "expected_value": Decimal(1), "baseline_value": Decimal(1)}
    row |= {"gap": Decimal(0), "target_value": Decimal(3), "target_period": "1406Q4"}
    assert "(1 city); 3 cities" in plain(path_sentence(row, writer("en")))


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("missing", "The figure of the year before is not known."),
        ("suppressed", "The figure of the year before is hidden to protect persons."),
        ("not_applicable", "It cannot be compared with the year before."),
    ],
)
def test_why_there_is_no_change_is_said(status: str, sentence: str) -> None:
    assert change_sentence({**CITIES, "change": None, "change_status": status}, writer("en")) == sentence


def test_a_change_that_is_rounded_away_is_no_zero() -> None:
    row = {**SHARE, "change": Decimal("0.04"), "change_unit": "percentage_points"}
    assert writer("en").change(row, Decimal("0.01")) == "slight"
    assert "less than 0.1" in plain(change_sentence({**row, "change_status": "final"}, writer("en")))


def test_a_title_that_names_what_is_counted_has_no_unit_behind_it() -> None:
    assert writer("fa").titled("تعاونی‌های فعال", "تعاونی") == "تعاونی‌های فعال"
    assert writer("en").titled("Artisans", "persons") == "Artisans, persons"


def test_the_marks_around_an_address_belong_to_the_sentence() -> None:
    assert writer("fa").text("پایگاه (x.ir)، ۲") == "پایگاه (\u2066x.ir\u2069)، ۲"


def test_what_there_is_none_of_is_not_counted() -> None:
    counts = {"kept": 0, "open": 1, "overdue": 3}
    assert plain(writer("en").counted("commitments", "counts", **counts)) == "1 open, 3 past their date"
    assert plain(writer("fa").counted("commitments", "counts", **counts)) == "یک تعهد باز، ۳ تعهد از موعد گذشته"
