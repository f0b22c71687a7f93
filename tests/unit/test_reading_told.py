"""Columns that a table lacks and its surroundings tell: titles, the sheet's name, note and folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.contracts import Column, Contract, load_contracts
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook
from pipelines.reading import ReadResult, RefusedFile, read_delivery
from pipelines.reading.told import Around, Narrator, Surroundings
from tests.unit.reading_fixture import column, workbook

BOOK = CodeBook.load(models_dir())
CONTRACTS = load_contracts(models_dir())
CREDIT, ARTISANS, EXPORTS = (CONTRACTS[n] for n in ("credit_applications", "artisans", "exports"))

PERSONS = ["کد ملی", "نام و نام خانوادگی", "رشته"]
PERSON = ["3045675018", "مریم کویری", "گلیم‌بافی"]  # invented
LIST = ["کد رهگیری کارا", "شهرستان", "مبلغ درخواستی", "وضعیت"]
FILE = ["KR-1", "سیرجان", 100, "معرفی به بانک"]  # invented


def around(note: str | None = None, folder: str | None = None) -> Surroundings:
    return Surroundings(BOOK, note, folder)


def read(path: Path, contract: Contract, known: Surroundings | None = None) -> ReadResult:
    return read_delivery(path, contract, file_name=path.name, known=known or around())


def told(contract: Contract, name: str, *titles: str, sheet: str = "", known: Surroundings | None = None) -> Any:
    present = {c.name for c in contract.columns} - {name}
    chosen, _ = Narrator(contract, known or around()).tell(present, Around(titles=titles, sheet=sheet))
    return (chosen[name].value, chosen[name].by) if name in chosen else None


@pytest.mark.parametrize(
    ("titles", "year"),
    [
        (["تسهیلات تبصره ۱۸ قانون بودجه سال ۱۴۰۰"], "1400"),
        (["لیست متقاضیان تسهیلات تبصره ۱۸ بخش صنایع دستی استان کرمان - عملکرد سال ۱۴۰۳"], "1403"),
        (["عملکرد سال ۱۴۰۳ از محل قانون بودجه سال ۱۴۰۰"], "1400"),
        (["بودجه ۱۴۰۰", "گزارش تا پایان سال ۱۴۰۲"], "1400"),
        (["تاریخ: ۱۴۰۳/۰۲/۰۱", "اعتبارات سال ١٤٠١"], "1401"),
        (["گزارش سال‌های ۱۴۰۰ تا ۱۴۰۲"], None),
        (["تسهیلات تبصره ۱۸"], None),
        (["سال بودجه 1400 و 1401"], None),
    ],
)
def test_the_year_of_a_budget_in_titles(titles: list[str], year: str | None) -> None:
    assert told(CREDIT, "budget_year", *titles) == (year and (year, "title"))


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("فهرست هنرمندان شهرستان بم", "0802"),
        ("شهرستان: رودبار جنوب", "0815"),
        ("شهرستانِ قلعه گنج - سال ۱۴۰۲", "0816"),
        ("هنرمندان (شهرستان شهر بابک)", "0807"),
        ("نام شهرستان : بافت", "0801"),
        ("هنرمندان استان کرمان", None),
        ("هنرمندان شهرستان بم و نرماشیر", None),
        ("شهرستان بم - شهرستان بافت", None),
        ("شهرستان‌های استان", None),
        ("شهرستان کرمانشاه", None),
        ("به تفکیک شهرستان", None),
        ("گروه بم", None),
        ("هنرمندان شهرستان بم استان کرمان", "0802"),
        ("شهرستان بافت (استان کرمان)", "0801"),
        ("شهرستان بم کرمان", "0802"),
        ("شهرستان بم، نرماشیر", None),
        ("شهرستان بم / بافت", None),
        ("شهرستان بم - بافت", None),
        ("شهرستان بم و کرمانشاه", None),
        ("شهرستان بم، استان کرمان", None),
    ],
)
def test_a_county_in_a_title_stands_behind_its_label(title: str, area: str | None) -> None:
    assert told(ARTISANS, "area", title) == (area and (area, "title"))


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("شهرستان: بردسیر", "area", "0810"),
        ("بردسیر", "area", "0810"),
        ("شهرستان بم (۲۵ نفر)", "area", "0802"),
        ("آمار شهرستان بم ناقص فرستاده شده است", "area", None),
        ("قالی‌بافی", "area", None),
        ("جمع", "area", None),
    ],
)
def test_a_line_between_rows_tells_what_follows(line: str, name: str, value: str | None) -> None:
    found = Narrator(ARTISANS, around()).line({"national_id", "craft"}, line)
    assert (found[name].value if name in found else None) == value


def test_months_are_told_by_the_name_of_a_sheet_or_a_title_with_its_year() -> None:
    assert told(EXPORTS, "month", sheet="فروردین") == ("فروردین", "sheet")
    assert told(EXPORTS, "month", "صادرات فروردین ماه ۱۴۰۳") == ("فروردین", "title")
    assert told(EXPORTS, "month", "مهر و امضا") is None
    assert told(EXPORTS, "month", "صادرات شش ماهه ۱۴۰۳") is None


@pytest.mark.parametrize("figure", ["3", "۳", "03", "12", "3.0"])
def test_a_figure_that_stands_in_a_row_alone_is_no_month(figure: str) -> None:
    present = {c.name for c in EXPORTS.columns} - {"month"}
    assert Narrator(EXPORTS, around()).line(present, figure) == {}
    assert told(EXPORTS, "month", figure) is None
    assert told(EXPORTS, "month", sheet="3") == ("خرداد", "sheet")


def test_a_column_of_codes_is_told_by_its_label_and_a_spelling() -> None:
    office = replace(EXPORTS.column("customs_office"), kind="code", codes="provinces_of_test")
    contract = replace(EXPORTS, columns=tuple(office if c.name == office.name else c for c in EXPORTS.columns))
    lists = {**BOOK.lists, "provinces_of_test": BOOK.places}
    known = Surroundings(replace(BOOK, lists=lists))
    assert told(contract, office.name, "صادرات از گمرک سیرجان", known=known)
    assert told(contract, office.name, "صادرات به تفکیک گمرک", known=known) is None


def test_what_stands_nearer_goes_before() -> None:
    known = around(folder="1403Q4")
    assert told(CREDIT, "budget_year", known=known) == ("1403", "folder")
    assert told(CREDIT, "budget_year", known=around(note="1402")) == ("1402", "note")
    assert told(CREDIT, "budget_year", sheet="1401", known=known) == ("1401", "sheet")
    assert told(CREDIT, "budget_year", "سال ۱۴۰۰", sheet="1401", known=known) == ("1400", "title")
    assert told(CREDIT, "budget_year", "سال ۱۴۰۰ تا ۱۴۰۲", sheet="1401", known=known) == ("1401", "sheet")


def test_a_bank_list_needs_no_column_of_its_year(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["تسهیلات تبصره ۱۸ قانون بودجه سال ۱۴۰۰"], LIST, FILE])
    result = read(path, CREDIT, around(folder="1403Q4"))
    assert column(result, "budget_year") == ["1400"]
    assert [(n.id, n.severity) for n in result.notes] == [("column_told_by_title", "normalise")]
    assert "«سال بودجه»" in result.notes[0].text("fa") and "1400" in result.notes[0].text("en")


def test_what_is_told_in_two_ways_waits_and_says_what_would_be_taken(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["تسهیلات سال ۱۴۰۰"], LIST, FILE])
    result = read(path, CREDIT, around(folder="1403Q4"))
    held = next(n for n in result.notes if n.severity == "hold")
    assert held.id == "told_differently_by_folder"
    assert "«۱۴۰۰»" in held.text("fa") and "«۱۴۰۳»" in held.text("fa")
    assert column(result, "budget_year") == ["1400"], "what is nearer, if somebody approves"


def test_a_column_that_is_there_is_told_by_nobody(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["سال ۱۴۰۰"], [*LIST, "سال بودجه"], [*FILE, 1402]])
    result = read(path, CREDIT, around(folder="1403Q4"))
    assert column(result, "budget_year") == ["1402"]
    assert result.notes == []


def test_what_nobody_tells_is_missing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["تسهیلات"], LIST, FILE])
    with pytest.raises(RefusedFile) as refused:
        read(path, CREDIT)
    assert "«سال بودجه»" in refused.value.message.text("fa")


def test_a_county_is_told_by_the_title_of_its_sheet(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [["شهرستان بم"], PERSONS, PERSON],
        [["شهرستان:", "بافت"], PERSONS, PERSON],
    )
    assert column(read(path, ARTISANS), "area") == ["0802", "0801"]


def test_months_of_sheets_are_told_and_one_month_of_a_monthly_file_is_not(tmp_path: Path) -> None:
    heads, row = ["کشور", "وزن", "ارزش ریالی", "ارزش دلاری"], ["عراق", 1, 2, 3]
    path = workbook(tmp_path / "a.xlsx", [heads, row], [heads, row], names=["فروردین", "اردیبهشت"])
    assert column(read(path, EXPORTS, around(folder="1402")), "month") == ["فروردین", "اردیبهشت"]
    path = workbook(tmp_path / "b.xlsx", [["صادرات فروردین ماه ۱۴۰۲"], heads, row])
    monthly = read(path, EXPORTS, around(folder="1402-01"))
    assert column(monthly, "month") == [None]
    assert column(monthly, "year") == [None], "the delivery's period says it"
    assert column(read(path, EXPORTS, around(folder="1402")), "month") == ["فروردین"]


def held(result: ReadResult) -> list[str]:
    return [n.id for n in result.notes if n.severity == "hold"]


OTHER = ["3045675026", "الهام کویری", "گلیم‌بافی"]  # invented


@pytest.mark.parametrize("again", [[], [PERSONS]], ids=["a line", "a title of a heading"])
@pytest.mark.parametrize("spoken", ["شهرستان کرمانشاه", "شهرستان: بم و نرماشیر", "کرمانشاه", "بردسیرر", "راور و رابر"])
def test_a_county_that_is_spoken_of_and_not_understood_ends_the_one_before(
    tmp_path: Path, spoken: str, again: list[list[str]]
) -> None:
    path = workbook(tmp_path / "a.xlsx", [["شهرستان بم"], PERSONS, PERSON, [spoken], *again, OTHER])
    result = read(path, ARTISANS)
    assert column(result, "area") == ["0802", None]
    assert held(result) == ["told_unclear"]
    assert f"«{spoken}»" in result.notes[0].text("fa")


def test_a_month_or_a_year_that_is_not_understood_ends_the_one_before(tmp_path: Path) -> None:
    heads, row = ["کشور", "وزن", "ارزش ریالی", "ارزش دلاری"], ["عراق", 1, 2, 3]
    path = workbook(tmp_path / "a.xlsx", [["صادرات فروردین ماه ۱۴۰۲"], heads, row, ["خرداد و تیر ۱۴۰۲"], row])
    result = read(path, EXPORTS, around(folder="1402"))
    assert (column(result, "month"), held(result)) == (["فروردین", None], ["told_unclear"])
    path = workbook(tmp_path / "b.xlsx", [["سال ۱۴۰۰"], LIST, FILE, ["سال ۱۴۰۱ و ۱۴۰۲"], ["KR-2", *FILE[1:]]])
    result = read(path, CREDIT, around(folder="1400"))
    assert (column(result, "budget_year"), held(result)) == (["1400", None], ["told_unclear"])


@pytest.mark.parametrize(
    "line",
    [
        "گلیم‌بافی",
        "آمار شهرستان ناقص فرستاده شده است",
        "به تفکیک شهرستان",
        "ادامهٔ فهرست",
        "سفالگری",
        "بخش دوم",
    ],
)
def test_a_line_that_speaks_of_no_county_ends_none(tmp_path: Path, line: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [["شهرستان بم"], PERSONS, PERSON, [line], OTHER])
    result = read(path, ARTISANS)
    assert set(column(result, "area")) == {"0802"} and held(result) == []


@pytest.mark.parametrize("headings", [PERSONS[:2], PERSONS, [*PERSONS, "جنسیت", "نشانی", "گروه", "تحصیلات"]])
@pytest.mark.parametrize(
    ("line", "area"),
    [
        (["شهرستان", "راور"], "0811"),
        (["شهرستان :", None, "راور"], "0811"),
        (["شهرستان:", "راور", "(۵ نفر)"], "0811"),
        (["شهرستان:", "راور", "تعداد هنرمندان فعال این شهرستان:", 5], "0811"),
        (["شهرستان:", "تهران"], None),
        (["شهرستان", "تهران", "تعداد:", 5], None),
        (["3045675018", "راور"], "0802"),
        (["شهرستان:"], "0802"),
    ],
)
def test_a_label_beside_its_county_is_a_line_in_a_table_of_any_width(
    tmp_path: Path, headings: list[str], line: list[Any], area: str | None
) -> None:
    rows = [["شهرستان", "بم"], headings, PERSON[: len(headings)], line, PERSON[: len(headings)]]
    result = read(workbook(tmp_path / "a.xlsx", rows), ARTISANS)
    assert column(result, "area")[-1] == area
    assert held(result) == ([] if area else ["told_unclear"])
    assert result.rows.num_rows == (2 if line[0].startswith("شهرستان") and len(line) > 1 else 3)


def test_another_table_is_told_by_its_own_title_and_not_by_the_first_ones(tmp_path: Path) -> None:
    turned = [PERSONS[::-1], OTHER[::-1]]
    path = workbook(tmp_path / "a.xlsx", [["شهرستان زرند"], PERSONS, PERSON, [], ["شهرستان بم"], *turned])
    assert column(read(path, ARTISANS), "area") == ["0805", "0802"]
    path = workbook(tmp_path / "b.xlsx", [["شهرستان زرند"], PERSONS, PERSON, [], ["شهرستان کرمانشاه"], *turned])
    with pytest.raises(RefusedFile) as refused:
        read(path, ARTISANS)
    assert refused.value.message.id == "block_not_understood"


def beside(left: list[list[Any]], right: list[list[Any]]) -> list[list[Any]]:
    """Return two tables of one width side by side, with an empty column between them."""
    width, height = max(map(len, left)), max(len(left), len(right))
    left, right = ([*table, *([[]] * (height - len(table)))] for table in (left, right))
    return [[*a, *[None] * (width - len(a)), None, *b] for a, b in zip(left, right, strict=True)]


def test_each_table_side_by_side_has_the_county_of_its_own_title(tmp_path: Path) -> None:
    lines = beside([["شهرستان بم"], PERSONS, PERSON], [["شهرستان بافت"], PERSONS, OTHER])
    assert column(read(workbook(tmp_path / "a.xlsx", lines), ARTISANS), "area") == ["0802", "0801"]
    below = [["شهرستان زرند"], PERSONS[::-1], PERSON[::-1], [], *lines]
    assert column(read(workbook(tmp_path / "b.xlsx", below), ARTISANS), "area") == ["0805", "0802", "0801"]
    over = [["هنرمندان شهرستان بم"], *beside([PERSONS, PERSON], [PERSONS, OTHER])]
    assert column(read(workbook(tmp_path / "c.xlsx", over), ARTISANS), "area") == ["0802", "0802"]


def test_the_title_of_one_table_side_by_side_tells_nothing_of_the_other(tmp_path: Path) -> None:
    lines = beside([[], PERSONS, PERSON], [["شهرستان بافت"], PERSONS, OTHER])
    with pytest.raises(RefusedFile) as refused:
        read(workbook(tmp_path / "a.xlsx", lines), ARTISANS)
    assert refused.value.message.id == "missing_columns"
    heads, row = ["کشور", "وزن", "ارزش ریالی", "ارزش دلاری"], ["عراق", 1, 2, 3]
    lines = beside([[], heads, row], [["صادرات خرداد ماه ۱۴۰۲"], heads, row])
    result = read(workbook(tmp_path / "b.xlsx", lines), EXPORTS, around(folder="1402"))
    assert column(result, "month") == [None, "خرداد"]
    assert held(result) == ["told_of_one_table"]


def test_lines_between_tables_side_by_side_tell_each_of_them(tmp_path: Path) -> None:
    left = [["شهرستان بم"], PERSONS, PERSON, ["شهرستان زرند"], OTHER]
    third, fourth = (["3045675034", "ب", "گلیم‌بافی"], ["3045675042", "پ", "گلیم‌بافی"])  # invented
    right = [["شهرستان بافت"], PERSONS, third, ["شهرستان کرمان"], fourth]
    result = read(workbook(tmp_path / "a.xlsx", beside(left, right)), ARTISANS)
    assert dict(zip(column(result, "national_id"), column(result, "area"), strict=True)) == {
        PERSON[0]: "0802",
        OTHER[0]: "0805",
        third[0]: "0801",
        fourth[0]: "0808",
    }
    assert held(result) == []
    right[3] = []
    result = read(workbook(tmp_path / "b.xlsx", beside(left, right)), ARTISANS)
    assert held(result) == ["line_beside"], "nothing says whether it is of both"


@pytest.mark.parametrize("on_the_left", [True, False])
def test_a_line_of_one_table_counts_while_the_other_goes_on(tmp_path: Path, on_the_left: bool) -> None:
    people = [[f"30456750{n:02d}", "الف", "گلیم‌بافی"] for n in range(5)]  # invented
    one = [["شهرستان بم"], PERSONS, people[0], ["شهرستان زرند"], people[1]]
    other = [["شهرستان بافت"], PERSONS, *people[2:]]
    path = workbook(tmp_path / "a.xlsx", beside(one, other) if on_the_left else beside(other, one))
    result = read(path, ARTISANS)
    areas = dict(zip(column(result, "national_id"), column(result, "area"), strict=True))
    assert [areas[person[0]] for person in people] == ["0802", "0805", "0801", "0801", "0801"]


def test_a_repeated_heading_keeps_out_what_the_period_says_already(tmp_path: Path) -> None:
    heads, row = ["کشور", "وزن", "ارزش ریالی", "ارزش دلاری"], ["عراق", 1, 2, 3]
    pages = [["صادرات فروردین ماه ۱۴۰۲"], heads, row, [], ["ادامهٔ صادرات فروردین ماه ۱۴۰۲"], heads, row]
    result = read(workbook(tmp_path / "a.xlsx", pages), EXPORTS, around(folder="1402-01"))
    assert column(result, "month") == column(result, "year") == [None, None]
    pages[4] = ["صادرات خرداد ماه ۱۴۰۲"]
    result = read(workbook(tmp_path / "b.xlsx", pages), EXPORTS, around(folder="1402"))
    assert (column(result, "month"), column(result, "year")) == (["فروردین", "خرداد"], [None, None])


def test_columns_that_may_not_be_told_are_not() -> None:
    plain = replace(CREDIT.column("budget_year"), told_by=())
    assert isinstance(plain, Column)
    contract = replace(CREDIT, columns=tuple(plain if c.name == plain.name else c for c in CREDIT.columns))
    assert told(contract, "budget_year", "قانون بودجه سال ۱۴۰۰") is None
