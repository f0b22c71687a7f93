"""The generic roll-up: to which cells a contribution belongs, over time, areas, categories and domains.

The header of an indicator says how far. Time: ``sum`` makes a year of a flow from its four quarters, ``last`` gives a
year the value of its last quarter; both for bases that the header carries up, never for statements. A figure told for
a year is never spread over quarters and always stands before one that would be rolled up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pipelines.analysis.contributions import CELL
from pipelines.configuration.headers import CARRIED_BASES, LEVELS
from pipelines.engines.duckdb_engine import literal
from pipelines.modelling.models import Indicator

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine


def load_indicator_facts(engine: DuckDBEngine, found: Sequence[Indicator]) -> None:
    """Load what the roll-up needs of the headers. Grain of ``derived.rollups``: indicator × basis."""
    import pyarrow as pa

    engine.create_schema("derived")
    rollups = [
        {"indicator_id": i.indicator_id, "basis": basis, "top": LEVELS[top], "over_time": i.rollup.get("time"),
         "categories_from": LEVELS[i.rollup.get("categories_from", "city")]}
        for i in found for basis, top in i.rollup.items() if basis in CARRIED_BASES
    ]  # fmt: skip
    schema = pa.schema(
        [
            ("indicator_id", pa.string()),
            ("basis", pa.string()),
            ("top", pa.int32()),
            ("over_time", pa.string()),
            ("categories_from", pa.int32()),
        ]
    )
    engine.load_arrow("derived", "rollups", pa.Table.from_pylist(rollups, schema))
    facts = [
        {
            "indicator_id": i.indicator_id, "unit": i.unit, "kind": i.kind, "disclosure": i.disclosure,
            "direction": i.direction,
        } for i in found
    ]  # fmt: skip
    engine.load_arrow("derived", "indicator_facts", pa.Table.from_pylist(facts))
    levels = [{"kind": kind, "level": level} for kind, level in LEVELS.items()]
    engine.load_arrow("derived", "levels", pa.Table.from_pylist(levels))


#: Grain: indicator × basis × domain × year of which the header asks a sum and of which no annual figure was told.
#: What an office has told of a year is seen in the months for which its lists speak, never in their folders or in the
#: days of single rows: nine months in the folder of a year are no year, and a row that is told late is no list. The year
#: is whole if each office that contributed to it told all twelve months, and over. Where an office sends lists of single
#: counties alone each of them has to tell the whole year; beside a list of all counties they tell nothing of the others.
#: A year that is over and not whole is missing, one that still runs is nothing yet.
YEARS = """
WITH told AS (
  SELECT DISTINCT b.indicator_id, b.basis, b.domain, b.frequency, b.period, v.feed, v.office
  FROM derived.contributed c
  JOIN derived.base_cells b ON b.base_id = c.base_id
  JOIN derived.rollups r ON r.indicator_id = b.indicator_id AND r.basis = b.basis AND r.over_time = 'sum'
  JOIN derived.deliveries v ON v.delivery_id = c.delivery_id
  WHERE c.numerators + c.denominators > 0
),
offices AS (
  SELECT DISTINCT indicator_id, basis, domain, substr(period, 1, 4) AS year, feed, office FROM told WHERE frequency = 'Q'
),
months AS (
  SELECT period_key AS month_key, substr(period_key, 1, 4) AS year FROM reference.period_keys WHERE length(period_key) = 7
),
lists AS (
  SELECT d.feed, d.office, CASE WHEN r.delivery_id IS NULL THEN '' ELSE d.cover END AS part,
    string_split(coalesce(d.span, d.period), '/') AS ends
  FROM derived.deliveries d LEFT JOIN derived.restricted r ON r.delivery_id = d.delivery_id
  WHERE d.state = 'published'
),
spans AS (
  SELECT l.feed, l.office, l.part, b.first_month, k.last_month
  FROM lists l
  JOIN reference.period_keys b ON b.period_key = l.ends[1]
  JOIN reference.period_keys k ON k.period_key = l.ends[-1]
),
parts AS (
  SELECT s.feed, s.office, s.part, m.year, count(DISTINCT m.month_key) = 12 AS is_whole
  FROM spans s JOIN months m ON m.month_key BETWEEN s.first_month AND s.last_month
  GROUP BY ALL
),
years AS (
  SELECT feed, office, year, coalesce(bool_and(is_whole) FILTER (part = ''), bool_and(is_whole)) AS is_whole
  FROM parts GROUP BY feed, office, year
),
ends AS (
  SELECT substr(period, 1, 4) AS year, max(last_day) AS last_day FROM reference.quarters GROUP BY ALL
)
SELECT o.indicator_id, o.basis, o.domain, o.year, bool_and(coalesce(y.is_whole, false)) AS is_whole
FROM offices o
JOIN ends e ON e.year = o.year
LEFT JOIN years y ON y.feed = o.feed AND y.office IS NOT DISTINCT FROM o.office AND y.year = o.year
WHERE e.last_day < {today} AND NOT EXISTS (
  SELECT 1 FROM told t WHERE t.frequency = 'A' AND t.indicator_id = o.indicator_id AND t.basis = o.basis
    AND t.domain = o.domain AND t.period = o.year
)
GROUP BY ALL
"""

#: Grain: delivery that is the list of one county, where the lists of that office and period are not of every county: a
#: figure of the province or the country would fall beside those of full lists.
RESTRICTED = """
WITH lists AS (
  SELECT d.delivery_id, d.feed, d.office, d.period, d.cover, a.parent_code
  FROM derived.deliveries d
  LEFT JOIN reference.areas a ON d.cover = 'area:' || a.area_code AND a.kind = 'county'
  WHERE d.state = 'published'
),
counties AS (
  SELECT k.period_key AS period, a.parent_code, count(*) AS counties
  FROM (SELECT DISTINCT period FROM lists WHERE parent_code IS NOT NULL) l
  JOIN reference.period_keys k ON k.period_key = l.period
  JOIN reference.areas a ON a.kind = 'county' AND left(coalesce(a.valid_from, '0000-00'), 7) <= k.last_month
    AND left(coalesce(a.valid_to, '9999-99'), 7) >= k.last_month
  GROUP BY ALL
),
told AS (
  SELECT feed, office, period, bool_or(coalesce(cover, '') = '') AS is_full, count(DISTINCT cover) AS covers
  FROM lists GROUP BY ALL
)
SELECT l.delivery_id
FROM lists l
JOIN told t ON t.feed = l.feed AND t.office IS NOT DISTINCT FROM l.office AND t.period = l.period
JOIN counties c ON c.period = l.period AND c.parent_code = l.parent_code
WHERE NOT t.is_full AND t.covers < c.counties
"""

#: Grain: base cell × period for which it counts (its own, and the year into which it is rolled up).
TIMED = """
SELECT base_id, * EXCLUDE (base_id), false AS incomplete FROM derived.base_cells
UNION ALL
SELECT b.* REPLACE ('A' AS frequency, y.year AS period), NOT y.is_whole
FROM derived.base_cells b
JOIN derived.whole_years y ON y.indicator_id = b.indicator_id AND y.basis = b.basis AND y.domain = b.domain
  AND y.year = substr(b.period, 1, 4)
WHERE b.frequency = 'Q'
UNION ALL
SELECT b.* REPLACE ('A' AS frequency, substr(b.period, 1, 4) AS period), false
FROM derived.base_cells b
JOIN derived.rollups r ON r.indicator_id = b.indicator_id AND r.basis = b.basis AND r.over_time = 'last'
WHERE b.frequency = 'Q' AND right(b.period, 2) = 'Q4' AND NOT EXISTS (
  SELECT 1 FROM derived.base_cells a WHERE a.frequency = 'A' AND a.indicator_id = b.indicator_id
    AND a.basis = b.basis AND a.domain = b.domain AND a.period = substr(b.period, 1, 4)
)
"""

#: Grain: base cell × cell to which it belongs; ``incomplete`` where that cell is a year of which quarters lack. Areas
#: too small for the categories have their totals all the same.
CARRIED = f"""
WITH timed AS ({TIMED}),
up AS (
  SELECT t.* REPLACE (a.ancestor_code AS area_code),
    t.category <> '' AND coalesce(l.level < r.categories_from, false) AS too_fine
  FROM timed t
  JOIN reference.area_ancestors a ON a.area_code = t.area_code
  LEFT JOIN derived.rollups r ON r.indicator_id = t.indicator_id AND r.basis = t.basis
  LEFT JOIN derived.levels l ON l.kind = a.ancestor_kind
  WHERE a.ancestor_code = t.area_code OR l.level <= r.top
),
across AS (
  SELECT * FROM up WHERE NOT too_fine
  UNION ALL
  SELECT * REPLACE ('' AS breakdown, '' AS category) FROM up WHERE in_category_total
),
domains AS (
  SELECT * FROM across
  UNION ALL
  SELECT * REPLACE ('all' AS domain) FROM across WHERE in_domain_total
)
SELECT base_id, {", ".join(CELL)}, incomplete FROM domains
"""


def carry_up(engine: DuckDBEngine, today: date) -> None:
    """Build ``derived.cells`` (grain: a value's address) and ``derived.cell_members`` (grain: base cell × value).

    A value is ``incomplete`` as a whole when one contribution says that its period was told in part, when it is a year
    of which quarters lack, or when it is of an area of which only single counties sent their lists.
    """
    engine.create_table("derived", "restricted", RESTRICTED)
    engine.create_table("derived", "whole_years", YEARS.format(today=f"DATE {literal(today.isoformat())}"))
    address = ", ".join(CELL)
    engine.create_table("derived", "carried_cells", CARRIED)
    engine.create_table(
        "derived",
        "cells",
        f"SELECT substring(md5(concat_ws('|', {address})), 1, 16) AS value_id, {address}"
        " FROM (SELECT DISTINCT * EXCLUDE (base_id, incomplete) FROM derived.carried_cells)",
    )
    same = " AND ".join(f"k.{c} = c.{c}" for c in CELL)
    engine.create_table(
        "derived",
        "cell_members",
        "SELECT c.base_id, k.value_id,"
        " bool_or(c.incomplete OR i.base_id IS NOT NULL OR (p.base_id IS NOT NULL AND k.area_code <> b.area_code))"
        " OVER (PARTITION BY k.value_id) AS incomplete"
        f" FROM derived.carried_cells c JOIN derived.cells k ON {same}"
        " JOIN derived.base_cells b ON b.base_id = c.base_id"
        " LEFT JOIN (SELECT DISTINCT base_id FROM derived.contributed WHERE any_incomplete) i ON i.base_id = c.base_id"
        " LEFT JOIN (SELECT DISTINCT base_id FROM derived.contributed JOIN derived.restricted USING (delivery_id)) p"
        " ON p.base_id = c.base_id",
    )
    engine.execute("DROP TABLE derived.carried_cells")
    # A work file of an earlier release still holds the view that stood in its place.
    engine.execute("DROP VIEW IF EXISTS derived.carried")
