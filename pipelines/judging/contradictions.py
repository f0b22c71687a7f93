"""The contradiction ledger: what different sources say of one thing, side by side, never merged.

Which tellings belong together is data (``models/reference/comparisons.csv``); their values are looked up in
the measured values and, failing that, in the statements. A set whose values agree although years passed is
a *repetition* (an estimate that nobody counted again), one whose values differ a *contradiction*. The sets name real
documents, so invented values never stand in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.judging.judgements import Context

#: Grain: one row a telling.
CONTRADICTIONS = """
WITH told AS (
  SELECT c.comparison_id, CAST(c.ordinal AS INTEGER) AS ordinal, c.title_fa, c.title_en, c.indicator_id,
    c.area_code, c.domain, coalesce(c.category, '') AS category, c.period, c.basis,
    v.value_id, coalesce(v.value, s.value) AS value, coalesce(v.unit, s.unit) AS unit,
    coalesce(v.qualifier, s.qualifier) AS qualifier,
    coalesce(v.status, CASE WHEN s.row_id IS NULL OR s.value IS NULL THEN 'missing' ELSE 'final' END) AS status,
    coalesce(c.source_fa, v.source_fa, s.source_fa) AS source_fa,
    coalesce(c.source_en, v.source_en, s.source_en) AS source_en,
    c.explanation_fa, c.explanation_en, coalesce(v.is_synthetic, s.is_synthetic, false) AS is_synthetic
  FROM reference.comparisons c
  LEFT JOIN judged.indicator_values v
    ON v.indicator_id = c.indicator_id AND v.area_code = c.area_code AND v.domain = c.domain
    AND v.period = c.period AND v.basis = c.basis AND v.category = coalesce(c.category, '')
    AND NOT coalesce(v.is_synthetic, false)
  LEFT JOIN core.statements s
    ON s.indicator_id = c.indicator_id AND s.area_code = c.area_code AND s.domain = c.domain
    AND s.period = c.period AND s.category = coalesce(c.category, '') AND s.is_preferred
    AND NOT coalesce(s.is_synthetic, false)
),
known AS (
  SELECT comparison_id, count(value) AS tellings, count(DISTINCT value) AS different FROM told GROUP BY ALL
)
SELECT t.*, CASE WHEN k.different > 1 THEN 'contradiction' ELSE 'repetition' END AS kind
FROM told t JOIN known k ON k.comparison_id = t.comparison_id
WHERE k.tellings > 1 AND t.status <> 'missing'
ORDER BY t.comparison_id, t.ordinal
"""


def judge_contradictions(context: Context) -> int:
    """Build ``judged.contradictions``; return its rows."""
    return context.engine.create_table("judged", "contradictions", CONTRADICTIONS)
