"""Codes, places, crafts, tariff lines and identifiers, against the project's own reference data."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipelines.contracts import Column
from pipelines.normalise import CodeBook, CodeBookError, NormaliseContext, Normalised, normalise_distinct
from pipelines.normalise.identifiers import is_legal_id, is_national_id
from pipelines.workspace import models_dir

BOOK = CodeBook.load(models_dir())
CONTEXT = NormaliseContext(BOOK, None, "1402", lambda purpose, value: f"{purpose}:{value}")


def normalise(kind: str, raw: str | None, companion: str | None = None, **more: object) -> Normalised:
    column = Column("column", "ستون", "Column", kind, **more)  # type: ignore[arg-type]
    return normalise_distinct(column, [(raw, companion)], CONTEXT)[0]


@pytest.mark.parametrize(
    ("raw", "area"),
    [("كرمان", "0808"), ("شهرستان کرمان", "0808"), ("استان کرمان", "08"), ("شهر کرمان", "city-kerman"),
     ("قلعه گنج", "0816"), ("قلعهگنج", "0816"), ("قلعه‌گنج", "0816"), ("ارزوئيه", "0823"), ("رابُر", "0818"),
     ("شهر بابك", "0807"), ("رودبار جنوب", "0815"), ("بم", "0802"), ("0808", "0808"), ("Sirjan", "0806"), ("ایران", "IR")],
)  # fmt: skip
def test_a_place_by_any_of_its_spellings(raw: str, area: str) -> None:
    assert normalise("place", raw).value == area


@pytest.mark.parametrize(
    "raw", ["کرمانشاه", "رودبار", "منطقه ویژه اقتصادی سیرجان", "بمپور", "شهرستان کرمانشاه"]
)
def test_a_place_of_elsewhere_is_unknown_and_its_nearest_name_only_a_hint(raw: str) -> None:
    answer = normalise("place", raw)
    assert (answer.value, answer.problem) == (None, "unknown_place")
    assert "suggestion" in answer.params


def test_a_slip_of_the_pen_gets_a_suggestion() -> None:
    assert normalise("place", "رفسنجانن").params["suggestion"] == "رفسنجان"
    assert normalise("craft", "پته دوذی").params["suggestion"] == "پته‌دوزی"


def test_codes_by_title_alias_and_code() -> None:
    for raw in ("صنایع دستی", "crafts", "صنايع دستي"):
        assert normalise("code", raw, codes="domains").value == "crafts"
    assert normalise("code", "بیش از", codes="qualifiers").value == "more_than"
    unknown = normalise("code", "چیز دیگر", codes="qualifiers")
    assert unknown.problem == "unknown_code"
    assert "دقیق" in unknown.params["expected"]


def test_a_list_that_knows_nadarad_means_it() -> None:
    assert normalise("code", "ندارد", codes="yes_no").value == "no"
    assert normalise("code", "ندارد", codes="qualifiers").note == "missing_marked"


def test_units_are_a_code_list() -> None:
    assert normalise("code", "میلیارد تومان", codes="units").value == "billion_toman"


def test_every_title_and_alias_of_every_list_leads_to_its_code() -> None:
    with (models_dir() / "reference" / "codes.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for spelling in filter(
                None, (row["code"], row["title_fa"], row["title_en"], *row["aliases"].split("|"))
            ):
                assert BOOK.lists[row["list"]].find(spelling) == row["code"], (row["list"], spelling)


def test_a_spelling_that_leads_to_two_codes_is_refused_at_load(tmp_path: Path) -> None:
    shutil.copytree(models_dir() / "reference", tmp_path / "reference")
    with (tmp_path / "reference" / "codes.csv").open("a", encoding="utf-8") as file:
        file.write("domains,crafts2,صنايع دستى,other crafts,,9\n")
    with pytest.raises(CodeBookError, match=r"codes\.csv domains.*crafts"):
        CodeBook.load(tmp_path)


@pytest.mark.parametrize(
    ("raw", "line", "note"),
    [("57021020", "57021020", None), ("۵۷۰۲۱۰۲۰", "57021020", "number_normalised"),
     ("5702.10.20", "57021020", "number_normalised"), ("57021020.0", "57021020", "number_normalised"),
     ("99999999", "99999999", None)],
)  # fmt: skip
def test_tariff_lines(raw: str, line: str, note: str | None) -> None:
    answer = normalise("hs8", raw)
    assert (answer.value, answer.note) == (line, note)


def test_a_lost_zero_is_put_back_only_where_the_code_list_proves_it(tmp_path: Path) -> None:
    shutil.copytree(models_dir() / "reference", tmp_path / "reference")
    with (tmp_path / "reference" / "hs_codes.csv").open("a", encoding="utf-8") as file:
        file.write("09102000,زعفران,Saffron,,extended,,kg,\n")
    context = NormaliseContext(CodeBook.load(tmp_path), None, None, lambda purpose, value: value)
    column = Column("hs8", "تعرفه", "Tariff line", "hs8")
    proven, unproven = normalise_distinct(column, [("9102000", None), ("9102001", None)], context)
    assert (proven.value, proven.note) == ("09102000", "leading_zeros_restored")
    assert unproven.problem == "bad_hs8"


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


def test_only_the_pseudonym_of_a_person_leaves() -> None:
    assert normalise("national_id", "۰۴۹۹۳۷۰۸۹۹").value == "national_id:0499370899"
    assert normalise("national_id", "049-937089-9").value == "national_id:0499370899"
    assert normalise("phone", "+98 913 123 4567").value == "phone:09131234567"
    assert normalise("phone", "9131234567").value == "phone:09131234567"
    assert normalise("name", "زهرا كرماني").value == normalise("name", "زهرا کرمانی").value
    assert normalise("legal_id", "10380284790").value == "10380284790"
    assert normalise("legal_id", "10380284790", classification="identifier").value == "legal_id:10380284790"


def test_a_bad_identifier_is_a_problem_that_does_not_repeat_it() -> None:
    for kind, raw, problem in (
        ("national_id", "1234567890", "bad_national_id"), ("national_id", "4.99370899E8", "identifier_as_number"),
        ("national_id", "499370899.5", "identifier_as_number"), ("legal_id", "1038028479", "bad_legal_id"),
        ("phone", "ندارم", "bad_phone"),
    ):  # fmt: skip
        answer = normalise(kind, raw)
        assert (answer.value, answer.problem) == (None, problem)
        assert raw not in " ".join(answer.params.values())


def test_zeros_that_a_spreadsheet_dropped_come_back_where_the_check_digit_proves_them() -> None:
    answer = normalise("national_id", "499370899")
    assert (answer.value, answer.note) == ("national_id:0499370899", "leading_zeros_restored")


@given(st.text(alphabet="0123456789", min_size=10, max_size=11))
def test_an_accepted_identifier_never_changes_its_length(digits: str) -> None:
    kind = "national_id" if len(digits) == 10 else "legal_id"
    value = normalise(kind, digits, classification="identifier").value
    assert value in (None, f"{kind}:{digits}")


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_one_check_digit_in_ten_fits(head: str) -> None:
    assume(len(set(head)) > 1 and head[3:9] != "000000")
    assert sum(is_national_id(head + str(digit)) for digit in range(10)) == 1


@pytest.mark.parametrize("kind", ["text", "integer", "money", "date", "place", "national_id", "hs8"])
def test_error_cells_and_uncomputed_formulas_are_problems_in_every_kind(kind: str) -> None:
    assert normalise(kind, "#REF!").problem == "error_cell"
    assert normalise(kind, "#DIV/0!").problem == "error_cell"
    assert normalise(kind, "#N/A").problem == "error_cell"
    assert normalise(kind, "#UNCOMPUTED!").problem == "formula_uncomputed"
    assert normalise(kind, "a\x00b").problem == "control_character"
    assert normalise(kind, None) == normalise(kind, "  ") == Normalised()


def test_text_is_cleaned_and_marks_for_nothing_are_nothing() -> None:
    assert normalise("text", "جمهوري آذربايجان ").value == "جمهوری آذربایجان"
    assert normalise("text", "—").value is None
    assert normalise("text", "ندارد").value == "ندارد"
