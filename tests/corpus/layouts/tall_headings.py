"""Headings of several rows, and units that stand apart from their column."""

from __future__ import annotations

from tests.corpus.drawing import Drawing, body, head, sheet
from tests.corpus.layouts.registry import layout
from tests.corpus.truth import Rows


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
        ["گمرک", "کشور طرف معامله", "تعرفه", "صادرات", None, None],
        [None] * 4 + ["ارزش", None],
        [None, None, None, "وزن (کیلوگرم)", "ریالی", "دلاری"],
        *body(feed, rows),
        merged=["A1:A3", "B1:B3", "C1:C3", "D1:F1", "E2:F2"],
    )


@layout("units in a row under the heading", "exports")
def _(feed: str, rows: Rows) -> Drawing:
    lines = body(feed, [{**row, "value_rial": row["value_rial"] / 1_000} for row in rows])
    return sheet(
        ["گمرک", "کشور", "تعرفه", "وزن", "ارزش ریالی", "ارزش دلاری"],
        [None, None, None, "کیلوگرم", "هزار ریال", "دلار"],
        *lines,
    )


@layout("a unit in the title", "cooperatives")
def _(feed: str, rows: Rows) -> Drawing:
    heading = [h.replace(" (ریال)", "") for h in head(feed)]
    lines = body(feed, [{**row, "capital_rial": row["capital_rial"] / 1_000} for row in rows])
    return sheet(["(ارقام به هزار ریال)"], heading, *lines)
