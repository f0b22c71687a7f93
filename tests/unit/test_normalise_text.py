"""Persian text: one form to show, one form to match by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.foundation.persian import latin_digits
from pipelines.normalise.text import clean_text, search_key
from tests.unit import styles

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("جمهوري آذربايجان", "جمهوری آذربایجان"),
        ("كرمان", "کرمان"),
        ("  کشور   طرف معامله ", "کشور طرف معامله"),
        ("شرح کالا_x000D_\n", "شرح کالا"),
        ("فرش\u00a0دستباف", "فرش دستباف"),
        ("\u200fکرمان\u200e", "کرمان"),
        ("کـــرمان", "کرمان"),
        (f"قالی{ZWNJ}بافی", f"قالی{ZWNJ}بافی"),
        (f"قالی {ZWNJ} بافی{ZWNJ}", "قالی بافی"),
        ("رابُر", "رابُر"),
        ("شناسهٔ ثبت", "شناسهٔ ثبت"),
        ("ﻛﺮﻣﺎﻥ", "کرمان"),
        ("_x0041_", "_x0041_"),
        ("کالا_x001F_ی_x000B_دستی", "کالا ی دستی"),
        ("قالی_x200C_بافی", f"قالی{ZWNJ}بافی"),
        ("قالی\u200bبافی", f"قالی{ZWNJ}بافی"),
        ("قالی\x9dبافی", f"قالی{ZWNJ}بافی"),
        ("قالی¬بافی", f"قالی{ZWNJ}بافی"),
        (f"می{ZWNJ}{ZWNJ}دهند", f"می{ZWNJ}دهند"),
        ("على", "علی"),
        ("(بلوروس ( روسيه سفيد", "بلوروس (روسیه سفید)"),
        ("بلوروس )روسیه سفید(", "بلوروس (روسیه سفید)"),
        ("وزن (کیلوگرم)", "وزن (کیلوگرم)"),
        ("(الف) و (ب)", "(الف) و (ب)"),
        ("1) نخست", "1) نخست"),
    ],
)
def test_what_is_shown_keeps_its_meaning(raw: str, shown: str) -> None:
    assert clean_text(raw) == shown


@pytest.mark.parametrize(
    "spellings",
    [
        ("شهر بابک", "شهربابك", f"شهر{ZWNJ}بابک", "شهر  بابک "),
        ("ارزوئیه", "ارزوييه", "ارزوئيه", "ارزوییه"),
        ("رابر", "رابُر"),
        ("تأیید", "تایید", "تأييد"),
        ("مؤنث", "مونث"),
        ("وزن (کیلوگرم)", "وزن(کیلوگرم)", "وزن کیلوگرم"),
        ("شناسهٔ ملی", "شناسه ملي", "شناسۀ ملی"),
        ("تبصرهٔ ۱۸", "تبصره 18", "تبصره١٨"),
        ("HS Code", "hs_code", "HS-code"),
        ("Kāshān", "kashan"),
        ("قلعه گنج", "قلعهگنج", f"قلعه{ZWNJ}گنج", "قلعهٔ گنج", "قلعۀ گنج", "قلعة گنج"),
        ("لامرد", "لامِرد", "لامــرد"),
        ("(بلوروس ( روسيه سفيد", "بلوروس (روسیه سفید)"),
        ("سیرجان", "\u202bسيرجان\u202c", "ﺳﯿﺮﺟﺎﻥ"),
    ],
)
def test_spellings_of_one_thing_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({search_key(s) for s in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("کرمان", "کرمانشاه"), ("بم", "بمپور"), ("رودبار", "رودبار جنوب")])
def test_a_name_inside_another_is_another_name(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


@pytest.mark.slow
@settings(max_examples=10_000)
@given(styles.anything)
def test_cleaning_again_changes_nothing(raw: str) -> None:
    shown, key = clean_text(raw), search_key(raw)
    assert clean_text(shown) == shown
    assert search_key(key) == key
    assert search_key(shown) == key  # matching sees the same in raw and in clean text


@settings(max_examples=10_000)
@given(st.text("ابپتجچدرزسشعفقکگلمنوهیآئ۱2 ()،" + ZWNJ, max_size=20))
def test_text_that_is_clean_has_the_key_of_the_same_text_with_an_invisible_mark(text: str) -> None:
    """Clean text is answered at a glance; a direction mark sends the same text the long way."""
    assert search_key(text) == search_key(text + "\u200f")
    assert clean_text(text) == clean_text("\u200f" + text)


@given(st.data())
def test_the_same_name_in_any_spelling_has_one_key(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["ارزوئیه", "شهر بابک", f"پته{ZWNJ}دوزی", "میراث فرهنگی", "تأیید"]))
    assert search_key(data.draw(styles.spelling(name))) == search_key(name)


@given(st.text(alphabet="0123456789", max_size=20), st.data())
def test_digits_of_every_script_are_the_same_digits(digits: str, data: st.DataObject) -> None:
    assert latin_digits(data.draw(styles.in_scripts(digits))) == digits
