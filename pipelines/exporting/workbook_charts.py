"""What the sheet of charts draws, each chart beside the small table of its figures.

Of each theme the main indicator over time and in the counties, where there is something to draw; of the customs rows
the foremost destinations. What has no number is never drawn: its cell is empty or lies outside the range, and a mark
stands beside it. A text within the range would be drawn as a zero.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.exporting.content import Row
from pipelines.exporting.edition import LINE_HEIGHT, Edition, line_count
from pipelines.exporting.look import FONT, HAIRLINE, INK, INK2, PAPER, TURQUOISE, Figure, number_format
from pipelines.exporting.sheets import Page, Sheets
from pipelines.exporting.workbook_rows import figure_of
from pipelines.foundation.period import Period

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

#: Fewer points are no line, and fewer bars no comparison.
LEAST_POINTS, LEAST_BARS = 3, 3
#: Points of a line that can be told apart on one page.
MOST_POINTS = 16
DESTINATIONS = 10
#: Widths of the columns of the small tables, in characters.
WIDTHS = (28, 20, 12)
CHART_COLUMN = len(WIDTHS)
CHART_WIDTH = 620
#: Per cent at which table and chart stand side by side on A4, in programs with wide letters too.
PRINT_SCALE = 70
#: Pixels of a row's point, of a line chart, and of a bar with what belongs to it.
PIXELS_A_POINT, LINE_PIXELS, BAR_PIXELS, FRAME_PIXELS = 4 / 3, 360, 24, 120
#: From here on an axis is labelled in thousands, millions …: few readers count twelve noughts.
SCALED_FROM = Decimal(1_000_000)
#: An axis up to here has a label at each whole number.
WHOLE_STEPS = 8
#: A share above this has an axis that ends with the whole, and not at 120 per cent.
NEARLY_WHOLE = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart: its title, what its figures are, the points, and how many of the first of them are drawn."""

    theme: str
    table: str
    shape: str
    title: str
    detail: str
    unit: str
    label_head: str
    points: Sequence[tuple[str, Figure]]
    drawn: int
    is_synthetic: bool

    @property
    def scale(self) -> int:
        """How often the axis divides by a thousand."""
        most = max((abs(figure.plotted or Decimal(0)) for _, figure in self.points), default=Decimal(0))
        return 0 if most < SCALED_FROM else min(4, most.adjusted() // 3)

    @property
    def height(self) -> int:
        """Pixels of the chart."""
        return LINE_PIXELS if self.shape == "line" else FRAME_PIXELS + BAR_PIXELS * self.drawn


def choose_drawings(sheets: Sheets, pages: Sequence[Page]) -> list[Drawing]:
    """Return the charts of the themes that have a page, in their order."""
    by_theme: dict[str, list[Row]] = defaultdict(list)
    for row in sheets.content.series:
        by_theme[f"theme_{row['theme'] or ''}"].append(row)
    found: list[Drawing] = []
    for page in pages:
        if not page.page_id.startswith("theme_"):
            continue
        series = _main_series(sheets, by_theme[page.page_id])
        counties = _counties(sheets, page.page_id.removeprefix("theme_"), series)
        made = [_line(sheets, page.page_id, series) if series else None, counties]
        if page.page_id == "theme_exports":
            made.append(_destinations(sheets, page.page_id))
        found += [drawing for drawing in made if drawing]
    return [replace(drawing, table=f"chart_{number}") for number, drawing in enumerate(found, 1)]


def _key(row: Row) -> tuple[str, ...]:
    return (row["indicator_id"], row["domain"], row["basis"], row["frequency"])


def _rank(rows: Sequence[Row]) -> tuple[Any, ...]:
    """Order series so that the choice is always the same.

    Headline indicators come first, then the one that is called as its theme, then counts before ratios, then the one
    with most to see.
    """
    first = rows[0]
    headline = math.inf if first["headline"] is None else first["headline"]
    unlike = first["indicator_id"] != first["theme"]
    ratio = first["indicator_kind"] == "ratio"
    return (headline, unlike, ratio, -sum(bool(figure_of(row).plotted) for row in rows), _key(first))


def _main_series(sheets: Sheets, rows: Iterable[Row]) -> list[Row]:
    """Return the series that stands for a theme: long enough, and with a figure of the scope."""
    by_key: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        by_key[_key(row)].append(row)
    periods = set(sheets.content.scope.periods)
    possible = [
        sorted(series, key=lambda row: Period.parse(row["period"]))
        for series in by_key.values()
        if sum(figure_of(row).plotted is not None for row in series) >= LEAST_POINTS
        and any(row["period"] in periods for row in series)
        and any(figure_of(row).plotted for row in series)
        and not any(figure_of(row).is_long for row in series)
    ]
    return min(possible, key=_rank, default=[])


def _invented(rows: Iterable[Row]) -> bool:
    return any(row["is_synthetic"] for row in rows)


def _detail(sheets: Sheets, row: Row, unit: str) -> str:
    return sheets.say(
        "charts", "detail", domain=sheets.title(row, "domain"), basis=sheets.title(row, "basis"), unit=unit
    )


def _line(sheets: Sheets, theme: str, rows: Sequence[Row]) -> Drawing:
    """Draw a series; a period between two others that was never told is a gap, not a shorter way."""
    by_period = {row["period"]: row for row in rows}
    period, last = Period.parse(rows[0]["period"]), Period.parse(rows[-1]["period"])
    periods = [period.after(step) for step in range(last.place - period.place + 1)][-MOST_POINTS:]
    untold = replace(figure_of(rows[0]), value=None, status="missing")
    points = []
    for each in periods:
        row = by_period.get(each.key)
        points.append((sheets.period(each.key), figure_of(row) if row else untold))
    first = rows[0]
    title = sheets.say(
        "charts",
        "series",
        indicator=sheets.title(first, "indicator"),
        area=sheets.title(first, "area"),
        first=points[0][0],
        last=points[-1][0],
    )
    unit = sheets.unit(first)
    head = sheets.say("charts", "heads", "period")
    return Drawing(
        theme, "", "line", title, _detail(sheets, first, unit), unit, head, points, len(points), _invented(rows)
    )


def _counties(sheets: Sheets, theme: str, series: Sequence[Row]) -> Drawing | None:
    """Draw the counties in the newest period of the scope, of the theme's main indicator if it has any."""
    by_key: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in sheets.content.values:
        if (
            row["area_kind"] == "county"
            and not row["breakdown"]
            and not row["category"]
            and (row["theme"] or "") == theme
        ):
            by_key[(*_key(row), row["period"])].append(row)
    possible = [
        rows
        for rows in by_key.values()
        if sum(figure_of(row).plotted is not None for row in rows) >= LEAST_BARS
        and any(figure_of(row).plotted for row in rows)
    ]
    if not possible:
        return None
    wanted = _key(series[0])[:3] if series else ()
    same = [rows for rows in possible if _key(rows[0])[:3] == wanted] or possible
    newest = max(Period.parse(rows[0]["period"]) for rows in same)
    rows = min((rows for rows in same if Period.parse(rows[0]["period"]) == newest), key=_rank)
    figures = [(sheets.title(row, "area"), figure_of(row), row["area_code"]) for row in rows]
    figures.sort(key=lambda point: (point[1].plotted is None, -(point[1].plotted or 0), point[2]))
    first = rows[0]
    title = sheets.say(
        "charts", "counties", indicator=sheets.title(first, "indicator"), period=sheets.period(first["period"])
    )
    unit, head = sheets.unit(first), sheets.say("charts", "heads", "county")
    points = [(name, figure) for name, figure, _ in figures]
    drawn = sum(figure.plotted is not None for _, figure in points)
    return Drawing(
        f"theme_{theme}", "", "bar", title, _detail(sheets, first, unit), unit, head, points, drawn, _invented(rows)
    )


def _destinations(sheets: Sheets, theme: str) -> Drawing | None:
    """Draw the foremost destinations of the customs rows."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    exports = sheets.content.exports
    for row in exports:
        sums[sheets.title(row, "destination")] += row["value_usd"] or 0
    foremost = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:DESTINATIONS]
    if len(foremost) < LEAST_BARS:
        return None
    points = [(name, Figure(value, "final")) for name, value in foremost]
    title = sheets.say("charts", "destinations", sheet=sheets.page_name("exports"))
    unit, head = sheets.say("charts", "usd"), sheets.say("charts", "heads", "destination")
    return Drawing(theme, "", "bar", title, unit, unit, head, points, len(points), _invented(exports))


class ChartSheet:
    """The sheet of charts of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition, self._sheets, self._language = edition, edition.sheets, edition.language
        self._font = {"name": FONT, "size": 9, "color": INK}

    def write(self, sheet: Worksheet, page: Page, drawings: Sequence[Drawing], back: tuple[str, str]) -> dict[str, int]:
        """Write every chart beside its table; return the row in which each theme begins."""
        edition = self._edition
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        # Page breaks are ignored where a sheet is fitted to a page, and a chart must not be cut in two.
        sheet.set_print_scale(PRINT_SCALE)
        row = edition.head(sheet, page, CHART_COLUMN, [back])
        begins: dict[str, int] = {}
        breaks = []
        for number, drawing in enumerate(drawings):
            begins.setdefault(drawing.theme, row)
            if number:
                breaks.append(row)
            row = self._section(sheet, row, drawing)
        sheet.set_h_pagebreaks(breaks)
        return begins

    def _section(self, sheet: Worksheet, row: int, drawing: Drawing) -> int:
        """Write one title, one table, one note and one chart; return the row below."""
        edition, heads = self._edition, self._edition.words["charts"]["heads"]
        title = self._title(drawing) if self._sheets.is_mixed else drawing.title
        sheet.write_string(row, 0, edition.text(title), edition.style(bold=True, font_size=12, valign="vcenter"))
        sheet.set_row(row, 24)
        sheet.write_string(row + 1, 0, edition.text(drawing.detail), edition.style(font_color=INK2))
        value_head = str(heads["value"][self._language]).format(unit=drawing.unit)
        columns = [
            {"key": "label", self._language: drawing.label_head, "width": WIDTHS[0], "kind": "text"},
            {"key": "figure", self._language: value_head, "width": WIDTHS[1], "kind": "figure"},
            {"key": "mark", self._language: heads["mark"][self._language], "width": WIDTHS[2], "kind": "text"},
        ]
        rows = [
            {
                "label": label,
                "figure": "" if figure.plotted is None else figure,
                "mark": " ".join(self._sheets.mark(name) for name in figure.marks),
            }
            for label, figure in drawing.points
        ]
        first = row + 3
        below = edition.table(sheet, row + 2, drawing.table, columns, rows)
        self._note(sheet, below, drawing, table_rows=len(rows))
        self._insert(sheet, drawing, title_row=row, first=first)
        return below + 1

    def _note(self, sheet: Worksheet, row: int, drawing: Drawing, *, table_rows: int) -> None:
        """Write the note below the table; its row is as high as the chart still needs, so that nothing is empty."""
        note = self._sheets.say("charts", "note")
        needed = LINE_HEIGHT * line_count(note, WIDTHS[0], self._language) + 3
        used = (table_rows + 1) * (LINE_HEIGHT + 3) + 30
        height = max(needed, drawing.height / PIXELS_A_POINT - used + 24)
        style = self._edition.style(font_color=INK2, text_wrap=True)
        sheet.write_string(row, 0, self._edition.text(note), style)
        sheet.set_row(row, min(height, 400))

    def _title(self, drawing: Drawing) -> str:
        """Return the title as the chart itself bears it, which may be pasted elsewhere."""
        return self._sheets.invented(drawing.title) if drawing.is_synthetic else drawing.title

    def _insert(self, sheet: Worksheet, drawing: Drawing, *, title_row: int, first: int) -> None:
        title = self._title(drawing)
        chart = self._chart(sheet.get_name(), drawing, first)
        sheet.insert_chart(
            title_row + 1,
            CHART_COLUMN,
            chart,
            {
                "x_offset": 16,
                "y_offset": 2,
                "object_position": 2,
                "description": self._edition.text(self._sheets.say("charts", "alternative", title=title)),
            },
        )

    def _chart(self, name: str, drawing: Drawing, first: int) -> Chart:
        bar, last = drawing.shape == "bar", first + drawing.drawn - 1
        chart: Chart = self._edition.book.add_chart({"type": "bar" if bar else "line"})
        series: dict[str, Any] = {
            "name": self._edition.text(drawing.title),
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1],
        }
        figure = drawing.points[0][1]
        shown = number_format(self._language, min(figure.decimals, 2), share=figure.is_share)
        if bar:
            series |= {"fill": {"color": TURQUOISE}, "gap": 45}
            # In millions a small bar would be labelled with a zero that it is not; the table has its figure.
            if not drawing.scale:
                series["data_labels"] = {"value": True, "num_format": shown, "font": self._font}
        else:
            dot = {"type": "circle", "size": 6, "fill": {"color": TURQUOISE}, "border": {"color": TURQUOISE}}
            series |= {"line": {"color": TURQUOISE, "width": 2.25}, "marker": dot}
        chart.add_series(series)
        chart.show_blanks_as("gap")
        chart.set_legend({"none": True})
        title = self._edition.text(self._title(drawing))
        chart.set_title({"name": title, "name_font": {**self._font, "size": 11, "bold": True}, "overlay": False})
        self._axes(chart, drawing, figure, bar=bar)
        chart.set_size({"width": CHART_WIDTH, "height": drawing.height})
        chart.set_chartarea({"border": {"color": HAIRLINE}, "fill": {"color": PAPER}})
        return chart

    def _axes(self, chart: Chart, drawing: Drawing, figure: Figure, *, bar: bool) -> None:
        """Set the axes: bars run as the language does, time from left to right; an axis of figures begins at zero."""
        right_to_left = self._language == "fa"
        unit = drawing.unit
        if drawing.scale:
            scale = str(self._edition.words["charts"]["scales"][drawing.scale][self._language])
            unit = self._sheets.say("charts", "scaled", scale=scale, unit=unit)
        decimals = 1 if drawing.scale else min(figure.decimals, 2)
        plotted = [point.plotted for _, point in drawing.points if point.plotted is not None]
        least, most = min(plotted), max(plotted)
        values: dict[str, Any] = {
            "num_format": number_format(self._language, decimals, share=figure.is_share, thousands=drawing.scale),
            "num_font": self._font,
            "name": self._edition.text(unit),
            "name_font": {**self._font, "bold": False},
            "major_gridlines": {"visible": True, "line": {"color": HAIRLINE, "width": 0.75}},
            "line": {"none": True},
        }
        if least >= 0:
            values["min"] = 0
        if figure.is_share and NEARLY_WHOLE < most <= 1:
            values["max"] = 1
        if most <= WHOLE_STEPS and not figure.is_share and not figure.decimals:
            # Halves between whole numbers would be labelled as the same number twice.
            values["major_unit"] = 1
        labels: dict[str, Any] = {"num_font": self._font, "line": {"color": INK2}, "label_position": "low"}
        if bar:
            # The greatest on top, and the figures' axis below all bars.
            chart.set_y_axis({**labels, "reverse": True, "interval_unit": 1})
            chart.set_x_axis({**values, "reverse": right_to_left, "label_position": "high"})
        else:
            rotated = {**self._font, "rotation": -45} if drawing.drawn > 6 else self._font
            chart.set_x_axis({**labels, "num_font": rotated})  # time runs from left to right in both languages
            chart.set_y_axis(values)
