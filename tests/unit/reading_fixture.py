"""A small contract, and files of every kind made for it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from pipelines.contracts import Column, Contract
from pipelines.foundation.workspace import models_dir
from pipelines.reading import ReadResult, read_delivery

EXPORTS = Contract(
    feed="exports",
    version="1",
    title_fa="صادرات",
    title_en="Exports",
    description_fa="",
    description_en="",
    grain="",
    owner_office="customs",
    cadence="annual",
    delivery_kind="events",
    columns=(
        Column("customs_office", "گمرک", "Customs office", "text", required=True, aliases=("گمرک خروجی",)),
        Column("destination", "کشور طرف معامله", "Destination", "text", required=True, aliases=("کشور",)),
        Column("hs8", "تعرفه", "Tariff line", "hs8", required=True, aliases=("کد تعرفه", "کدتعرفه")),
        Column("year", "سال", "Year", "year"),
        Column(
            "weight_kg",
            "وزن (کیلوگرم)",
            "Weight (kg)",
            "quantity",
            required=True,
            unit="kg",
            aliases=("وزن",),
        ),
        Column(
            "value_rial",
            "ارزش (ریال)",
            "Value (rial)",
            "money",
            required=True,
            unit="IRR",
            units=("IRR", "million_rial"),
            aliases=("ارزش ریالی",),
        ),
        Column("value_usd", "ارزش (دلار)", "Value (USD)", "quantity", unit="USD", aliases=("ارزش دلاری",)),
    ),
    key=("customs_office", "destination", "hs8"),
    models=models_dir(),
)

TITLE = ["آمار صادرات به تفکیک گمرک طی سال 1402"]
HEADINGS = ["گمرک", "کشور طرف معامله ", "تعرفه", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]
ROW = ["کرمان", "آلمان", "57021020", 10, 2000, 30]
ROWS: list[list[Any]] = [ROW, ["مشهد", "عراق", "57021030", 15, 4000, 60]]


def workbook(path: Path, *sheets: Iterable[Sequence[Any]], names: Sequence[str] = ()) -> Path:
    """Write a workbook of one or more sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(names[number] if names else f"برگه{number + 1}")
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def text(path: Path, rows: Iterable[Sequence[Any]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write a text file, every row ended."""
    lines = [delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows]
    path.write_bytes("".join(line + "\n" for line in lines).encode(encoding))
    return path


def read(path: Path, contract: Contract = EXPORTS) -> ReadResult:
    """Read a file, and check that no row was lost on the way."""
    result = read_delivery(path, contract, file_name=path.name)
    assert result.rows.num_rows + len(result.non_data) == result.rows_read
    return result


def column(result: ReadResult, name: str) -> list[str | None]:
    """Return the values of one column."""
    return result.rows.column(name).to_pylist()


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """Replace bytes inside one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
