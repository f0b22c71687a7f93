"""The example row of every feed: written into its template, read back, and found good."""

from __future__ import annotations

from pathlib import Path

import duckdb
import openpyxl
import pytest

from pipelines.cleaning import Pseudonyms, clean_delivery
from pipelines.cleaning.clean import DeliveryFacts
from pipelines.contracts import Column, Contract
from pipelines.exporting.template import FIRST_ROW, write_template
from pipelines.normalise import CodeBook
from pipelines.reading import read_delivery
from tests.contracts.conftest import CONTRACTS, MODELS

CODEBOOK = CodeBook.load(MODELS)
#: Published test vectors of the checksums and a number of nobody: a contract has no example of these.
IDENTIFIERS = {"national_id": "0499370899", "legal_id": "10380284790", "phone": "09123456789"}
#: What a required column holds where its contract gives no example.
PLAIN = {"text": "متن", "name": "نام ساختگی", "date": "1402/07/15", "money": "250000000", **IDENTIFIERS}


def example(column: Column) -> str | None:
    """Return the contract's example, or a value for a column that must be filled."""
    return column.example or (PLAIN.get(column.kind) if column.required else None)


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS.keys())
def test_the_examples_of_a_contract_make_one_good_row(contract: Contract, tmp_path: Path) -> None:
    blank, out = tmp_path / "filled.xlsx", tmp_path / "clean.parquet"
    write_template(contract, MODELS, blank)
    book = openpyxl.load_workbook(blank)
    for position, column in enumerate([c for c in contract.columns if not c.is_carrier], 1):
        book.worksheets[0].cell(FIRST_ROW + 1, position, example(column))
    book.save(blank)

    read = read_delivery(blank, contract, file_name="filled.xlsx")
    facts = DeliveryFacts("d", "1402", contract.owner_office, False)
    cleaned = clean_delivery(contract, read, facts, CODEBOOK, Pseudonyms(b"k" * 32), out)

    assert (cleaned.rows_read, cleaned.rows_loaded, cleaned.rows_quarantined) == (1, 1, 0), cleaned.rules
    [row] = duckdb.execute(f"SELECT * FROM '{out}'").df().to_dict("records")
    empty = [c.name for c in contract.columns if example(c) and row[c.name] is None]
    assert empty == [], "an example became nothing"
    for column in contract.columns:
        if column.kind in ("national_id", "name", "phone") and example(column):
            assert row[column.name].startswith(Pseudonyms(b"k" * 32).key_id), column.name
