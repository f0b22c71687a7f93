"""The table of sentences: both languages, the same values, a place for every one that is used."""

from __future__ import annotations

import re
import string

import pytest

from pipelines.foundation.messages import Message, in_persian, message_table
from pipelines.foundation.workspace import PROJECT_ROOT, models_dir

TABLE = message_table(models_dir() / "messages.yaml")


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("message_id", TABLE)
def test_both_languages_say_the_same_things(message_id: str) -> None:
    wording = TABLE[message_id]
    assert set(wording) == {"fa", "en"}
    assert _names(wording["fa"]) == _names(wording["en"])


@pytest.mark.parametrize("message_id", TABLE)
def test_persian_sentences_have_persian_letters_and_an_end(message_id: str) -> None:
    sentence = TABLE[message_id]["fa"]
    assert not re.search("[يكىة٠-٩]", sentence)
    is_a_word = message_id.startswith("step_")  # the name of a step, for a place within a sentence
    assert is_a_word or sentence.rstrip()[-1] in ".})»"
    assert "  " not in sentence


@pytest.mark.parametrize("message_id", TABLE)
def test_persian_sentences_have_no_loose_latin(message_id: str) -> None:
    sentence = re.sub("‪[^‪‬]*‬", "", TABLE[message_id]["fa"])
    words = re.sub(r"\{[a-z_]+\}", "", sentence)
    assert not re.search("[A-Za-z0-9]", words), "names and codes stand in an isolate, numbers have Persian digits"
    assert sentence.count("‪") == sentence.count("‬") == 0, "every isolate is closed"


@pytest.mark.parametrize("message_id", TABLE)
@pytest.mark.parametrize("severity", ["refuse", "hold", "quarantine", "warn", "normalise"])
def test_numbers_and_periods_in_persian_sentences_have_persian_digits(message_id: str, severity: str) -> None:
    wording = TABLE[message_id]["fa"]
    names = _names(wording) - {"rows"}  # they come as words
    for told in ("1402", "1403Q3", "526,780"):
        text = Message(message_id, severity, dict.fromkeys(names, told)).text("fa")
        outside = re.sub("‪[^‪‬]*‬|«[^«»]*»", "", text)  # a name, or what stands in a cell, is as written
        if "file" not in names or "«{file}»" in wording:
            assert told not in outside, (told, text)


def test_what_is_told_of_a_whole_table_has_persian_digits_and_a_cell_stays_as_written() -> None:
    where = {"file": "صادرات.xlsx", "sheet": "1402", "column": "دوره", "value": "1402"}
    told = Message("column_told_by_title", "normalise", where).text("fa")
    assert "«۱۴۰۲»" in told and "برگهٔ «1402»" in told
    cell = Message("not_a_period", "quarantine", {**where, "row": "5"}).text("fa")
    assert "سطر ۵: «1402»" in cell
    told = Message("told_differently_by_folder", "hold", {**where, "found": "1403Q2"}).text("fa")
    assert "۱۴۰۲" in told and "تابستان ۱۴۰۳" in told


def test_every_message_that_reading_and_normalising_use_is_in_the_table() -> None:
    used = set()
    call = re.compile(r'(?:RefusedFile|Message|_Refused|problem|NotADate|NotANumber|TooLarge)\(\s*"([a-z_]+)"')
    note = re.compile(r'(?:note=|return |else |Normalised\([^()]*, )"([a-z]+_[a-z_]+)"')
    for folder in ("reading", "normalise"):
        for path in (PROJECT_ROOT / "pipelines" / folder).glob("*.py"):
            source = path.read_text("utf-8")
            used |= set(call.findall(source)) | set(note.findall(source))
    assert used, "the patterns find nothing"
    kinds_of_rows = {"repeated_header", "page_number"}
    assert used - kinds_of_rows <= set(TABLE)


def test_values_stand_in_their_places_with_persian_counts() -> None:
    message = Message("required_missing", "quarantine", {"file": "a.xlsx", "sheet": "س", "row": "12", "column": "وزن"})
    assert message.text("fa").startswith("فایل «a.xlsx»، برگهٔ «س»، سطر ۱۲: ستون «وزن» خالی است")
    assert "row 12" in message.text("en")


def test_a_bound_is_a_persian_number_and_a_quotation_stays_as_written() -> None:
    bound = Message("too_long", "quarantine", {"expected": "40"})
    assert "از ۴۰ نویسه" in bound.text("fa") and "40" in bound.text("en")
    replaced = Message("correction_applied", "normalise", {"expected": "40"})
    assert "به‌جای «40»" in replaced.text("fa")


def test_an_optional_part_goes_with_its_value() -> None:
    where = {"file": "a", "sheet": "b", "row": "1", "column": "c", "value": "d"}
    assert "نزدیک‌ترین" not in Message("unknown_place", "quarantine", where).text("fa")
    assert "«بم»" in Message("unknown_place", "quarantine", {**where, "suggestion": "بم"}).text("fa")


def test_english_takes_the_english_value() -> None:
    message = Message("header_not_found", "refuse", {"file": "a", "feed": "صادرات", "feed_en": "Exports"})
    assert "Exports" in message.text("en")
    assert "صادرات" in message.text("fa")


def test_a_message_without_wording_still_speaks() -> None:
    assert "no_such_thing" in Message("no_such_thing", "warn").text("en")


def test_values_with_braces_are_only_values() -> None:
    message = Message("not_a_number", "quarantine", {"value": "{file} {0} [[x]]"})
    assert "{file} {0} [[x]]" in message.text("fa")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("526,780,000,000", "۵۲۶٬۷۸۰٬۰۰۰٬۰۰۰"),
        ("÷10", "÷۱۰"),
        ("1403Q3", "پاییز ۱۴۰۳"),
        ("1402-07", "مهر ۱۴۰۲"),
        ("1403-01/1403-06", "فروردین تا شهریور ۱۴۰۳"),
        ("1402-10/1403-03", "دی ۱۴۰۲ تا خرداد ۱۴۰۳"),
        ("1403-13", "1403-13"),
        ("1402Q2 (8)، 1400 (1)", "تابستان ۱۴۰۲ (۸)، ۱۴۰۰ (۱)"),
        ("cooperatives-1402Q3-cooperatives-906d01a8", "cooperatives-1402Q3-cooperatives-906d01a8"),
    ],
)
def test_numbers_and_periods_in_persian_sentences(text: str, told: str) -> None:
    assert in_persian(text) == told


def test_a_span_is_told_in_words_in_both_languages() -> None:
    message = Message("span_differs", "hold", {"file": "a.xlsx", "value": "1403-01/1403-06", "expected": "1403Q3"})
    assert "فروردین تا شهریور ۱۴۰۳" in message.text("fa") and "پاییز ۱۴۰۳" in message.text("fa")
    assert "Farvardin to Shahrivar 1403" in message.text("en") and "1403Q3" in message.text("en")


def test_a_list_has_the_marks_of_its_language() -> None:
    mixed = Message("mixed_periods", "hold", {"value": "1401Q2 (2)، 1401Q3 (4)", "column": "تاریخ صدور"})
    assert "تابستان ۱۴۰۱ (۲)، پاییز ۱۴۰۱ (۴)" in mixed.text("fa")
    assert "1401Q2 (2), 1401Q3 (4)." in mixed.text("en")
    unknown = Message("unknown_columns", "warn", {"found": "«نرخ»، «ارزش افزوده»", "sheet": "۱"})
    assert "«نرخ»، «ارزش افزوده»" in unknown.text("fa")
    assert "“نرخ”, “ارزش افزوده”" in unknown.text("en")


def test_what_stands_in_a_cell_is_quoted_as_it_stands_there() -> None:
    message = Message("unknown_place", "quarantine", {"row": "3", "column": "x", "value": "1403-01/1403-06"})
    assert "1403-01/1403-06" in message.text("fa") and "1403-01/1403-06" in message.text("en")
