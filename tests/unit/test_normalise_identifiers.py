"""Identifiers of persons and organisations. All of them are published test vectors or computed; nobody has them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipelines.contracts import Column
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook, NormaliseContext, Normalised, normalise_distinct
from pipelines.normalise.identifiers import canonical, is_legal_id, is_national_id
from tests.unit import styles

CONTEXT = NormaliseContext(
    CodeBook.load(models_dir()), None, "1402", lambda purpose, value: f"pseudonym-{purpose}-{hash(value)}"
)
LENGTHS = {"national_id": 10, "legal_id": 11}


def normalise(kind: str, raw: str, **more: str) -> Normalised:
    column = Column("column", "ستون", "Column", kind, **more)  # type: ignore[arg-type]
    return normalise_distinct(column, [(raw, None)], CONTEXT)[0]


# Published vectors: persian-tools (MIT), tests of both identifiers.
@pytest.mark.parametrize(
    "digits",
    ["0499370899", "0790419904", "1583250689", "0684159414", "4400276201", "2540201288", "0068415941"],
)
def test_valid_national_ids(digits: str) -> None:
    assert is_national_id(digits)


@pytest.mark.parametrize(
    "digits",
    [
        "1234567890",
        "0012345678",
        "0000000000",
        "3333333333",
        "0010000000",
        "9990419904",
        "7781234567",
        "049937089",
    ],
)
def test_invalid_national_ids(digits: str) -> None:
    assert not is_national_id(digits)


def test_legal_ids() -> None:
    assert is_legal_id("10380284790")
    for digits in ("10380284792", "10380285692", "11111111111", "09748208301", "123000000"):
        assert not is_legal_id(digits)


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_one_check_digit_in_ten_fits(head: str) -> None:
    assume(len(set(head)) > 1 and head[3:9] != "000000")
    assert sum(is_national_id(head + str(digit)) for digit in range(10)) == 1


@pytest.mark.parametrize(
    ("kind", "raw", "value", "note"),
    [
        ("national_id", "0499370899", "0499370899", None),
        ("national_id", "۰۴۹۹۳۷۰۸۹۹", "0499370899", "identifier_normalised"),
        ("national_id", "049-937089-9", "0499370899", "identifier_normalised"),
        ("national_id", "\u200e0499370899 ", "0499370899", "identifier_normalised"),
        ("national_id", "'0499370899", "0499370899", "identifier_normalised"),
        ("national_id", "499370899", "0499370899", "leading_zeros_restored"),
        ("national_id", "68415941", "0068415941", "leading_zeros_restored"),
        ("legal_id", "۱۰۳۸۰۲۸۴۷۹۰", "10380284790", "identifier_normalised"),
        ("phone", "09131234567", "09131234567", None),
        ("phone", "+98 913 123 4567", "09131234567", "identifier_normalised"),
        ("phone", "00989131234567", "09131234567", "identifier_normalised"),
        ("phone", "+98 (0) 913 123 4567", "09131234567", "identifier_normalised"),
        ("phone", "9131234567", "09131234567", "leading_zeros_restored"),
        ("phone", "۰۳۴-۳۲۱۲۳۴۵۶", "03432123456", "identifier_normalised"),
        ("phone", "32123456-034", "03432123456", "identifier_normalised"),
        ("phone", "32123456", "32123456", None),
        ("name", "زهرا كرماني", "زهراکرمانی", "text_normalised"),
        ("name", "زهرا کرمانی", "زهراکرمانی", None),
        ("name", "ندارد", None, "missing_marked"),
        ("name", "***", None, "missing_marked"),
        ("national_id", "—", None, "missing_marked"),
    ],
)
def test_plain_canonical_values(kind: str, raw: str, value: str | None, note: str | None) -> None:
    assert canonical(kind, raw) == Normalised(value, note)


@pytest.mark.parametrize(
    ("kind", "raw", "problem"),
    [
        ("national_id", "1234567890", "bad_national_id"),
        ("national_id", "12345678", "bad_national_id"),
        ("national_id", "8415941", "bad_national_id"),
        ("national_id", "04993708991", "bad_national_id"),
        ("national_id", "زهرا", "bad_national_id"),
        ("national_id", "4.99370899E8", "identifier_as_number"),
        ("national_id", "1.23457E+09", "identifier_as_number"),
        ("national_id", "499370899.0", "identifier_as_number"),
        ("national_id", "1,583,250,689", "identifier_as_number"),
        ("legal_id", "1038028479", "bad_legal_id"),
        ("legal_id", "1.03803E+10", "identifier_as_number"),
        ("phone", "ندارم", "bad_phone"),
        ("phone", "09131234567 - 09131234568", "bad_phone"),
        ("phone", "32123456/32123457", "bad_phone"),
        ("phone", "3212345-6", "bad_phone"),
        ("phone", "32123456 و 32123457", "bad_phone"),
        ("phone", "0913123456", "bad_phone"),
        ("phone", "00000000000", "bad_phone"),
        ("phone", "11111111", "bad_phone"),
        ("phone", "034-32123456 داخلی 12", "bad_phone"),
        ("phone", "9131234567.0", "identifier_as_number"),
        ("phone", "9.13123E+09", "identifier_as_number"),
    ],
)
def test_a_bad_identifier_is_a_problem_that_does_not_repeat_it(kind: str, raw: str, problem: str) -> None:
    answer = normalise(kind, raw)
    assert (answer.value, answer.problem) == (None, problem)
    assert not answer.params


def test_only_the_pseudonym_of_a_person_leaves() -> None:
    for kind, raw in (("national_id", "0499370899"), ("phone", "09131234567"), ("name", "زهراکرمانی")):
        assert str(normalise(kind, raw).value).startswith("pseudonym-")
    assert normalise("legal_id", "10380284790").value == "10380284790"
    hidden = normalise("legal_id", "10380284790", classification="identifier").value
    assert str(hidden).startswith("pseudonym-legal_id-")
    # A name is a pseudonym of its own column: whose father bears the name of which weaver is nobody's business.
    assert str(normalise("name", "زهرا").value).startswith("pseudonym-column-")


@settings(max_examples=1_000)
@given(st.sampled_from(["national_id", "legal_id", "phone"]), styles.valid_identifier_texts)
def test_no_answer_holds_the_plain_value_of_a_person(kind: str, case: tuple[str, str, str]) -> None:
    """Right or wrong, in any style: neither value nor parameters give it away."""
    answer = normalise(kind, case[2], classification="identifier")
    assert answer.value is None or answer.value.startswith("pseudonym-")
    assert not answer.params


@pytest.mark.slow
@settings(max_examples=10_000)
@given(styles.valid_identifier_texts)
def test_a_valid_identifier_in_any_style_keeps_its_value_and_length(case: tuple[str, str, str]) -> None:
    kind, digits, raw = case
    assert canonical(kind, raw).value == digits
    assert canonical(kind, digits) == Normalised(digits)


@pytest.mark.slow
@settings(max_examples=10_000)
@given(
    st.sampled_from([*LENGTHS, "phone", "name"]),
    st.one_of(st.text("0123456789+-. ()/", max_size=15), styles.anything),
)
def test_what_is_taken_has_its_length_and_stays_itself(kind: str, raw: str) -> None:
    answer = canonical(kind, raw)
    if answer.value is None:
        return
    assert canonical(kind, answer.value) == Normalised(answer.value)
    if kind in LENGTHS:
        written = sum(c.isdigit() for c in raw)
        assert len(answer.value) == LENGTHS[kind]
        assert written == LENGTHS[kind] or (answer.note == "leading_zeros_restored" and written in (8, 9))


@settings(max_examples=1_000)
@given(styles.phones.filter(lambda n: n[1] != "0" and len(set(n[1:])) > 1), st.data())
def test_a_telephone_number_in_any_style_is_one_number(number: str, data: st.DataObject) -> None:
    assert canonical("phone", data.draw(styles.phone_text(number))).value == number
