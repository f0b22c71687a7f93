"""Disclosure control of a table of counts that stands beside the values: lines of cells that add up.

What is too small is decided in :mod:`pipelines.analysis.disclosure`, where the values themselves are protected; here
cells of a judgement's own (licences that run out, files of a stage) are hidden along every *line*: a whole and the
parts that make it. A line would give away a single gap, and two gaps that share fewer than five, so in each line the
next smallest figure goes as well, until nothing follows from the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

SMALLEST_PUBLISHED = 5
#: A number that would single somebody out.
SMALL = f"({{0}} > 0 AND {{0}} < {SMALLEST_PUBLISHED})"

#: What each line lacks. ``hidden`` of its parts share ``hidden_sum``; ``total_hidden`` when the whole is not told.
#: Where the whole is told, one hidden part, or several that share too little, follow from it; where it is hidden it
#: follows from its parts unless one of them is hidden, too.
WEAK_LINES = f"""
SELECT l.line_id
FROM derived.disclosure_lines l
LEFT JOIN derived.disclosed_not x ON x.cell_id = l.cell_id
JOIN derived.disclosure_cells c ON c.cell_id = l.cell_id
GROUP BY l.line_id
HAVING CASE WHEN coalesce(bool_or(l.is_whole AND x.cell_id IS NOT NULL), false)
  THEN count(x.cell_id) = 1
  ELSE count(x.cell_id) = 1
    OR (count(x.cell_id) > 1 AND sum(c.number) FILTER (x.cell_id IS NOT NULL) < {SMALLEST_PUBLISHED})
END
"""

#: The next figure of each weak line to go: the smallest part that is not zero, at last the whole.
NEXT = f"""
INSERT INTO derived.disclosed_not
SELECT DISTINCT cell_id FROM (
  SELECT l.cell_id, row_number() OVER (PARTITION BY l.line_id ORDER BY l.is_whole, c.number, l.cell_id) AS place
  FROM derived.disclosure_lines l
  JOIN ({WEAK_LINES}) w ON w.line_id = l.line_id
  JOIN derived.disclosure_cells c ON c.cell_id = l.cell_id
  WHERE c.number > 0 AND l.cell_id NOT IN (SELECT cell_id FROM derived.disclosed_not)
) WHERE place = 1
"""


def suppress(engine: DuckDBEngine, *following: str) -> int:
    """Fill ``derived.disclosed_not`` from ``derived.disclosure_cells`` and ``derived.disclosure_lines``.

    Cells are ``cell_id``, ``number``, ``is_small``; lines are ``line_id``, ``cell_id``, ``is_whole``. The statements of
    ``following`` insert cells that go with others, after each round. Returns the number of cells not to be published.
    """
    engine.create_table(
        "derived",
        "disclosed_not",
        "SELECT cell_id FROM derived.disclosure_cells WHERE is_small ORDER BY cell_id",
    )
    known = -1
    while (found := _hidden(engine)) != known:
        known = found
        for statement in (*following, NEXT):
            engine.execute(statement)
    return known


def _hidden(engine: DuckDBEngine) -> int:
    return int(engine.execute("SELECT count(*) FROM derived.disclosed_not")[0][0])
