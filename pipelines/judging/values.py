"""One generic roll-up from contributions to values, and from every value back to its rows.

Every indicator's query returns contributions: one row a source row. Here they are carried to the areas above
(as far as the indicator's header lets them), to category, domain and year totals where the header asks for them,
and summed. The same carried rows are the lineage, so a value and its rows cannot disagree. Rows of persons are
counted by delivery and sheet before they are carried: no more of them is ever told, and a hundred are carried as
fast as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.engines.duckdb_engine import literal, quoted
from pipelines.modelling.models import CONTRIBUTION_COLUMNS, Indicator

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine
    from pipelines.judging.judgements import Context

#: How far up each kind of area stands; a sum is carried up to the named kind and no further.
LEVELS = {"city": 0, "county": 1, "province": 2, "country": 3}
CELL = ("indicator_id", "area_code", "domain", "breakdown", "category", "frequency", "period", "basis")
VALUE_ID = "substring(md5(concat_ws('|', {})), 1, 16)".format(", ".join(CELL))


def load_indicator_facts(engine: DuckDBEngine, found: Sequence[Indicator]) -> None:
    """Load what the roll-up needs of the headers.

    Grain of ``judged.rollups``: indicator × basis; of ``judged.indicator_parts``: a ratio × indicator it is made of.
    """
    import pyarrow as pa

    engine.create_schema("judged")
    rollups = [
        {"indicator_id": i.indicator_id, "basis": basis, "top": LEVELS[top]}
        for i in found for basis, top in i.rollup.items() if basis in ("register", "customs", "suitcase")
    ]  # fmt: skip
    schema = pa.schema([("indicator_id", pa.string()), ("basis", pa.string()), ("top", pa.int32())])
    engine.load_arrow("judged", "rollups", pa.Table.from_pylist(rollups, schema))
    parts = [{"indicator_id": i.indicator_id, "part_id": part} for i in found for part in i.depends_on]
    schema = pa.schema([("indicator_id", pa.string()), ("part_id", pa.string())])
    engine.load_arrow("judged", "indicator_parts", pa.Table.from_pylist(parts, schema))
    facts = [
        {
            "indicator_id": i.indicator_id, "unit": i.unit, "kind": i.kind, "disclosure": i.disclosure,
            "category_total": i.rollup.get("categories") == "total",
            "domain_total": i.rollup.get("domains") == "total",
            "year_total": i.rollup.get("years") == "total",
        } for i in found
    ]  # fmt: skip
    engine.load_arrow("judged", "indicator_facts", pa.Table.from_pylist(facts))
    levels = [{"kind": kind, "level": level} for kind, level in LEVELS.items()]
    engine.load_arrow("judged", "levels", pa.Table.from_pylist(levels))


def contributions_query(indicator: Indicator) -> str:
    """Return the indicator's own query with its columns cast to the common contribution types."""
    columns = ", ".join(f"CAST({quoted(c)} AS {t}) AS {quoted(c)}" for c, t in CONTRIBUTION_COLUMNS)
    return f"SELECT {columns} FROM ({indicator.sql})"


#: A sum over the quarters of a year stands only where the source spoke of all four of them and told no year itself.
WHOLE_YEARS = """
SELECT indicator_id, basis, domain, substring(period, 1, 4) AS year
FROM {rows} GROUP BY ALL
HAVING count(DISTINCT period) FILTER (frequency = 'Q') = 4 AND count(*) FILTER (frequency <> 'Q') = 0
"""


def carried_query(found: Sequence[Indicator]) -> str:
    """Return the query of all contributions, carried to every cell to which they belong.

    Grain: cell × source row; of deliveries that hold persons, cell × sheet. ``numerators`` and ``denominators`` count
    the contributions that have one, ``parts`` those that belong to the numerator's side.
    """
    names = ", ".join(quoted(c) for c, _ in CONTRIBUTION_COLUMNS)
    union = "\nUNION ALL ".join(
        f"SELECT {literal(i.indicator_id)} AS indicator_id, {names} FROM indicators.{quoted(i.indicator_id)}"
        for i in found
    )
    return f"""
    WITH contributions AS ({union}),
    placed AS (
      SELECT c.* REPLACE (
          CASE WHEN f.contains_persons THEN concat_ws('#', f.delivery_id, split_part(c.row_id, '#', 2))
            ELSE c.row_id END AS row_id
        ), f.delivery_id, f.is_partial, f.is_synthetic
      FROM contributions c JOIN judged.delivery_facts f ON f.delivery_id = split_part(c.row_id, '#', 1)
    ),
    counted AS (
      SELECT * EXCLUDE (numerator, denominator), sum(numerator) AS numerator, sum(denominator) AS denominator,
        count(numerator) AS numerators, count(denominator) AS denominators,
        count(*) FILTER (numerator IS NOT NULL OR denominator IS NULL) AS parts
      FROM placed GROUP BY ALL
    ),
    up AS (
      SELECT c.* REPLACE (a.ancestor_code AS area_code)
      FROM counted c
      JOIN reference.area_ancestors a ON a.area_code = c.area_code
      LEFT JOIN judged.rollups r ON r.indicator_id = c.indicator_id AND r.basis = c.basis
      LEFT JOIN judged.levels l ON l.kind = a.ancestor_kind
      WHERE a.ancestor_code = c.area_code OR l.level <= r.top
    ),
    across AS (
      SELECT * FROM up
      UNION ALL
      SELECT up.* REPLACE ('' AS breakdown, '' AS category)
      FROM up JOIN judged.indicator_facts f ON f.indicator_id = up.indicator_id
      WHERE f.category_total AND up.category <> '' AND up.basis <> 'reported'
    ),
    domains AS (
      SELECT * FROM across
      UNION ALL
      SELECT across.* REPLACE ('all' AS domain)
      FROM across JOIN judged.indicator_facts f ON f.indicator_id = across.indicator_id
      WHERE f.domain_total AND across.domain <> 'all' AND across.basis <> 'reported'
    ),
    whole_years AS ({WHOLE_YEARS.format(rows="domains")}),
    years AS (
      SELECT * FROM domains
      UNION ALL
      SELECT d.* REPLACE ('A' AS frequency, y.year AS period)
      FROM domains d
      JOIN judged.indicator_facts f ON f.indicator_id = d.indicator_id
      JOIN whole_years y ON y.indicator_id = d.indicator_id AND y.basis = d.basis AND y.domain = d.domain
        AND y.year = substring(d.period, 1, 4)
      WHERE f.year_total AND d.basis <> 'reported'
    )
    SELECT y.*, {VALUE_ID} AS value_id FROM years y
    """


#: Grain: one value. A ratio whose denominator is missing is no value at all; one whose denominator is zero is
#: not applicable. What is counted from a delivery of which rows are in quarantine (a zero, too) is provisional
#: until the office has corrected them. A sum of figures of which one is only "about" or "more than" is itself no better.
VALUES = f"""
WITH summed AS (
  SELECT {", ".join(CELL)}, any_value(value_id) AS value_id,
    CAST(sum(numerator) AS DECIMAL(38,9)) AS numerator, CAST(sum(denominator) AS DECIMAL(38,9)) AS denominator,
    CAST(sum(numerators) AS BIGINT) AS numerators, CAST(sum(denominators) AS BIGINT) AS denominators,
    bool_or(is_synthetic) AS is_synthetic, bool_or(status = 'provisional' OR (is_partial AND basis <> 'reported')) AS any_provisional,
    bool_and(coalesce(qualifier, 'exact') = 'exact') AS all_exact,
    bool_and(coalesce(qualifier, 'exact') IN ('exact', 'more_than')) AS exact_or_more,
    min(qualifier) AS one_qualifier, count(DISTINCT coalesce(qualifier, 'exact')) AS qualifiers
  FROM judged.carried_rows GROUP BY ALL
)
SELECT s.value_id, {", ".join("s." + c for c in CELL)},
  CASE
    WHEN f.kind <> 'ratio' THEN s.numerator
    WHEN s.denominator <> 0 THEN CAST(s.numerator / s.denominator AS DECIMAL(38,9))
  END AS value,
  s.numerator, CASE WHEN f.kind = 'ratio' THEN s.denominator END AS denominator, f.unit,
  CASE
    WHEN s.all_exact THEN 'exact'
    WHEN f.kind <> 'ratio' AND s.qualifiers = 1 THEN s.one_qualifier
    WHEN f.kind <> 'ratio' AND s.exact_or_more THEN 'more_than'
    ELSE 'about'
  END AS qualifier,
  CASE
    WHEN f.kind = 'ratio' AND s.denominator = 0 THEN 'not_applicable'
    WHEN s.numerators = 0 THEN 'missing'
    WHEN s.any_provisional THEN 'provisional'
    ELSE 'final'
  END AS status, s.is_synthetic
FROM summed s JOIN judged.indicator_facts f ON f.indicator_id = s.indicator_id
WHERE f.kind <> 'ratio' OR (s.numerators > 0 AND s.denominators > 0)
"""

#: Grain: value × source row; rows of feeds that hold persons are counted by delivery and sheet, never listed.
LINEAGE = """
WITH parts AS (
  SELECT value_id, 'numerator' AS part, row_id, delivery_id, numerator AS contribution, parts AS rows
  FROM judged.carried_rows WHERE parts > 0
  UNION ALL
  SELECT value_id, 'denominator', row_id, delivery_id, denominator, denominators
  FROM judged.carried_rows WHERE denominators > 0
),
placed AS (
  SELECT p.value_id, p.part, p.delivery_id, d.contains_persons, p.contribution, p.rows,
    CASE WHEN d.contains_persons THEN '' ELSE p.row_id END AS row_id,
    split_part(p.row_id, '#', 2) AS sheet_name,
    CASE WHEN d.contains_persons THEN NULL
      ELSE TRY_CAST(nullif(split_part(p.row_id, '#', 3), '') AS INTEGER) END AS row_number
  FROM parts p JOIN judged.delivery_facts d ON d.delivery_id = p.delivery_id
)
SELECT value_id, part, row_id, delivery_id, sheet_name, row_number, CAST(sum(rows) AS BIGINT) AS rows,
  CAST(sum(contribution) AS DECIMAL(38,9)) AS contribution
FROM placed
WHERE value_id IN (SELECT value_id FROM judged.indicator_values WHERE status <> 'suppressed')
GROUP BY ALL ORDER BY ALL
"""

#: Sources of each value, from the statements behind it, else from the delivery's own note.
VALUE_SOURCES = """
WITH told AS (
  SELECT DISTINCT c.value_id,
    coalesce(s.source_fa, d.document_fa) AS source_fa, coalesce(s.source_en, d.document_en) AS source_en,
    coalesce(s.source_grade, d.evidence_grade) AS grade, s.ambiguity_fa, s.ambiguity_en, s.as_of
  FROM judged.carried_rows c
  JOIN judged.delivery_facts d ON d.delivery_id = c.delivery_id
  LEFT JOIN core.statements s ON s.row_id = c.row_id
)
SELECT t.value_id,
  string_agg(DISTINCT t.source_fa, '؛ ' ORDER BY t.source_fa) AS source_fa,
  string_agg(DISTINCT t.source_en, '; ' ORDER BY t.source_en) AS source_en,
  arg_max(t.grade, coalesce(CAST(g.sort AS INTEGER), 99)) AS evidence_grade,
  string_agg(DISTINCT t.ambiguity_fa, '؛ ' ORDER BY t.ambiguity_fa) AS ambiguity_fa,
  string_agg(DISTINCT t.ambiguity_en, '; ' ORDER BY t.ambiguity_en) AS ambiguity_en,
  max(t.as_of) AS as_of
FROM told t LEFT JOIN reference.codes g ON g.list = 'grades' AND g.code = t.grade
GROUP BY t.value_id
"""


def measure_values(context: Context) -> int:
    """Build ``judged.indicator_values`` (with suppression and sources) and ``judged.lineage``.

    Returns the number of values.
    """
    from pipelines.judging.disclosure import suppress_values

    engine, found = context.engine, context.indicators
    load_indicator_facts(engine, found)
    engine.create_table("judged", "carried_rows", carried_query(found))
    engine.create_table("judged", "measured", VALUES)
    suppress_values(engine)
    engine.create_table("judged", "value_sources", VALUE_SOURCES)
    rows = engine.create_table(
        "judged",
        "indicator_values",
        f"""
        SELECT m.value_id, {", ".join("m." + c for c in CELL if c != "basis")},
          CASE WHEN x.value_id IS NULL THEN m.value END AS value,
          CASE WHEN x.value_id IS NULL THEN m.numerator END AS numerator,
          CASE WHEN x.value_id IS NULL THEN m.denominator END AS denominator,
          m.unit, m.basis, m.qualifier,
          CASE WHEN x.value_id IS NULL THEN m.status ELSE 'suppressed' END AS status,
          m.is_synthetic,
          s.source_fa, s.source_en, s.evidence_grade, s.ambiguity_fa, s.ambiguity_en, s.as_of
        FROM judged.measured m
        LEFT JOIN judged.suppressed x ON x.value_id = m.value_id
        LEFT JOIN judged.value_sources s ON s.value_id = m.value_id
        ORDER BY m.indicator_id, m.area_code, m.domain, m.breakdown, m.category, m.frequency, m.period, m.basis
        """,
    )
    engine.create_table("judged", "lineage", LINEAGE)
    return rows
