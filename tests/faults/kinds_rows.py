"""Files of which one row is kept out, and files with rows that are no data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.faults import biff
from tests.faults.kind import (
    COOPERATIVE_HEADINGS,
    FIRST,
    HEADINGS,
    LICENCE_HEADINGS,
    SHEET,
    SHEET_PART,
    TITLE,
    Kind,
    Row,
    changed,
    cooperatives,
    csv,
    edited,
    exports,
    licences,
    xlsx,
)
from tests.identifiers import legal_id

#: The row that is spoilt, counted from the first row of data.
AT = 7


def _exports(column: int, value: Any):
    return lambda p, t: xlsx(p, [TITLE, HEADINGS, *changed(exports(t), AT, column, value)])


def _cooperatives(column: int, value: Any):
    rows = lambda t: changed(cooperatives(t), AT, column, value)  # noqa: E731
    return lambda p, t: xlsx(p, [["فهرست تعاونی‌ها"], COOPERATIVE_HEADINGS, *rows(t)])


def _licences(column: int, value: Any):
    rows = lambda t: changed(licences(t), AT, column, value)  # noqa: E731
    return lambda p, t: xlsx(p, [["فهرست پروانه‌ها"], LICENCE_HEADINGS, *rows(t)])


def _error_xls(path: Path, period: str) -> None:
    rows = changed(exports(period), AT, 3, "#REF!")
    biff.write_biff8(path, [TITLE, HEADINGS, *rows], names=[SHEET])


def _error_cell(path: Path, period: str) -> None:
    """An error as Excel stores it: a cell of type e."""
    _exports(3, 123_456)(path, period)
    cell = f'<c r="D{FIRST + AT}" t="n"><v>123456</v></c>'.encode()
    edited(path, SHEET_PART, cell, f'<c r="D{FIRST + AT}" t="e"><v>#DIV/0!</v></c>'.encode())


def _bad_legal_id() -> str:
    right = legal_id(1_401_239_999)
    return right[:-1] + str((int(right[-1]) + 1) % 10)


def _duplicate(path: Path, period: str) -> None:
    rows = cooperatives(period)
    again = [f" {rows[0][0]} ", *rows[0][1:]]
    xlsx(path, [["فهرست تعاونی‌ها"], COOPERATIVE_HEADINGS, *rows[:AT], again, *rows[AT:]])


def _kept_out(
    identifier: str,
    what: str,
    build,
    name: str,
    rule: str,
    column: str,
    *,
    feed: str = "exports",
    row: int = FIRST + AT,
    good: int = 39,
    sheet: str = SHEET,
) -> Kind:
    return Kind(
        identifier,
        what,
        build,
        name,
        "published",
        rule=rule,
        row=row,
        column=column,
        feed=feed,
        good_rows=good,
        sheet=sheet,
    )


QUARANTINED = (
    _kept_out("error_cell", "a cell with an error", _error_cell, "خطا.xlsx", "error_cell", "weight_kg"),
    _kept_out(
        "error_text",
        "an error written as text",
        _exports(3, "#REF!"),
        "خطای متنی.xlsx",
        "error_cell",
        "weight_kg",
    ),
    _kept_out("error_xls", "an error in a BIFF workbook", _error_xls, "خطا.xls", "error_cell", "weight_kg"),
    _kept_out(
        "uncomputed",
        "a formula that was never computed",
        _exports(3, "=1+1"),
        "فرمول.xlsx",
        "formula_uncomputed",
        "weight_kg",
    ),
    _kept_out(
        "nul",
        "a NUL in a text",
        lambda p, t: csv(p, [HEADINGS, *changed(exports(t), AT, 0, "کر\0مان")]),
        "تهی.csv",
        "control_character",
        "customs_office",
        row=9,
        sheet="",
    ),
    _kept_out(
        "legal_id",
        "a wrong check digit",
        _cooperatives(0, _bad_legal_id()),
        "شناسه.xlsx",
        "bad_legal_id",
        "legal_id",
        feed="cooperatives",
    ),
    _kept_out(
        "national_id",
        "a wrong check digit of a person",
        _licences(2, "1234567890"),
        "کد ملی.xlsx",
        "bad_national_id",
        "national_id",
        feed="licences",
    ),
    _kept_out(
        "as_number",
        "an identifier typed as a number",
        _licences(2, "1.23457E+09"),
        "نمایی.xlsx",
        "identifier_as_number",
        "national_id",
        feed="licences",
    ),
    _kept_out(
        "county",
        "an unknown county",
        _cooperatives(4, "کرمانشاه"),
        "شهرستان.xlsx",
        "unknown_place",
        "area",
        feed="cooperatives",
    ),
    _kept_out(
        "beyond_all",
        "an amount of 29 digits",
        _exports(4, "9" * 29),
        "بی‌اندازه.xlsx",
        "number_too_large",
        "value_rial",
    ),
    _kept_out(
        "code",
        "an unknown kind of licence",
        _licences(1, "کارت نامعلوم"),
        "گونه.xlsx",
        "unknown_code",
        "licence_kind",
        feed="licences",
    ),
    _kept_out(
        "negative",
        "a negative count",
        _cooperatives(5, -3),
        "منفی.xlsx",
        "below_minimum",
        "members",
        feed="cooperatives",
    ),
    _kept_out(
        "no_date",
        "a date that is in no calendar",
        _licences(5, "1371/13/40"),
        "ناممکن.xlsx",
        "impossible_date",
        "issued_on",
        feed="licences",
    ),
    _kept_out(
        "future",
        "a date that has not come",
        _licences(5, "1499/01/05"),
        "آینده.xlsx",
        "future_period",
        "issued_on",
        feed="licences",
    ),
    _kept_out(
        "twice",
        "a row twice, with other spaces",
        _duplicate,
        "تکرار.xlsx",
        "duplicate_key",
        "legal_id",
        feed="cooperatives",
        good=40,
    ),
    _kept_out("words", "words in a number", _exports(3, "نامعلوم است"), "واژه.xlsx", "not_a_number", "weight_kg"),
    _kept_out("tariff", "words for a tariff line", _exports(2, "کد ندارد"), "تعرفه.xlsx", "bad_hs", "hs_code"),
    _kept_out(
        "missing",
        "a required cell that is empty",
        _cooperatives(1, None),
        "جای خالی.xlsx",
        "required_missing",
        "name",
        feed="cooperatives",
    ),
)


#: Words that no list knows, in cells that no figure needs: the person and the firm count.
STILL_COUNTED = (
    Kind(
        "craft",
        "an unknown craft",
        _licences(4, "آهنگری فضایی"),
        "رشته.xlsx",
        "published",
        feed="licences",
        good_rows=40,
    ),
    Kind(
        "state",
        "an unknown state",
        _cooperatives(7, "نامعلوم شده"),
        "وضعیت.xlsx",
        "published",
        feed="cooperatives",
        good_rows=40,
    ),
)


def _sum(rows: list[Row], column: int) -> int:
    return sum(r[column] for r in rows)


def _total(label: str | None, off: int = 0):
    def build(path: Path, period: str) -> None:
        rows = exports(period)
        total = [label, None, None, _sum(rows, 3), _sum(rows, 4) + off, _sum(rows, 5)]
        xlsx(path, [TITLE, HEADINGS, *rows, total])

    return build


def _subtotals(path: Path, period: str) -> None:
    rows = exports(period)
    below: list[Row] = []
    for start in range(0, 40, 10):
        part = rows[start : start + 10]
        below += [*part, ["جمع", None, None, _sum(part, 3), _sum(part, 4), _sum(part, 5)]]
    below.append(["جمع کل", None, None, _sum(rows, 3), _sum(rows, 4), _sum(rows, 5)])
    xlsx(path, [TITLE, HEADINGS, *below])


def _notes(path: Path, period: str) -> None:
    notes = [["* بر اساس اطلاعات موجود و کارشناسی نشده"], ["منبع: گمرک جمهوری اسلامی ایران"]]
    xlsx(path, [TITLE, HEADINGS, *exports(period), *notes])


def _signature(path: Path, period: str) -> None:
    signed = [[], ["نام و امضای مدیرکل", None, None, None, "مهر و امضا"]]
    xlsx(path, [TITLE, HEADINGS, *exports(period), *signed])


def _repeated(path: Path, period: str) -> None:
    rows = exports(period)
    xlsx(path, [TITLE, HEADINGS, HEADINGS, *rows[:20], HEADINGS, *rows[20:]])


def _blanks(path: Path, period: str) -> None:
    rows = exports(period)
    xlsx(path, [TITLE, HEADINGS, *rows[:20], [], [" ", "\u200c"], *rows[20:]])


def _counted(
    identifier: str, what: str, build, name: str, non_data: dict[str, int], difference: int | None = None
) -> Kind:
    return Kind(identifier, what, build, name, "published", good_rows=40, non_data=non_data, difference=difference)


NON_DATA = (
    _counted("total", "a total that is right", _total("جمع کل"), "جمع.xlsx", {"total": 1}, 0),
    _counted(
        "total_differs",
        "a total that differs",
        _total("جمع کشورهای فوق", 5_000),
        "اختلاف.xlsx",
        {"total": 1},
        5_000,
    ),
    _counted("total_bare", "a total without a label", _total(None, 9), "بی‌نام.xlsx", {"total": 1}, 9),
    _counted("subtotals", "subtotals between the rows", _subtotals, "زیرجمع.xlsx", {"subtotal": 4, "total": 1}),
    _counted("notes", "notes below the rows", _notes, "یادداشت.xlsx", {"note": 2}),
    _counted("signature", "a signature", _signature, "امضا.xlsx", {"blank": 1, "signature": 1}),
    _counted("headers", "the header again and again", _repeated, "سرستون‌ها.xlsx", {"repeated_header": 2}),
    _counted("blanks", "blank rows between the rows", _blanks, "خالی‌ها.xlsx", {"blank": 2}),
)
