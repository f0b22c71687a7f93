"""Totals at the end, at the top, between the rows and without a label."""

from __future__ import annotations

from tests.corpus.drawing import Drawing, body, head, sheet, table, total
from tests.corpus.layouts.registry import by, columns, layout
from tests.corpus.truth import Rows


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
