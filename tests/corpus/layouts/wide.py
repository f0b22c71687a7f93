"""Periods as columns: months and quarters across, alone or with their measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.corpus.drawing import Drawing, Line, Paper, book, head, sheet, table
from tests.corpus.layouts.registry import layout
from tests.corpus.truth import Rows, months_of_exports

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


@layout("months with nothing that says what they count", "suitcase_exports", refused=("periods_without_measure",))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["آمار سال"], [*head(feed, LABELS), *MONTHS], *_of_suitcase(rows))


@layout("months beside the quarter that they make", "suitcase_exports")
def _(feed: str, rows: Rows) -> Drawing:
    lines = [[*line[:6], sum(line[3:6]), line[6]] for line in _of_suitcase(rows)]
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), *MONTHS[:3], "سه‌ماهه اول", "تیر"], *lines)


@layout("a month beside the months up to another one", "suitcase_exports", refused=("periods_running",))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), *MONTHS[:3], "تا پایان تیر"], *_of_suitcase(rows))


@layout("months beside a plan", "suitcase_exports", refused=("period_heading_unclear",))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), *MONTHS[:3], "برنامه تیر"], *_of_suitcase(rows))


@layout("months beside the total of their year", "suitcase_exports")
def _(feed: str, rows: Rows) -> Drawing:
    lines = [[*line, sum(line[3:])] for line in _of_suitcase(rows)]
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), *MONTHS, "جمع سال ۱۴۰۲"], *lines)


@layout("marks for as above in a table of months", "suitcase_exports", known=("ditto_filled",))
def _(feed: str, rows: Rows) -> Drawing:
    lines = _of_suitcase(rows)
    marked = [["//" if n and lines[n - 1][0] == line[0] else line[0], *line[1:]] for n, line in enumerate(lines)]
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), *MONTHS], *marked)


@layout("months beside a quarter that holds others", "suitcase_exports", refused=("periods_overlap",))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), *MONTHS[:3], "زمستان"], *_of_suitcase(rows))


@layout("quarters as columns", "suitcase_exports", refused=("periods_as_columns",))
def _(feed: str, rows: Rows) -> Drawing:
    return sheet(["ارزش (دلار)"], [*head(feed, LABELS), "بهار", "تابستان", "پاییز", "زمستان"], *_of_suitcase(rows))


EXPORT_LABELS = ["customs_office", "destination", "hs_code"]


@layout("months above, measures below", "exports", rows=months_of_exports())
def _(feed: str, rows: Rows) -> Drawing:
    upper = [*head(feed, EXPORT_LABELS), *(c for m in MONTHS[:2] for c in (m, None, None))]
    lower = [None] * 3 + list(MEASURES.values()) * 2
    lines = [
        [*labels, *(months[m][c] for m in MONTHS[:2] for c in MEASURES)]
        for labels, months in _wide(rows, EXPORT_LABELS)
    ]
    return sheet(upper, lower, *lines, merged=["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:I1"])


@layout("measures above, months below", "exports", rows=months_of_exports())
def _(feed: str, rows: Rows) -> Drawing:
    upper = [*head(feed, EXPORT_LABELS), "وزن", None, "ارزش ریالی", None, "ارزش دلاری", None]
    lower = [None] * 3 + MONTHS[:2] * 3
    lines = [
        [*labels, *(months[m][c] for c in MEASURES for m in MONTHS[:2])]
        for labels, months in _wide(rows, EXPORT_LABELS)
    ]
    return sheet(["صادرات"], upper, lower, *lines)


@layout(
    "months as columns with one measure of three",
    "exports",
    rows=months_of_exports(),
    refused=("missing_columns",),
)
def _(feed: str, rows: Rows) -> Drawing:
    lines = [[*labels, *(months[m]["value_usd"] for m in MONTHS[:2])] for labels, months in _wide(rows, EXPORT_LABELS)]
    return sheet(["ارزش دلاری صادرات"], [*head(feed, EXPORT_LABELS), *MONTHS[:2]], *lines)


@layout("a month above each of two tables side by side", "exports", rows=months_of_exports())
def _(feed: str, rows: Rows) -> Drawing:
    names = [*EXPORT_LABELS, *MEASURES]
    tables = [table(feed, [row for row in rows if row["month"] == m], names) for m in MONTHS[:2]]
    above = [cell for m in MONTHS[:2] for cell in (m, *[None] * (len(names) - 1))]
    return sheet(above, *([*one, *other] for one, other in zip(*tables, strict=True)))


@layout("a year above its months and their total", "exports", rows=months_of_exports())
def _(feed: str, rows: Rows) -> Drawing:
    year = [*head(feed, EXPORT_LABELS), "1402", *[None] * 8]
    months = [None] * 3 + [cell for m in (*MONTHS[:2], "جمع") for cell in (m, None, None)]
    lines = [
        [
            *labels,
            *(of[m][c] for m in MONTHS[:2] for c in MEASURES),
            *(sum(of[m][c] for m in MONTHS[:2]) for c in MEASURES),
        ]
        for labels, of in _wide(rows, EXPORT_LABELS)
    ]
    return sheet(year, months, [None] * 3 + list(MEASURES.values()) * 3, *lines)


@layout("a sheet a month", "exports", rows=months_of_exports())
def _(feed: str, rows: Rows) -> Drawing:
    months = ((m, [row for row in rows if row["month"] == m]) for m in MONTHS[:2])
    return book(*(Paper(table(feed, part), month) for month, part in months))
