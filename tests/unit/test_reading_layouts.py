"""Parts of reading a layout: periods in headings, rows of column numbers, lines, suggestions, blanks, new pages."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.contracts import load_contracts
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook
from pipelines.reading import ReadResult, RefusedFile, read_delivery, sheets
from pipelines.reading.fill_down import FillDown
from pipelines.reading.furniture import kind_of_line, numbers_columns
from pipelines.reading.layout_rules import LayoutRules
from pipelines.reading.resemblance import resembling
from pipelines.reading.sheets import Body
from pipelines.reading.told import Surroundings
from pipelines.reading.watch import begins_with_letter
from tests.unit.reading_fixture import HEADINGS, ROW, ROWS, column, read, text, workbook

CONTRACTS = load_contracts(models_dir())


@pytest.mark.parametrize(
    ("row", "is_numbers"),
    [
        (["1", "2", "3", "4"], True),
        (["(۱)", "(۲)", "(۳)", "(۴)"], True),
        (["4", "3", "2", "1"], True),
        (["ستون ۱", "ستون ۲", "ستون ۳"], True),
        (["1", None, "2", "3", "4=2+3"], True),
        (["1", "2"], False),
        (["1", "2", "3", "کرمان"], False),
        (["10", "20", "30", "40"], False),
        (["1402", "1403", "1404"], False),
        (["1", "1", "1", "1"], False),
        (["5", "6", "7", "8"], False),
    ],
)
def test_a_row_that_only_numbers_the_columns(row: list[str | None], is_numbers: bool) -> None:
    assert numbers_columns(row, 4) == is_numbers


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["باسمه تعالی"], "letterhead"),
        (["وزارت میراث فرهنگی"], "letterhead"),
        (["شماره: ۱۲/۳", "تاریخ: 1403/2/1"], "letterhead"),
        (["صفحه ۲ از ۵"], "page_number"),
        (["- 3 -"], "page_number"),
        (["مهر و امضا", "مدیرکل"], "signature"),
        (["گلیم‌بافی"], None),
        (["صفحه‌آرایی"], None),
        (["کرمان", "12"], None),
        (["جمع کل"], None),
    ],
)
def test_what_stands_around_a_table(texts: list[str], kind: str | None) -> None:
    assert kind_of_line(texts) == kind


def test_a_word_is_told_from_digits_of_three_scripts() -> None:
    cells = pa.array(["وزن", "12", "۱۲", "٣", None, "", "Weight", "-", "یک", "کرمان"])
    assert begins_with_letter(cells).tolist() == [
        True,
        False,
        False,
        False,
        False,
        False,
        True,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("County name", "area"),
        ("National ID no.", "national_id"),
        ("نام شهرستانها", "area"),
        ("کد ملّی فرد", "national_id"),
        ("Craft type", "craft"),
        ("xyz", None),
        ("مبلغ", None),
    ],
)
def test_an_unknown_heading_resembles_a_column(heading: str, name: str | None) -> None:
    contract = CONTRACTS["artisans"]
    found = resembling([heading], list(contract.columns), contract)
    assert (found[0][1].name if found else None) == name


def test_a_refusal_says_which_columns_the_headings_resemble(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Licence nr.", "County name", "Person"], ["1", "x", "y"]])
    with pytest.raises(RefusedFile) as refused:
        read_delivery(path, CONTRACTS["licences"], file_name=path.name)
    sentence = refused.value.message.text("fa")
    assert "«Licence nr.» ← «شماره پروانه»" in sentence and "«County name» ← «شهرستان»" in sentence


def blanks(*bodies: list[str | None], wanted: frozenset[str] = frozenset()) -> tuple[list[str], list[str | None]]:
    fill = FillDown({"area": 0}, wanted)
    out: list[str | None] = []
    for number, values in enumerate(bodies):
        numbers = pa.array(range(100 * number, 100 * number + len(values)), pa.int32())
        out += fill.feed(Body((pa.array(values, pa.string()),), numbers)).columns[0].to_pylist()
    return fill.as_above(LayoutRules.load(models_dir())), out


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        (["بم", None, None, "بافت", None, None], True),
        (["بم", None, "بم", None, "بافت", None, "بافت"], False),
        ([None, "بم", None, "بافت", None, None], False),
        (["بم", "بافت", "زرند", None], False),
        ([None] * 6, False),
        (["بم", "بم", "بم", "بافت", None, None, None], False),
    ],
)
def test_blanks_mean_as_above_only_where_nothing_speaks_against_it(values: list[str | None], waits: bool) -> None:
    assert blanks(values)[0] == (["area"] if waits else [])
    assert blanks(values[:2], values[2:])[0] == (["area"] if waits else []), "wherever a body ends"


def test_filling_goes_on_from_body_to_body() -> None:
    found, out = blanks(["بم", None], [None, "بافت"], [None], wanted=frozenset({"area"}))
    assert out == ["بم", "بم", "بم", "بافت", "بافت"]
    assert found == []


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5, 6])
def test_a_second_block_is_found_wherever_a_body_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    monkeypatch.setattr(sheets, "BODY_ROWS", at)
    turned = [list(reversed(line)) for line in (HEADINGS, *ROWS)]
    rows = [HEADINGS, *ROWS, [], ["بخش دوم"], *turned]
    result = read(workbook(tmp_path / "a.xlsx", rows))
    assert column(result, "value_usd") == ["30", "60", "30", "60"]
    assert [r.kind for r in result.non_data] == ["blank", "title", "heading"]


def test_a_heading_that_cannot_be_mapped_names_its_row(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        *ROWS,
        [],
        ["کشور طرف معامله", "گمرک", "وزن (کیلوگرم)", "بها"],
        ["آلمان", "کرمان", 1, 2],
    ]
    with pytest.raises(RefusedFile) as refused:
        read(workbook(tmp_path / "a.xlsx", rows))
    assert refused.value.message.id == "block_not_understood"
    assert "سطر ۵" in refused.value.message.text("fa") and "«بها»" in refused.value.message.text("fa")


def test_a_block_without_a_unit_beside_one_with_a_multiple_waits(tmp_path: Path) -> None:
    first = [*HEADINGS[:4], "ارزش (میلیون ریال)", HEADINGS[5]]
    second = list(reversed([*HEADINGS[:4], "ارزش ریالی", HEADINGS[5]]))
    result = read(workbook(tmp_path / "a.xlsx", [first, ROW, [], second, list(reversed(ROWS[1]))]))
    assert [n.id for n in result.notes if n.severity == "hold"] == ["unit_of_one_table"]


LABELS = ["شهرستان", "رشته", "اظهارکننده"]
SUITCASES = [["بم", "گلیم‌بافی", "مسافر", 1, 2], ["بافت", "گلیم‌بافی", "مسافر", 3, 4]]  # invented


def of_months(result: ReadResult, name: str) -> list[tuple[str, str]]:
    return sorted((r["month"], r[name]) for r in result.rows.to_pylist())


def read_told(path: Path, feed: str) -> ReadResult:
    known = Surroundings(CodeBook.load(models_dir()), None, "1402")
    return read_delivery(path, CONTRACTS[feed], file_name=path.name, known=known)


def test_stacked_tables_have_each_the_months_of_their_own_headings(tmp_path: Path) -> None:
    def headings(*months: str) -> list[str]:
        return [*LABELS, *(f"ارزش دلاری {month}" for month in months)]

    rows = [headings("فروردین", "اردیبهشت"), SUITCASES[0], [], headings("خرداد", "تیر"), SUITCASES[1]]
    result = read_told(workbook(tmp_path / "a.xlsx", rows), "suitcase_exports")
    assert of_months(result, "value_usd") == [
        ("اردیبهشت", "2"),
        ("تیر", "4"),
        ("خرداد", "3"),
        ("فروردین", "1"),
    ]
    rows[3] = rows[0]
    result = read_told(workbook(tmp_path / "b.xlsx", rows), "suitcase_exports")
    assert {month for month, _ in of_months(result, "value_usd")} == {"فروردین", "اردیبهشت"}
    assert "repeated_header" in {r.kind for r in result.non_data}, "the same months are the next page"


@pytest.mark.parametrize("bands", [("فروردین", "خرداد"), ("فروردین ۱۴۰۲", "خرداد ۱۴۰۲")])
def test_a_band_over_the_measures_tells_its_table(tmp_path: Path, bands: tuple[str, str]) -> None:
    lower, row = [None, "وزن", "ارزش ریالی", "ارزش دلاری"], ["عراق", 1, 2, 3]
    one, other = (["کشور", band, None, None] for band in bands)
    path = workbook(tmp_path / "a.xlsx", [one, lower, row, [], other, lower, [*row[:3], 4]])
    assert of_months(read_told(path, "exports"), "value_usd") == [("خرداد", "4"), ("فروردین", "3")]


PLAIN = ["گمرک", "کشور", "تعرفه", "وزن", "ارزش ریالی", "ارزش دلاری"]


@pytest.mark.parametrize(
    ("above", "between", "outcome"),
    [
        ([], "ارقام به هزار دلار", "unit_of_one_table"),
        ([], "مبالغ به میلیون ریال", "unit_of_one_table"),
        (["مبالغ به هزار ریال"], "مبالغ به میلیون ریال", "units_differ"),
        (["مبالغ به هزار ریال"], "مبالغ به هزار ریال", None),
        (["مبالغ به هزار ریال"], "صفحهٔ دوم - مبالغ به هزار ریال", None),
        ([], "ارقام به ریال است", None),
        ([], "بخش دوم", None),
    ],
)
def test_the_unit_above_a_repeated_heading_counts(
    tmp_path: Path, above: list[str], between: str, outcome: str | None
) -> None:
    path = workbook(tmp_path / "a.xlsx", [above, PLAIN, ROW, [], [between], PLAIN, ROWS[1]])
    try:
        said = [n.id for n in read_told(path, "exports").notes if n.severity == "hold"]
    except RefusedFile as refused:
        said = [refused.message.id]
    assert said == ([outcome] if outcome else [])


def test_units_of_tables_side_by_side_are_those_of_their_own_titles(tmp_path: Path) -> None:
    def lines(left: str | None, right: str | None) -> list[list[object]]:
        blank = [None] * len(PLAIN)
        return [[left, *blank, right], [*PLAIN, None, *PLAIN], [*ROW, None, *ROWS[1]]]

    with pytest.raises(RefusedFile) as refused:
        read(workbook(tmp_path / "a.xlsx", lines("مبالغ به هزار ریال", "مبالغ به میلیون ریال")))
    assert refused.value.message.id == "units_differ"
    result = read(workbook(tmp_path / "b.xlsx", lines(None, "مبالغ به میلیون ریال")))
    assert [n.id for n in result.notes if n.severity == "hold"] == ["unit_of_one_table"]
    result = read(workbook(tmp_path / "c.xlsx", lines("مبالغ به میلیون ریال", None)))
    assert (result.units["value_rial"], result.notes) == ("million_rial", []), "a title of the sheet"


@pytest.mark.parametrize("line", ["مبالغ به میلیون ریال", "توضیح: ارقام به هزار دلار است"])
def test_a_line_that_states_another_unit_makes_the_file_wait(tmp_path: Path, line: str) -> None:
    result = read(workbook(tmp_path / "a.xlsx", [PLAIN, ROW, [line], ROWS[1]]))
    assert [n.id for n in result.notes if n.severity == "hold"] == ["unit_between_rows"]
    assert f"«{line}»" in result.notes[0].text("fa")
    result = read(workbook(tmp_path / "b.xlsx", [PLAIN, ROW, ["ارقام به ریال و دلار"], ROWS[1]]))
    assert result.notes == []


def test_no_two_tables_of_a_sheet_have_one_name(tmp_path: Path) -> None:
    def person(number: int) -> list[object]:
        return ["کرمان", "آلمان", f"5702{number:04d}", number, 2 * number, 3 * number]  # invented

    left, right, below = ([person(n) for n in range(low, low + 4)] for low in (1, 101, 201))
    rows = [[*HEADINGS, None, *HEADINGS], *([*a, None, *b] for a, b in zip(left, right, strict=True))]
    rows += [[], HEADINGS[::-1], *(row[::-1] for row in below)]
    result = read(workbook(tmp_path / "a.xlsx", rows))
    assert [n.id for n in result.notes] == ["another_table"]
    assert set(column(result, "sheet_name")) == {"برگه1", "برگه1 · جدول 2", "برگه1 · جدول 3"}
    rows[-4:] = [row[::-1] for row in left]
    result = read(workbook(tmp_path / "b.xlsx", rows))
    assert [n.id for n in result.notes if n.severity == "hold"] == ["tables_alike"]


TRUCKS = ["گمرک", "مقصد نهایی", "نوع بار", "تعداد کامیون", "هزینه حمل", "کرایه"]


@pytest.mark.parametrize("at", [1, 2, 3, 65_536])
@pytest.mark.parametrize(
    "heading",
    [TRUCKS, ["مبدأ", *TRUCKS[1:]], ["ردیف", "مقصد نهایی", "نوع بار", "تعداد کامیون", None, "کرایه"]],
    ids=["one known name", "none", "an empty cell"],
)
@pytest.mark.parametrize("gap", [[], [[]], [["جدول حمل"]]], ids=["no gap", "a gap", "a title"])
def test_the_table_of_an_unknown_heading_is_never_read_as_the_one_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heading: list[str | None], gap: list[list[str]], at: int
) -> None:
    from pipelines.reading import sheets

    monkeypatch.setattr(sheets, "BODY_ROWS", at)
    with pytest.raises(RefusedFile) as refused:
        read(workbook(tmp_path / "a.xlsx", [HEADINGS, *ROWS, *gap, heading, *ROWS]))
    assert refused.value.message.id == "block_not_understood"
    sentence = refused.value.message.text("fa")
    assert "«تعداد کامیون»" in sentence and "«وزن (کیلوگرم)»" in sentence


@pytest.mark.parametrize(
    "row",
    [
        ["کرمان", "آلمان", "نامعلوم", "ندارد", "نامشخص", "—"],
        ["کرمان", "آلمان", "محرمانه", "محرمانه", "محرمانه", "محرمانه"],
        ["کرمان", "آلمان", "کالای همراه", "محرمانه", None, None],
    ],
)
def test_a_row_without_figures_is_no_heading(tmp_path: Path, row: list[str | None]) -> None:
    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS, ROW, row, ROWS[1]]))
    assert (result.rows.num_rows, result.notes) == (3, [])


def test_the_upper_row_of_a_heading_and_signatures_are_no_table_of_their_own(tmp_path: Path) -> None:
    upper = [
        [*HEADINGS[:2], "مشخصات کالا", None, "ارزش صادرات", None],
        [None, None, "تعرفه", "وزن", "ارزش ریالی", "ارزش دلاری"],
    ]
    signed = ["تهیه‌کننده: کارشناس", None, "رئیس اداره", None, "مدیرکل", None]
    rows = [*upper, ROW, [], *upper, ROWS[1], [], signed]
    result = read(workbook(tmp_path / "a.xlsx", rows))
    assert column(result, "value_usd")[:2] == ["30", "60"]
    assert [r.kind for r in result.non_data if r.row_number in (5, 6)] == ["repeated_header"] * 2


@pytest.mark.parametrize("top", [[], [["ادامهٔ جدول"], []]], ids=["rows alone", "below a title"])
def test_a_sheet_that_goes_on_without_a_heading_makes_the_file_wait(tmp_path: Path, top: list[list[str]]) -> None:
    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS, ROW], [*top, ROWS[1]], names=["یک", "دو"]))
    assert [(n.id, n.severity, n.params["sheet"]) for n in result.notes] == [("sheet_not_read", "hold", "دو")]
    assert "«یک»" in result.notes[0].text("fa") and "“یک”" in result.notes[0].text("en")


@pytest.mark.parametrize(
    "other",
    [
        [["راهنما"], ["این فایل هر سال یک بار فرستاده می‌شود"]],
        [["ستون", "شرح"], ["وزن", "کیلوگرم"]],
        [["ردیف", "شهرستان", "رشته", "شمار کارگاه", "شمار هنرمند", "سال"], [1, "بم", 3, 4, 5, 6]],
        [["شهرستان", "شمار"], ["بم", 4]],
    ],
)
def test_a_sheet_of_another_kind_is_only_noted(tmp_path: Path, other: list[list[object]]) -> None:
    result = read(workbook(tmp_path / "a.xlsx", [HEADINGS, ROW], other))
    assert [(n.id, n.severity) for n in result.notes] == [("sheet_not_read", "normalise")]


def test_words_in_columns_of_numbers_are_no_headings(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ROW,
        ["کرمان", "چین", "57021030", "نامعلوم", "ندارد", "—"],
        ["مشهد", "عراق", "نام کالا", "وزن", 4, 5],
    ]
    assert read(text(tmp_path / "a.csv", rows)).rows.num_rows == 3
