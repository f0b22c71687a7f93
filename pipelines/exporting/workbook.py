"""The workbook of one period: the same sheets in Persian and in English, from the words in ``models/workbook.yaml``.

Text is always written as text, so that nothing sent by an office can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pipelines.exporting.content import Content, Row
from pipelines.exporting.edition import Edition, row_height
from pipelines.exporting.front_sheet import FrontSheet
from pipelines.exporting.look import INK2, Look
from pipelines.exporting.sheets import Words

#: A fixed moment, or the same figures would give other bytes tomorrow.
CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - the format has no time zones
#: Sheets that stay away when they would be empty.
OPTIONAL = frozenset({"exports", "commitments"})
HEADING_ROW = 3


def write_workbook(content: Content, words: Words, path: Path) -> None:
    """Write the workbook of ``content`` to ``path``; the same content and words give the same bytes."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {
                "title": words["title"]["fa"],
                "subject": f"{content.scope.key} — {words['title']['en']}",
                "created": CREATED,
            }
        )
        book.set_size(2400, 1500)
        look = Look(book, words)
        for language in ("fa", "en"):
            _write_edition(Edition(book, look, content, words, language))


def _write_edition(edition: Edition) -> None:
    tables = {name: edition.sheets.rows(name) for name in edition.words["sheets"] if name != "start"}
    tables = {name: rows for name, rows in tables.items() if rows or name not in OPTIONAL}
    front = edition.sheet("start")
    front.fit_to_pages(1, 1)
    for name, rows in tables.items():
        _write_table(edition, name, rows)
    FrontSheet(edition).write(front, list(tables))
    if edition.language == "fa":
        front.activate()


def _write_table(edition: Edition, name: str, rows: Sequence[Row]) -> None:
    sheet, columns = edition.sheet(name), edition.words["sheets"][name]["columns"]
    sheet.write_string(0, 0, edition.say("sheets", name, "name"), edition.style(bold=True, font_size=16))
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, edition.say("sheets", name, "about"), edition.style(font_color=INK2))
    if any(row.get("reality") == edition.words["reality"][edition.language][1] for row in rows):
        edition.banner(sheet, 2, min(len(columns), 6))
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column["width"])
        heading = edition.look.heading(edition.language, number=column["kind"] in ("figure", "target", "number"))
        sheet.write_string(HEADING_ROW, position, column[edition.language], heading)
    sheet.set_row(HEADING_ROW, 34)
    for number, row in enumerate(rows, HEADING_ROW + 1):
        for position, column in enumerate(columns):
            edition.cell(sheet, number, position, column["kind"], row[column["key"]])
        sheet.set_row(number, row_height([(row[c["key"]], c["width"]) for c in columns]))
    if not rows:
        sheet.write_string(HEADING_ROW + 1, 0, edition.say("empty"), edition.style(font_color=INK2))
    sheet.freeze_panes(HEADING_ROW + 1, 1)
    sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + max(len(rows), 1), len(columns) - 1)
    sheet.repeat_rows(HEADING_ROW)
