"""Units of columns: what headings declare, what titles and lines say, and where two of them contradict each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.contracts import Column
from tests.unit.reading_fixture import EXPORTS, HEADINGS, ROWS, column, read, workbook


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("ارزش (میلیون ریال)", "million_rial"),
        ("ارزش به میلیون ریال", "million_rial"),
        ("ارزش - میلیارد تومان", "billion_toman"),
        ("ارزش ریالی (هزار ریال)", "thousand_rial"),
        ("ارزش (تومان)", "toman"),
    ],
)
def test_a_unit_in_the_heading(tmp_path: Path, heading: str, unit: str) -> None:
    headings = [*HEADINGS[:4], heading, HEADINGS[5]]
    result = read(workbook(tmp_path / "a.xlsx", [headings, *ROWS]))
    assert result.units["value_rial"] == unit
    assert column(result, "value_rial") == ["2000", "4000"]


@pytest.mark.parametrize(
    "title",
    [
        "(ارقام به میلیون ریال)",
        "واحد: میلیون ریال",
        "مبالغ به میلیون ریال است",
        "آمار سال ۱۴۰۲ (ارقام ستون ارزش به میلیون ریال)",
        "ارزش ریالی بر حسب میلیون ریال",
    ],
)
def test_a_unit_in_the_title_holds_where_the_heading_is_silent(tmp_path: Path, title: str) -> None:
    headings = [*HEADINGS[:4], "ارزش ریالی", HEADINGS[5]]
    result = read(workbook(tmp_path / "a.xlsx", [[title], headings, *ROWS]))
    assert result.units["value_rial"] == "million_rial"
    assert result.units["value_usd"] == "USD"
    result = read(workbook(tmp_path / "b.xlsx", [[title], HEADINGS, *ROWS]))
    assert result.units["value_rial"] == "IRR"


@pytest.mark.parametrize(
    ("title", "doubtful"),
    [
        ("ارزش کالا، میلیون ریال", True),
        ("ارزش ریالی (هزار تومان)، وزن (کیلوگرم)", False),
        ("کالاهای بیش از ۵۰ میلیون ریال", False),
        ("اعتبار ۲۲ هزار میلیارد ریال", False),
        ("صادرات به عراق", False),
    ],
)
def test_a_multiple_of_money_that_a_title_only_mentions_waits(tmp_path: Path, title: str, doubtful: bool) -> None:
    headings = [*HEADINGS[:4], "ارزش ریالی", HEADINGS[5]]
    result = read(workbook(tmp_path / "a.xlsx", [[title], headings, *ROWS]))
    assert ("unit_doubtful" in [n.id for n in result.notes if n.severity == "hold"]) == doubtful
    result = read(workbook(tmp_path / "b.xlsx", [[title], HEADINGS, *ROWS]))
    held = [n.id for n in result.notes if n.severity == "hold"]
    stated = "(هزار تومان)" in title
    assert held == (["unit_unclear"] if stated else []), "a heading goes before what a title only mentions"


@pytest.mark.parametrize("heading", ["ارزش (ریال)", "Value in rial", "ارزش به ریال"])
@pytest.mark.parametrize(("title", "held"), [("(مبالغ به میلیون ریال)", True), ("مبالغ به ریال", False)])
def test_a_title_and_a_heading_of_two_units_wait(tmp_path: Path, heading: str, title: str, held: bool) -> None:
    headings = [*HEADINGS[:4], heading, HEADINGS[5]]
    result = read(workbook(tmp_path / "a.xlsx", [[title], headings, *ROWS]))
    assert [n.id for n in result.notes if n.severity == "hold"] == (["unit_unclear"] if held else [])


@pytest.mark.parametrize(
    ("title", "weight", "rial", "usd"),
    [
        ("ارزش: میلیون ریال - وزن: تن", "tonne", "million_rial", None),
        ("(وزن به تن و ارزش به هزار دلار)", "tonne", None, "thousand_usd"),
        ("ارقام به میلیون ریال و تن", "tonne", "million_rial", None),
        ("(مقدار: تن / ارزش: هزار دلار)", "tonne", None, "thousand_usd"),
        ("صادرات استان (تن - میلیون ریال)", "tonne", "million_rial", None),
        ("میلیون ریال / هزار دلار", None, "million_rial", "thousand_usd"),
        ("ارزش به دلار و ریال", None, "IRR", "USD"),
    ],
)
def test_a_title_states_units_of_several_kinds(
    tmp_path: Path, title: str, weight: str | None, rial: str | None, usd: str | None
) -> None:
    headings = [*HEADINGS[:3], "وزن", "ارزش ریالی", "ارزش دلاری"]
    result = read(workbook(tmp_path / "a.xlsx", [[title], headings, *ROWS]))
    said = {"weight_kg": weight, "value_rial": rial, "value_usd": usd}
    assert result.units == {name: unit for name, unit in said.items() if unit}
    assert result.notes == []


@pytest.mark.parametrize(
    ("title", "headings", "held"),
    [
        ("قیمت به ریال، ارزش به میلیون ریال", ("ارزش (میلیون ریال)", "قیمت (ریال)"), False),
        ("قیمت به ریال، ارزش به میلیون ریال", ("ارزش ریالی", "قیمت"), True),
        ("قیمت به ریال، ارزش به میلیون ریال", ("ارزش (میلیون ریال)", "قیمت"), True),
        ("مبالغ به میلیون ریال", ("ارزش (میلیون ریال)", "قیمت (ریال)"), True),
        ("قیمت به ریال، ارزش به تومان", ("ارزش (میلیون ریال)", "قیمت (ریال)"), True),
        ("مبالغ به میلیون ریال", ("ارزش (میلیون ریال)", "قیمت"), False),
    ],
)
def test_a_title_with_two_units_of_money_is_believed_only_where_headings_say_the_same(
    tmp_path: Path, title: str, headings: tuple[str, str], held: bool
) -> None:
    price = Column("price", "قیمت (ریال)", "Price", "money", unit="IRR", aliases=("قیمت",))
    contract = replace(EXPORTS, columns=(*EXPORTS.columns, price))
    path = workbook(tmp_path / "a.xlsx", [[title], [*HEADINGS[:4], *headings], *ROWS])
    result = read(path, contract)
    assert [n.id for n in result.notes if n.severity == "hold"] == (["unit_unclear"] if held else [])


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("مبالغ به میلیون ریال است", True),
        ("وزن: تن", True),
        ("* ارزش به ریال و هزار دلار", True),
        ("مبالغ به ریال", False),
    ],
)
@pytest.mark.parametrize("between", [True, False])
def test_a_line_that_states_another_unit_than_the_heading_waits(
    tmp_path: Path, line: str, held: bool, between: bool
) -> None:
    rows = [HEADINGS, ROWS[0], [line], ROWS[1]] if between else [HEADINGS, *ROWS, [], [line]]
    result = read(workbook(tmp_path / "a.xlsx", rows))
    assert [n.id for n in result.notes if n.severity == "hold"] == (["unit_between_rows"] if held else [])


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("نرخ تبدیل دلار به ریال، سامانهٔ نیما", False),
        ("صادرات ارز دلار به هزار ریال", True),
        ("قیمت به ریال", True),
    ],
)
def test_a_rate_between_two_kinds_of_money_states_no_unit(tmp_path: Path, title: str, held: bool) -> None:
    headings = [*HEADINGS[:4], "ارزش (میلیون ریال)", HEADINGS[5]]
    result = read(workbook(tmp_path / "a.xlsx", [[title], headings, *ROWS]))
    assert [n.id for n in result.notes if n.severity == "hold"] == (["unit_unclear"] if held else [])
