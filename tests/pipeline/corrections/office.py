"""An office that drops its register of artisans and corrects it, for tests of corrections. Every person is invented."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from pipelines.cli.corrections import write_correction_workbook
from pipelines.contracts import load_contracts
from pipelines.foundation.workspace import PROJECT_ROOT, Workspace, models_dir
from pipelines.intake.ledger import Ledger
from pipelines.pipeline import DeliveryOutcome, open_context
from pipelines.pipeline.land import land
from pipelines.pipeline.loading import clean
from pipelines.pipeline.receiving import receive
from tests.identifiers import national_id

HEADINGS = ["ردیف", "نام و نام خانوادگی", "کد ملی", "شهرستان", "رشته", "تلفن همراه", "تاریخ تولد"]
ROWS = 14
#: Rows of the office's file that cannot be taken, by their number in the sheet, and what corrects each.
BAD = {
    5: ("شهرستان", "کرمانشاه", "کرمان"),
    7: ("کد ملی", "1234567890", national_id(987_654_321)),
    9: ("کد ملی", "12345", national_id(987_654_323)),
    12: ("کد ملی", national_id(123_450_037), national_id(987_654_322)),  # that of row 3
}
PERSON = 2


def identity(row: int) -> str:
    return national_id(123_450_000 + 37 * (row - PERSON))


def register_rows() -> list[list[str]]:
    rows = []
    for row in range(PERSON + 1, PERSON + 1 + ROWS):
        cells = {
            "ردیف": str(row - PERSON),
            "نام و نام خانوادگی": f"شخص ساختگی {row}",
            "کد ملی": identity(row),
            "شهرستان": "بم" if row % 2 else "کرمان",
            "رشته": "گلیم‌بافی",
            "تلفن همراه": f"0913{row:07d}",
            "تاریخ تولد": "1360/05/01",
        }
        if row in BAD:
            cells[BAD[row][0]] = BAD[row][1]
        rows.append([cells[h] for h in HEADINGS])
    return rows


def right_rows() -> list[list[str]]:
    rows = register_rows()
    for number, (column, _, value) in BAD.items():
        rows[number - PERSON - 1][HEADINGS.index(column)] = value
    return rows


class Built(NamedTuple):
    """What one build made of the artisans: clean rows by name of the person, and what became of each delivery."""

    rows: list[dict[str, Any]]
    outcomes: dict[str, DeliveryOutcome]

    def of(self, delivery_id: str) -> DeliveryOutcome:
        return self.outcomes[delivery_id]

    @property
    def corrections(self) -> list[DeliveryOutcome]:
        return [o for o in self.outcomes.values() if o.delivery.kind == "correction"]

    @property
    def content(self) -> list[tuple[Any, ...]]:
        """Return the rows without where they came from, for comparing what two builds hold."""
        origin = ("row_id", "delivery_id", "sheet_name", "row_number", "base_id")
        return sorted(tuple(str(r[c]) for c in r if c not in origin) for r in self.rows)


class House:
    """A workspace into which an office drops its register of artisans, and what it corrects."""

    def __init__(self, root: Path) -> None:
        self.root, self.workspace = root, Workspace(root).create()
        self.folder = self.workspace.raw / "artisans" / "1403Q2-heritage"

    def drop_register(self, rows: Sequence[Sequence[str]] = (), name: str = "هنرمندان.xlsx") -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "فهرست"
        for row in (["فهرست ساختگی هنرمندان"], HEADINGS, *(rows or register_rows())):
            sheet.append(list(row))
        path = self.folder / name
        book.save(path)
        path.with_name(f"{name}.source.yaml").write_text("office: heritage\nsynthetic: true\n", "utf-8")
        return aged(path)

    def build(self, as_known_at: datetime | None = None) -> Built:
        with open_context(self.workspace, PROJECT_ROOT / "models", as_known_at=as_known_at) as context:
            build, _ = land(context, receive(context), "artisans")
            build, report = clean(context, build, "artisans")
            assert all(check.passed for check in report.checks)
            rows = context.engine.query('SELECT * FROM clean."artisans" ORDER BY row_id').to_pylist()
            return Built(rows, build.outcomes)

    def base_id(self) -> str:
        ledger = Ledger(self.workspace.ledger)
        try:
            (base,) = [d for d in ledger.current() if d.kind == "original"]
            return base.delivery_id
        finally:
            ledger.close()

    def workbook(self, delivery_id: str | None = None, name: str = "اصلاح.xlsx") -> Path:
        out = self.root / "out" / name
        assert write_correction_workbook(self.root, models_dir(), delivery_id or self.base_id(), out) == 0
        return out

    def drop(self, path: Path, place: str) -> Path:
        target = self.workspace.raw / "artisans" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        return aged(target)


def aged(path: Path) -> Path:
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


CONTRACTS = cache(load_contracts)


def corrected(path: Path, rows: Sequence[int], out: Path | None = None, **more: str) -> Path:
    """Correct ``rows`` (numbers of the office's sheet) in a workbook, as a clerk does, and save it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[2]}
    for number in range(3, sheet.max_row + 1):
        origin = int(sheet.cell(number, at["سطر اصلی"]).value)
        if origin in rows:
            column, _, right = BAD[origin]
            sheet.cell(number, at[column]).value = right
            for heading, value in more.items():
                sheet.cell(number, at[heading]).value = value
    target = out or path.with_name(f"درست شده {len(rows)}.xlsx")
    book.save(target)
    return target


def listed(path: Path) -> list[int]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [int(row[0]) for row in sheet.iter_rows(min_row=3, values_only=True)]
