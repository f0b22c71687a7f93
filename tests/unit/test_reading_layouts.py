"""Parts of reading a layout: periods in headings, rows of column numbers, lines, suggestions, blanks, changes of page."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.contracts import load_contracts
from pipelines.reading import RefusedFile, read_delivery
from pipelines.reading.fill_down import FillDown
from pipelines.reading.furniture import kind_of_line, numbers_columns
from pipelines.reading.resemblance import resembling
from pipelines.reading.sheets import Body
from pipelines.reading.watch import begins_with_letter
from pipelines.reading.wide import Tag, period_of_heading
from pipelines.workspace import models_dir
from tests.unit.reading_fixture import HEADINGS, ROW, ROWS, column, read, text, workbook

CONTRACTS = load_contracts(models_dir())


@pytest.mark.parametrize(
    ("heading", "tag"),
    [
        ("فروردین", Tag(month=1)), ("مهر ماه", Tag(month=7)), ("ماه آذر", Tag(month=9)), ("اسفند ۱۴۰۲", Tag(1402, 0, 12)),
        ("۱۴۰۲ اسفند", Tag(1402, 0, 12)), ("بهار", Tag(quarter=1)), ("سه‌ماههٔ دوم", Tag(quarter=2)), ("Q4", Tag(quarter=4)),
        ("فصل پاییز ۱۴۰۱", Tag(1401, 3)), ("سال ۱۴۰۰", Tag(1400)), ("1399", Tag(1399)), ("جمع کل", Tag()), ("جمع", Tag()),
        ("شش ماهه", None), ("مهرآباد", None), ("وزن", None), ("12", None), ("کل کشور", None), ("2024", None),
    ],
)  # fmt: skip
def test_the_period_that_a_heading_names(heading: str, tag: Tag | None) -> None:
    assert period_of_heading(heading) == tag


@pytest.mark.parametrize(
    ("row", "is_numbers"),
    [
        (["1", "2", "3", "4"], True), (["(۱)", "(۲)", "(۳)", "(۴)"], True), (["4", "3", "2", "1"], True),
        (["ستون ۱", "ستون ۲", "ستون ۳"], True), (["1", None, "2", "3", "4=2+3"], True), (["1", "2"], False),
        (["1", "2", "3", "کرمان"], False), (["10", "20", "30", "40"], False), (["1402", "1403", "1404"], False),
        (["1", "1", "1", "1"], False), (["5", "6", "7", "8"], False),
    ],
)  # fmt: skip
def test_a_row_that_only_numbers_the_columns(row: list[str | None], is_numbers: bool) -> None:
    assert numbers_columns(row, 4) == is_numbers


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["باسمه تعالی"], "letterhead"), (["وزارت میراث فرهنگی"], "letterhead"), (["شماره: ۱۲/۳", "تاریخ: 1403/2/1"], "letterhead"),
        (["صفحه ۲ از ۵"], "page_number"), (["- 3 -"], "page_number"), (["مهر و امضا", "مدیرکل"], "signature"),
        (["گلیم‌بافی"], None), (["صفحه‌آرایی"], None), (["کرمان", "12"], None), (["جمع کل"], None),
    ],
)  # fmt: skip
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
    [("County name", "area"), ("National ID no.", "national_id"), ("نام شهرستانها", "area"), ("کد ملّی فرد", "national_id"),
     ("Craft type", "craft"), ("xyz", None), ("مبلغ", None)],
)  # fmt: skip
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


def blanks(
    *bodies: list[str | None], wanted: frozenset[str] = frozenset()
) -> tuple[list[str], list[str | None]]:
    fill = FillDown({"area": 0}, wanted)
    out: list[str | None] = []
    for number, values in enumerate(bodies):
        numbers = pa.array(range(100 * number, 100 * number + len(values)), pa.int32())
        out += fill.feed(Body((pa.array(values, pa.string()),), numbers)).columns[0].to_pylist()
    return fill.as_above(), out


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        (["بم", None, None, "بافت", None, None], True), (["بم", None, "بم", None, "بافت", None, "بافت"], False),
        ([None, "بم", None, "بافت", None, None], False), (["بم", "بافت", "زرند", None], False), ([None] * 6, False),
        (["بم", "بم", "بم", "بافت", None, None, None], False),
    ],
)  # fmt: skip
def test_blanks_mean_as_above_only_where_nothing_speaks_against_it(
    values: list[str | None], waits: bool
) -> None:
    assert blanks(values)[0] == (["area"] if waits else [])
    assert blanks(values[:2], values[2:])[0] == (["area"] if waits else []), "wherever a body ends"


def test_filling_goes_on_from_body_to_body() -> None:
    found, out = blanks(["بم", None], [None, "بافت"], [None], wanted=frozenset({"area"}))
    assert out == ["بم", "بم", "بم", "بافت", "بافت"]
    assert found == []


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5, 6])
def test_a_second_block_is_found_wherever_a_body_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    from pipelines.reading import sheets

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


def test_words_in_columns_of_numbers_are_no_headings(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ROW,
        ["کرمان", "چین", "57021030", "نامعلوم", "ندارد", "—"],
        ["مشهد", "عراق", "نام کالا", "وزن", 4, 5],
    ]
    assert read(text(tmp_path / "a.csv", rows)).rows.num_rows == 3
