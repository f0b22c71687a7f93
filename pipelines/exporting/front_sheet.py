"""The first sheet: what the workbook covers, the headline figures, the key to the marks, the list of sheets."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pipelines.exporting.content import Row
from pipelines.exporting.edition import Edition, clean
from pipelines.exporting.look import FONT, INK, INK2, PAPER, PERSIAN_DIGITS, TURQUOISE, Figure
from pipelines.exporting.scope import period_words
from pipelines.exporting.sheets import figure_of
from pipelines.foundation.persian import listed

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

DESTINATIONS = 10
WIDTHS = (40, 18, 11, 17, 11, 18, 14, 12, 14)
#: Pixels of a bar and of a row.
BAR_HEIGHT, ROW_PIXELS = 28, 20
HEADLINE_COLUMNS = ("indicator", "area", "qualifier", "figure", "unit", "domain", "period", "basis", "coverage")
#: Headings that are figures.
NUMBERS = ("figure", "coverage")


class FrontSheet:
    """The first sheet of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition, self.content, self.language = edition, edition.content, edition.language
        self.look, self.say, self._style = edition.look, edition.say, edition.style

    def write(self, sheet: Worksheet, tables: Sequence[str]) -> None:
        """Write the sheet; ``tables`` are the names of the others."""
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, len(WIDTHS) - 1, "", self._style(bg_color=PAPER))
        sheet.write_string(
            0, 0, self.say("title"), self._style(bold=True, font_size=20, bg_color=PAPER, valign="vcenter")
        )
        sheet.set_row(0, 42)
        for row, (text, color) in enumerate(
            ((self._scope(), TURQUOISE), (self.say("scope_note"), INK2), (self._known_until(), INK2)), 1
        ):
            sheet.write_string(row, 0, text, self._style(font_color=color, bold=color == TURQUOISE, font_size=11))
            sheet.set_row(row, 20)
        if self.content.is_synthetic:
            self.edition.banner(sheet, 4, len(WIDTHS))
        row = self._headlines(sheet, 6)
        row = self._ratios(sheet, row + 1)
        row = self._destinations(sheet, row)
        row = self._legend(sheet, row + 1)
        self._contents(sheet, row + 1, tables)

    def _scope(self) -> str:
        scope, template = self.content.scope, "scope_quarter" if self.content.scope.quarter else "scope_year"
        return self.say(template).format(
            quarter=period_words(scope.key, self.language), year=period_words(str(scope.year), self.language)
        )

    def _known_until(self) -> str:
        """Say until when deliveries count.

        The version's number is in the manifest alone, so that a rebuild of the same knowledge gives the same
        workbook.
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
        heads = {c["key"]: c[self.language] for c in self.edition.words["sheets"]["values"]["columns"]}
        heads["coverage"] = self.say("coverage")
        for column, key in enumerate(HEADLINE_COLUMNS):
            sheet.write_string(row, column, heads[key], self.look.heading(self.language, number=key in NUMBERS))
        for value in chosen:
            row += 1
            shown = self.edition.sheets.value_row(value) | {"coverage": _coverage(value)}
            for column, key in enumerate(HEADLINE_COLUMNS):
                self.edition.cell(sheet, row, column, "figure" if key == "figure" else "text", shown[key])
        return row + 1

    def _headline_values(self) -> list[Row]:
        """Return the whole (no part of a breakdown) of every headline indicator, the province's where it is.

        First what the front page shows: the first figure and the other bases beside it, in the published order. A basis
        that was last told of another period stands there too: its register alone would be taken for the figure.
        """
        by_indicator: dict[tuple[int, str], list[Row]] = defaultdict(list)
        shown = {row["value_id"] for row in self.content.headlines}
        for row in [*self.content.headlines, *(v for v in self.content.values if v["value_id"] not in shown)]:
            if row["headline"] is not None and not row["category"]:
                by_indicator[row["headline"], row["indicator_id"]].append(row)
        chosen: list[Row] = []
        for key in sorted(by_indicator):
            rows = by_indicator[key]
            rows.sort(key=lambda row: (row["value_id"] not in shown, row["headline_place"] or math.inf))
            chosen += [r for r in rows if r["area_kind"] == "province"] or rows[:1]
        return chosen

    def _ratios(self, sheet: Worksheet, row: int) -> int:
        """Show the province's shares of the period, each by what it is of; a unit value is a ratio and no share."""
        shown = [
            (
                listed(filter(None, (v["indicator"], v["domain"], v["category"], v["period"])), self.language),
                figure_of(r),
            )
            for r, v in ((r, self.edition.sheets.value_row(r)) for r in self.content.values)
            if r["unit"] == "share" and r["area_kind"] == "province" and r["value"] is not None
        ]
        return self._bars(sheet, row, self.say("ratios"), shown, share=True)

    def _destinations(self, sheet: Worksheet, row: int) -> int:
        """Show the foremost destinations of the customs rows."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for export in self.content.exports:
            sums[str(export[f"destination_{self.language}"] or "")] += export["value_usd"] or 0
        foremost = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:DESTINATIONS]
        shown = [(clean(destination), Figure(value, "final")) for destination, value in foremost]
        return self._bars(sheet, row, self.say("destinations"), shown)

    def _bars(
        self,
        sheet: Worksheet,
        row: int,
        title: str,
        shown: Sequence[tuple[str, Figure]],
        *,
        share: bool = False,
    ) -> int:
        """Write names and figures, with a native bar chart over these very cells beside them."""
        if not shown:
            return row
        first = row = self._section(sheet, row, title)
        for name, figure in shown:
            sheet.write_string(row, 0, name, self.look.cell(self.language))
            self.look.write_figure(sheet, row, 1, figure, self.language)
            row += 1
        self._bar_chart(sheet, first, row - 1, share=share)
        return max(row, first + 2 + math.ceil((row - first) * BAR_HEIGHT / ROW_PIXELS)) + 1

    def _bar_chart(self, sheet: Worksheet, first: int, last: int, *, share: bool) -> None:
        name, font = sheet.get_name(), {"name": FONT, "size": 9, "color": INK}
        digits = PERSIAN_DIGITS if self.language == "fa" else ""
        chart = self.edition.book.add_chart({"type": "bar"})
        labels = {"value": True, "num_format": digits + ("0.0%" if share else "#,##0"), "font": font}
        chart.add_series(
            {
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 1, last, 1],
                "fill": {"color": TURQUOISE},
                "gap": 60,
                "data_labels": labels,
            }
        )
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": font, "line": {"none": True}, "label_position": "low"})
        # Rows of names are text: in Persian they start at the right, and so do their bars.
        axis = {
            "visible": False,
            "major_gridlines": {"visible": False},
            "min": 0,
            "reverse": self.language == "fa",
        }
        chart.set_x_axis({**axis, **({"max": 1} if share else {})})
        chart.set_size({"width": 640, "height": 40 + BAR_HEIGHT * (last - first + 1)})
        chart.set_chartarea({"border": {"none": True}, "fill": {"color": PAPER}})
        sheet.insert_chart(first - 1, 2, chart, {"x_offset": 12, "y_offset": 4, "object_position": 2})

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


def _coverage(row: Row) -> Figure | str:
    """Return the share of what was stated that a count covers; nothing where none is told."""
    return "" if row["coverage"] is None else Figure(row["coverage"], "final", is_share=True, decimals=1)
