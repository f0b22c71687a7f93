"""The workbook in which an office corrects the rows that were kept out of one delivery.

It holds those rows as they were sent, every cell as text so that no program changes a value, the bad cells marked
with a note on each, and a sentence beside each row. Values of persons stand in it as they were sent: it is for the
steward and the office that sent them, never for a published folder.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from pipelines.cleaning.clean import QuarantinedCell
from pipelines.cleaning.corrections import ORIGIN, REASONS, workbook_contract
from pipelines.cleaning.sentences import advice
from pipelines.cleaning.waiting import Base, WaitingRow, waiting_rows
from pipelines.contracts import Column, Contract
from pipelines.exporting.choices import Choices
from pipelines.exporting.template import CREATED, FIRST_ROW, FeedWorkbook
from pipelines.foundation.atomic_files import write_whole
from pipelines.foundation.persian import isolated, left_to_right, persian_number
from pipelines.intake.correction_mark import CorrectionMark
from pipelines.normalise.units import UnitTable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Rows in one workbook. What waits beyond them comes in the next one, when these were corrected.
MOST_ROWS = 20_000
#: Characters that a cell of a workbook can hold.
CELL_CHARACTERS = 32_767
#: Width of the columns, in characters.
NARROWEST, WIDEST, REASON_WIDTH = 12, 40, 60
#: Rows whose values say how wide a column is.
MEASURED_ROWS = 200
LINE_HEIGHT = 18


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction workbook is made of: the delivery, its contract, the units that it declared."""

    file_name: str
    contract: Contract
    declared: dict[str, str]
    base: Base


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows in the workbook, rows that wait in all, and the mark by which it is known again."""

    rows: int
    waiting: int
    mark: CorrectionMark | None = None


def write_corrections(corrected: Corrected, models: Path, out: Path) -> Written:
    """Write the workbook of all rows that wait for a correction to ``out``, readable by its owner only (0600).

    Nothing is written when no row waits. Raises ``OSError`` when ``out`` cannot be written.
    """
    import xlsxwriter

    rows, count = waiting_rows(corrected.contract, corrected.base, MOST_ROWS)
    if not rows:
        return Written(0, 0)
    mark = CorrectionMark.of_rows(corrected.base.delivery_id, [(r.sheet_name, r.row_number) for r in rows])
    words = yaml.safe_load((models / "template.yaml").read_text("utf-8"))
    own = yaml.safe_load((models / "correction_workbook.yaml").read_text("utf-8"))
    # In memory, because persons would otherwise pass through a folder of temporary files.
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": corrected.contract.title_fa, "created": CREATED})
        for name, value in mark.properties.items():
            book.set_custom_property(name, value, "text")
        _CorrectionWorkbook(corrected, rows, mark, {**words, "correction": own}, models, book).write()
    write_whole(out, content.getvalue(), mode=0o600)
    return Written(len(rows), count, mark)


class _CorrectionWorkbook(FeedWorkbook):
    """One correction workbook while it is written: the rows, the guide, and the lists behind the drop-downs."""

    def __init__(
        self,
        corrected: Corrected,
        rows: Sequence[WaitingRow],
        mark: CorrectionMark,
        words: dict[str, Any],
        models: Path,
        book: Workbook,
    ) -> None:
        super().__init__(corrected.contract, words, Choices(models / "reference"), book)
        self.file_name, self.rows, self.mark = corrected.file_name, rows, mark
        shown = workbook_contract(corrected.contract, corrected.declared, UnitTable.load(models))
        self._headings = {c.name: c.title_fa for c in shown.columns}

    def write(self) -> None:
        """Write all three sheets."""
        data = self._sheet(self.words["correction"]["sheet"])
        notes = self._sheet(self.words["sheets"]["notes"])
        lists = self._sheet(self.words["sheets"]["lists"])
        self._fill_lists(lists)
        self._fill_data(data)
        self._fill_notes(notes)
        data.activate()

    def heading(self, column: Column) -> str:
        """Return the heading that names the unit in which the delivery's numbers stand."""
        return self._headings[column.name]

    def _fill_data(self, sheet: Worksheet) -> None:
        sheet.write_string(0, 0, self._title(), self._format(italic=True, align="right", reading_order=2))
        sheet.set_row(0, LINE_HEIGHT)
        self._write_headings(sheet)
        text = {"num_format": "@", "border": 1, "border_color": "#DFD6C6", "align": "right"}
        plain, bad = (
            self._format(**text),
            self._format(**{**text, "bg_color": "#F9D5C7", "border_color": "#B3401F"}),
        )
        fixed = self._format(**{**text, "bg_color": "#EFEBE3", "font_color": "#575146"})
        persian = self._format(**text, text_wrap=True, reading_order=2)
        latin = self._format(**{**text, "align": "left"}, text_wrap=True, reading_order=1)
        for number, row in enumerate(self.rows, FIRST_ROW):
            self._write_row(sheet, number, row, plain, bad, fixed)
            reasons = [[advice(c, self.contract, lang) for c in self._told(row)] for lang in ("fa", "en")]
            last = 2 + len(self.contract.columns)
            sheet.write_string(number, last, "\n".join(reasons[0])[:CELL_CHARACTERS], persian)
            sheet.write_string(number, last + 1, "\n".join(reasons[1])[:CELL_CHARACTERS], latin)
            lines = max(sum(-(-len(text) // REASON_WIDTH) for text in told) for told in reasons)
            sheet.set_row(number, LINE_HEIGHT * max(1, lines))
        self._validate(sheet)
        sheet.freeze_panes(FIRST_ROW, 2)
        sheet.set_comments_author("naqsheh")
        sheet.set_landscape()
        sheet.repeat_rows(0, FIRST_ROW - 1)
        sheet.fit_to_pages(1, 0)

    def _title(self) -> str:
        own = self.words["correction"]
        title = own["title"]["fa"].format(
            feed=self.contract.title_fa,
            file=isolated(self.file_name),
            count=persian_number(f"{len(self.rows):,}"),
            notes=self.words["sheets"]["notes"],
        )
        return f"{title} {own['mark']['fa']}: {left_to_right(self.mark.shown)}"

    def _write_headings(self, sheet: Worksheet) -> None:
        common = {
            "bold": True,
            "text_wrap": True,
            "border": 1,
            "border_color": "#C9C2B6",
            "valign": "vcenter",
        }
        required = self._format(**common, bg_color="#1F3A5F", font_color="#FFFFFF")
        optional = self._format(**common, bg_color="#EFEBE3", font_color="#2B2B2B")
        columns = [*ORIGIN, *self.contract.columns, *REASONS]
        for position, column in enumerate(columns):
            needed = column.required and column not in ORIGIN
            heading = self.heading(column)
            sheet.write_string(FIRST_ROW - 1, position, heading, required if needed else optional)
            sheet.set_column(position, position, self._width(column, heading), None, self._fold(column))
        sheet.write_comment(FIRST_ROW - 1, 0, self.words["correction"]["unchanged"]["fa"])
        sheet.set_row(FIRST_ROW - 1, 2 * LINE_HEIGHT)

    def _fold(self, column: Column) -> dict[str, Any]:
        """Fold a column in which these rows have nothing and lack nothing; a click unfolds it."""
        if column in (*ORIGIN, *REASONS) or column.required:
            return {}
        sent = any(r.values[column.name] for r in self.rows)
        wrong = any(column.name in self._columns_of(c) for r in self.rows for c in r.cells)
        return {} if sent or wrong else {"level": 1, "hidden": True}

    def _width(self, column: Column, heading: str) -> int:
        if column in REASONS:
            return REASON_WIDTH
        if column in ORIGIN:
            return NARROWEST
        longest = max((len(r.values[column.name] or "") for r in self.rows[:MEASURED_ROWS]), default=0)
        return max(NARROWEST, min(WIDEST, max(longest, len(heading)) + 4))

    def _write_row(
        self, sheet: Worksheet, number: int, row: WaitingRow, plain: Format, bad: Format, fixed: Format
    ) -> None:
        sheet.write_string(number, 0, str(row.row_number), fixed)
        sheet.write_string(number, 1, row.sheet_name, fixed)
        told = self._told(row)
        for position, column in enumerate(self.contract.columns, 2):
            wrong = [c for c in told if column.name in self._columns_of(c)]
            value, look = row.values[column.name], bad if wrong else plain
            if value is None:
                sheet.write_blank(number, position, None, look)
            else:
                sheet.write_string(number, position, value[:CELL_CHARACTERS], look)
            if wrong:
                note = "\n".join(advice(c, self.contract, "fa") for c in wrong)
                sheet.write_comment(number, position, note, {"x_scale": 2.2, "y_scale": 1.2})

    def _told(self, row: WaitingRow) -> list[QuarantinedCell]:
        """Return why a row waits, with values in the open: the office is to see what it sent."""
        return [replace(c, value=row.values.get(c.column_name) or "") for c in row.cells if c.severity == "quarantine"]

    def _columns_of(self, cell: QuarantinedCell) -> tuple[str, ...]:
        """Return the columns that a reason is about: one, or those of a rule across columns."""
        rule = next((r for r in self.contract.rules if r.rule_id == cell.rule), None)
        return rule.columns if rule else (cell.column_name,)

    def _validate(self, sheet: Worksheet) -> None:
        last = FIRST_ROW + len(self.rows) - 1
        for position, column in enumerate(self.contract.columns, 2):
            sheet.data_validation(FIRST_ROW, position, last, position, self._validation(column))

    def _guidance(self) -> Iterator[dict[str, str]]:
        folder = f"data/raw/{self.contract.feed}/"
        for words in self.words["correction"]["instructions"]:
            yield {
                "fa": words["fa"].format(file=isolated(self.file_name), folder=left_to_right(folder)),
                "en": words["en"].format(file=isolated(self.file_name), folder=folder),
            }
