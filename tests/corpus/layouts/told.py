"""What a title, a sheet's name, a line between the rows or the folder tells of the rows."""

from __future__ import annotations

from tests.corpus.drawing import Drawing, Line, Paper, body, book, head, sheet, table
from tests.corpus.layouts.registry import by, columns, layout
from tests.corpus.truth import Rows


@layout("a sheet a county", "artisans", "licences", "cooperatives", "credit_applications")
def _(feed: str, rows: Rows) -> Drawing:
    names = columns(feed, without=["area"])
    return book(*(Paper(table(feed, part, names), county) for county, part in by(rows, "area")))


@layout("a sheet a county, told by its title", "artisans", "cooperatives")
def _(feed: str, rows: Rows) -> Drawing:
    names = columns(feed, without=["area"])
    parts = enumerate(by(rows, "area"), 1)
    return book(*(Paper([[f"شهرستان {county}"], *table(feed, part, names)], f"برگه{n}") for n, (county, part) in parts))


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
