"""Places in two parts are read where the first part is a county, and never where the parts disagree."""

from __future__ import annotations

import pytest

from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook
from pipelines.normalise.codes import normalise_place

BOOK = CodeBook.load(models_dir())


@pytest.mark.parametrize(
    ("raw", "county"),
    [
        ("شهرستان كرمان - بخش مركزي", "کرمان"),
        ("کرمان/راین", "کرمان"),
        ("بردسیر(نگار)", "بردسیر"),
        ("بردسیر (نگار)", "بردسیر"),
        ("سیرجان ـ بخش گلستان", "سیرجان"),
        ("سیرجان – بخش پاریز", "سیرجان"),
        ("شهرستان بم، بخش روداب", "بم"),
        ("استان کرمان - شهرستان بم", "بم"),
        ("استان کرمان/ بم / بخش مرکزی", "بم"),
        ("ایران، استان کرمان، شهرستان زرند", "زرند"),
        ("Sirjan - central district", "سیرجان"),
        ("جيرفت: بخش ساردوئیه", "جیرفت"),
        ("کرمان - مرکزی", "کرمان"),
        ("سیرجان (گلستان)", "سیرجان"),
        ("رفسنجان/فردوس", "رفسنجان"),
        ("بم (استان کرمان)", "بم"),
        ("شهرستان کرمان، استان کرمان", "کرمان"),
        ("کرمان - 0808", "کرمان"),
        ("بافت (۸۰۱)", "بافت"),
        ("کرمان (راین و ماهان)", "کرمان"),
    ],
)
def test_a_county_with_a_part_of_it_is_the_county(raw: str, county: str) -> None:
    found = normalise_place(raw, BOOK, None)
    assert found.value == BOOK.places.find(f"شهرستان {county}")


@pytest.mark.parametrize(
    "raw",
    [
        "بم - جیرفت",
        "سیرجان/بردسیر",
        "بخش مرکزی - کرمان",
        "کرمانشاه - بخش مرکزی",
        "تهران/ری",
        "بم و جیرفت",
        "-بخش مرکزی",
        # A place of elsewhere behind the county, however it is named.
        "کرمان - تهران",
        "زرند (ساوه)",
        "بم/اصفهان",
        "بم - گلستان",
        "کرمان - بافت و تهران",
        "کرمان (راین و بروات)",
        # The whole province is no part of a county; «کرمان» beside its province is either.
        "کرمان (کل استان)",
        "بم - سراسر استان",
        "بم (کل کشور)",
        "کرمان (استان کرمان)",
        # A number that is not the county's code.
        "کرمان - 801",
        "بافت (۰۸۰۲)",
        "سیرجان / 12",
        "(نگار)",
    ],
)
def test_two_counties_or_none_before_the_mark_is_no_place(raw: str) -> None:
    assert normalise_place(raw, BOOK, None).problem == "unknown_place"


def test_a_county_that_was_not_there_yet_is_no_place_in_parts_either() -> None:
    assert normalise_place("جازموریان - بخش مرکزی", BOOK, "1400").problem == "place_of_other_edition"


def test_the_old_name_of_sirjan_is_sirjan_in_a_list_of_the_province() -> None:
    assert normalise_place("سعيداباد", BOOK, None).value == BOOK.places.find("سیرجان")
