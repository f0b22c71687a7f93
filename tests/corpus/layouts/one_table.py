"""One table on one sheet, with what offices put above, below, beside and between its rows."""

from __future__ import annotations

from tests.corpus.drawing import Drawing, body, head, sheet, table
from tests.corpus.layouts.registry import FIVE, columns, layout
from tests.corpus.truth import Rows


@layout("plain", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*table(feed, rows))


@layout("columns in another order", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*table(feed, rows, list(reversed(columns(feed)))))


@layout("letterhead and title", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(
        ["باسمه تعالی"],
        ["وزارت میراث فرهنگی، گردشگری و صنایع دستی"],
        ["اداره کل استان کرمان"],
        [None, None, "شماره: ۱۲۳/۴۵"],
        [None, None, "تاریخ: ۱۴۰۳/۰۲/۰۱"],
        [None, None, "پیوست: دارد"],
        [],
        ["فهرست زیر به پیوست فرستاده می‌شود"],
        [],
        *table(feed, rows),
    )


@layout("a letterhead of seventy lines", "artisans", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*([f"بند {n} از شرح گزارش که بالای جدول آمده است"] for n in range(70)), *table(feed, rows))


@layout("numbers of columns under the heading", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(head(feed), [n + 1 for n in range(len(columns(feed)))], *body(feed, rows))


@layout("numbers of columns in brackets", "exports", "artisans")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(head(feed), [f"({'۱۲۳۴۵۶۷'[n]})" for n in range(len(columns(feed)))], *body(feed, rows))


@layout("empty columns between", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*([cell for value in line for cell in (value, None)] for line in table(feed, rows)))


@layout("begins at the third column and the fourth row", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet([], [], [], *([None, None, *line] for line in table(feed, rows)))


@layout("a row number, remarks and an unknown column", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    lines = [["ردیف", *head(feed), "کد داخلی اداره"]]
    lines += [[n, *line, f"ک{n}"] for n, line in enumerate(body(feed, rows), 1)]
    return sheet(*lines)


@layout("a hidden column of notes", "exports", "artisans")
def _(feed: str, rows: Rows) -> Drawing:
    lines = [[*line, "یادداشت داخلی" if n else "ستون کمکی"] for n, line in enumerate(table(feed, rows))]
    return sheet(*lines, hidden=["G"])


@layout("blank rows between", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(head(feed), [], *(line for row in body(feed, rows) for line in (row, [])))


@layout("notes and signatures below", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(
        *table(feed, rows),
        [],
        ["* ارقام بر پایهٔ اطلاعات موجود است"],
        ["توضیح: فهرست ناقص نیست"],
        [],
        ["تهیه‌کننده: کارشناس آمار", None, None, "مدیرکل"],
    )


@layout("headings in English", "exports", "artisans")
def _(feed: str, rows: Rows) -> Drawing:
    english = {
        "exports": [
            "Customs office",
            "Destination",
            "Tariff code",
            "Weight (kg)",
            "Value (rial)",
            "Value (US dollar)",
        ],
        "artisans": ["National identity number", "Full name", "Gender", "County", "Craft", "Education"],
    }
    return sheet(english[feed], *body(feed, rows))


@layout("headings in Arabic letters and spaces", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    arabic = [f" {h} ".translate(str.maketrans("یک", "يك")).replace("‌", "  ") for h in head(feed)]
    return sheet(arabic, *body(feed, rows))
