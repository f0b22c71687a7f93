"""Everyday words: each leads to its code in every style of writing, and a word with two meanings leads to none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contracts import Column
from pipelines.normalise import CodeBook, CodeBookError, NormaliseContext, Normalised, normalise_distinct
from pipelines.normalise.text import search_key
from pipelines.workspace import models_dir
from tests.unit import styles

REFERENCE = models_dir() / "reference"
BOOK = CodeBook.load(models_dir())
CONTEXT = NormaliseContext(BOOK, None, "1403", lambda _, value: value)


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


WORDS, AMBIGUOUS = rows("words"), rows("ambiguous_words")


def reading(codes: str, raw: str) -> Normalised:
    column = Column("column", "ستون", "Column", "code", codes=codes)
    return normalise_distinct(column, [(raw, None)], CONTEXT)[0]


def test_every_word_leads_to_its_code_and_says_where_it_is_from() -> None:
    for row in WORDS:
        assert reading(row["list"], row["word"]).value == row["code"], row
        assert row["source"] and row["status"] in ("sourced", "general_knowledge"), row
    assert len(WORDS) > 750


@settings(max_examples=500)
@given(st.sampled_from([row for row in WORDS if search_key(row["word"])]), st.data())
def test_a_word_is_known_in_every_style_of_writing(row: dict[str, str], data: st.DataObject) -> None:
    assert reading(row["list"], data.draw(styles.spelling(row["word"]))).value == row["code"]


def test_an_ambiguous_word_means_nothing_and_suggests_what_it_may_mean() -> None:
    for row in AMBIGUOUS:
        known = BOOK.lists[row["list"]]
        assert known.find(row["word"]) is None, row
        assert known.suggestions(row["word"]) == tuple(known.titles[code] for code in row["codes"].split("|"))


@pytest.mark.parametrize(
    ("codes", "raw", "code"),
    [
        ("licence_events", "صادره", "issued"), ("licence_events", "صدور جديد", "issued"), ("licence_events", "تمدیدی", "renewed"),
        ("licence_events", "المثني", "duplicate"), ("licence_events", "در دست صدور", "pending"),
        ("stage_outcomes", "مردود", "rejected"), ("credit_stages", "قرارداد منعقد شد", "contracted"),
        ("credit_stages", "پرداخت مرحله اول", "paid"), ("credit_file_states", "مختومه", "stalled"),
        ("credit_reasons", "چک برگشتی", "arrears"), ("cooperative_states", "دائر", "active"),
        ("cooperative_tendencies", "تأمین نیاز تولیدکنندگان", "supply_producers"), ("cooperative_tendencies", "توزيعي", "distribution"),
        ("education_levels", "فوق‌ديپلم", "associate"), ("education_levels", "دانشجو", "student"),
        ("genders", "مؤنث", "female"), ("genders", "آقا", "male"), ("months", "تیرماه", "4"), ("months", "۰۳", "3"), ("months", "ماه اول", "1"),
        ("insurance_states", "بیمه قالیبافان", "insured"), ("insurance_states", "✓", "insured"), ("workshop_kinds", "در منزل", "home"),
        ("licence_kinds", "پروانه کسب", "trade_licence"), ("units", "ه.ر", "thousand_rial"), ("units", "م.ت", "million_toman"),
    ],
)  # fmt: skip
def test_words_of_office_lists(codes: str, raw: str, code: str) -> None:
    assert reading(codes, raw).value == code


@pytest.mark.parametrize(
    "raw", ["✓", "✔", "✔\ufe0f", " ✓ ", "☑", "✅", "+", "بله", "بلي", "دارد", "است", "Y", "1", "TRUE"]
)
def test_ticks_say_yes(raw: str) -> None:
    assert reading("yes_no", raw).value == "yes"


@pytest.mark.parametrize(
    "raw", ["×", "✗", "✘", "✖\ufe0f", "☐", "❌", "خير", "ندارد", "نیست", "فاقد", "N", "0", "۰", "FALSE"]
)
def test_crosses_and_empty_boxes_say_no(raw: str) -> None:
    assert reading("yes_no", raw).value == "no"


@pytest.mark.parametrize("raw", ["-", "—", "موجود نیست", "نامشخص", "ذکر نشده", "…", "مشخص نیست"])
@pytest.mark.parametrize("codes", ["yes_no", "genders", "licence_events"])
def test_not_stated_is_counted_and_neither_yes_nor_no(codes: str, raw: str) -> None:
    assert reading(codes, raw) == Normalised(note="missing_marked")


@pytest.mark.parametrize("raw", ["تذهیب", "مردود", "چیز دیگر"])
def test_a_word_of_another_list_is_not_known_here(raw: str) -> None:
    assert reading("licence_events", raw).problem == "unknown_code"


def test_a_word_cannot_be_both_clear_and_ambiguous(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(models_dir(), tmp_path / "models")
    with (tmp_path / "models/reference/ambiguous_words.csv").open("a", encoding="utf-8") as file:
        file.write("genders,خانم,female|male,a trial\n")
    with pytest.raises(CodeBookError, match=r"genders.*ambiguous"):
        CodeBook.load(tmp_path / "models")


def test_words_that_contradict_a_title_are_refused(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(models_dir(), tmp_path / "models")
    with (tmp_path / "models/reference/words.csv").open("a", encoding="utf-8") as file:
        file.write("genders,male,خانم,synonym,general_knowledge,a trial\n")
    with pytest.raises(CodeBookError, match=r"genders.*female"):
        CodeBook.load(tmp_path / "models")


@pytest.mark.parametrize("raw", ["اول", "دوم", "شهر", "مرد"])
def test_a_word_that_names_a_month_only_in_a_column_of_months_names_none(raw: str) -> None:
    """Sheets are called so too, and the name of a sheet may tell the month of its rows."""
    assert reading("months", raw).value is None


@pytest.mark.parametrize("raw", ["ریالی", "تومانی", "هنرمند", "متر", "ت"])
def test_a_word_of_a_heading_is_no_unit(raw: str) -> None:
    """«ارزش ریالی» names a column, and does not say that its figures are rials and not millions of them."""
    assert BOOK.units.find(raw) is None
