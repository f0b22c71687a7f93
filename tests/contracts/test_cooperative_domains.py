"""A cooperative's tendency is no domain; its domain is what is written, else what tendency or craft tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from pipelines.cleaning import Pseudonyms, clean_delivery
from pipelines.cleaning.clean import DeliveryFacts
from pipelines.normalise import CodeBook
from pipelines.reading import read_delivery
from tests.contracts.conftest import CONTRACTS, MODELS, Ask
from tests.identifiers import legal_id


@pytest.mark.parametrize(
    ("domain", "tendency", "craft", "told"),
    [
        ("carpet", "production", None, "carpet"),
        (None, "carpet", None, "carpet"),
        (None, "crafts", None, "crafts"),
        (None, "crafts_and_carpet", None, "all"),
        (None, "production", "C001", "carpet"),
        (None, "services", "C005", "crafts"),
        (None, "production", None, "all"),
        (None, None, None, "all"),
        ("crafts", "carpet", "C001", "crafts"),
    ],
)
def test_the_domain_of_a_cooperative(
    core: Callable[..., Ask], domain: str | None, tendency: str | None, craft: str | None, told: str
) -> None:
    row = {"legal_id": "1", "domain": domain, "tendency": tendency, "craft": craft, "area": "0801"}
    ask = core(("cooperatives", "d", "1403Q4", [row]))
    assert ask("SELECT domain, tendency FROM core.cooperatives") == [(told, tendency)]


def test_a_list_of_an_office_with_tendencies(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["نام تعاونی", "شناسه ملی", "گرایش", "شهرستان", "تعداد اعضا", "وضعیت"])
    for number, (tendency, state) in enumerate(
        [
            ("تولیدی", "فعال"),
            ("خدماتي", "دائر"),
            ("تامین نیاز تولید کنندگان", "راکد"),
            ("فرش دستباف", "در دست راه اندازی"),
        ],
        1,
    ):
        sheet.append([f"تعاونی ساختگی {number}", legal_id(1_380_284_790 + number), tendency, "کرمان", 7, state])
    path, out = tmp_path / "cooperatives.xlsx", tmp_path / "clean.parquet"
    book.save(path)
    contract = CONTRACTS["cooperatives"]
    read = read_delivery(path, contract, file_name=path.name)
    clean_delivery(
        contract,
        read,
        DeliveryFacts("d", "1403Q4", "cooperatives", False),
        CodeBook.load(MODELS),
        Pseudonyms(b"k" * 32),
        out,
    )
    assert duckdb.execute(f"SELECT tendency, domain, state FROM '{out}' ORDER BY row_number").fetchall() == [
        ("production", None, "active"),
        ("services", None, "active"),
        ("supply_producers", None, "stagnant"),
        ("carpet", None, "in_progress"),
    ]
