"""Tables beside one another, copied sheets, and a sheet that holds the others."""

from __future__ import annotations

from tests.corpus.drawing import Drawing, Paper, body, book, head, sheet, table
from tests.corpus.layouts.registry import FIVE, PERSONS, by, columns, layout
from tests.corpus.truth import Rows


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
        *([*one, None, *other] for one, other in zip(table(feed, rows[:6]), table(feed, rows[6:], fewer), strict=True))
    )


@layout("a copied sheet", *FIVE, known=("table_copied",))
def _(feed: str, rows: Rows) -> Drawing:
    return book(Paper(table(feed, rows), "اصل"), Paper(table(feed, rows), "رونوشت"))


@layout("a copied sheet in other digits and letters", *FIVE, known=("table_copied",))
def _(feed: str, rows: Rows) -> Drawing:
    persian = str.maketrans("0123456789یک", "۰۱۲۳۴۵۶۷۸۹يك")
    other = [[str(c).translate(persian) if c is not None else None for c in line] for line in body(feed, rows)]
    return book(Paper(table(feed, rows), "اصل"), Paper([["رونوشت"], head(feed), *other], "رونوشت"))


@layout("a copied sheet from another keyboard", *FIVE, known=("table_copied",))
def _(feed: str, rows: Rows) -> Drawing:
    letters = str.maketrans("هیکا", "ہےكٱ")
    other = [[str(c).translate(letters) if c is not None else None for c in line] for line in body(feed, rows)]
    return book(Paper(table(feed, rows), "اصل"), Paper([head(feed), *other], "رونوشت"))


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
