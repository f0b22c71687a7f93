"""Codes, places and crafts, against the project's own reference data; and what holds for every kind."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contracts import Column, load_contracts
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook, CodeBookError, NormaliseContext, Normalised, normalise_distinct
from pipelines.normalise.codes import place_of_sheet
from pipelines.normalise.text import search_key
from tests.unit import styles

BOOK = CodeBook.load(models_dir())
CONTEXT = NormaliseContext(BOOK, None, "1402", lambda purpose, value: f"{purpose}:{value}")


def normalise(kind: str, raw: str | None, companion: str | None = None, **more: object) -> Normalised:
    column = Column("column", "ستون", "Column", kind, **more)  # type: ignore[arg-type]
    return normalise_distinct(column, [(raw, companion)], CONTEXT)[0]


@pytest.mark.parametrize(
    ("raw", "area"),
    [
        ("كرمان", "0808"),
        ("شهرستان کرمان", "0808"),
        ("استان کرمان", "08"),
        ("شهر کرمان", "city-kerman"),
        ("قلعه گنج", "0816"),
        ("قلعهگنج", "0816"),
        ("قلعه‌گنج", "0816"),
        ("ارزوئيه", "0823"),
        ("رابُر", "0818"),
        ("شهر بابك", "0807"),
        ("رودبار جنوب", "0815"),
        ("بم", "0802"),
        ("0808", "0808"),
        ("Sirjan", "0806"),
        ("ایران", "IR"),
    ],
)
def test_a_place_by_any_of_its_spellings(raw: str, area: str) -> None:
    assert normalise("place", raw).value == area


@pytest.mark.parametrize("raw", ["کرمانشاه", "رودبار", "منطقه ویژه اقتصادی سیرجان", "بمپور", "شهرستان کرمانشاه"])
def test_a_place_of_elsewhere_is_unknown_and_its_nearest_name_only_a_hint(raw: str) -> None:
    answer = normalise("place", raw)
    assert (answer.value, answer.problem) == (None, "unknown_place")
    assert "suggestion" in answer.params


with (models_dir() / "reference" / "area_aliases.csv").open(encoding="utf-8-sig", newline="") as _file:
    ALIASES = [(row["alias"], row["area_code"]) for row in csv.DictReader(_file)]
PLACE_KEYS = frozenset(search_key(alias) for alias, _ in ALIASES) | {search_key(code) for code in BOOK.places.titles}


@settings(max_examples=1_000)
@given(st.sampled_from(ALIASES), st.data())
def test_every_alias_in_every_spelling_leads_to_its_area(entry: tuple[str, str], data: st.DataObject) -> None:
    alias, area = entry
    assert BOOK.places.find(alias) == area
    assert BOOK.places.find(data.draw(styles.spelling(alias))) == area


@settings(max_examples=1_000)
@given(st.sampled_from(ALIASES), st.data())
def test_no_place_is_found_by_a_part_of_its_name_or_in_a_longer_one(
    entry: tuple[str, str], data: st.DataObject
) -> None:
    key = search_key(entry[0])
    cut = data.draw(st.integers(1, len(key)))
    for other in (key[:cut], key[cut:], key + "شاه", "شهرک" + key):
        if other and search_key(other) not in PLACE_KEYS:
            assert normalise("place", other).value is None, other


@pytest.mark.parametrize(
    ("raw", "period", "area", "problem"),
    [
        ("گنبکی", "1400Q4", None, "place_of_other_edition"),
        ("گنبکی", "1402-01", None, "place_of_other_edition"),
        ("گنبکی", "1402", "0824", None),
        ("0825", "1402Q1", "0825", None),
        ("ریگان", "1400", "0817", None),
        ("0805", "1355", "0806", None),
        ("0805", "1365", "0805", None),
        ("زرند", "1355", "0805", None),
    ],
)
def test_a_place_belongs_to_the_edition_of_its_period(
    raw: str, period: str, area: str | None, problem: str | None
) -> None:
    """23 counties in 1400, 25 from Ordibehesht 1402; codes were given again in 1365."""
    context = NormaliseContext(BOOK, None, period, lambda purpose, value: value)
    answer = normalise_distinct(Column("place", "شهرستان", "County", "place"), [(raw, None)], context)[0]
    assert (answer.value, answer.problem) == (area, problem)


def test_there_were_23_counties_in_1400_and_are_25_from_1402() -> None:
    counties = [code for code in BOOK.places.titles if len(code) == 4]
    assert len(counties) == 25
    assert sum(BOOK.spans.get(code, ("", ""))[0] <= "1400-12" for code in counties) == 23


def test_a_county_code_that_lost_its_zero() -> None:
    answer = normalise("place", "801")
    assert (answer.value, answer.note) == ("0801", "leading_zeros_restored")
    assert normalise("place", "999").problem == "unknown_place"
    assert normalise("place", "8").problem == "unknown_place"


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("بافت0801", "0801"),
        ("0801", "0801"),
        ("0801 بافت", "0801"),
        ("بافت (۰۸۰۱)", "0801"),
        ("بافت", "0801"),
        ("شهرستان بافت", "0801"),
        ("رودبار جنوب0815", "0815"),
        ("كرمان0808", "0808"),
        ("کرمان08", "08"),
        ("استان کرمان", "08"),
        ("شهر بابك0807", "0807"),
        ("کرمانشاه", None),
        ("رودبار", None),
        ("بم0801", None),
        ("کرمان0807", None),
        ("Sheet1", None),
        ("0899", None),
        ("رودبار0815", None),
        ("خلاصه", None),
        ("", None),
        ("منطقه ویژه اقتصادی سیرجان", None),
        ("کرمان2", None),
        ("0801-0802", None),
        ("2", None),
    ],
)
def test_the_place_that_a_sheet_is_named_after(name: str, area: str | None) -> None:
    """Name and code must agree where both are there."""
    assert place_of_sheet(name, BOOK) == area


def test_every_county_s_sheet_is_found_by_its_name_and_code() -> None:
    for code, title in BOOK.places.titles.items():
        if len(code) == 4:
            assert place_of_sheet(f"{title}{code}", BOOK) == code


def test_several_likely_titles_are_told_and_unlikely_ones_are_not() -> None:
    assert normalise("place", "کهنوچ").params["suggestion"] == "کهنوج"
    told = normalise("craft", "خوس دوزیی").params["suggestion"].split("، ")
    assert told[0] == "خوس‌دوزی"
    assert len(BOOK.crafts.suggestions("دوزی سنتی")) <= 3
    assert normalise("place", "تهران بزرگ").params["suggestion"] == "—"


def test_a_spelling_is_counted_where_it_is_neither_code_nor_title() -> None:
    assert normalise("place", "کرمان").note is None
    assert normalise("place", "0808").note is None
    assert normalise("place", "كرمان").note == "spelling_unified"
    assert normalise("code", "صنايع دستي", codes="domains").note == "spelling_unified"


@pytest.mark.parametrize("other", ["آشپزی", "آرایشگری", "برق ساختمان", "فرش ماشینی", "جوشکاری صنعتی"])
def test_another_trade_is_no_slip_of_the_pen(other: str) -> None:
    assert normalise("craft", other).params["suggestion"] == "—"


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
            for spelling in filter(None, (row["code"], row["title_fa"], row["title_en"], *row["aliases"].split("|"))):
                assert BOOK.lists[row["list"]].find(spelling) == row["code"], (row["list"], spelling)


def test_a_spelling_that_leads_to_two_codes_is_refused_at_load(tmp_path: Path) -> None:
    shutil.copytree(models_dir() / "reference", tmp_path / "reference")
    with (tmp_path / "reference" / "codes.csv").open("a", encoding="utf-8") as file:
        file.write("domains,crafts2,صنايع دستى,other crafts,,9\n")
    with pytest.raises(CodeBookError, match=r"codes\.csv domains.*crafts"):
        CodeBook.load(tmp_path)


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


# --- areas that are none of ours, or of another kind -----------------------------------------------------------

with (models_dir() / "reference" / "places_elsewhere.csv").open(encoding="utf-8-sig", newline="") as _file:
    ELSEWHERE = [row["name"] for row in csv.DictReader(_file) if search_key(row["name"]) not in BOOK.places.codes]


@settings(max_examples=500)
@given(st.sampled_from(ELSEWHERE), st.data())
def test_a_place_of_another_province_is_told_as_such_and_never_the_nearest_of_ours(
    name: str, data: st.DataObject
) -> None:
    answer = normalise("place", data.draw(styles.spelling(name)))
    assert (answer.value, answer.problem) == (None, "unknown_place")
    assert answer.params["suggestion"] == "—"
    assert answer.params["elsewhere"].startswith("استان ")


@pytest.mark.parametrize("raw", ["کرمانشا", "کرمانشان", "کرمنشاه", "رودبارر", "بمپورر", "زرندیهه", "استان کرمانشا"])
def test_a_garbled_place_of_elsewhere_is_not_taken_for_ours_either(raw: str) -> None:
    assert normalise("place", raw).params["suggestion"] == "—"


@pytest.mark.parametrize(
    ("raw", "ours"),
    [
        ("سیرچان", "سیرجان"),
        ("قلعه کنج", "قلعه گنج"),
        ("جیرفد", "جیرفت"),
        ("کوهبنا", "کوهبنان"),
        ("بافتت", "بافت"),
        ("زرنند", "زرند"),
        ("بردسیرر", "بردسیر"),
        ("نارمشیر", "نرماشیر"),
        ("رفسنجانن", "رفسنجان"),
    ],
)
def test_a_garbled_county_gets_its_suggestion(raw: str, ours: str) -> None:
    answer = normalise("place", raw)
    assert (answer.value, answer.params["suggestion"].split("، ")[0]) == (None, ours)


@pytest.mark.parametrize("raw", ["استان کرمان", "كل استان", "08", "ایران", "کشور", "IR"])
def test_a_province_is_no_county_where_a_county_is_asked(raw: str) -> None:
    """What is said of the whole province belongs to none of its counties."""
    assert normalise("place", raw, area_kinds=("county", "city")).problem == "area_of_other_kind"
    assert normalise("place", raw).value in ("08", "IR")


def test_lists_of_persons_firms_and_places_ask_for_a_county_or_a_city() -> None:
    asked = {
        (feed, column.name): column.area_kinds
        for feed, contract in load_contracts(models_dir()).items()
        for column in contract.columns
        if column.kind == "place" and column.area_kinds
    }
    counties = {"artisans", "licences", "workshops", "cooperatives", "outlets", "training"}
    counties |= {"credit_applications", "credit_events"}
    assert {feed for (feed, _), kinds in asked.items() if kinds == ("county", "city")} >= counties
    assert asked["suitcase_exports", "area"] == ("province", "county", "city")


# --- remarks behind a code --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "raw", "value"),
    [
        ("cooperative_states", "فعال (تا پایان سال)", "active"),
        ("credit_file_states", "مصوب کارگروه - منتظر معرفی", "approved_committee"),
        ("credit_file_states", "مصوب کارگروه، در انتظار پرداخت", "approved_committee"),
        ("credit_file_states", "مصوب کارگروه (جهت معرفی به بانک)", "approved_committee"),
        ("credit_file_states", "ردشده - نقص مدارک ضامن، رد شد", None),
        ("credit_file_states", "ردشده (به دلیل بدهی رد شد)", "rejected"),
        ("artisan_states", "غیرفعال - تعطیل از ۱۴۰۰", "inactive"),
        ("credit_file_states", "رد شد - عدم کفایت درآمد", "rejected"),
        ("insurance_states", "ندارد (عدم پوشش)", "not_insured"),
        ("destinations", "امارات (دبی)", "AE"),
        ("destinations", "عراق - عراق", "IQ"),
        ("destinations", "روسیه (فدراسیون روسیه)", "RU"),
    ],
)
def test_a_remark_that_says_nothing_else_is_left_out(codes: str, raw: str, value: str | None) -> None:
    found = normalise("code", raw, codes=codes)
    assert (found.value, found.note) == (value, "remark_left_out" if value else None)


@pytest.mark.parametrize(
    ("codes", "raw"),
    [
        # The remark holds the word of another code.
        ("cooperative_states", "فعال (منحل شده)"),
        ("cooperative_states", "فعال (غیرفعال از ۱۴۰۱)"),
        ("cooperative_states", "فعال، در حال تصفیه قانونی"),
        ("credit_file_states", "مصوب - رد شده"),
        ("licence_events", "صدور (ابطال گردید)"),
        # It takes back what stands before it, in a list that has no word for that.
        ("artisan_states", "فعال (منحل شده)"),
        ("decision_states", "مصوب - رد شده"),
        ("credit_file_states", "پرداخت شده (برگشتی)"),
        ("credit_file_states", "پرداخت شده - منتظر ابطال"),
        ("yes_no", "دارد (منقضی)"),
        ("yes_no", "دارد (برای همیشه تعطیل)"),
        ("yes_no", "دارد (قبلاً)"),
        ("insurance_states", "بیمه شده، عدم پرداخت حق بیمه"),
        ("insurance_states", "دارد - سابقاً"),
        ("credit_file_states", "مصوب بانک - عدم تامین"),
        ("credit_file_states", "پرداخت شده - خیر"),
        # In a list of names it makes another thing of the name.
        ("destinations", "ایرلند (شمالی)"),
        ("destinations", "یمن - جنوبی"),
        ("destinations", "چین (کائوهسیونگ)"),
        ("customs_offices", "کرمان (فرودگاه بین‌المللی)"),
        ("units", "ریال (میلیون)"),
        ("units", "دلار - کانادا"),
    ],
)
def test_a_remark_that_contradicts_or_makes_another_thing_of_the_code_is_not_left_out(codes: str, raw: str) -> None:
    found = normalise("code", raw, codes=codes)
    assert (found.value, found.problem) == (None, "unknown_code")


def test_a_word_that_was_taught_keeps_its_meaning_before_a_remark_and_in_one() -> None:
    taught = BOOK.taught(
        {"genders": {"بعدا": "not_stated", "دیگران": "other"}, "destinations": {"نهایی": "not_stated"}}
    )
    context = NormaliseContext(taught, None, None, lambda _, value: value)

    def found(codes: str, raw: str, **more: object) -> tuple[str | None, str | None]:
        column = Column("column", "ستون", "Column", "code", codes=codes, **more)  # type: ignore[arg-type]
        answer = normalise_distinct(column, [(raw, None)], context)[0]
        return answer.value, answer.note

    assert found("genders", "بعداً (پس از بازدید)") == (None, "word_is_not_stated")
    assert found("genders", "دیگران - چند نفر") == ("other", "word_is_other")
    assert found("genders", "بعداً شده", ignore="شده") == (None, "word_is_not_stated")
    assert found("destinations", "عراق (نهایی)") == ("IQ", "remark_left_out")
