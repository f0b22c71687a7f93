"""Sheets of an exported workbook, read back as rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

HEADING_ROW = 4


def table(path: Path, sheet: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet as cells by their heading."""
    grid = list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=HEADING_ROW))
    heads = [cell.value for cell in grid[0]]
    return [dict(zip(heads, row, strict=True)) for row in grid[1:]]
