"""Crafts: some 274 fields with group words and "other", ambiguous words that mean none, and several in one cell."""

from __future__ import annotations

import csv
import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook, Normalised
from pipelines.normalise.crafts import normalise_craft
from tests.unit import styles

BOOK = CodeBook.load(models_dir())
with (models_dir() / "reference" / "crafts.csv").open(encoding="utf-8-sig", newline="") as _file:
    CRAFTS = list(csv.DictReader(_file))
BY_CODE = {row["craft_code"]: row for row in CRAFTS}


def crafts(raw: str) -> list[str] | None:
    """Return the titles of the crafts of a cell, the first one first; None where it is not understood."""
    answer = normalise_craft(raw, BOOK.crafts)
    if answer.value is None:
        return None
    return [BOOK.crafts.titles[code] for code in (answer.value, *(answer.more or "").split("|")) if code]


def test_the_list_has_its_groups_levels_and_marks() -> None:
    levels = Counter(row["level"] for row in CRAFTS)
    assert levels == {"field": 274, "group": 14, "doubtful": 14, "trade": 13, "other": 1}
    assert {row["group_code"] for row in CRAFTS} - {""} == {f"G{n:02d}" for n in range(1, 22)}
    assert {row["status"] for row in CRAFTS} == {"sourced", "general_knowledge"}
    assert all(row["source"] for row in CRAFTS)


def test_codes_that_were_published_mean_what_they_meant() -> None:
    """Series are published by them: a code is never given to another craft."""
    stable = {
        "C001": "قالی‌بافی (فرش دستباف)",
        "C004": "گلیم شیریکی‌پیچ سیرجان",
        "C005": "پته‌دوزی",
        "C027": "سفالگری",
        "C034": "منبت",
        "C038": "آهنگری سنتی",
    }
    assert {code: BY_CODE[code]["title_fa"] for code in stable} == stable
    groups = {"C001": "G01", "C012": "G02", "C037": "G02", "C021": "G14", "C036": "G05"}
    assert {code: BY_CODE[code]["group_code"] for code in groups} == groups


def test_cutting_turquoise_and_inlaying_it_are_two_fields() -> None:
    cutting, inlay = BOOK.crafts.find("فیروزه تراشی"), BOOK.crafts.find("فیروزه کوبی")
    assert (BY_CODE[str(cutting)]["group_code"], BY_CODE[str(inlay)]["group_code"]) == ("G14", "G09")
    assert crafts("فیروزه‌تراشی و فیروزه‌کوبی") == ["فیروزه‌تراشی", "فیروزه‌کوبی"]
    alone = normalise_craft("فیروزه", BOOK.crafts)
    assert (alone.value, alone.params["suggestion"]) == (None, "فیروزه‌تراشی، فیروزه‌کوبی")


@pytest.mark.parametrize(
    ("raw", "level"),
    [
        ("مصنوعات چوبی", "group"),
        ("رودوزی سنتی", "group"),
        ("فلزکاری", "group"),
        ("سایر", "other"),
        ("سایر رشته‌ها", "other"),
        ("رفوگری فرش", "trade"),
        ("تذهیب", "field"),
        ("شمع‌سازی", "doubtful"),
    ],
)
def test_a_word_for_a_group_and_other_are_codes_of_their_own_level(raw: str, level: str) -> None:
    assert BY_CODE[str(BOOK.crafts.find(raw))]["level"] == level


#: Usual names of crafts in the lists of offices.
USUAL = [
    "تذهیب",
    "نگارگری",
    "خوشنویسی",
    "معرق",
    "منبت‌کاری",
    "مشبک‌کاری چوب",
    "میناکاری",
    "قلمزنی",
    "مسگری",
    "چرم‌دوزی",
    "گلدوزی",
    "سوزن دوزي",
    "قلاب‌بافی",
    "عروسک‌سازی",
    "رنگرزی سنتی",
    "سفال و سرامیک",
    "شیشه‌گری",
    "زیورآلات",
    "ملیله‌کاری",
    "نمد مالی",
    "گیوه دوزی",
    "لباس محلی",
    "حصیربافي",
    "سبدبافی",
    "ساز سازی",
    "کاشی هفت رنگ",
    "آینه‌کاری",
    "چاپ باتیک",
    "گلیم چهل ماشوله",
]


@pytest.mark.parametrize("raw", USUAL)
def test_a_usual_name_is_known(raw: str) -> None:
    assert crafts(raw) is not None


# --- several in one cell ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ("معرق و منبت چوب", ["معرق چوب", "منبت"]),
        ("گلیم و جاجیم", ["گلیم‌بافی", "جاجیم‌بافی"]),
        ("گليم و جاجيم بافي", ["گلیم‌بافی", "جاجیم‌بافی"]),
        ("قالی و گلیم", ["قالی‌بافی (فرش دستباف)", "گلیم‌بافی"]),
        ("فیروزه‌تراشی و کوبی", ["فیروزه‌تراشی", "فیروزه‌کوبی"]),
        ("پته‌دوزی/قلاب‌بافی", ["پته‌دوزی", "قلاب‌بافی"]),
        ("پته دوزی، سوزن دوزی", ["پته‌دوزی", "سوزن‌دوزی"]),
        ("سوزن و پته دوزی", ["سوزن‌دوزی", "پته‌دوزی"]),
        ("نمدمالی - گلیم", ["نمدمالی", "گلیم‌بافی"]),
        ("پته+گلیم", ["پته‌دوزی", "گلیم‌بافی"]),
        ("مشبک و معرق فلز", ["مشبک فلز", "معرق فلز"]),
        ("قلمزنی و مسگری و میناکاری", ["قلم‌زنی روی مس", "مسگری سنتی", "میناکاری"]),
        ("صحافی و جلدسازی", ["صحافی سنتی", "جلدسازی سنتی"]),
        ("سفال و سرامیک", ["سفالگری", "سرامیک‌سازی"]),
        # Lines and other marks part crafts like a comma; a wrapped name is one.
        ("گلیم‌بافی\nجاجیم‌بافی", ["گلیم‌بافی", "جاجیم‌بافی"]),
        ("گلیم‌بافی_x000D_\nپته\n", ["گلیم‌بافی", "پته‌دوزی"]),
        ("گلیم | جاجیم", ["گلیم‌بافی", "جاجیم‌بافی"]),
        ("گلیم\\جاجیم", ["گلیم‌بافی", "جاجیم‌بافی"]),
        ("گلیم & پته", ["گلیم‌بافی", "پته‌دوزی"]),
        ("گلیم، و پته", ["گلیم‌بافی", "پته‌دوزی"]),
        ("معرق\nچوب", ["معرق چوب"]),
        ("نقاشی\nروی چوب و گلیم‌بافی", ["نقاشی روی چوب", "گلیم‌بافی"]),
        # A title is that craft, whatever it could share with its neighbour.
        ("خاتم و مشبک سنگ", ["خاتم", "مشبک سنگ"]),
        ("نقاشی روی شیشه و سفالگری", ["نقاشی روی شیشه", "سفالگری"]),
        ("معرق چوب، کاشی‌کاری", ["معرق چوب", "کاشی‌کاری"]),
        ("نقاشی روی سفال و کاشی", ["نقاشی روی سفال"]),
        ("معرق فلز/ سنگ", ["معرق فلز", "معرق سنگ"]),
    ],
)
def test_every_craft_of_a_cell_has_its_place(raw: str, named: list[str]) -> None:
    assert crafts(raw) == named


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ("گل و مرغ", "گل و مرغ"),
        ("شال و پته", "پته‌دوزی"),
        ("تراش سنگ‌های قیمتی و نیمه‌قیمتی", "تراش سنگ‌های قیمتی و نیمه‌قیمتی"),
        ("رسمی بندی و کاربندی", "رسمی‌بندی و کاربندی"),
        ("گلیم و گلیم بافی", "گلیم‌بافی"),
        ("چرم دوزی و سراجی", "سراجی سنتی"),
    ],
)
def test_what_is_one_craft_with_an_and_in_its_name_is_one(raw: str, named: str) -> None:
    assert crafts(raw) == [named]


@pytest.mark.parametrize("raw", ["پته‌دوزی و آشپزی", "آشپزی و پته‌دوزی", "گلیم و", "مس", "فیروزه و گلیم", "گلیم بافت"])
def test_of_a_cell_with_an_unknown_part_nothing_is_taken(raw: str) -> None:
    assert normalise_craft(raw, BOOK.crafts).problem == "unknown_craft"


@pytest.mark.parametrize(
    "raw",
    [
        "نقاشی روی شیشه و سفال",
        "نقاشی روی چرم و چوب",
        "نقاشی روی شیشه، سفال، چوب",
        "گلیم‌بافی، نقاشی روی پارچه و چرم",
        "نقاشی روی شیشه و گلیم",
        "معرق چوب و کاشی",
    ],
)
def test_a_material_behind_another_may_be_a_craft_or_what_one_is_made_on_and_is_none(raw: str) -> None:
    """Painting on glass and on pottery, or painting on glass, and pottery?"""
    answer = normalise_craft(raw, BOOK.crafts)
    assert (answer.value, answer.problem) == (None, "unknown_craft")


@pytest.mark.parametrize("raw", ["ندارد", "-", "نامشخص"])
def test_no_craft_is_no_craft(raw: str) -> None:
    assert normalise_craft(raw, BOOK.crafts) == Normalised(note="missing_marked")


FIELDS = [row for row in CRAFTS if row["level"] == "field" and " و " not in row["title_fa"]]


@settings(max_examples=400)
@given(
    st.sampled_from(FIELDS),
    st.sampled_from(FIELDS),
    st.sampled_from((" و ", "/", "، ", " - ", "+")),
    st.data(),
)
def test_any_two_fields_in_one_cell_are_those_two(
    one: dict[str, str], other: dict[str, str], between: str, data: st.DataObject
) -> None:
    """In every style of writing; where the two together are known as one craft, it is the first of them."""
    if one is other:
        return
    raw = data.draw(styles.spelling(one["title_fa"])) + between + data.draw(styles.spelling(other["title_fa"]))
    answer = normalise_craft(raw, BOOK.crafts)
    assert answer.value == one["craft_code"]
    assert answer.more in (other["craft_code"], None) and (answer.more or BOOK.crafts.find(raw))


def test_no_pair_of_titles_is_read_as_another_pair() -> None:
    """Words that two crafts may share never make a third of them, among the crafts of this province."""
    own = [row for row in FIELDS if row["craft_code"] <= "C040"]
    for one, other in itertools.permutations(own, 2):
        found = normalise_craft(f"{one['title_fa']} و {other['title_fa']}", BOOK.crafts)
        assert (found.value, found.more) == (one["craft_code"], other["craft_code"])
