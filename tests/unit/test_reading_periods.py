"""Tables with a column for every period: which heading is one, what stands beside them, and in which unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.contracts import load_contracts
from pipelines.foundation.workspace import models_dir
from pipelines.reading import ReadResult, RefusedFile
from pipelines.reading.period_headings import Tag, period_of_heading
from tests.unit.reading_fixture import column, read, workbook

CONTRACTS = load_contracts(models_dir())


@pytest.mark.parametrize(
    ("heading", "tag"),
    [
        ("فروردین", Tag(month=1)),
        ("مهر ماه", Tag(month=7)),
        ("ماه آذر", Tag(month=9)),
        ("اسفند ۱۴۰۲", Tag(1402, 0, 12)),
        ("۱۴۰۲ اسفند", Tag(1402, 0, 12)),
        ("بهار", Tag(quarter=1)),
        ("سه‌ماههٔ دوم", Tag(quarter=2)),
        ("Q4", Tag(quarter=4)),
        ("فصل پاییز ۱۴۰۱", Tag(1401, 3)),
        ("سال ۱۴۰۰", Tag(1400)),
        ("1399", Tag(1399)),
        ("جمع کل", Tag()),
        ("جمع", Tag()),
        ("1402/07", Tag(1402, 0, 7)),
        ("1402-13", None),
        ("تا پایان خرداد", None),
        ("برنامه خرداد", None),
        ("شش ماهه", None),
        ("مهرآباد", None),
        ("وزن", None),
        ("12", None),
        ("کل کشور", None),
        ("2024", None),
    ],
)
def test_the_period_that_a_heading_names(heading: str, tag: Tag | None) -> None:
    assert period_of_heading(heading, models_dir()) == tag


PLACE = ["کرمان", "آلمان", "57021020"]


PLACES = ["گمرک", "کشور", "کد تعرفه"]


MEASURES = ["وزن", "ارزش ریالی", "ارزش دلاری"]


def wide(tmp_path: Path, periods: list[str], *beside: str) -> ReadResult:
    """Read a table of exports with three measures under each of some headings, and columns beside them."""
    upper = [*PLACES, *(cell for period in periods for cell in (period, None, None)), *beside]
    lower = [None] * 3 + MEASURES * len(periods) + [None] * len(beside)
    numbers = [3 * n + m for n in range(len(periods)) for m in (1, 2, 3)]
    path = workbook(tmp_path / "a.xlsx", [upper, lower, [*PLACE, *numbers, *(7 for _ in beside)]])
    return read(path, CONTRACTS["exports"])


@pytest.mark.parametrize(
    ("periods", "beside", "message", "named"),
    [
        (["فروردین", "تا پایان خرداد"], [], "periods_running", "تا پایان خرداد"),
        (["فروردین", "فروردین تا خرداد"], [], "periods_running", "فروردین تا خرداد"),
        (["فروردین", "از ابتدای سال تا پایان تیر"], [], "periods_running", "از ابتدای سال"),
        (["۱۴۰۱", "شش ماهه اول ۱۴۰۲"], [], "periods_running", "شش ماهه اول"),
        (["سه ماهه اول", "شش ماهه", "نه ماهه"], [], "periods_as_columns", "بهار"),
        (["شش ماهه", "نه ماهه"], [], "periods_running", "شش ماهه"),
        (["فروردین", "برنامه خرداد"], [], "period_heading_unclear", "برنامه خرداد"),
        (["۱۴۰۱", "۱۴۰۲", "رشد ۱۴۰۲"], [], "period_heading_unclear", "رشد"),
        (["تجمعی فروردین", "تجمعی اردیبهشت"], [], "period_heading_unclear", "تجمعی"),
        (["فروردین", "فروردین نسبت به اسفند"], [], "period_heading_unclear", "نسبت به اسفند"),
        (["۱۴۰۱", "1402/07 و 1402/08"], [], "periods_running", "1402/08"),
        (["فروردین", "تیر"], ["تعداد"], "measure_beside_periods", "تعداد"),
        (["فروردین", "تیر"], ["وزن (تن)"], "measure_beside_periods", "وزن (تن)"),
    ],
)
def test_what_is_not_one_period_is_never_read_as_one(
    tmp_path: Path, periods: list[str], beside: list[str], message: str, named: str
) -> None:
    with pytest.raises(RefusedFile) as refused:
        wide(tmp_path, periods, *beside)
    assert refused.value.message.id == message
    assert named in refused.value.message.text("fa")


def test_a_plan_above_the_months_is_not_what_came_of_them(tmp_path: Path) -> None:
    labels = ["شهرستان", "رشته", "اظهارکننده"]
    rows = [
        ["ارزش (دلار)"],
        [*labels, "برنامه", None, None, "عملکرد", None, None],
        [None] * 3 + ["تیر", "مرداد", "شهریور"] * 2,
        ["بم", "گلیم‌بافی", "شرکت", 1, 2, 3, 4, 5, 6],
    ]
    with pytest.raises(RefusedFile) as refused:
        read(workbook(tmp_path / "a.xlsx", rows), CONTRACTS["suitcase_exports"])
    assert refused.value.message.id == "period_heading_unclear"
    rows[1][3:6] = [None] * 3
    result = read(
        workbook(tmp_path / "b.xlsx", [rows[0], *([*r[:3], *r[6:]] for r in rows[1:])]),
        CONTRACTS["suitcase_exports"],
    )
    assert column(result, "value_usd") == ["4", "5", "6"], "«عملکرد» adds nothing to a month"


@pytest.mark.parametrize(
    ("heading", "total", "differs"),
    [
        ("ارزش کل دلاری", 5, False),
        ("جمع ارزش دلاری", 5, False),
        ("جمع ارزش دلاری", 6, True),
        ("جمع سال ۱۴۰۲", 5, False),
        ("جمع سال ۱۴۰۲", 4, True),
        ("مجموع بهار", 5, False),
        ("فروردین تا اردیبهشت", 5, False),
        ("تا پایان اردیبهشت", 6, True),
    ],
)
def test_a_column_of_what_the_months_hold_together_is_compared(
    tmp_path: Path, heading: str, total: int, differs: bool
) -> None:
    labels = ["شهرستان", "رشته", "اظهارکننده"]
    rows = [
        ["ارزش دلاری"],
        [*labels, "فروردین", "اردیبهشت", heading],
        ["بم", "گلیم‌بافی", "شرکت", 2, 3, total],
    ]
    result = read(workbook(tmp_path / "a.xlsx", rows), CONTRACTS["suitcase_exports"])
    assert column(result, "value_usd") == ["2", "3"]
    assert ("total_beside_differs" in [n.id for n in result.notes]) == differs


def test_a_total_of_something_else_is_named_among_the_columns_left_aside(tmp_path: Path) -> None:
    labels = ["شهرستان", "رشته", "اظهارکننده"]
    rows = [
        ["ارزش دلاری"],
        [*labels, "فروردین", "اردیبهشت", "جمع تعداد", "جمع"],
        ["بم", "گلیم‌بافی", "شرکت", 2, 3, 9, 5],
    ]
    result = read(workbook(tmp_path / "a.xlsx", rows), CONTRACTS["suitcase_exports"])
    assert column(result, "value_usd") == ["2", "3"]
    (note,) = result.notes
    assert (note.id, note.params["found"]) == ("unknown_columns", "«جمع تعداد»")


@pytest.mark.parametrize(
    ("title", "headings", "unit"),
    [
        ("ارزش دلاری", ["فروردین (هزار دلار)", "تیر (هزار دلار)"], "thousand_usd"),
        ("ارزش دلاری", ["فروردین (دلار)", "تیر به دلار"], "USD"),
        ("ارزش دلاری", ["وزن", "وزن"], None),
        ("ارزش دلاری", ["فروردین (تن)", "تیر (تن)"], None),
        ("ارزش دلاری", ["فروردین (ریال)", "تیر (ریال)"], None),
    ],
)
def test_the_unit_beside_a_period_holds_for_what_the_title_names(
    tmp_path: Path, title: str, headings: list[str], unit: str | None
) -> None:
    rows = [
        [title],
        ["شهرستان", "رشته", "اظهارکننده", *headings],
        ["بم", "گلیم‌بافی", "شرکت", 2, 3],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    if unit is None:
        with pytest.raises(RefusedFile):
            read(path, CONTRACTS["suitcase_exports"])
        return
    result = read(path, CONTRACTS["suitcase_exports"])
    assert result.units["value_usd"] == unit
    assert column(result, "value_usd") == ["2", "3"]


def test_a_row_of_units_below_the_months_is_read(tmp_path: Path) -> None:
    upper = [*PLACES, *(cell for month in ("فروردین", "تیر") for cell in (month, None, None))]
    units = ["تن", "میلیون ریال", "هزار دلار"] * 2
    rows = [upper, [None] * 3 + MEASURES * 2, [None] * 3 + units, [*PLACE, 1, 2, 3, 4, 5, 6]]
    result = read(workbook(tmp_path / "a.xlsx", rows), CONTRACTS["exports"])
    assert column(result, "value_usd") == ["3", "6"]
    expected = {"weight_kg": "tonne", "value_rial": "million_rial", "value_usd": "thousand_usd"}
    assert {name: result.units[name] for name in expected} == expected


@pytest.mark.parametrize("remark", ["ملاحظات", "مهر و امضا"])
@pytest.mark.parametrize("is_above", [True, False])
def test_a_column_of_remarks_beside_the_months_is_none_of_them(tmp_path: Path, remark: str, is_above: bool) -> None:
    upper = [*PLACES, *(cell for month in ("فروردین", "تیر") for cell in (month, None, None))]
    lower = [None] * 3 + MEASURES * 2
    (upper if is_above else lower).append(remark)
    path = workbook(tmp_path / "a.xlsx", [upper, lower, [*PLACE, 1, 2, 3, 4, 5, 6, "x"]])
    assert column(read(path, CONTRACTS["exports"]), "value_usd") == ["3", "6"]


def test_what_is_doubtful_of_a_title_is_said_once_for_all_months(tmp_path: Path) -> None:
    rows = [
        ["ارزش دلاری صادرات"],
        ["مقادیر به هزار دلار"],
        ["واحد: میلیون دلار"],
        ["شهرستان", "رشته", "اظهارکننده", "فروردین", "تیر"],
        ["بم", "گلیم‌بافی", "شرکت", 2, 3],
    ]
    result = read(workbook(tmp_path / "a.xlsx", rows), CONTRACTS["suitcase_exports"])
    assert [n.id for n in result.notes if n.severity == "hold"] == ["unit_unclear"]


def test_each_year_above_its_months_has_its_own_total(tmp_path: Path) -> None:
    periods = ["فروردین", "اردیبهشت", "جمع"]
    rows = [
        [*PLACES, *(cell for year in ("1401", "1402") for cell in (year, *[None] * 8))],
        [None] * 3 + [cell for _ in range(2) for month in periods for cell in (month, None, None)],
        [None] * 3 + MEASURES * 6,
        [*PLACE, 1, 2, 3, 4, 5, 6, 5, 7, 9, 10, 20, 30, 40, 50, 60, 50, 70, 91],
    ]
    result = read(workbook(tmp_path / "a.xlsx", rows), CONTRACTS["exports"])
    assert column(result, "year") == ["1401", "1401", "1402", "1402"]
    assert column(result, "value_usd") == ["3", "6", "30", "60"]
    (differing,) = [n for n in result.notes if n.id == "total_beside_differs"]
    assert differing.params["letter"] == "U" and differing.params["expected"] == "90"


@pytest.mark.parametrize(("over", "filled"), [(["فروردین", "تیر"], "month"), (["۱۴۰۱", "۱۴۰۲"], "year")])
def test_a_period_over_each_of_two_tables_side_by_side(tmp_path: Path, over: list[str], filled: str) -> None:
    upper = [cell for period in over for cell in (period, *[None] * 5)]
    rows = [upper, [*PLACES, *MEASURES] * 2, [*PLACE, 1, 2, 3, "مشهد", *PLACE[1:], 4, 5, 6]]
    result = read(workbook(tmp_path / "a.xlsx", rows), CONTRACTS["exports"])
    assert column(result, "value_usd") == ["3", "6"]
    assert column(result, "customs_office") == ["کرمان", "مشهد"]
    told = ["فروردین", "تیر"] if filled == "month" else ["1401", "1402"]
    assert column(result, filled) == told
