"""The first sheet: what the workbook is of, how far it can be trusted, and the list of its sheets with links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.exporting.content import Row
from pipelines.exporting.edition import LINE_HEIGHT, TABLE_STYLE, Edition, heading_height, line_count
from pipelines.exporting.look import INK2, TURQUOISE
from pipelines.exporting.sheets import Page
from pipelines.exporting.workbook_rows import figure_of
from pipelines.normalise.dates import to_jalali

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


class FrontSheet:
    """The sheet of contents of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition, self._sheets, self._content = edition, edition.sheets, edition.content

    def write(self, sheet: Worksheet, pages: Sequence[Page]) -> None:
        """Write the sheet; ``pages`` are the other sheets in their order."""
        edition, columns = self._edition, self._edition.words["sheets"]["start"]["columns"]
        for position, column in enumerate(columns):
            sheet.set_column(position, position, column["width"])
        title = edition.text(self._sheets.say("title"))
        sheet.write_string(0, 0, title, edition.style(bold=True, font_size=18, valign="vcenter"))
        sheet.set_row(0, 36)
        row = edition.banner(sheet, 1, len(columns))
        for number, line in enumerate(self._lines(pages)):
            style = {"bold": True, "font_size": 12, "font_color": TURQUOISE} if number == 0 else {"font_color": INK2}
            sheet.write_string(row, 0, edition.text(line), edition.style(valign="vcenter", **style))
            sheet.set_row(row, 20 if number == 0 else 17)
            row += 1
        self._contents(sheet, row, pages)
        sheet.fit_to_pages(1, 1)
        sheet.activate()

    def _lines(self, pages: Sequence[Page]) -> list[str]:
        """What is said above the list, a line each."""
        sheets = self._sheets
        lines = [
            sheets.scope,
            sheets.say("cover", "place", place=sheets.title(self._content.place, "name")),
            self._state(),
            self._version(),
            sheets.say("scope_note"),
            sheets.say("cover", "source"),
            sheets.say("cover", "terms", sheet=sheets.page_name("sources")),
            sheets.say("cover", "contact", sheet=sheets.page_name("definitions")),
            sheets.key_line(row for page in pages for row in page.rows if page.page_id != "notes"),
        ]
        return [line for line in lines if line]

    def _state(self) -> str:
        """Say whether the figures of the scope are final, and how many of them are not told."""
        sheets, faces = self._sheets, [figure_of(row).face for row in self._content.values]
        hidden = "".join(
            sheets.say("cover", face, count=sheets.count(faces.count(face)), mark=sheets.mark(face))
            for face in ("suppressed", "missing", "not_applicable")
            if face in faces
        )
        provisional = sum(row["status"] == "provisional" for row in self._content.values)
        told = sum(figure_of(row).number is not None for row in self._content.values)
        if not provisional:
            return sheets.say("cover", "final", count=sheets.count(told), hidden=hidden)
        return sheets.say(
            "cover",
            "provisional",
            provisional=sheets.count(provisional),
            count=sheets.count(told),
            mark=sheets.mark("provisional"),
            hidden=hidden,
        )

    def _version(self) -> str:
        """Say which version it is, as of which day, and when the last file came that it counts."""
        sheets, release = self._sheets, self._content.release
        dates = [row["received_at_jalali"] for row in self._content.sources if row["received_at_jalali"]]
        parts = {
            "version": sheets.count(release["version"]),
            "day": sheets.period(str(to_jalali(release["as_of"]))),
        }
        if not dates:
            return sheets.say("cover", "version_unread", **parts)
        return sheets.say("cover", "version", received=sheets.day(max(dates)), **parts)

    def _contents(self, sheet: Worksheet, row: int, pages: Sequence[Page]) -> None:
        """Write the list of sheets as a marked table; the names are links."""
        edition, columns = self._edition, self._edition.words["sheets"]["start"]["columns"]
        language = edition.language
        heads = [{"header": c[language], "header_format": edition.look.heading()} for c in columns]
        options = {"name": "contents", "columns": heads, "style": TABLE_STYLE, "autofilter": False}
        sheet.add_table(row, 0, row + len(pages), len(columns) - 1, options)
        sheet.set_row(row, heading_height(columns, language))
        link = edition.look.cell(font_color=TURQUOISE, underline=1)
        text = edition.look.cell(text_wrap=True, font_color=INK2)
        for number, page in enumerate(pages, row + 1):
            listed = edition.text(page.listed)
            sheet.write_url(number, 0, internal(page.name), link, page.name)
            sheet.write_string(number, 1, listed, text)
            self._count(sheet, number, page.rows)
            sheet.set_row(number, LINE_HEIGHT * line_count(listed, columns[1]["width"], language) + 4)

    def _count(self, sheet: Worksheet, row: int, rows: Sequence[Row]) -> None:
        sheet.write_number(row, 2, len(rows), self._edition.look.number(share=False, decimals=0))


def internal(name: str, row: int = 0) -> str:
    """Return the address of a cell in column A of another sheet, as a link has it."""
    return f"internal:'{name}'!A{row + 1}"
