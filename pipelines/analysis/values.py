"""From contributions to values, and from every value back to its rows.

Every indicator's query returns contributions: one row a source row. They are gathered
(:mod:`pipelines.analysis.contributions`), carried to the cells to which they belong (:mod:`pipelines.analysis.rollup`)
and summed; what is too small is suppressed (:mod:`pipelines.analysis.disclosure`). The same gathered rows are the
lineage, so a value and its rows cannot disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.analysis.contributions import CELL, contributions_query, gather_contributions
from pipelines.analysis.disclosure import suppress
from pipelines.analysis.rollup import carry_up, load_indicator_facts

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context

__all__ = ["contributions_query", "measure_values"]

#: Grain: base cell.
BASE_SUMS = """
SELECT base_id, CAST(sum(numerator) AS DECIMAL(38,9)) AS numerator,
  CAST(sum(denominator) AS DECIMAL(38,9)) AS denominator,
  sum(numerators) AS numerators, sum(denominators) AS denominators,
  CAST(sum(numerator_persons) AS BIGINT) AS numerator_persons, CAST(sum(numerator_print) AS HUGEINT) AS numerator_print,
  CAST(sum(denominator_persons) AS BIGINT) AS denominator_persons,
  CAST(sum(denominator_print) AS HUGEINT) AS denominator_print,
  bool_or(any_provisional) AS any_provisional, min(least_qualifier) AS least_qualifier,
  max(most_qualifier) AS most_qualifier, bool_and(exact_or_more) AS exact_or_more, bool_and(one_by_one) AS one_by_one,
  bool_or(is_synthetic) AS is_synthetic
FROM derived.contributed GROUP BY base_id
"""

#: Grain: one value. A ratio whose denominator is missing is no value at all; one whose denominator is zero is
#: not applicable. What is counted from a delivery of which rows are in quarantine (a zero, too) is provisional
#: until the office has corrected them. A sum of figures of which one is only "about" or "more than" is itself no better.
#: A year of which quarters lack, or a period that was told in part, is missing, whatever the others say.
MEASURED = f"""
WITH summed AS (
  SELECT c.value_id, bool_or(c.incomplete) AS incomplete, CAST(sum(s.numerator) AS DECIMAL(38,9)) AS numerator,
    CAST(sum(s.denominator) AS DECIMAL(38,9)) AS denominator, sum(s.numerators) AS numerators,
    sum(s.denominators) AS denominators, bool_or(s.any_provisional) AS any_provisional,
    min(s.least_qualifier) AS least_qualifier, max(s.most_qualifier) AS most_qualifier,
    bool_and(s.exact_or_more) AS exact_or_more, bool_and(s.one_by_one) AS one_by_one,
    bool_or(s.is_synthetic) AS is_synthetic,
    CAST(sum(s.numerator_persons) AS BIGINT) AS numerator_persons,
    CAST(sum(s.numerator_print) AS HUGEINT) AS numerator_print,
    CAST(sum(s.denominator_persons) AS BIGINT) AS denominator_persons,
    CAST(sum(s.denominator_print) AS HUGEINT) AS denominator_print
  FROM derived.cell_members c JOIN derived.base_sums s ON s.base_id = c.base_id
  GROUP BY c.value_id
),
known AS (
  SELECT s.* REPLACE (
      CASE WHEN NOT s.incomplete THEN s.numerator END AS numerator,
      CASE WHEN NOT s.incomplete THEN s.denominator END AS denominator
    ), {", ".join("k." + c for c in CELL)}, f.kind, f.unit, f.disclosure
  FROM summed s
  JOIN derived.cells k ON k.value_id = s.value_id
  JOIN derived.indicator_facts f ON f.indicator_id = k.indicator_id
)
SELECT value_id, {", ".join(CELL)},
  CASE
    WHEN kind <> 'ratio' THEN numerator
    WHEN denominator <> 0 THEN CAST(numerator / denominator AS DECIMAL(38,9))
  END AS value,
  numerator, CASE WHEN kind = 'ratio' THEN denominator END AS denominator, unit,
  CASE
    WHEN least_qualifier = 'exact' AND most_qualifier = 'exact' THEN 'exact'
    WHEN kind <> 'ratio' AND least_qualifier = most_qualifier THEN least_qualifier
    WHEN kind <> 'ratio' AND exact_or_more THEN 'more_than'
    ELSE 'about'
  END AS qualifier,
  CASE
    WHEN incomplete OR numerators = 0 THEN 'missing'
    WHEN kind = 'ratio' AND denominator = 0 THEN 'not_applicable'
    WHEN any_provisional THEN 'provisional'
    ELSE 'final'
  END AS status,
  disclosure, one_by_one, is_synthetic, numerator_persons, numerator_print, denominator_persons, denominator_print
FROM known
WHERE kind <> 'ratio' OR (numerators > 0 AND denominators > 0)
"""

#: Sources of each value, from the statements behind it, else from the delivery's own note.
VALUE_SOURCES = """
WITH told AS (
  SELECT DISTINCT c.base_id,
    coalesce(s.source_fa, d.document_fa) AS source_fa, coalesce(s.source_en, d.document_en) AS source_en,
    coalesce(s.source_grade, d.evidence_grade) AS grade, s.ambiguity_fa, s.ambiguity_en, s.as_of
  FROM (SELECT DISTINCT base_id, delivery_id, row_id FROM derived.contributed) c
  JOIN derived.delivery_facts d ON d.delivery_id = c.delivery_id
  LEFT JOIN core.statements s ON s.row_id = c.row_id
),
of_values AS (
  SELECT DISTINCT c.value_id, t.* EXCLUDE (base_id) FROM derived.cell_members c JOIN told t ON t.base_id = c.base_id
)
SELECT t.value_id,
  string_agg(DISTINCT t.source_fa, '؛ ' ORDER BY t.source_fa) AS source_fa,
  string_agg(DISTINCT t.source_en, '; ' ORDER BY t.source_en) AS source_en,
  arg_max(t.grade, coalesce(CAST(g.sort AS INTEGER), 99)) AS evidence_grade,
  string_agg(DISTINCT t.ambiguity_fa, '؛ ' ORDER BY t.ambiguity_fa) AS ambiguity_fa,
  string_agg(DISTINCT t.ambiguity_en, '; ' ORDER BY t.ambiguity_en) AS ambiguity_en,
  max(t.as_of) AS as_of
FROM of_values t LEFT JOIN reference.codes g ON g.list = 'grades' AND g.code = t.grade
GROUP BY t.value_id
"""

#: Grain: one value, after suppression.
INDICATOR_VALUES = f"""
SELECT m.value_id, {", ".join("m." + c for c in CELL if c != "basis")},
  CASE WHEN x.value_id IS NULL THEN m.value END AS value,
  CASE WHEN x.value_id IS NULL THEN m.numerator END AS numerator,
  CASE WHEN x.value_id IS NULL THEN m.denominator END AS denominator,
  m.unit, m.basis, m.qualifier,
  CASE WHEN x.value_id IS NULL THEN m.status ELSE 'suppressed' END AS status,
  m.is_synthetic, s.source_fa, s.source_en, s.evidence_grade, s.ambiguity_fa, s.ambiguity_en, s.as_of
FROM derived.measured m
LEFT JOIN derived.suppressed x ON x.value_id = m.value_id
LEFT JOIN derived.value_sources s ON s.value_id = m.value_id
ORDER BY m.indicator_id, m.area_code, m.domain, m.breakdown, m.category, m.frequency, m.period, m.basis
"""

#: Grain: value × part × source row; rows of feeds that hold persons are counted by delivery and sheet, never listed.
#: Of a small-counts indicator only the persons who contribute are counted; where the count in one sheet alone would
#: be small, or something within the value is suppressed, its sheets are counted together by delivery, and where that
#: would still tell, deliveries are named without their counts. The quarters of a missing year contribute nothing.
LINEAGE = """
WITH parts AS (
  SELECT base_id, 'numerator' AS part, row_id, delivery_id, sheet_name, row_number, contains_persons,
    numerator_rows AS rows, numerator_persons AS persons, numerator AS contribution
  FROM derived.contributed WHERE numerator_rows > 0
  UNION ALL
  SELECT base_id, 'denominator', row_id, delivery_id, sheet_name, row_number, contains_persons,
    denominators, denominator_persons, denominator
  FROM derived.contributed WHERE denominators > 0
),
placed AS (
  SELECT c.value_id, p.part, p.row_id, p.delivery_id, p.sheet_name, p.row_number, p.contains_persons,
    v.disclosure = 'small_counts' AND p.contains_persons AS guarded, v.numerator IS NULL AS nothing,
    CAST(sum(p.rows) AS BIGINT) AS rows, CAST(sum(p.persons) AS BIGINT) AS persons,
    CASE WHEN NOT any_value(c.incomplete) THEN CAST(sum(p.contribution) AS DECIMAL(38,9)) END AS contribution
  FROM derived.cell_members c
  JOIN parts p ON p.base_id = c.base_id
  JOIN derived.measured v ON v.value_id = c.value_id
  WHERE c.value_id NOT IN (SELECT value_id FROM derived.suppressed)
  GROUP BY ALL
),
marked AS (
  SELECT p.*, guarded AND (nothing OR g.value_id IS NOT NULL
      OR count(*) FILTER (persons > 0 AND persons < {smallest}) OVER same_part > 0)
      AND (nothing OR count(*) OVER same_part > 1) AS together, g.value_id IS NOT NULL AS is_gathered
  FROM placed p LEFT JOIN derived.gathered_values g ON g.value_id = p.value_id
  WINDOW same_part AS (PARTITION BY p.value_id, p.part)
),
by_file AS (
  SELECT value_id, part, row_id, delivery_id, CASE WHEN together THEN '' ELSE sheet_name END AS sheet_name, row_number,
    guarded, nothing, together, is_gathered, CAST(sum(rows) AS BIGINT) AS rows, CAST(sum(persons) AS BIGINT) AS persons,
    CAST(sum(contribution) AS DECIMAL(38,9)) AS contribution
  FROM marked GROUP BY ALL
),
told AS (
  SELECT *, together AND (nothing OR (count(*) OVER same_part > 1 AND (
      is_gathered OR count(*) FILTER (persons > 0 AND persons < {smallest}) OVER same_part > 0
    ))) AS untold
  FROM by_file
  WINDOW same_part AS (PARTITION BY value_id, part)
)
SELECT value_id, part, row_id, delivery_id, sheet_name, row_number,
  CASE WHEN untold THEN NULL WHEN guarded THEN persons ELSE rows END AS rows,
  CASE WHEN NOT untold THEN contribution END AS contribution
FROM told
ORDER BY value_id, part, row_id, delivery_id, sheet_name
"""


def measure_values(context: Context) -> int:
    """Build ``derived.indicator_values`` (with suppression and sources) and ``derived.lineage``.

    Returns the number of values.
    """
    from pipelines.analysis.disclosure import SMALLEST_PUBLISHED

    engine, found = context.engine, context.indicators
    load_indicator_facts(engine, found)
    gather_contributions(engine, found)
    carry_up(engine, context.today)
    engine.create_table("derived", "base_sums", BASE_SUMS)
    engine.create_table("derived", "measured", MEASURED)
    suppress(engine)
    engine.create_table("derived", "value_sources", VALUE_SOURCES)
    rows = engine.create_table("derived", "indicator_values", INDICATOR_VALUES)
    engine.create_table("derived", "lineage", LINEAGE.format(smallest=SMALLEST_PUBLISHED))
    return rows
