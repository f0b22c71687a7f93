"""Blank workbooks: what they offer is accepted, and a filled one is read without a question."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipelines.contracts import Column, Contract, load_contracts
from pipelines.contracts.dictionary import dictionary_rows
from pipelines.exporting.choices import Choices
from pipelines.exporting.template import FIRST_ROW, write_template
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.normalise import CodeBook, NormaliseContext, normalise_distinct
from pipelines.reading import read_delivery

MODELS = PROJECT_ROOT / "models"
CONTRACTS = load_contracts(MODELS)
CODEBOOK = CodeBook.load(MODELS)
#: Identifiers have no example in a template; these are published test vectors of the checksums.
IDENTIFIERS = {"national_id": "0499370899", "legal_id": "10380284790", "phone": "09123456789"}
EXAMPLES = {
    "text": "متن",
    "name": "متن",
    "integer": "12",
    "quantity": "12.5",
    "money": "250000000",
    "date": "1402/07/15",
    "jalali": "1402/07",
    "period": "1402Q3",
    "year": "1402",
    "place": "رفسنجان",
    "craft": "گلیم‌بافی",
    "hs8": "57021020",
    "hs": "57021020",
    **IDENTIFIERS,
}

feeds = pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS.keys())


def context() -> NormaliseContext:
    return NormaliseContext(CODEBOOK, declared_unit=None, period=None, pseudonym=lambda purpose, value: purpose)


def example(column: Column) -> str:
    """Return a value for ``column``: the contract's own example first."""
    return column.example or EXAMPLES.get(column.kind) or Choices(MODELS / "reference").of(column)[0]


@pytest.fixture
def blank(contract: Contract, tmp_path: Path) -> Path:
    out = tmp_path / "blank.xlsx"
    write_template(contract, MODELS, out)
    return out


@feeds
def test_every_choice_of_a_drop_down_is_accepted(contract: Contract) -> None:
    choices = Choices(MODELS / "reference")
    refused = {}
    for column in contract.columns:
        found = normalise_distinct(column, [(title, None) for title in choices.of(column)], context())
        bad = [title for title, n in zip(choices.of(column), found, strict=True) if n.problem or n.value is None]
        if bad:
            refused[column.name] = bad
    assert refused == {}


@feeds
def test_a_filled_template_is_read_without_a_question(contract: Contract, blank: Path) -> None:
    book = openpyxl.load_workbook(blank)
    columns = [c for c in contract.columns if not c.is_carrier]
    for position, column in enumerate(columns, 1):
        book.worksheets[0].cell(FIRST_ROW + 1, position, example(column))
    book.save(blank)

    read = read_delivery(blank, contract, file_name="filled.xlsx")

    assert read.rows.num_rows == 1
    assert read.rows_read == 1
    row = read.rows.to_pylist()[0]
    assert row["row_number"] == FIRST_ROW + 1
    assert {c.name: row[c.name] for c in columns} == {c.name: example(c) for c in columns}
    assert [m.header for m in read.columns if m.column is None] == []
    assert [n.id for n in read.notes if n.severity in ("hold", "refuse")] == []
    money = {c.name: c.unit for c in contract.columns if c.kind == "money"}
    assert {name: read.units.get(name) for name in money} == money, "the heading of an amount names its unit"


@feeds
def test_examples_of_the_contract_are_accepted(contract: Contract) -> None:
    for column in contract.columns:
        beside = [example(contract.column(name)) for name in column.companions]
        companion = "\x1f".join(beside) if beside else None
        (found,) = normalise_distinct(column, [(example(column), companion)], context())
        assert found.problem is None, f"{column.name}: {example(column)!r}: {found.problem}"


@feeds
def test_the_workbook_is_right_to_left_and_explains_every_column(contract: Contract, blank: Path) -> None:
    data, notes, lists = openpyxl.load_workbook(blank).worksheets
    assert all(sheet.sheet_view.rightToLeft for sheet in (data, notes, lists))
    assert {s.sheet_state for s in (data, notes, lists)} == {"visible"}, "a hidden sheet would hold the file"
    headings = [cell.value for cell in data[FIRST_ROW]]
    assert len(headings) == sum(not c.is_carrier for c in contract.columns)
    explained = {row[0] for row in notes.iter_rows(values_only=True)}
    assert set(headings) <= explained


@feeds
def test_listed_columns_have_a_drop_down(contract: Contract, blank: Path) -> None:
    data = openpyxl.load_workbook(blank).worksheets[0]
    listed = {next(iter(v.sqref.ranges)).min_col for v in data.data_validations.dataValidation if v.type == "list"}
    columns = [c for c in contract.columns if not c.is_carrier]
    wanted = {n for n, c in enumerate(columns, 1) if c.kind in ("code", "place", "craft")}
    assert listed == wanted


def test_the_same_contract_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(CONTRACTS["exports"], MODELS, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_no_template_holds_an_identifier(tmp_path: Path) -> None:
    for contract in CONTRACTS.values():
        out = tmp_path / f"{contract.feed}.xlsx"
        write_template(contract, MODELS, out)
        cells = {str(c) for sheet in openpyxl.load_workbook(out) for row in sheet.values for c in row if c}
        assert not {c for c in cells if c.isascii() and c.isdigit() and len(c) in (10, 11)}


def test_the_dictionary_has_a_row_for_every_column() -> None:
    rows = dictionary_rows(CONTRACTS)
    assert len(rows) == sum(len(c.columns) for c in CONTRACTS.values())
    first = next(r for r in rows if r["feed"] == "exports")
    assert (first["position"], first["column_name"], first["required"]) == (1, "customs_office", False)
    assert all(row["title_fa"] and row["title_en"] for row in rows)
