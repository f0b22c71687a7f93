"""SQL of the ledger: tellings with their ranges, what is compared with what, and how each pair stands.

All of it runs in DuckDB over a few hundred rows: every statement, and the register, customs and suitcase values of
what was also stated. Ratios are left out; they differ when their parts do.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.analysis.contradictions.rules import Cause, ContradictionRules, Question
from pipelines.engines.duckdb_engine import literal

#: Grain: one telling. ``low`` and ``high`` are where the truth may lie by what was said; ``month_end`` counts months.
TELLINGS = """
WITH told AS (
  SELECT s.row_id AS telling_id, s.row_id, v.value_id, s.figure_id, s.indicator_id, s.area_code, s.domain, s.category,
    s.frequency, s.period, 'reported' AS basis, s.value, coalesce(f.unit, s.unit) AS unit, coalesce(s.qualifier, 'exact') AS qualifier,
    'final' AS status, coalesce(f.kind, s.period_kind, 'stock') AS kind, s.period_kind, s.instrument, s.role, s.as_of,
    s.source_fa, s.source_en, s.source_grade AS evidence_grade, s.ambiguity_fa, s.ambiguity_en, s.delivery_id,
    coalesce(s.is_synthetic, false) AS is_synthetic
  FROM core.statements s
  LEFT JOIN derived.indicator_facts f ON f.indicator_id = s.indicator_id
  LEFT JOIN derived.indicator_values v ON s.is_preferred AND v.basis = 'reported' AND v.indicator_id = s.indicator_id
    AND v.area_code = s.area_code AND v.domain = s.domain AND v.category = s.category AND v.frequency = s.frequency
    AND v.period = s.period
  WHERE s.value IS NOT NULL AND s.period IS NOT NULL AND coalesce(f.kind, '') <> 'ratio'
  UNION ALL
  SELECT v.value_id, NULL, v.value_id, NULL, v.indicator_id, v.area_code, v.domain, v.category, v.frequency, v.period,
    v.basis, v.value, v.unit, coalesce(v.qualifier, 'exact'), v.status, f.kind, f.kind, NULL, NULL, NULL,
    v.source_fa, v.source_en, v.evidence_grade, NULL, NULL, NULL, coalesce(v.is_synthetic, false)
  FROM derived.indicator_values v
  JOIN derived.indicator_facts f ON f.indicator_id = v.indicator_id AND f.kind <> 'ratio'
  WHERE v.basis <> 'reported' AND v.value IS NOT NULL AND ({asked})
),
spread AS (
  SELECT t.*, CAST(left(p.last_month, 4) AS INTEGER) * 12 + CAST(right(p.last_month, 2) AS INTEGER) AS month_end,
    coalesce(CAST(g.sort AS INTEGER), 99) AS grade_order,
    CASE
      WHEN t.basis = 'reported' AND t.value = trunc(t.value) THEN least(
        abs(t.value) * {rounding},
        CAST(power(10, length(CAST(CAST(abs(t.value) AS HUGEINT) AS VARCHAR))
          - length(rtrim(CAST(CAST(abs(t.value) AS HUGEINT) AS VARCHAR), '0'))) AS DECIMAL(38,0)) * 0.5)
      ELSE 0
    END AS slack
  FROM told t
  JOIN reference.period_keys p ON p.period_key = t.period
  LEFT JOIN reference.codes g ON g.list = 'grades' AND g.code = t.evidence_grade
)
SELECT * EXCLUDE (slack),
  CAST(value - CASE qualifier
    WHEN 'about' THEN abs(value) * {about} WHEN 'range' THEN abs(value) * {about}
    WHEN 'less_than' THEN abs(value) * {beyond} WHEN 'at_most' THEN abs(value) * {beyond}
    WHEN 'more_than' THEN 0 WHEN 'at_least' THEN 0 ELSE slack END AS DECIMAL(38,9)) AS low,
  CAST(value + CASE qualifier
    WHEN 'about' THEN abs(value) * {about} WHEN 'range' THEN abs(value) * {about}
    WHEN 'more_than' THEN abs(value) * {beyond} WHEN 'at_least' THEN abs(value) * {beyond}
    WHEN 'less_than' THEN 0 WHEN 'at_most' THEN 0 ELSE slack END AS DECIMAL(38,9)) AS high
FROM spread
ORDER BY telling_id
"""

_CELL = "indicator_id, area_code, domain, category, is_synthetic"
#: A cell's name as the id of its comparison.
_CELL_ID = "concat_ws('.', {0}.indicator_id, {0}.area_code, {0}.domain, nullif({0}.category, ''))"
#: A stock of a year is the one at its end.
_TIME_KEY = "s.period || CASE WHEN s.kind <> 'flow' AND s.frequency = 'A' THEN 'Q4' ELSE '' END"
_SAME_CELL = (
    "t.indicator_id = s.indicator_id AND t.area_code = s.area_code AND t.domain = s.domain"
    " AND t.category = s.category AND t.is_synthetic = s.is_synthetic"
)

#: Grain: comparison × telling. Modes: ``any`` and ``by_time`` (a question), ``time`` (a cell at one time) and ``chain``
#: (what was stated of a cell over the years, the strongest evidence of each time).
MEMBERS = """
WITH asked AS ({questions}),
free AS (
  SELECT t.* FROM derived.tellings t
  WHERE NOT EXISTS (
    SELECT 1 FROM asked q JOIN derived.tellings s ON s.telling_id = q.telling_id WHERE {same_cell}
  )
),
stated AS (SELECT * FROM free WHERE basis = 'reported'),
-- A register of the same time, else the nearest; a flow only of the same period.
near AS (
  SELECT s.telling_id AS stated_id, t.telling_id, row_number() OVER (
      PARTITION BY {cell}, {time_key}, t.basis ORDER BY abs(t.month_end - s.month_end),
      CASE WHEN t.frequency = s.frequency THEN 0 ELSE 1 END, t.month_end, s.telling_id, t.telling_id
    ) AS place
  FROM stated s JOIN free t ON t.basis <> 'reported' AND {same_cell}
    AND CASE WHEN s.kind = 'flow' THEN t.frequency = s.frequency AND t.period = s.period
      ELSE abs(t.month_end - s.month_end) <= {near_months} END
),
at_time AS (
  SELECT DISTINCT concat({cell_id_s}, '.', {time_key}) AS comparison_id, s.telling_id FROM stated s
  UNION
  SELECT concat({cell_id_s}, '.', {time_key}), n.telling_id
  FROM near n JOIN stated s ON s.telling_id = n.stated_id WHERE n.place = 1
),
strongest AS (
  SELECT s.*, row_number() OVER (
      PARTITION BY {cell}, CASE WHEN s.kind = 'flow' THEN s.frequency ELSE '' END, s.month_end
      ORDER BY s.grade_order, s.figure_id, s.telling_id
    ) AS among
  FROM stated s
)
SELECT comparison_id, mode, ordinal AS member, telling_id FROM asked
UNION ALL
SELECT comparison_id, 'time', 1, telling_id FROM at_time
UNION ALL
SELECT {cell_id_s} || CASE WHEN kind = 'flow' AND frequency = 'Q' THEN '.Q' ELSE '' END, 'chain', 1, telling_id
FROM strongest s WHERE among = 1
"""

#: Grain: comparison × pair of tellings. ``gap`` is in months; ``cause_ids`` are why they may differ.
PAIRS = """
WITH placed AS (
  SELECT m.comparison_id, m.mode, t.*, row_number() OVER (
      PARTITION BY m.comparison_id ORDER BY m.member, t.month_end, t.basis = 'reported' DESC, t.grade_order,
      t.figure_id, t.telling_id
    ) AS place
  FROM derived.comparison_members m JOIN derived.tellings t ON t.telling_id = m.telling_id
),
pairs AS (
  SELECT a.comparison_id, a.mode, a.place, b.place AS other_place, a.telling_id, b.telling_id AS other_id,
    a.value, b.value AS other_value, abs(a.month_end - b.month_end) AS gap,
    a.high < b.low OR b.high < a.low AS is_apart,
    a.mode = 'any' OR CASE WHEN a.kind = 'flow' THEN a.period = b.period ELSE a.month_end = b.month_end END AS is_same_time,
    least(a.high, b.high) AS smaller, greatest(a.low, b.low) AS larger, p.change,
    a.kind = 'flow' AND a.frequency <> b.frequency AND a.mode <> 'any' AS is_incomparable,
    {causes} AS cause_ids
  FROM placed a
  JOIN placed b ON b.comparison_id = a.comparison_id AND b.place > a.place AND b.unit IS NOT DISTINCT FROM a.unit
    AND b.is_synthetic = a.is_synthetic
    AND (a.mode <> 'chain' OR b.place = a.place + 1)
  LEFT JOIN derived.plausible_changes p ON p.kind = a.kind
)
SELECT * EXCLUDE (is_incomparable, smaller, larger, change),
  CASE
    WHEN is_apart AND is_same_time THEN 'different'
    -- From nothing a flow may begin; a stock that appears from nothing has jumped.
    WHEN is_apart AND larger * 12 > smaller * (12 + coalesce(change, 0) * gap)
      AND (smaller > 0 OR change < 1) THEN 'jump'
    WHEN is_apart THEN 'change'
    WHEN value = other_value THEN 'same'
    ELSE 'agrees'
  END AS relation
FROM pairs WHERE NOT is_incomparable
ORDER BY comparison_id, place, other_place
"""

#: Grain: comparison that says something. Agreement is left out; so is a time at which nothing contradicts.
COMPARISONS = """
WITH kinds AS (
  SELECT comparison_id, any_value(mode) AS mode,
    CASE
      WHEN bool_or(relation IN ('different', 'jump')) THEN 'contradiction'
      WHEN bool_and(relation = 'same') AND max(gap) > 0 THEN 'repetition'
      WHEN bool_or(relation = 'change') THEN 'series'
      ELSE 'agreement'
    END AS kind,
    bool_and(len(list_filter(cause_ids, lambda x: list_contains({explaining}, x))) > 0)
      FILTER (relation IN ('different', 'jump')) AS has_causes
  FROM derived.comparison_pairs GROUP BY comparison_id
),
bounds AS (
  SELECT p.comparison_id, min(least(p.value, p.other_value)) AS least_value,
    max(greatest(p.value, p.other_value)) AS greatest_value,
    list_sort(list_distinct(flatten(list(p.cause_ids)))) AS cause_ids
  FROM derived.comparison_pairs p JOIN kinds k ON k.comparison_id = p.comparison_id
  WHERE k.kind <> 'contradiction' OR p.relation IN ('different', 'jump')
  GROUP BY p.comparison_id
)
SELECT k.comparison_id, k.kind, k.mode, b.least_value, b.greatest_value,
  b.greatest_value - b.least_value AS difference,
  CAST((b.greatest_value - b.least_value) / nullif(b.greatest_value, 0) AS DECIMAL(38,9)) AS relative_difference,
  CASE WHEN k.kind = 'contradiction' THEN b.cause_ids END AS cause_ids,
  CASE WHEN k.kind = 'contradiction' THEN CASE WHEN k.has_causes OR k.mode IN ('any', 'by_time')
    THEN 'explained' ELSE 'unexplained' END END AS state
FROM kinds k JOIN bounds b ON b.comparison_id = k.comparison_id
WHERE k.kind = 'contradiction' OR (k.kind <> 'agreement' AND k.mode <> 'time')
ORDER BY k.comparison_id
"""


def tellings_query(rules: ContradictionRules) -> str:
    """Return the query of ``derived.tellings``: statements, and what registers tell of the same or is asked for."""
    stated = (
        "EXISTS (SELECT 1 FROM core.statements s WHERE s.indicator_id = v.indicator_id AND s.area_code = v.area_code"
        " AND s.domain = v.domain AND s.category = v.category AND s.value IS NOT NULL)"
    )
    asked = [c.replace("t.", "v.") for q in rules.questions for c in q.conditions]
    return TELLINGS.format(
        asked=" OR ".join([stated, *(f"({c})" for c in asked)]), rounding=rules.rounding, about=rules.about,
        beyond=rules.beyond,
    )  # fmt: skip


def members_query(rules: ContradictionRules) -> str:
    """Return the query of ``derived.comparison_members``."""
    return MEMBERS.format(
        questions=_questions(rules.questions), same_cell=_SAME_CELL, near_months=rules.near_months,
        cell=", ".join(f"s.{c}" for c in _CELL.split(", ")), cell_id_s=_CELL_ID.format("s"), time_key=_TIME_KEY,
    )  # fmt: skip


def _questions(questions: Sequence[Question]) -> str:
    """Return comparison_id, mode, ordinal and telling_id of every question; a telling stands in one place of it."""
    parts = [
        f"SELECT {literal(q.question_id)} AS comparison_id, {literal('any' if q.any_period else 'by_time')} AS mode,"
        f" {n} AS ordinal, t.telling_id FROM derived.tellings t WHERE NOT t.is_synthetic AND {condition}"
        for q in questions for n, condition in enumerate(q.conditions, 1)
    ]  # fmt: skip
    if not parts:
        return "SELECT '' AS comparison_id, '' AS mode, 0 AS ordinal, '' AS telling_id WHERE false"
    union = " UNION ALL ".join(parts)
    return f"SELECT comparison_id, mode, min(ordinal) AS ordinal, telling_id FROM ({union}) GROUP BY ALL"


def pairs_query(causes: Sequence[Cause]) -> str:
    """Return the query of ``derived.comparison_pairs``."""
    cases = ", ".join(f"CASE WHEN {c.condition} THEN {literal(c.cause_id)} END" for c in causes)
    return PAIRS.format(
        causes=f"list_filter([{cases}], lambda x: x IS NOT NULL)" if cases else "CAST([] AS VARCHAR[])"
    )


def comparisons_query(causes: Sequence[Cause]) -> str:
    """Return the query of ``derived.compared``."""
    explaining = ", ".join(literal(c.cause_id) for c in causes if c.explains)
    return COMPARISONS.format(explaining=f"CAST([{explaining}] AS VARCHAR[])")
