"""Pages that say the heading again, and blocks below one another on one sheet."""

from __future__ import annotations

from tests.corpus.drawing import Drawing, Line, body, head, sheet, table
from tests.corpus.layouts.registry import FIVE, columns, layout
from tests.corpus.truth import Rows


@layout("the heading again on every page", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    lines = body(feed, rows)
    pages = [lines[n : n + 4] for n in range(0, len(lines), 4)]
    return sheet(*(line for page in pages for line in (head(feed), *page, [], ["صفحه ۱ از ۳"])))


@layout("letterhead, title and heading again on every page", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    lines = body(feed, rows)
    top: list[Line] = [["باسمه تعالی"], ["اداره کل استان کرمان"], ["فهرست پایان سال"], head(feed)]
    return sheet(*top, *lines[:6], [], *top, *lines[6:])


@layout("a second block in another order below a note", *FIVE, known=("another_table",))
def _(feed: str, rows: Rows) -> Drawing:
    turned = list(reversed(columns(feed)))
    note = ["توضیح: بخش دوم در جدول زیر آمده است"]
    return sheet(["گزارش"], *table(feed, rows[:5]), [], note, [], *table(feed, rows[5:], turned))


@layout("a second block in another order right below", *FIVE, known=("another_table",))
def _(feed: str, rows: Rows) -> Drawing:
    turned = columns(feed)[2:] + columns(feed)[:2]
    return sheet(*table(feed, rows[:7]), *table(feed, rows[7:], turned))


@layout("three blocks, each with its own title and total", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    lines: list[Line] = []
    for number, part in enumerate((rows[:4], rows[4:8], rows[8:])):
        names = columns(feed)[number:] + columns(feed)[:number]
        lines += [[f"بخش {number + 1}"], *table(feed, part, names), []]
    return sheet(*lines)


@layout("a second block offset to the right", *FIVE, known=("another_table",))
def _(feed: str, rows: Rows) -> Drawing:
    width = len(columns(feed)) + 2
    return sheet(*table(feed, rows[:5]), [], [], *([None] * width + line for line in table(feed, rows[5:])))


@layout("a second block without a required column", "artisans", "licences", refused=("block_not_understood",))
def _(feed: str, rows: Rows) -> Drawing:
    fewer = columns(feed, without=["area"])
    return sheet(*table(feed, rows[:6]), [], *table(feed, rows[6:], list(reversed(fewer))))


@layout("another table above", "artisans", held="table_not_read")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["شهرستان", "رشته", "تعداد"], ["بم", "سفالگری", 4], ["بافت", "سفالگری", 8], [], *table(feed, rows))
