"""Sentences of the tables: directions kept apart, digits of the language, nothing of a file taken for a tag."""

from __future__ import annotations

import re

import pytest

from dashboards.address import Address
from dashboards.data.versions import Tables
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.language import Language


def shown(text: str, code: str = "fa") -> str:
    view = View(Address("quality", Language("en" if code == "en" else "fa")), Tables("/nowhere", 1))
    return str(bidi_text.sentence(view.fmt, text))


def plain(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup)


def test_a_quoted_name_is_isolated_and_keeps_its_digits():
    made = shown("فایل «هنرمندان 1404.xlsx»: 6 سطر نادرست است.")
    assert '<bdi class="nq-filename" dir="rtl">هنرمندان <bdi dir="ltr">1404.xlsx</bdi></bdi>' in made
    assert plain(made) == "فایل «هنرمندان 1404.xlsx»: ۶ سطر نادرست است."


def test_loose_numbers_are_written_in_the_digits_of_the_language():
    assert plain(shown("(526,780,000 ← 52,678.5) ÷10")) == "(۵۲۶٬۷۸۰٬۰۰۰ ← ۵۲٬۶۷۸٫۵) ÷۱۰"
    assert plain(shown("526,780 of 12", "en")) == "526,780 of 12"


def test_numbers_that_are_written_already_stay_as_they_are():
    assert shown("\u2066۱۵٬۰۰۰\u2069 از ۷۰") == "\u2066۱۵٬۰۰۰\u2069 از ۷۰"


def test_a_period_is_told_in_words_and_an_id_stays_an_id():
    made = shown("برای دورهٔ 1403Q3 رسیده است (artisans-1403Q4-heritage-c562598d).")
    assert "پاییز ۱۴۰۳" in made
    assert '<bdi dir="ltr" class="nq-quoted">artisans-1403Q4-heritage-c562598d</bdi>' in made


@pytest.mark.parametrize("code", ["fa", "en"])
def test_what_a_file_says_never_becomes_a_tag(code):
    made = shown("«<img src=x>» “<b>1</b>” <i>", code)
    assert "<img" not in made and "<b>" not in made and "<i>" not in made


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("exports-1402.xlsx", "ltr"),
        ("هنرمندان ۱۴۰۴.xlsx", "rtl"),
        ("بی‌پسوند", "rtl"),
        ("تعاونی‌ها نمایشی.csv", "rtl"),
    ],
)
def test_a_file_name_runs_in_its_own_direction(name, direction):
    made = bidi_text.file_name(name)
    assert made.startswith("<bdi ") and f'dir="{direction}"' in made.split(">")[0]
    assert plain(str(made)) == name


def test_a_name_between_the_marks_of_its_direction_is_isolated_and_the_marks_go():
    made = shown("ستون «وزن» (\u202aD\u202c) با قالب \u202axlsx\u202c")
    assert made.count('<bdi dir="ltr" class="nq-quoted">') == 2
    assert plain(made) == "ستون «وزن» (D) با قالب xlsx"
