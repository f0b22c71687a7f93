"""Everyday words: each leads to its code in every style of writing, and a word with two meanings leads to none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contracts import Column
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook, CodeBookError, NormaliseContext, Normalised, normalise_distinct
from pipelines.normalise.code_lists import read_code_lists
from pipelines.normalise.codebook import spelling_key
from pipelines.normalise.money import normalise_amount
from pipelines.normalise.text import search_key
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
    assert AMBIGUOUS
    for row in AMBIGUOUS:
        known = BOOK.lists[row["list"]]
        assert known.find(row["word"]) is None, row
        assert known.suggestions(row["word"]) == tuple(known.titles[code] for code in row["codes"].split("|"))


@pytest.mark.parametrize(
    ("codes", "raw", "code"),
    [
        ("licence_events", "صادره", "issued"),
        ("licence_events", "صدور جديد", "issued"),
        ("licence_events", "تمدیدی", "renewed"),
        ("licence_events", "المثني", "duplicate"),
        ("licence_events", "در دست صدور", "pending"),
        ("stage_outcomes", "مردود", "rejected"),
        ("credit_stages", "قرارداد منعقد شد", "contracted"),
        ("credit_stages", "پرداخت مرحله اول", "paid"),
        ("credit_file_states", "مختومه", "stalled"),
        ("credit_reasons", "چک برگشتی", "arrears"),
        ("cooperative_states", "دائر", "active"),
        ("cooperative_tendencies", "تأمین نیاز تولیدکنندگان", "supply_producers"),
        ("cooperative_tendencies", "توزيعي", "distribution"),
        ("education_levels", "فوق‌ديپلم", "associate"),
        ("education_levels", "دانشجو", "student"),
        ("genders", "مؤنث", "female"),
        ("genders", "آقا", "male"),
        ("months", "تیرماه", "4"),
        ("months", "۰۳", "3"),
        ("months", "ماه اول", "1"),
        ("insurance_states", "بیمه قالیبافان", "insured"),
        ("insurance_states", "✓", "insured"),
        ("workshop_kinds", "در منزل", "home"),
        ("licence_kinds", "پروانه کسب", "trade_licence"),
        ("units", "ه.ر", "thousand_rial"),
        ("units", "م.ت", "million_toman"),
    ],
)
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


@pytest.mark.parametrize("raw", ["نداریم", "ندارند", "ندارد"])
def test_who_has_none_says_no_where_yes_or_no_is_asked(raw: str) -> None:
    assert reading("yes_no", raw).value == "no"


@pytest.mark.parametrize("kind", ["integer", "quantity", "money"])
@pytest.mark.parametrize("raw", ["هیچ", "هیچ‌کدام", "نداریم", "ندارد", "nil", "NIL", "فاقد", "-", "—", "n/a"])
def test_no_word_and_no_mark_is_a_zero(kind: str, raw: str) -> None:
    """Nothing, not told and not applicable cannot be told apart by them: zero is written as a number."""
    column = Column("column", "ستون", "Column", kind)
    assert normalise_distinct(column, [(raw, None)], CONTEXT) == [Normalised(note="missing_marked")]
    assert normalise_distinct(column, [("صفر", None)], CONTEXT)[0].value == "0"


def test_no_code_has_one_spelling_twice() -> None:
    """A word that is written a second time says that somebody took it for another one."""
    for name, codes in read_code_lists(REFERENCE).items():
        for code in codes:
            own = {spelling_key(text) for text in (code.code, code.title_fa, code.title_en)}
            keys = [spelling_key(alias) for alias in code.aliases if alias]
            repeated = [key for n, key in enumerate(keys) if key in own or key in keys[:n]]
            assert repeated == [], (name, code.code)
    for row in rows("units"):
        own = {search_key(row[name]) for name in ("unit", "title_fa", "title_en")}
        keys = [search_key(alias) for alias in row["aliases"].split("|") if alias]
        assert len({*keys}) == len(keys) and not own & {*keys}, row["unit"]


def test_a_unit_has_its_spellings_alone() -> None:
    """The table of units gives a spelling to the first that claims it: no other may."""
    claimed: dict[str, set[str]] = {}
    for row in rows("units"):
        for text in (row["unit"], row["title_fa"], row["title_en"], *row["aliases"].split("|")):
            claimed.setdefault(search_key(text), set()).add(row["unit"])
    assert {key: units for key, units in claimed.items() if key and len(units) > 1} == {}


@pytest.mark.parametrize(
    ("codes", "raw", "code"),
    [
        ("destinations", "IRQ", "IQ"),
        ("destinations", "are", "AE"),
        ("destinations", "کره جنوبی", "KR"),
        ("destinations", "روسیه (فدراسیون)", "RU"),
        ("destinations", "روسیه، فدراسیون", "RU"),
        ("destinations", "چین تایپه", "TW"),
        ("destinations", "چین (تایپه)", "TW"),
        ("destinations", "Korea, Republic of", "KR"),
        ("units", "جفت", "pairs"),
        ("customs_offices", "بوشهر ۲", "BUSHEHR_2_SEZ"),
        ("crafts", "بافته‌های داری", "C309"),
        ("crafts", "پارچه‌بافی", "C049"),
        ("crafts", "نقاشی رنگ روغن", "C280"),
        ("credit_file_states", "قرارداد منعقد شد", "contracted"),
    ],
)
def test_words_that_name_one_thing(codes: str, raw: str, code: str) -> None:
    assert reading(codes, raw).value == code


@pytest.mark.parametrize(
    ("codes", "raw"),
    [
        ("destinations", "كره"),
        ("destinations", "کشور کره"),
        ("destinations", "Korea"),
        ("customs_offices", "بوشهر"),
        ("customs_offices", "گمرک بوشهر"),
        ("crafts", "دستبافت"),
        ("crafts", "بافندگی"),
        ("crafts", "دستبافته‌ها"),
        ("crafts", "نقاشی"),
        ("credit_file_states", "در حال عقد قرارداد"),
        ("credit_stages", "آماده پرداخت"),
    ],
)
def test_words_that_name_two_things_name_none_and_suggest_both(codes: str, raw: str) -> None:
    found = reading(codes, raw)
    assert (found.value, found.problem) == (None, "unknown_code")
    assert len(found.params["suggestion"].split("، ")) >= 2


@pytest.mark.parametrize("raw", ["همه رشته‌ها", "کلیهٔ رشته‌ها", "همهٔ رشته ها"])
def test_all_crafts_are_no_craft(raw: str) -> None:
    assert reading("crafts", raw).problem == "unknown_code"


def test_a_pair_is_not_one_item() -> None:
    units = BOOK.units.by_code
    assert normalise_amount("12 جفت", BOOK.units, target=units["items"]).problem == "unit_mismatch"
    assert normalise_amount("12 جفت", BOOK.units, target=units["pairs"]).value == "12"


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
