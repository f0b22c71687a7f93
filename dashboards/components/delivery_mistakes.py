"""The cells of a file that have to be mended: a table by kind of mistake, one line a cell.

What is wrong and what to do are two columns, made of the one sentence that messages have for both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dashboards.components import cards, statuses, tables
from dashboards.data.versions import Row
from dashboards.data.view import View
from dashboards.language import bidi_text
from dashboards.language.counting import CELL, agrees, counted
from dashboards.language.formatter import Formatter
from dashboards.language.markup import Child, el, join

#: Cells of one kind that are listed; the correction workbook holds them all.
OF_EACH = 30
#: With so many cells in all, every kind stands open.
OPEN_CELLS = 12
#: A quotation, or a letter between the marks of its direction: full stops and colons in them end nothing.
_KEPT = "«[^»]*»|“[^”]*”|\u202a[^\u202c]*\u202c"
_PLACE = re.compile(rf"(?:فایل «[^»]*»|File “[^”]*”)(?:{_KEPT}|[^:«“\u202a])*: ")
_FIRST = re.compile(rf"((?:{_KEPT}|[^.«“\u202a]|\.(?! ))*\.) (.+)", re.DOTALL)

#: rule → what kind of mistake it is; a rule without a name of its own is told by its first cell.
KINDS: dict[str, tuple[str, str]] = {
    "duplicate_key": ("شناسهٔ تکراری", "Repeated identifier"),
    "required_missing": ("خانهٔ لازم خالی است", "Required cell is empty"),
    "bad_phone": ("شمارهٔ تلفن نادرست", "Not a phone number"),
    "error_cell": ("خانهٔ خطادار اکسل", "Spreadsheet error"),
    "unknown_place": ("نام جا ناشناخته", "Unknown place"),
    "unknown_code": ("مقدار بیرون از فهرست", "Value that is not in its list"),
    "unknown_craft": ("رشتهٔ ناشناخته", "Unknown craft"),
    "not_a_number": ("عدد نیست", "Not a number"),
    "not_an_integer": ("عدد درست نیست", "Not a whole number"),
    "below_minimum": ("کوچک‌تر از اندازه", "Too small"),
    "above_maximum": ("بزرگ‌تر از اندازه", "Too large"),
    "too_large": ("بزرگ‌تر از اندازه", "Too large"),
    "too_long": ("متن بلندتر از اندازه", "Too long"),
    "bad_national_id": ("کد ملی نادرست", "Faulty national ID"),
    "bad_legal_id": ("شناسهٔ ملی نادرست", "Faulty legal ID"),
    "bad_hs": ("ردیف تعرفهٔ نادرست", "Faulty tariff line"),
    "identifier_as_number": ("رقم‌های شناسه افتاده", "Identifier lost digits"),
    "impossible_date": ("تاریخ ناممکن", "Impossible date"),
    "not_a_date": ("تاریخ نیست", "Not a date"),
    "not_a_year": ("سال نیست", "Not a year"),
    "ambiguous_date": ("تاریخ دوپهلو", "Ambiguous date"),
    "ambiguous_decimal": ("عدد دوپهلو", "Ambiguous number"),
    "future_period": ("دورهٔ آینده", "Period in the future"),
    "formula_uncomputed": ("فرمول محاسبه‌نشده", "Formula not computed"),
}


def parted(sentence: str) -> tuple[str, str]:
    """Return what a message says is wrong and what to do, without the place that the table tells already."""
    place = _PLACE.match(sentence)
    words = sentence[place.end() :] if place else sentence
    found = _FIRST.fullmatch(words.strip())
    return (found[1], found[2]) if found else (words.strip(), "")


def found_words(fmt: Formatter, count: int) -> str:
    """Return the finding above the table: how many cells have to be mended."""
    if not count:
        return fmt.language.say("هیچ خانه‌ای نیاز به درست کردن ندارد", "No cell has to be mended")
    cells = counted(fmt, count, CELL)
    return fmt.language.say(f"{cells} را باید درست کرد", f"{cells} {agrees(count, 'has', 'have')} to be mended")


def noticed_words(fmt: Formatter, count: int) -> str:
    """Return the finding above cells that are only pointed out: their rows count all the same."""
    if not count:
        return fmt.language.say("هیچ خانه‌ای خالی گرفته نشده است", "No cell is taken as empty")
    cells = counted(fmt, count, CELL)
    rows = "سطر آن" if count == 1 else "سطرهای آن‌ها"
    return fmt.language.say(
        f"{cells} خالی گرفته شده است؛ {rows} به شمار می‌آید",
        f"{cells} {agrees(count, 'is', 'are')} taken as empty; {agrees(count, 'its row counts', 'their rows count')}",
    )


def kinds_of(view: View, delivery_id: str) -> list[list[Row]]:
    """Return the cells of a delivery by kind, those that keep a row out first, then the kinds with most cells."""
    rows = view.tables.rows(
        "select *, count(*) over (partition by severity, rule, sheet_name, column_name) as cells from quarantine_rows "
        "where delivery_id = ? qualify row_number() over (partition by severity, rule, sheet_name, column_name "
        "order by row_number) <= ? "
        "order by severity = 'warn', cells desc, rule, sheet_name, column_name, row_number",
        delivery_id,
        OF_EACH,
    )
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        found.setdefault((row["severity"], row["rule"], row["sheet_name"], row["column_name"]), []).append(row)
    return list(found.values())


def mistakes_table(view: View, kinds: Sequence[Sequence[Row]]) -> Markup | None:
    """Return the table of cells to mend, folded by kind when it is long; None where there are none."""
    if not kinds:
        return None
    total = sum(int(rows[0]["cells"]) for rows in kinds)
    sheets = len({rows[0]["sheet_name"] for rows in kinds})
    folded = [
        _kind(view, rows, open_=total <= OPEN_CELLS or place == 0, with_sheet=sheets > 1)
        for place, rows in enumerate(kinds)
    ]
    return el("div", *folded, class_="nq-mistakes")


def _kind(view: View, rows: Sequence[Row], *, open_: bool, with_sheet: bool) -> Markup:
    first, count = rows[0], int(rows[0]["cells"])
    waits = first["severity"] != "warn"
    column = view.column(first, "column_title")
    title = join(
        [
            statuses.mark("off_track" if waits else "behind"),
            " ",
            el("b", _kind_words(view, first)),
            " · ",
            f"{column} " if column else None,
            bidi_text.code(first["column_letter"]) if first["column_letter"] else None,
            " · ",
            counted(view.fmt, count, CELL),
            join([" · ", bidi_text.raw(first["sheet_name"])]) if with_sheet and first["sheet_name"] else None,
        ]
    )
    say = view.say
    headers: list[Child] = [
        say("سطر", "Row"),
        say("ستون", "Column"),
        say("مقدار", "Value"),
        say("چه نادرست است", "What is wrong"),
        say("چه باید کرد", "What to do"),
    ]
    caption = join([_kind_words(view, first), " ", column])
    rest = count - len(rows)
    return cards.disclosure(
        title,
        tables.table(headers, [_line(view, row) for row in rows], caption=caption, class_="nq-cells-to-mend"),
        el("p", _rest(view.fmt, rest), class_="nq-sub") if rest > 0 else None,
        open_=open_,
    )


def _rest(fmt: Formatter, rest: int) -> str:
    cells = counted(fmt, rest, CELL)
    return fmt.language.say(f"و {cells} دیگر از همین گونه", f"and {cells} more of this kind")


def _kind_words(view: View, row: Mapping[str, object]) -> str:
    if (known := KINDS.get(str(row["rule"]))) is not None:
        return view.say(*known)
    return view.say("مقدار نادرست", "Faulty value")


def _line(view: View, row: Row) -> list[Child]:
    wrong, remedy = parted(view.column(row, "sentence"))
    value = str(row["value_shown"] or "")
    return [
        view.fmt.number(row["row_number"]),
        bidi_text.code(row["column_letter"]) if row["column_letter"] else view.column(row, "column_title"),
        bidi_text.raw(value) if value else el("span", view.say("خالی", "empty"), class_="nq-quiet"),
        bidi_text.sentence(view.fmt, wrong),
        join([bidi_text.sentence(view.fmt, remedy), resolved(view) if row["resolved_by"] else None]),
    ]


def resolved(view: View) -> Markup:
    """Return the words of a cell whose row a correction brought in."""
    return el(
        "span",
        statuses.mark("reached"),
        " ",
        view.say("با فایل اصلاح بارگذاری شد", "brought in by a correction"),
        class_="nq-remark",
    )
