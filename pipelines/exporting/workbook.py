"""The workbook of one period in one language, from the words in ``models/workbook.yaml``.

Contents first, then charts, a sheet for each theme, and what must be known about the figures. Every table is marked as
one, no cell is merged, and text is always written as text, so that nothing sent by an office can become a formula or a
link. It follows the guidance of the UK Government Analysis Function on statistics in spreadsheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.exporting.content import Content
from pipelines.exporting.edition import Edition
from pipelines.exporting.front_sheet import FrontSheet, internal
from pipelines.exporting.sheets import Page, Sheets
from pipelines.exporting.workbook_charts import ChartSheet, Drawing, choose_drawings
from pipelines.exporting.workbook_words import Words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: A fixed moment, or the same figures would give other bytes tomorrow.
CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - the format has no time zones


def write_workbook(content: Content, words: Words, path: Path, language: str) -> None:
    """Write the workbook of ``content`` in ``language`` (``fa`` or ``en``) to ``path``.

    Values are those of the published version, in the units that stand beside them; shares are fractions shown in per
    cent. The same content and words give the same bytes.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    sheets = Sheets(content, words, language)
    with xlsxwriter.Workbook(str(path), options) as book:
        edition = Edition(book, sheets)
        book.set_properties(
            {
                "title": edition.text(sheets.book_title),
                "subject": edition.text(sheets.scope),
                "created": CREATED,
            }
        )
        book.set_size(2400, 1500)
        _write_sheets(edition, sheets.pages())


def _write_sheets(edition: Edition, pages: Sequence[Page]) -> None:
    """Add every sheet in its order, then write them; only what is written knows where the charts of a theme begin."""
    sheets, drawings = edition.sheets, choose_drawings(edition.sheets, pages)
    listed = _with_charts(sheets, pages, drawings)
    front = edition.add(sheets.page_name("start"))
    places = {page.page_id: edition.add(page.name) for page in listed}
    back = (internal(sheets.page_name("start")), sheets.say("back"))
    begins: dict[str, int] = {}
    for page in listed:
        if page.page_id == "charts":
            begins = ChartSheet(edition).write(places["charts"], page, drawings, back)
    for page in pages:
        links = [back]
        if page.page_id in begins:
            links.append((internal(sheets.page_name("charts"), begins[page.page_id]), sheets.say("charts_link")))
        _write_page(edition, places[page.page_id], page, links)
    FrontSheet(edition).write(front, listed)


def _with_charts(sheets: Sheets, pages: Sequence[Page], drawings: Sequence[Drawing]) -> list[Page]:
    """Return the pages with that of the charts in front of the themes, where there is a chart."""
    if not drawings:
        return list(pages)
    title, about = sheets.say("sheets", "charts", "title"), sheets.say("sheets", "charts", "about")
    rows = [{"label": label} for drawing in drawings for label, _ in drawing.points]
    marks = [{"figure": figure, "mark": sheets.marks({}, figure)} for d in drawings for _, figure in d.points]
    key = sheets.key_line(marks)
    charts = Page("charts", sheets.page_name("charts"), "", title, about, title, key, (), rows)
    first = sum(page.page_id == "headlines" for page in pages)
    return [*pages[:first], charts, *pages[first:]]


def _write_page(edition: Edition, sheet: Worksheet, page: Page, links: Sequence[tuple[str, str]]) -> None:
    """Write one sheet: its lines, its table, and headings that stay in sight on the screen and on paper."""
    for position, column in enumerate(page.columns):
        sheet.set_column(position, position, column["width"])
    heading = edition.head(sheet, page, len(page.columns), links)
    if not page.rows:
        return
    below = edition.table(sheet, heading, page.table, page.columns, page.rows)
    sheet.freeze_panes(heading + 1, 1)
    sheet.repeat_rows(heading)
    # Codes at the end are for programs; on paper they would only make the letters smaller.
    told = [position for position, column in enumerate(page.columns) if column["kind"] != "code"]
    sheet.print_area(0, 0, below - 1, told[-1])
