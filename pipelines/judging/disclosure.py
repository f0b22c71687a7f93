"""Disclosure control: which counts of person-level registers are too small to be published.

A count between one and four is suppressed. Published figures that add up, a *line* (a province and its counties, a
total and its categories, a year and its quarters), would give away a single gap, and two gaps that share fewer than
five. So in each line the next smallest figure goes as well, until nothing follows from the rest; and a ratio goes
where it would repeat a suppressed count of the indicators that it is made of. Differences between indicators of which
one is a part of the other (weavers, insured weavers) are not looked at.
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
FROM judged.disclosure_lines l
LEFT JOIN judged.disclosed_not x ON x.cell_id = l.cell_id
JOIN judged.disclosure_cells c ON c.cell_id = l.cell_id
GROUP BY l.line_id
HAVING CASE WHEN coalesce(bool_or(l.is_whole AND x.cell_id IS NOT NULL), false)
  THEN count(x.cell_id) = 1
  ELSE count(x.cell_id) = 1
    OR (count(x.cell_id) > 1 AND sum(c.number) FILTER (x.cell_id IS NOT NULL) < {SMALLEST_PUBLISHED})
END
"""

#: The next figure of each weak line to go: the smallest part that is not zero, at last the whole.
NEXT = f"""
INSERT INTO judged.disclosed_not
SELECT DISTINCT cell_id FROM (
  SELECT l.cell_id, row_number() OVER (PARTITION BY l.line_id ORDER BY l.is_whole, c.number, l.cell_id) AS place
  FROM judged.disclosure_lines l
  JOIN ({WEAK_LINES}) w ON w.line_id = l.line_id
  JOIN judged.disclosure_cells c ON c.cell_id = l.cell_id
  WHERE c.number > 0 AND l.cell_id NOT IN (SELECT cell_id FROM judged.disclosed_not)
) WHERE place = 1
"""


def suppress(engine: DuckDBEngine, *following: str) -> int:
    """Fill ``judged.disclosed_not`` from ``judged.disclosure_cells`` and ``judged.disclosure_lines``.

    Cells are ``cell_id``, ``number``, ``is_small``; lines are ``line_id``, ``cell_id``, ``is_whole``. The statements of
    ``following`` insert cells that go with others, after each round. Returns the number of cells not to be published.
    """
    engine.create_table(
        "judged", "disclosed_not", "SELECT cell_id FROM judged.disclosure_cells WHERE is_small ORDER BY cell_id"
    )
    known = -1
    while (found := _hidden(engine)) != known:
        known = found
        for statement in (*following, NEXT):
            engine.connection.execute(statement)
    return known


def _hidden(engine: DuckDBEngine) -> int:
    return int(engine.connection.execute("SELECT count(*) FROM judged.disclosed_not").fetchall()[0][0])


#: Values of registers under the rule. A ratio is known by its numerator, and by what its denominator has besides.
CELLS = f"""
SELECT m.value_id AS cell_id, m.numerator AS number, m.denominator - m.numerator AS rest,
  {SMALL.format("m.numerator")} OR coalesce({SMALL.format("(m.denominator - m.numerator)")}, false) AS is_small,
  m.indicator_id, m.area_code, m.domain, m.breakdown, m.category, m.frequency, m.period, m.basis, m.denominator
FROM judged.measured m JOIN judged.indicator_facts f ON f.indicator_id = m.indicator_id
WHERE f.disclosure = 'small_counts' AND m.basis = 'register'
"""

#: Every sum that a reader can do with published values. Grain: line × value.
LINES = """
WITH cells AS (
  SELECT c.*, a.parent_code FROM judged.disclosure_cells c
  LEFT JOIN reference.areas a ON a.area_code = c.area_code
),
wholes AS (
  SELECT concat_ws('|', 'area', indicator_id, area_code, domain, breakdown, category, period, basis) AS line_id,
    cell_id FROM cells
  UNION ALL
  SELECT concat_ws('|', 'category', indicator_id, area_code, domain, b.breakdown, period, basis), cell_id
  FROM cells
  JOIN (SELECT DISTINCT indicator_id, breakdown FROM cells WHERE category <> '') b USING (indicator_id)
  WHERE category = ''
  UNION ALL
  SELECT concat_ws('|', 'domain', indicator_id, area_code, breakdown, category, period, basis), cell_id
  FROM cells WHERE domain = 'all'
  UNION ALL
  SELECT concat_ws('|', 'year', indicator_id, area_code, domain, breakdown, category, period, basis), cell_id
  FROM cells WHERE frequency = 'A'
),
parts AS (
  SELECT concat_ws('|', 'area', indicator_id, parent_code, domain, breakdown, category, period, basis) AS line_id,
    cell_id FROM cells
  UNION ALL
  SELECT concat_ws('|', 'category', indicator_id, area_code, domain, breakdown, period, basis), cell_id
  FROM cells WHERE category <> ''
  UNION ALL
  SELECT concat_ws('|', 'domain', indicator_id, area_code, breakdown, category, period, basis), cell_id
  FROM cells WHERE domain <> 'all'
  UNION ALL
  SELECT concat_ws('|', 'year', indicator_id, area_code, domain, breakdown, category, substring(period, 1, 4), basis),
    cell_id FROM cells WHERE frequency = 'Q'
),

said AS (
  SELECT line_id, cell_id, true AS is_whole FROM wholes
  UNION ALL
  SELECT line_id, cell_id, false FROM parts
)
SELECT s.line_id, s.cell_id, s.is_whole FROM said s
WHERE s.line_id IN (SELECT line_id FROM wholes) AND s.line_id IN (SELECT line_id FROM parts)
"""

#: A ratio whose numerator, denominator or difference is a number that was suppressed for an indicator of which it is
#: made, in the same area, domain and period, would tell it.
RATIOS = """
INSERT INTO judged.disclosed_not
SELECT DISTINCT r.cell_id
FROM judged.disclosure_cells r
JOIN judged.indicator_parts p ON p.indicator_id = r.indicator_id
JOIN judged.disclosure_cells s ON s.indicator_id = p.part_id AND s.area_code = r.area_code AND s.domain = r.domain
  AND s.period = r.period AND s.basis = r.basis AND s.number > 0
JOIN judged.disclosed_not x ON x.cell_id = s.cell_id
WHERE s.number IN (r.number, r.denominator, r.rest)
  AND r.cell_id NOT IN (SELECT cell_id FROM judged.disclosed_not)
"""


def suppress_values(engine: DuckDBEngine) -> int:
    """Build ``judged.suppressed`` from ``judged.measured``. Grain: one row a value to suppress."""
    engine.create_table("judged", "disclosure_cells", CELLS)
    engine.create_table("judged", "disclosure_lines", LINES)
    suppress(engine, RATIOS)
    return engine.create_table(
        "judged", "suppressed", "SELECT cell_id AS value_id FROM judged.disclosed_not ORDER BY cell_id"
    )
