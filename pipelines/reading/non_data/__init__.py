"""Tell the rows that are no data: blanks, totals, notes, signatures and repeated headers.

A row is left out of the data only when it shows what it is. Anything else stays a data row and has to pass the
contract; where a row may be a total and may be data, the delivery waits for a person.

``layout``: where the columns stand. ``words``: the words for totals. ``marks``: what a row shows by itself.
``suspects``: which rows are looked at. ``figures``: the rows' numbers. ``sums``: totals found by arithmetic.
``claims``: which rows a total is of. ``sieve``: the rows of one table, body by body.
"""

from pipelines.reading.non_data.layout import Layout
from pipelines.reading.non_data.sieve import Sieve

__all__ = ["Layout", "Sieve"]
