"""More than forty layouts of the same small lists: what offices, banks and the customs make of a table.

Each says what must come of it: the rows exactly (``reads``), or a refusal or a hold by the message that names the act.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from tests.corpus.drawing import Drawing, Line, Paper, body, book, head, sheet, table, text, total
from tests.corpus.truth import HEADINGS, TRUTH, Rows, months_of_exports

Draw = Callable[[str, Rows], Drawing]


@dataclass(frozen=True)
class Layout:
    """A layout: how it is drawn of the rows of a feed, and what must come of it.

    ``held`` and ``refused`` are messages; with neither, the rows must be read exactly. ``filled`` are columns that a
    steward has filled down. ``known`` are notes that must be there. ``folder`` is the period of the folder.
    """

    name: str
    feed: str
    draw: Draw
    held: str | None = None
    refused: tuple[str, ...] = ()
    filled: frozenset[str] = frozenset()
    known: tuple[str, ...] = ()
    folder: str = "1402"
    rows: Rows = field(default_factory=list)

    @property
    def truth(self) -> Rows:
        """The rows that the layout tells."""
        return self.rows or TRUTH[self.feed]


LAYOUTS: list[Layout] = []


def layout(name: str, *feeds: str, **expected: Any) -> Callable[[Draw], Draw]:
    """Enter a layout for each of some feeds."""

    def enter(draw: Draw) -> Draw:
        for feed in feeds:
            LAYOUTS.append(Layout(name, feed, draw, **expected))
        return draw

    return enter


FIVE = ("exports", "artisans", "licences", "cooperatives", "credit_applications")
PERSONS = ("artisans", "licences")


def columns(feed: str, *, without: Sequence[str] = ()) -> list[str]:
    return [c for c in HEADINGS[feed] if c not in without]


def by(rows: Rows, column: str) -> list[tuple[Any, Rows]]:
    return [(key, list(group)) for key, group in groupby(rows, key=lambda row: row[column])]


# --- one table -------------------------------------------------------------------------------------------------


@layout("plain", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*table(feed, rows))


@layout("columns in another order", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*table(feed, rows, list(reversed(columns(feed)))))


@layout("letterhead and title", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(
        ["باسمه تعالی"], ["وزارت میراث فرهنگی، گردشگری و صنایع دستی"], ["اداره کل استان کرمان"],
        [None, None, "شماره: ۱۲۳/۴۵"], [None, None, "تاریخ: ۱۴۰۳/۰۲/۰۱"], [None, None, "پیوست: دارد"], [],
        ["فهرست زیر به پیوست فرستاده می‌شود"], [], *table(feed, rows),
    )  # fmt: skip


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
        *table(feed, rows), [], ["* ارقام بر پایهٔ اطلاعات موجود است"], ["توضیح: فهرست ناقص نیست"], [],
        ["تهیه‌کننده: کارشناس آمار", None, None, "مدیرکل"],
    )  # fmt: skip


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


# --- headings of several rows ----------------------------------------------------------------------------------


@layout("a heading of two rows", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    upper = ["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش", None]
    return sheet(
        upper,
        [None] * 4 + ["ریالی", "دلاری"],
        *body(feed, rows),
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"],
    )


@layout("a heading of two rows that is repeated", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    heading = [
        ["گمرک", "کشور طرف معامله", "تعرفه", "وزن (کیلوگرم)", "ارزش", None],
        [None] * 4 + ["ریالی", "دلاری"],
    ]
    lines = body(feed, rows)
    return sheet(*heading, *lines[:5], *heading, *lines[5:9], [], ["صفحه ۳ از ۳"], *heading, *lines[9:])


@layout("a heading of three rows", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(
        ["گمرک", "کشور طرف معامله", "تعرفه", "صادرات", None, None], [None] * 4 + ["ارزش", None],
        [None, None, None, "وزن (کیلوگرم)", "ریالی", "دلاری"], *body(feed, rows),
        merged=["A1:A3", "B1:B3", "C1:C3", "D1:F1", "E2:F2"],
    )  # fmt: skip


@layout("units in a row under the heading", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    lines = body(feed, [{**row, "value_rial": row["value_rial"] / 1_000} for row in rows])
    return sheet(
        ["گمرک", "کشور", "تعرفه", "وزن", "ارزش ریالی", "ارزش دلاری"],
        [None, None, None, "کیلوگرم", "هزار ریال", "دلار"], *lines,
    )  # fmt: skip


@layout("a unit in the title", "cooperatives")
def _(feed: str, rows: Rows) -> Drawing:
    heading = [h.replace(" (ریال)", "") for h in head(feed)]
    lines = body(feed, [{**row, "capital_rial": row["capital_rial"] / 1_000} for row in rows])
    return sheet(["(ارقام به هزار ریال)"], heading, *lines)


# --- pages and blocks ------------------------------------------------------------------------------------------


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
    return sheet(
        ["شهرستان", "رشته", "تعداد"], ["بم", "سفالگری", 4], ["بافت", "سفالگری", 8], [], *table(feed, rows)
    )


# --- what titles, sheets and lines tell ------------------------------------------------------------------------


@layout("a sheet a county", "artisans", "licences", "cooperatives", "credit_applications")
def _(feed: str, rows: Rows) -> Drawing:
    names = columns(feed, without=["area"])
    return book(*(Paper(table(feed, part, names), county) for county, part in by(rows, "area")))


@layout("a sheet a county, told by its title", "artisans", "cooperatives")
def _(feed: str, rows: Rows) -> Drawing:
    names = columns(feed, without=["area"])
    parts = enumerate(by(rows, "area"), 1)
    return book(
        *(
            Paper([[f"شهرستان {county}"], *table(feed, part, names)], f"برگه{n}")
            for n, (county, part) in parts
        )
    )


@layout("lines of counties between the rows", "artisans", "licences", "cooperatives", "credit_applications")
def _(feed: str, rows: Rows) -> Drawing:
    names = columns(feed, without=["area"])
    lines = [head(feed, names)]
    for county, part in by(rows, "area"):
        lines += [[f"شهرستان: {county}"], *body(feed, part, names)]
    return sheet(*lines)


@layout("bare names of counties between the rows", "artisans", "cooperatives")
def _(feed: str, rows: Rows) -> Drawing:
    names = columns(feed, without=["area"])
    lines = [head(feed, names)]
    for county, part in by(rows, "area"):
        lines += [[county], *body(feed, part, names)]
    return sheet(*lines)


@layout("a heading for each county below its title", "artisans", "licences", "cooperatives")
def _(feed: str, rows: Rows) -> Drawing:
    names = columns(feed, without=["area"])
    lines: list[Line] = []
    for county, part in by(rows, "area"):
        lines += [[f"فهرست شهرستان {county}"], *table(feed, part, names), []]
    return sheet(*lines)


@layout("an office told by the title of its table", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    names = columns(feed, without=["customs_office"])
    lines: list[Line] = []
    for office, part in by(rows, "customs_office"):
        lines += [[f"صادرات از گمرک {office}"], *table(feed, part, names), []]
    return sheet(*lines)


@layout("the title tells the year", "credit_applications")
def _(feed: str, rows: Rows) -> Drawing:
    names = columns(feed, without=["budget_year"])
    return sheet(["متقاضیان تبصره ۱۸ قانون بودجه سال ۱۴۰۰"], *table(feed, rows, names))


@layout("the folder tells the year", "credit_applications", folder="1400Q4")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*table(feed, rows, columns(feed, without=["budget_year"])))


@layout("title and folder tell another year", "credit_applications", held="told_differently_by_folder")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["متقاضیان سال ۱۴۰۰"], *table(feed, rows, columns(feed, without=["budget_year"])))


# --- groups ----------------------------------------------------------------------------------------------------


@layout("county cells merged down", *PERSONS, "cooperatives")
def _(feed: str, rows: Rows) -> Drawing:
    place = columns(feed).index("area")
    lines, merged, at = table(feed, rows), [], 2
    for _county, part in by(rows, "area"):
        merged.append(f"{'ABCDEFGH'[place]}{at}:{'ABCDEFGH'[place]}{at + len(part) - 1}")
        at += len(part)
    return sheet(*lines, merged=merged)


def blanked(feed: str, rows: Rows, *names: str) -> list[Line]:
    """Return heading and rows in which columns are filled in the first row of each group only."""
    lines, before = table(feed, rows), [None] * len(names)
    for line in lines[1:]:
        places = [columns(feed).index(name) for name in names]
        values = [line[p] for p in places]
        for depth, place in enumerate(places):
            if values[: depth + 1] == before[: depth + 1]:
                line[place] = None
        before = values
    return lines


@layout("blank means as above", *PERSONS, "cooperatives", held="blank_as_above")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*blanked(feed, rows, "area"))


@layout("blank means as above, filled down by a steward", *PERSONS, "cooperatives", filled=frozenset({"area"}),
        known=("filled_down",))  # fmt: skip
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*blanked(feed, rows, "area"))


@layout("output of a pivot table", "exports", held="blank_as_above")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*_pivot(rows))


@layout("output of a pivot table, filled down by a steward", "exports", filled=frozenset({"customs_office"}))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*_pivot(rows))


def _pivot(rows: Rows) -> list[Line]:
    lines: list[Line] = [head("exports")]
    for office, part in by(rows, "customs_office"):
        lines += blanked("exports", part, "customs_office")[1:]
        lines.append(total("exports", part, f"جمع {office}"))
    return [*lines, total("exports", rows, "جمع کل")]


# --- totals ----------------------------------------------------------------------------------------------------


@layout("a total at the end", "exports", "cooperatives")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*table(feed, rows), total(feed, rows))


@layout("a total at the top", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(head(feed), total(feed, rows, "جمع کل"), *body(feed, rows))


@layout("a total after each group and at the end", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    lines = [head(feed)]
    for office, part in by(rows, "customs_office"):
        lines += [*body(feed, part), total(feed, part, f"جمع گمرک {office}")]
    return sheet(*lines, total(feed, rows, "جمع کل"))


@layout("a total labelled in the second column", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    line = total(feed, rows)
    return sheet(*table(feed, rows), [None, line[0], *line[2:]])


@layout("a total without a label", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*table(feed, rows), [None, *total(feed, rows)[1:]])


@layout("a total below each of two blocks", "exports", known=("another_table",))
def _(feed: str, rows: Rows) -> Drawing:
    turned = list(reversed(columns(feed)))
    first, second = (
        total(feed, rows[:6]),
        [row if row != "جمع" else None for row in total(feed, rows[6:], columns=turned)],
    )
    second[0], second[-1] = sum(row["value_usd"] for row in rows[6:]), "جمع"
    return sheet(*table(feed, rows[:6]), first, [], *table(feed, rows[6:], turned), second)


# --- tables beside and over one another ------------------------------------------------------------------------


@layout("two tables side by side", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    left, right = table(feed, rows[:7]), table(feed, rows[7:])
    right += [[None] * len(columns(feed))] * (len(left) - len(right))
    return sheet(*([*one, None, *other] for one, other in zip(left, right, strict=True)))


@layout("numbered tables side by side", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    left = [[n or "ردیف", *line] for n, line in enumerate(table(feed, rows[:5]))]
    right = [[n or "ردیف", *line] for n, line in enumerate(table(feed, rows[5:]))]
    left += [[None] * (len(columns(feed)) + 1)] * (len(right) - len(left))
    return sheet(*([*one, *other] for one, other in zip(left, right, strict=True)))


@layout("two unlike tables side by side", "artisans", "licences", refused=("tables_side_by_side",))
def _(feed: str, rows: Rows) -> Drawing:
    fewer = columns(feed)[:4]
    return sheet(
        *(
            [*one, None, *other]
            for one, other in zip(table(feed, rows[:6]), table(feed, rows[6:], fewer), strict=True)
        )
    )


@layout("a copied sheet", *FIVE, known=("table_copied",))
def _(feed: str, rows: Rows) -> Drawing:
    return book(Paper(table(feed, rows), "اصل"), Paper(table(feed, rows), "رونوشت"))


@layout("a copied sheet in other digits and letters", *FIVE, known=("table_copied",))
def _(feed: str, rows: Rows) -> Drawing:
    persian = str.maketrans("0123456789یک", "۰۱۲۳۴۵۶۷۸۹يك")
    other = [
        [str(c).translate(persian) if c is not None else None for c in line] for line in body(feed, rows)
    ]
    return book(Paper(table(feed, rows), "اصل"), Paper([["رونوشت"], head(feed), *other], "رونوشت"))


@layout("a copied sheet with one row corrected", *FIVE, held="tables_alike")
def _(feed: str, rows: Rows) -> Drawing:
    fifth = columns(feed)[4]
    corrected = [{**rows[0], fifth: rows[1][fifth]}, *rows[1:]]
    return book(Paper(table(feed, rows), "اصل"), Paper(table(feed, corrected), "اصلاحی"))


@layout("a sheet of all beside sheets of counties", *PERSONS, held="table_holds_the_others")
def _(feed: str, rows: Rows) -> Drawing:
    parts = (Paper(table(feed, part), county) for county, part in by(rows, "area"))
    return book(Paper(table(feed, rows), "همه"), *parts)


@layout("rows as columns", "artisans", "cooperatives", refused=("header_not_found", "missing_columns"))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(*map(list, zip(*table(feed, rows), strict=True)))


# --- periods as columns ----------------------------------------------------------------------------------------

MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر"]
LABELS = ["area", "craft", "declared_by"]
MEASURES = {"weight_kg": "وزن", "value_rial": "ریالی", "value_usd": "دلاری"}


def _wide(rows: Rows, labels: Sequence[str]) -> list[tuple[Line, dict[str, dict[str, Any]]]]:
    found: dict[tuple[Any, ...], dict[str, dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row[c] for c in labels), {})[row["month"]] = row
    return [(list(key), months) for key, months in found.items()]


def _of_suitcase(rows: Rows) -> list[Line]:
    return [[*labels, *(months[m]["value_usd"] for m in MONTHS)] for labels, months in _wide(rows, LABELS)]


@layout("months as columns, the measure in the title", "suitcase_exports")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["ارزش دلاری صادرات چمدانی"], [*head(feed, LABELS), *MONTHS], *_of_suitcase(rows))


@layout("months as columns with a total at the right and one below", "suitcase_exports")
def _(feed: str, rows: Rows) -> Drawing:
    lines = [[*line, sum(line[3:])] for line in _of_suitcase(rows)]
    below = ["جمع", None, None, *(sum(line[n] for line in lines) for n in range(3, 8))]
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), *MONTHS, "جمع کل"], *lines, below)


@layout("months in the headings of the measure", "suitcase_exports")
def _(feed: str, rows: Rows) -> Drawing:
    return sheet([*head(feed, LABELS), *(f"ارزش دلاری {m} ماه" for m in MONTHS)], *_of_suitcase(rows))


@layout(
    "months with nothing that says what they count", "suitcase_exports", refused=("periods_without_measure",)
)
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["آمار سال"], [*head(feed, LABELS), *MONTHS], *_of_suitcase(rows))


@layout("months beside the quarter that they make", "suitcase_exports")
def _(feed: str, rows: Rows) -> Drawing:
    lines = [[*line[:6], sum(line[3:6]), line[6]] for line in _of_suitcase(rows)]
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), *MONTHS[:3], "سه‌ماهه اول", "تیر"], *lines)


@layout("months beside a quarter that holds others", "suitcase_exports", refused=("periods_overlap",))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), *MONTHS[:3], "زمستان"], *_of_suitcase(rows))


@layout("quarters as columns", "suitcase_exports", refused=("periods_as_columns",))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(
        ["ارزش (دلار)"], [*head(feed, LABELS), "بهار", "تابستان", "پاییز", "زمستان"], *_of_suitcase(rows)
    )


EXPORT_LABELS = ["customs_office", "destination", "hs_code"]


@layout("months above, measures below", "exports", rows=months_of_exports())
def _(feed: str, rows: Rows) -> Drawing:
    upper = [*head(feed, EXPORT_LABELS), *(c for m in MONTHS[:2] for c in (m, None, None))]
    lower = [None] * 3 + list(MEASURES.values()) * 2
    lines = [
        [*labels, *(months[m][c] for m in MONTHS[:2] for c in MEASURES)]
        for labels, months in _wide(rows, EXPORT_LABELS)
    ]  # fmt: skip
    return sheet(upper, lower, *lines, merged=["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:I1"])


@layout("measures above, months below", "exports", rows=months_of_exports())
def _(feed: str, rows: Rows) -> Drawing:
    upper = [*head(feed, EXPORT_LABELS), "وزن", None, "ارزش ریالی", None, "ارزش دلاری", None]
    lower = [None] * 3 + MONTHS[:2] * 3
    lines = [
        [*labels, *(months[m][c] for c in MEASURES for m in MONTHS[:2])]
        for labels, months in _wide(rows, EXPORT_LABELS)
    ]  # fmt: skip
    return sheet(["صادرات"], upper, lower, *lines)


@layout(
    "months as columns with one measure of three",
    "exports",
    rows=months_of_exports(),
    refused=("missing_columns",),
)
def _(feed: str, rows: Rows) -> Drawing:
    lines = [
        [*labels, *(months[m]["value_usd"] for m in MONTHS[:2])]
        for labels, months in _wide(rows, EXPORT_LABELS)
    ]
    return sheet(["ارزش دلاری صادرات"], [*head(feed, EXPORT_LABELS), *MONTHS[:2]], *lines)


@layout("a sheet a month", "exports", rows=months_of_exports())
def _(feed: str, rows: Rows) -> Drawing:
    months = ((m, [row for row in rows if row["month"] == m]) for m in MONTHS[:2])
    return book(*(Paper(table(feed, part), month) for month, part in months))


# --- text files ------------------------------------------------------------------------------------------------


@layout("a text file", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return text(table(feed, rows))


@layout("a text file with semicolons in UTF-16", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return text(table(feed, rows), delimiter=";", encoding="utf-16")


@layout("a text file with a title and the heading on every page", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    blank = [""] * (len(columns(feed)) - 1)
    lines = body(feed, rows)
    return text([["فهرست", *blank], head(feed), *lines[:6], ["صفحه ۲ از ۲", *blank], head(feed), *lines[6:]])


@layout("a text file with a second block in another order", *FIVE)
def _(feed: str, rows: Rows) -> Drawing:
    return text([*table(feed, rows[:6]), *table(feed, rows[6:], list(reversed(columns(feed))))])
