"""The blank workbook of a feed, made from its contract.

Three sheets, right to left: the one to fill in, a guide that explains every column, and the lists behind the
drop-downs. The accepted example stands in the guide, one column a line, so that no reader can take it for data.
Words are in ``models/template.yaml``, choices in ``models/reference``; the same contract, words and choices give
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from pipelines.contracts import Column, Contract
from pipelines.exporting.choices import Choices
from pipelines.foundation.persian import left_to_right

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Rows below the headings that carry formats and drop-downs.
PREPARED_ROWS = 2000
#: First row of data, counted from 0: a title, then the headings.
FIRST_ROW = 2
#: Kinds that are typed as numbers, with the cell format that shows them in Persian digits.
NUMBER_FORMATS = {
    "integer": "[$-3000429]#,##0",
    "quantity": "[$-3000429]General",
    "money": "[$-3000429]#,##0",
    "year": "[$-3000429]0",
}
#: A fixed moment, or the same workbook would differ from one day to the next.
CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 (the format has no time zones)
#: Points of one line of text, and the letters that a column of the guide holds in a line.
LINE_HEIGHT = 17
LINE_LETTERS = 30
SHEET_NAME_LIMIT = 31
PROMPT_LIMIT = 255


def write_template(contract: Contract, models: Path, out: Path) -> None:
    """Write the blank workbook of ``contract`` to ``out`` (XLSX).

    Raises ``OSError`` when ``out`` cannot be written and ``KeyError`` when the contract names a unit that the
    reference data do not have.
    """
    import xlsxwriter

    words = yaml.safe_load((models / "template.yaml").read_text("utf-8"))
    with xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": contract.title_fa, "subject": contract.title_en, "created": CREATED})
        FeedWorkbook(contract, words, Choices(models / "reference"), book).write()


class FeedWorkbook:
    """The blank workbook of a feed while it is written; the correction workbook is made of the same parts."""

    def __init__(self, contract: Contract, words: dict[str, Any], choices: Choices, book: Workbook) -> None:
        self.contract, self.words, self.choices, self.book = contract, words, choices, book
        # A column that only carries what others read from it is for lists that have it, not for a form to fill in.
        self.columns = [c for c in contract.columns if not c.is_carrier]
        self._list_ranges: dict[str, str] = {}

    def write(self) -> None:
        """Write all three sheets."""
        data = self._sheet(sheet_name(self.contract.title_fa))
        notes = self._sheet(self.words["sheets"]["notes"])
        lists = self._sheet(self.words["sheets"]["lists"])
        self._fill_lists(lists)
        self._fill_data(data)
        self._fill_notes(notes)
        data.activate()

    def _sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.right_to_left()
        return sheet

    def _format(self, **properties: Any) -> Format:
        return self.book.add_format({"font_name": "Vazirmatn", "font_size": 11, "valign": "top", **properties})

    # --- lists ------------------------------------------------------------------------------------------

    def _fill_lists(self, sheet: Worksheet) -> None:
        """Write the choices. The sheet stays in sight: a file with a hidden one is held for a person to look."""
        position = 0
        for column in self.columns:
            name, titles = list_name(column), self.choices.of(column)
            if not titles or name in self._list_ranges:
                continue
            heading = self.words["list_heading"]["fa"].format(column=column.title_fa)
            sheet.write_string(0, position, heading, self._format(bold=True, reading_order=2))
            sheet.write_column(1, position, titles)
            sheet.set_column(position, position, 30)
            self._list_ranges[name] = absolute_range(sheet.get_name(), position, len(titles))
            position += 1

    # --- the sheet to fill in ---------------------------------------------------------------------------

    def _fill_data(self, sheet: Worksheet) -> None:
        title = self.words["title"]["fa"].format(feed=self.contract.title_fa, notes=self.words["sheets"]["notes"])
        sheet.write_string(0, 0, title, self._format(italic=True, align="right", reading_order=2))
        common = {"bold": True, "text_wrap": True, "border": 1, "border_color": "#C9C2B6"}
        required = self._format(**common, bg_color="#1F3A5F", font_color="#FFFFFF")
        optional = self._format(**common, bg_color="#EFEBE3", font_color="#2B2B2B")
        for position, column in enumerate(self.columns):
            heading = self.heading(column)
            sheet.write_string(FIRST_ROW - 1, position, heading, required if column.required else optional)
            # Everything that is no number is text: Excel would turn 1402/07/15 into a date of the year 1402
            # and drop the leading zeros of identifiers.
            cell = self._format(num_format=NUMBER_FORMATS.get(column.kind, "@"))
            sheet.set_column(position, position, max(14, len(heading) + 4), cell)
            last = FIRST_ROW + PREPARED_ROWS - 1
            sheet.data_validation(FIRST_ROW, position, last, position, self._validation(column))
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.set_landscape()
        sheet.repeat_rows(FIRST_ROW - 1)
        sheet.fit_to_pages(1, 0)

    def heading(self, column: Column) -> str:
        """Return the Persian heading; an amount's heading always names its unit, or the reader would ask."""
        if column.kind != "money" or column.unit is None:
            return column.title_fa
        unit = self.choices.unit_title(column.unit)[0]
        return column.title_fa if unit in column.title_fa else f"{column.title_fa} ({unit})"

    def _validation(self, column: Column) -> dict[str, Any]:
        prompt = {
            "input_title": self.heading(column)[:32],
            "input_message": self.how(column, "fa")[:PROMPT_LIMIT],
            "error_title": self.heading(column)[:32],
            "error_message": self.how(column, "fa")[:PROMPT_LIMIT],
            # The reader knows more spellings than a drop-down shows, so nothing typed here is forbidden.
            "error_type": "warning",
        }
        if (source := self._list_ranges.get(list_name(column))) is not None:
            return {"validate": "list", "source": f"={source}", **prompt}
        return {"validate": "any", **prompt}

    # --- the guide --------------------------------------------------------------------------------------

    def how(self, column: Column, language: str) -> str:
        """Return how a value of ``column`` is written: its kind, unit, list, default and privacy."""
        at = 0 if language == "fa" else 1
        parts = [self.words["kinds"][column.kind][language]]
        if self._list_ranges.get(list_name(column)):
            parts.append(self.words["list_hint"][language])
        if column.unit is not None:
            parts.append(self.words["unit_hint"][language].format(unit=self.choices.unit_title(column.unit)[at]))
        if column.unit_column is not None:
            other = self.contract.column(column.unit_column)
            name = other.title_fa if language == "fa" else other.title_en
            parts.append(self.words["unit_column_hint"][language].format(column=name))
        if column.default is not None:
            default = self.choices.code_title(column, column.default)[at]
            parts.append(self.words["default_hint"][language].format(value=default))
        hint = {"identifier": "privacy_hint", "quasi_identifier": "quasi_hint"}.get(column.classification)
        if hint is not None:
            parts.append(self.words[hint][language])
        return ("؛ " if language == "fa" else "; ").join(parts)

    def _fill_notes(self, sheet: Worksheet) -> None:
        persian = {"text_wrap": True, "align": "right", "reading_order": 2}  # else the full stop jumps
        wrapped, strong = self._format(**persian), self._format(bold=True, **persian)
        latin = self._format(text_wrap=True, align="left", reading_order=1)
        head = self._format(bold=True, text_wrap=True, bg_color="#EFEBE3")
        sheet.write_string(0, 0, self.contract.title_fa, self._format(bold=True, font_size=14))
        sheet.write_string(0, 5, self.contract.title_en, self._format(bold=True, font_size=14, reading_order=1))
        row = 1
        for line in (
            {"fa": self.contract.description_fa, "en": self.contract.description_en},
            *self._guidance(),
        ):
            sheet.merge_range(row, 0, row, 4, line["fa"], wrapped)
            sheet.merge_range(row, 5, row, 9, line["en"], latin)
            sheet.set_row(row, 2 * LINE_HEIGHT)
            row += 1
        row += 1
        headings = self.words["notes_headings"]
        for position, words in enumerate(headings):
            sheet.write_string(row, position, words["fa"], head)
            sheet.write_string(row, position + len(headings), words["en"], head)
        for column in self.columns:
            row += 1
            sheet.write_string(row, 0, self.heading(column), strong)
            cells = list(self._explained(column))
            for position, cell in enumerate(cells, 1):
                sheet.write_string(row, position, cell, wrapped if position < len(headings) else latin)
            # Not every program fits the height to wrapped text by itself.
            sheet.set_row(row, LINE_HEIGHT * max(-(-len(cell) // LINE_LETTERS) for cell in cells))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 9)
        sheet.set_column(2, 4, 34)
        sheet.set_column(5, 9, 30)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _guidance(self) -> Iterator[dict[str, str]]:
        office = self.contract.owner_office
        values = {
            "grain": self.contract.grain,
            "lists": self.words["sheets"]["lists"],
            "folder": f"data/raw/{self.contract.feed}/",
            "folder_example": f"data/raw/{self.contract.feed}/1402-{office}/",
        }
        for words in self.words["instructions"]:
            ordered = {name: left_to_right(value) for name, value in values.items() if name.startswith("folder")}
            yield {"fa": words["fa"].format(**{**values, **ordered}), "en": words["en"].format(**values)}

    def _explained(self, column: Column) -> Iterator[str]:
        """Yield the cells of the guide's line after the Persian heading, in the order of its headings."""
        needed = self.words["required" if column.required else "optional"]
        example = column.example or self.words["kinds"][column.kind]["example"]
        yield needed["fa"]
        yield self.how(column, "fa")
        yield example
        yield column.description_fa
        yield column.title_en
        yield needed["en"]
        yield self.how(column, "en")
        yield example
        yield column.description_en


def sheet_name(title: str) -> str:
    """Return ``title`` as Excel allows it for a sheet: 31 characters, none of its forbidden signs."""
    return title.translate(str.maketrans("[]:*?/\\", "()    -"))[:SHEET_NAME_LIMIT]


def list_name(column: Column) -> str:
    """Return the name of the list behind ``column``: its code list, else its kind."""
    return column.codes or column.kind


def absolute_range(sheet: str, position: int, rows: int) -> str:
    """Return the reference to the ``rows`` cells below the heading of a column (counted from 0) on ``sheet``."""
    from xlsxwriter.utility import xl_range_abs

    return f"'{sheet}'!{xl_range_abs(1, position, rows, position)}"
