"""Exported workbooks read back: marked tables as rows, and versions in which some rows were changed."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
from openpyxl.workbook import Workbook

from pipelines.foundation.persian import latin_digits
from pipelines.published import PublishedVersion

CellRow = dict[str, Any]


def read_table(book: Workbook, name: str) -> list[CellRow]:
    """Return the rows of the marked table ``name`` as cells by their heading."""
    for sheet in book:
        if name in sheet.tables:
            heads, *rows = sheet[sheet.tables[name].ref]
            return [dict(zip([cell.value for cell in heads], row, strict=True)) for row in rows]
    raise AssertionError(f"no table {name} in {book.sheetnames}")


def table(path: Path, name: str) -> list[CellRow]:
    """Return the rows of a marked table of the workbook at ``path``."""
    return read_table(openpyxl.load_workbook(path), name)


def figures(path: Path) -> list[CellRow]:
    """Return the rows of every theme of a workbook."""
    book = openpyxl.load_workbook(path)
    names = [name for sheet in book for name in sheet.tables if name.startswith("figures_")]
    return [row for name in names for row in read_table(book, name)]


def exact(value: Any) -> Decimal | None:
    """Return the number of a cell: a number, or a text that holds one too long for a spreadsheet; None for a mark."""
    if isinstance(value, str):
        text = latin_digits(value).replace("٫", ".").replace("\u2212", "-")
        return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
    return None if value is None else Decimal(repr(value))


def parts(path: Path) -> dict[str, str]:
    """Return every part of a workbook as text."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def altered_version(version: PublishedVersion, folder: Path, statements: Iterable[str]) -> PublishedVersion:
    """Return a copy of ``version`` in which SQL statements changed what is published."""
    shutil.copytree(version.path, folder)
    database = folder / "roadmap.duckdb"
    database.chmod(0o644)
    with duckdb.connect(str(database)) as db:
        for statement in statements:
            db.execute(statement)
    return PublishedVersion(folder, 1, {})
