"""Persian text: one form to show, one form to match by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.text import ascii_digits, clean_text, search_key

ZWNJ = "\u200c"
messy = st.text(
    alphabet=st.sampled_from(
        list("یيىکكةهۀؤوأإآائء نمبر۱١1٬/%()«»-_x0D" + ZWNJ + "\u200f\u202b\u00a0\u0640\u064f\n\t\ufefb")
    ),
    max_size=30,
)


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
    ],
)
def test_spellings_of_one_thing_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({search_key(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("کرمان", "کرمانشاه"), ("بم", "بمپور"), ("رودبار", "رودبار جنوب")]
)
def test_a_name_inside_another_is_another_name(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


@given(messy)
def test_cleaning_again_changes_nothing(raw: str) -> None:
    assert clean_text(clean_text(raw)) == clean_text(raw)
    assert search_key(search_key(raw)) == search_key(raw)


@given(messy)
def test_matching_sees_the_same_in_raw_and_in_clean_text(raw: str) -> None:
    assert search_key(clean_text(raw)) == search_key(raw)


@given(st.text(alphabet="0123456789", max_size=20), st.data())
def test_digits_of_every_script_are_the_same_digits(digits: str, data: st.DataObject) -> None:
    scripts = ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"]
    mixed = "".join(data.draw(st.sampled_from(scripts))[int(d)] for d in digits)
    assert ascii_digits(mixed) == digits
