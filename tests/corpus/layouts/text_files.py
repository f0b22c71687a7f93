"""Text files: other delimiters and encodings, pages and blocks."""

from __future__ import annotations

from tests.corpus.drawing import Drawing, body, head, table, text
from tests.corpus.layouts.registry import FIVE, columns, layout
from tests.corpus.truth import Rows


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
