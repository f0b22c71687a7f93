"""Tariff codes: pairs of digits, and the zero that a spreadsheet takes from chapters 01 to 09."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalise.tariff import normalise_hs, normalise_hs8
from tests.unit import styles

KNOWN = frozenset({"57021020", "09102000", "74181010"})


@pytest.mark.parametrize(
    ("raw", "line", "note"),
    [
        ("57021020", "57021020", None),
        ("۵۷۰۲۱۰۲۰", "57021020", "number_normalised"),
        ("5702.10.20", "57021020", "number_normalised"),
        ("57021020.0", "57021020", "number_normalised"),
        ("5702 10 20", "57021020", "number_normalised"),
        ("'57021020", "57021020", "number_normalised"),
        ("9102000", "09102000", "leading_zeros_restored"),
        ("99999999", "99999999", None),
    ],
)
def test_tariff_lines(raw: str, line: str, note: str | None) -> None:
    answer = normalise_hs8(raw, KNOWN)
    assert (answer.value, answer.note) == (line, note)
    assert normalise_hs(raw, KNOWN).value == line


@pytest.mark.parametrize(
    "raw",
    [
        "9102001",
        "5702102",
        "570210",
        "5702102000",
        "00210101",
        "00   21  0101",
        "20.10.5702",
        "گلیم",
        "5702102x",
        "5.702102",
        "570.21020",
        "5702\u066b1020",
    ],
)
def test_what_is_no_line_of_eight_digits_is_refused(raw: str) -> None:
    assert normalise_hs8(raw, KNOWN).problem == "bad_hs8"


@pytest.mark.parametrize(
    ("raw", "code", "note"),
    [
        ("57", "57", None),
        ("5702", "5702", None),
        ("5702.10", "570210", "number_normalised"),
        ("570210", "570210", None),
        ("5702102000", "5702102000", None),
        ("۰۹۱۰", "0910", "number_normalised"),
        ("910", "0910", "leading_zeros_restored"),
        ("91020", "091020", "leading_zeros_restored"),
        ("8025110", "08025110", "leading_zeros_restored"),
        ("910200000", "0910200000", "leading_zeros_restored"),
    ],
)
def test_codes_from_the_chapter_to_the_national_line(raw: str, code: str, note: str | None) -> None:
    answer = normalise_hs(raw, KNOWN)
    assert (answer.value, answer.note) == (code, note)


@pytest.mark.parametrize(
    "raw",
    [
        "5702102",
        "57021",
        "570",
        "4420101",
        "9",
        "00",
        "0021",
        "00210101",
        "910.2",
        "57021020201",
        "57,02",
        "570210200",
    ],
)
def test_a_digit_that_no_list_explains_is_refused(raw: str) -> None:
    assert normalise_hs(raw, KNOWN).problem == "bad_hs"


@pytest.mark.parametrize("raw", ["5.70210E+07", "5.7e7"])
def test_a_code_that_became_a_number_lost_its_digits(raw: str) -> None:
    assert normalise_hs(raw, KNOWN).problem == "identifier_as_number"
    assert normalise_hs8(raw, KNOWN).problem == "identifier_as_number"


@pytest.mark.slow
@settings(max_examples=10_000)
@given(st.one_of(st.text("0123456789 -/۵", max_size=12), styles.troublesome.filter(lambda t: ".0" not in t)))
def test_a_code_that_is_taken_stays_itself_and_only_grows_by_a_proven_zero(raw: str) -> None:
    answer = normalise_hs(raw, KNOWN)
    if answer.value is None:
        return
    again = normalise_hs(answer.value, KNOWN)
    assert (again.value, again.note) == (answer.value, None)
    written = sum(c.isdigit() for c in raw)
    assert len(answer.value) == written + (answer.note == "leading_zeros_restored")


@given(st.sampled_from(["57021020", "5702102000", "570210", "0910"]), st.data())
def test_a_code_in_any_script_is_itself(code: str, data: st.DataObject) -> None:
    assert normalise_hs(data.draw(styles.in_a_cell(code)), KNOWN).value == code
