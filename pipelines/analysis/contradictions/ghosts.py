"""Ghost figures: a number that is told again and again while the world around it moves.

Repetition alone is no fault. It is flagged where it lasted, is no small count, no register confirms it, and a reason
of the rules speaks against its having been counted again.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.analysis.contradictions.rules import ContradictionRules
from pipelines.analysis.contradictions.sentences import Words, cell_title, headed, joined
from pipelines.analysis.rows import load_rows
from pipelines.analysis.wording import number
from pipelines.period_names import period_name

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

#: Grain: one run of equal statements of a cell, the strongest of each time, however many sources told them.
RUNS = """
WITH stated AS (
  SELECT t.*, row_number() OVER (
      PARTITION BY indicator_id, area_code, domain, category, is_synthetic, frequency = 'Q' AND kind = 'flow', month_end
      ORDER BY grade_order, figure_id, telling_id
    ) AS among
  FROM derived.tellings t WHERE basis = 'reported'
),
changed AS (
  SELECT *, CASE WHEN value = lag(value) OVER cell THEN 0 ELSE 1 END AS is_new
  FROM stated WHERE among = 1
  WINDOW cell AS (PARTITION BY indicator_id, area_code, domain, category, is_synthetic ORDER BY month_end, telling_id)
),
numbered AS (
  SELECT *, sum(is_new) OVER (
      PARTITION BY indicator_id, area_code, domain, category, is_synthetic ORDER BY month_end, telling_id
      ROWS UNBOUNDED PRECEDING
    ) AS run
  FROM changed
),
runs AS (
  SELECT indicator_id, area_code, domain, category, is_synthetic, run, any_value(value) AS value,
    any_value(unit) AS unit, min_by(qualifier, month_end) AS qualifier, count(*) AS tellings,
    min(month_end) AS began, max(month_end) AS ended, min_by(period, month_end) AS first_period,
    max_by(period, month_end) AS last_period,
    string_agg(DISTINCT role, ', ' ORDER BY role) AS roles,
    string_agg(DISTINCT source_fa, '؛ ' ORDER BY source_fa) AS sources_fa,
    string_agg(DISTINCT source_en, '; ' ORDER BY source_en) AS sources_en,
    count(DISTINCT source_en) AS sources,
    string_agg(telling_id, ', ' ORDER BY month_end, telling_id) AS row_ids
  FROM numbered GROUP BY ALL
),
-- What else was stated of the same place from the run's beginning to its end, and how far it moved meanwhile.
others AS (
  SELECT r.indicator_id, r.area_code, r.domain, r.category, r.is_synthetic, r.run, o.indicator_id AS other,
    (max(o.value) - min(o.value)) / nullif(max(o.value), 0) AS moved
  FROM runs r
  JOIN stated o ON o.among = 1 AND o.area_code = r.area_code AND o.is_synthetic = r.is_synthetic
    AND o.indicator_id <> r.indicator_id AND o.month_end BETWEEN r.began AND r.ended
  GROUP BY r.indicator_id, r.area_code, r.domain, r.category, r.is_synthetic, r.run, o.indicator_id, o.domain, o.category
  HAVING count(*) > 1
),
companions AS (
  SELECT indicator_id, area_code, domain, category, is_synthetic, run,
    string_agg(DISTINCT other, ', ' ORDER BY other) FILTER (moved > {others_moved}) AS others_moved
  FROM others GROUP BY ALL
),
registers AS (
  SELECT r.indicator_id, r.area_code, r.domain, r.category, r.is_synthetic, r.run,
    (max(t.value) - min(t.value)) / nullif(max(t.value), 0) AS moved,
    max_by(r.value BETWEEN t.low AND t.high OR abs(t.value - r.value) <= r.value * {rounding}, t.month_end) AS agrees
  FROM runs r
  JOIN derived.tellings t ON t.basis <> 'reported' AND t.indicator_id = r.indicator_id AND t.area_code = r.area_code
    AND t.domain = r.domain AND t.category = r.category AND t.is_synthetic = r.is_synthetic
    AND t.month_end BETWEEN r.began AND r.ended AND (t.kind <> 'flow' OR t.frequency = 'A')
  GROUP BY ALL
),
judged_runs AS (
  SELECT r.*, r.ended - r.began AS months, c.others_moved, g.moved AS register_moved, coalesce(g.agrees, false) AS agrees,
    r.value >= {round_least} AND length(rtrim(CAST(CAST(r.value AS HUGEINT) AS VARCHAR), '0')) <= {round_digits} AS is_round
  FROM runs r
  LEFT JOIN companions c ON c.indicator_id = r.indicator_id AND c.area_code = r.area_code AND c.domain = r.domain
    AND c.category = r.category AND c.is_synthetic = r.is_synthetic AND c.run = r.run
  LEFT JOIN registers g ON g.indicator_id = r.indicator_id AND g.area_code = r.area_code AND g.domain = r.domain
    AND g.category = r.category AND g.is_synthetic = r.is_synthetic AND g.run = r.run
)
SELECT * FROM judged_runs
WHERE tellings >= {least_tellings} AND months >= {least_months} AND value >= {least_value} AND NOT agrees
  AND (is_round OR others_moved IS NOT NULL OR coalesce(register_moved, 0) > {register_moved})
ORDER BY indicator_id, area_code, domain, category, first_period
"""

TYPES = {
    "indicator_id": "VARCHAR", "area_code": "VARCHAR", "domain": "VARCHAR", "category": "VARCHAR",
    "value": "DECIMAL(38,9)", "unit": "VARCHAR", "qualifier": "VARCHAR", "first_period": "VARCHAR",
    "last_period": "VARCHAR", "months": "INTEGER", "tellings": "INTEGER", "sources": "INTEGER", "roles": "VARCHAR",
    "sources_fa": "VARCHAR", "sources_en": "VARCHAR", "reasons": "VARCHAR", "others_moved": "VARCHAR",
    "register_moved": "DECIMAL(38,9)", "row_ids": "VARCHAR", "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR",
    "is_synthetic": "BOOLEAN",
}  # fmt: skip


def judge_ghosts(engine: DuckDBEngine, rules: ContradictionRules, words: Words) -> int:
    """Build ``derived.ghost_figures`` from ``derived.tellings``; return its rows. Grain: one run of a cell."""
    g = rules.ghosts
    found = engine.rows(
        RUNS.format(
            others_moved=g.others_moved, rounding=rules.rounding, round_least=g.round_least_value,
            round_digits=g.round_digits, least_tellings=g.least_tellings, least_months=g.least_months,
            least_value=g.least_value, register_moved=g.register_moved,
        )
    )  # fmt: skip
    return load_rows(engine, "ghost_figures", TYPES, [_ghost(rules, words, row) for row in found])


def _ghost(rules: ContradictionRules, words: Words, run: dict[str, Any]) -> dict[str, Any]:
    reasons = [
        *(["round"] if run["is_round"] else []), *(["others_moved"] if run["others_moved"] else []),
        *(["register_moved"] if (run["register_moved"] or 0) > rules.ghosts.register_moved else []),
    ]  # fmt: skip
    said = {}
    for language in ("fa", "en"):
        why = [rules.ghosts.reasons[r][language] for r in reasons]
        said[f"sentence_{language}"] = rules.sentences["ghost"][language].format(
            title=headed(cell_title(words, run, None, language)), value=words.value(run, language),
            first=period_name(run["first_period"], language), last=period_name(run["last_period"], language),
            months=number(Decimal(run["months"]), "", 0, language),
            count=number(Decimal(run["tellings"]), "", 0, language), reasons=joined(why, language),
        )  # fmt: skip
    moved = run["register_moved"]
    return {
        **{k: run[k] for k in TYPES if k in run}, "reasons": ", ".join(reasons),
        "register_moved": None if moved is None else round(Decimal(moved), 9), **said,
    }  # fmt: skip
