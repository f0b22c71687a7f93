"""The workbook of one period: the same sheets in Persian and in English, from the words in ``models/workbook.yaml``.

Text is always written as text, so that nothing sent by an office can become a formula or a link.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.exporting.content import Content, Row
from pipelines.exporting.look import (
    COPPER,
    DEMO_GROUND,
    INK2,
    INK3,
    OCHRE,
    PAPER,
    PERSIAN_DIGITS,
    TURQUOISE,
    Figure,
    Look,
)  # fmt: skip
from pipelines.exporting.scope import period_words
from pipelines.exporting.sheets import Sheets, Words, figure_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

#: A fixed moment, or the same figures would give other bytes tomorrow.
CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - the format has no time zones
#: Sheets that stay away when they would be empty.
OPTIONAL = frozenset({"exports", "commitments"})
#: Marks of direction; a spreadsheet cell is a paragraph of its own and some fonts show them as boxes.
DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CELL_LIMIT = 32_000
HEADING_ROW = 3
DESTINATIONS = 10


def write_workbook(content: Content, words: Words, path: Path) -> None:
    """Write the workbook of ``content`` to ``path``; the same content and words give the same bytes."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {"title": words["title"]["fa"], "subject": f"{content.scope.key} — {words['title']['en']}",
             "created": CREATED}
        )  # fmt: skip
        book.set_size(2400, 1500)
        look = Look(book, words)
        for language in ("fa", "en"):
            _Edition(book, look, content, words, language).write()


class _Edition:
    """The sheets of one language."""

    def __init__(self, book: Workbook, look: Look, content: Content, words: Words, language: str) -> None:
        self.book, self.look, self.content, self.words, self.language = book, look, content, words, language
        self.sheets = Sheets(content, words, language)

    def say(self, *path: str) -> str:
        found: Any = self.words
        for step in path:
            found = found[step]
        return str(found[self.language])

    def write(self) -> None:
        tables = {name: self.sheets.rows(name) for name in self.words["sheets"] if name != "start"}
        tables = {name: rows for name, rows in tables.items() if rows or name not in OPTIONAL}
        start = self._sheet("start")
        written = {name: self._table(name, rows) for name, rows in tables.items()}
        self._start(start, list(tables))
        if "exports" in written:
            self._destinations(written["exports"])
        if self.language == "fa":
            start.activate()

    def _sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(self.say("sheets", name, "name"))
        if self.language == "fa":
            sheet.right_to_left()
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&C&P / &N")
        sheet.set_tab_color(TURQUOISE if self.language == "fa" else INK3)
        return sheet

    def _style(self, **properties: Any) -> Any:
        return self.look.format(self.language, **properties)

    def _banner(self, sheet: Worksheet, row: int, columns: int) -> None:
        style = self._style(bold=True, font_color=OCHRE, bg_color=DEMO_GROUND, valign="vcenter", border=4,
                            border_color=OCHRE)  # fmt: skip
        sheet.merge_range(row, 0, row, columns - 1, "", style)
        sheet.write_string(row, 0, self.say("synthetic_banner"), style)
        sheet.set_row(row, 24)

    # --- tables -----------------------------------------------------------------------------------------

    def _table(self, name: str, rows: Sequence[Row]) -> Worksheet:
        sheet, columns = self._sheet(name), self.words["sheets"][name]["columns"]
        sheet.write_string(0, 0, self.say("sheets", name, "name"), self._style(bold=True, font_size=16))
        sheet.set_row(0, 28)
        sheet.write_string(1, 0, self.say("sheets", name, "about"), self._style(font_color=INK2))
        if any(row.get("reality") == self.words["reality"][self.language][1] for row in rows):
            self._banner(sheet, 2, min(len(columns), 6))
        for position, column in enumerate(columns):
            sheet.set_column(position, position, column["width"])
            sheet.write_string(HEADING_ROW, position, column[self.language], self.look.heading(self.language))
        sheet.set_row(HEADING_ROW, 34)
        for number, row in enumerate(rows, HEADING_ROW + 1):
            for position, column in enumerate(columns):
                self._cell(sheet, number, position, column["kind"], row[column["key"]])
        if not rows:
            sheet.write_string(HEADING_ROW + 1, 0, self.say("empty"), self._style(font_color=INK2))
        sheet.freeze_panes(HEADING_ROW + 1, 1)
        sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + max(len(rows), 1), len(columns) - 1)
        sheet.repeat_rows(HEADING_ROW)
        return sheet

    def _cell(self, sheet: Worksheet, row: int, column: int, kind: str, value: Any) -> None:
        if isinstance(value, Figure):
            properties = {"font_color": COPPER} if kind == "target" else {}
            self.look.write_figure(sheet, row, column, value, self.language, **properties)
        elif isinstance(value, Decimal):
            decimals = 0 if value == value.to_integral_value() else 2
            self.look.write_figure(sheet, row, column, Figure(value, "final", False, decimals), self.language)
        elif kind == "number":
            self.look.write_figure(sheet, row, column, Figure(None, "missing"), self.language)
        else:
            sheet.write_string(row, column, clean(value), self._cell_style(kind, str(value or "")))

    def _cell_style(self, kind: str, text: str) -> Any:
        if kind == "code":
            return self.look.cell(self.language, reading_order=1, align="left", font_color=INK2)
        if kind == "decision":
            adopted = text == self.say("adopted")
            return self.look.cell(self.language, bold=True, font_color=TURQUOISE if adopted else COPPER)
        if text == self.words["reality"][self.language][1]:
            return self.look.cell(self.language, bold=True, font_color=OCHRE, bg_color=DEMO_GROUND)
        return self.look.cell(
            self.language, text_wrap=True, **({"font_color": INK2} if kind == "long" else {})
        )

    # --- first sheet ------------------------------------------------------------------------------------

    def _start(self, sheet: Worksheet, tables: Sequence[str]) -> None:
        for column, width in enumerate((44, 20, 20, 12, 20, 14, 14)):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, 6, "", self._style(bg_color=PAPER))
        sheet.write_string(
            0, 0, self.say("title"), self._style(bold=True, font_size=20, bg_color=PAPER, valign="vcenter")
        )
        sheet.set_row(0, 42)
        for row, (text, color) in enumerate(((self._scope(), TURQUOISE), (self.say("scope_note"), INK2),
                                             (self._known_until(), INK2)), 1):  # fmt: skip
            sheet.write_string(
                row, 0, text, self._style(font_color=color, bold=color == TURQUOISE, font_size=11)
            )
            sheet.set_row(row, 20)
        if self.content.is_synthetic:
            self._banner(sheet, 4, 7)
        row = self._headlines(sheet, 6)
        row = self._ratios(sheet, row + 1)
        row = self._legend(sheet, row + 1)
        self._contents(sheet, row + 1, tables)
        sheet.set_first_sheet() if self.language == "fa" else None

    def _scope(self) -> str:
        scope, template = self.content.scope, "scope_quarter" if self.content.scope.quarter else "scope_year"
        return self.say(template).format(
            quarter=period_words(scope.key, self.language), year=period_words(str(scope.year), self.language)
        )

    def _known_until(self) -> str:
        """Say until when deliveries count; the version's number is in the manifest, so that a rebuild of the
        same knowledge gives the same workbook.
        """
        dates = [row["received_at_jalali"] for row in self.content.sources if row["received_at_jalali"]]
        date = period_words(max(dates), self.language) if dates else "—"
        return self.say("known_until").format(date=date)

    def _section(self, sheet: Worksheet, row: int, title: str) -> int:
        sheet.write_string(row, 0, title, self._style(bold=True, font_size=13))
        sheet.set_row(row, 24)
        return row + 1

    def _headlines(self, sheet: Worksheet, row: int) -> int:
        chosen = self._headline_values()
        row = self._section(sheet, row, self.say("headlines"))
        heads = {c["key"]: c[self.language] for c in self.words["sheets"]["values"]["columns"]}
        keys = ("indicator", "area", "figure", "unit", "domain", "period", "basis")
        for column, key in enumerate(keys):
            sheet.write_string(row, column, heads[key], self.look.heading(self.language))
        for value in chosen:
            row += 1
            shown = self.sheets.value_row(value)
            shown["indicator"] = " ".join(
                filter(None, (shown["indicator"], f"({shown['qualifier']})" if shown["qualifier"] else ""))
            )
            for column, key in enumerate(keys):
                self._cell(sheet, row, column, "figure" if key == "figure" else "text", shown[key])
        return row + 1

    def _headline_values(self) -> list[Row]:
        """Return the whole (no part of a breakdown) of every headline indicator, the province's where it is."""
        by_indicator: dict[tuple[int, str], list[Row]] = defaultdict(list)
        for row in self.content.values:
            if row["headline"] is not None and not row["category"]:
                by_indicator[row["headline"], row["indicator_id"]].append(row)
        chosen: list[Row] = []
        for key in sorted(by_indicator):
            rows = by_indicator[key]
            chosen += [r for r in rows if r["area_kind"] == "province"] or rows[:1]
        return chosen

    def _ratios(self, sheet: Worksheet, row: int) -> int:
        """Draw the province's ratios as a native bar chart over its own cells."""
        ratios = [
            r for r in self.content.values
            if r["indicator_kind"] == "ratio" and r["area_kind"] == "province" and r["value"] is not None
        ]  # fmt: skip
        if not ratios:
            return row
        row = self._section(sheet, row, self.say("ratios"))
        first = row
        for ratio in ratios:
            shown = self.sheets.value_row(ratio)
            sheet.write_string(row, 0, f"{shown['indicator']}، {shown['period']}" if self.language == "fa"
                               else f"{shown['indicator']}, {shown['period']}", self.look.cell(self.language))  # fmt: skip
            self.look.write_figure(sheet, row, 1, figure_of(ratio), self.language)
            row += 1
        self._bar_chart(sheet, first, row - 1, 0, 1, (first - 1, 2), share=True)
        return max(row, first + 9)

    def _bar_chart(
        self, sheet: Worksheet, first: int, last: int, names: int, values: int, place: tuple[int, int], *,
        share: bool = False,
    ) -> None:  # fmt: skip
        chart = self.book.add_chart({"type": "bar"})
        name = sheet.get_name()
        digits = PERSIAN_DIGITS if self.language == "fa" else ""
        chart.add_series(
            {
                "categories": [name, first, names, last, names], "values": [name, first, values, last, values],
                "fill": {"color": TURQUOISE}, "gap": 60,
                "data_labels": {
                    "value": True, "num_format": digits + ("0.0%" if share else "#,##0"),
                    "font": {"name": "Vazirmatn", "size": 9},
                },
            }
        )  # fmt: skip
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"name": "Vazirmatn", "size": 9}, "line": {"none": True},
                          "label_position": "low", "crossing": "min"})  # fmt: skip
        axis: dict[str, Any] = {
            "visible": False, "major_gridlines": {"visible": False}, "min": 0,
            "reverse": self.language == "fa",
        }  # fmt: skip
        chart.set_x_axis({**axis, **({"max": 1} if share else {})})
        chart.set_size({"width": 640, "height": 60 + 30 * (last - first + 1)})
        chart.set_chartarea({"border": {"none": True}, "fill": {"color": PAPER}})
        sheet.insert_chart(*place, chart, {"x_offset": 12, "y_offset": 4, "object_position": 2})

    def _legend(self, sheet: Worksheet, row: int) -> int:
        row = self._section(sheet, row, self.say("legend", "title"))
        for face in ("zero", "missing", "suppressed", "not_applicable"):
            figure = Figure(Decimal(0) if face == "zero" else None, "final" if face == "zero" else face)
            sheet.write_string(row, 0, self.say("legend", face), self._style(font_color=INK2))
            self.look.write_figure(sheet, row, 1, figure, self.language)
            row += 1
        return row

    def _contents(self, sheet: Worksheet, row: int, tables: Sequence[str]) -> None:
        row = self._section(sheet, row, self.say("contents"))
        for name in tables:
            target = self.say("sheets", name, "name")
            link = self._style(font_color=TURQUOISE, underline=1)
            sheet.write_url(row, 0, f"internal:'{target}'!A1", link, target)
            sheet.write_string(row, 1, self.say("sheets", name, "about"), self._style(font_color=INK2))
            row += 1

    def _destinations(self, sheet: Worksheet) -> None:
        """Draw the foremost destinations beside the customs rows, from a small table of their sums."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.content.exports:
            sums[row["destination"]] += row["value_usd"] or 0
        foremost = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:DESTINATIONS]
        column = len(self.words["sheets"]["exports"]["columns"]) + 1
        sheet.set_column(column - 1, column - 1, 3)
        sheet.set_column(column, column, 24)
        sheet.set_column(column + 1, column + 1, 18)
        sheet.write_string(
            HEADING_ROW, column, self.say("destinations"), self._style(bold=True, text_wrap=True)
        )
        for number, (destination, value) in enumerate(foremost, HEADING_ROW + 1):
            sheet.write_string(number, column, clean(destination), self.look.cell(self.language))
            self.look.write_figure(sheet, number, column + 1, Figure(value, "final"), self.language)
        last = HEADING_ROW + len(foremost)
        self._bar_chart(sheet, HEADING_ROW + 1, last, column, column + 1, (HEADING_ROW, column + 2))


def clean(value: Any) -> str:
    """Return text as a cell holds it: without marks of direction, cut at the limit of a cell."""
    return DIRECTION_MARKS.sub("", "" if value is None else str(value))[:CELL_LIMIT]
