"""What a change is made of: by county, by the categories of a breakdown, by domain.

The parts of a decomposition sum exactly to the change of the published whole. What is not told of a part at both ends
is left in one remainder, *the rest*; where that holds one suppressed part alone, the decomposition is refused. All is made
of ``derived.indicator_values`` as published, so whatever stands here could be computed from them by anyone.

Only what the roll-up adds up is taken apart: statements are not, and domains only where the header adds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pipelines.analysis.comparison_rules import ComparisonRules, texts
from pipelines.analysis.typed_rows import PLACES, arrow_table

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context

#: Grain: change of a whole; of a ratio ``number`` is its numerator.
CHANGED_WHOLES = """
SELECT c.value_id, c.comparison, c.other_value_id, t.indicator_id, t.basis, t.domain, t.area_code, t.frequency,
  f.period AS from_period, t.period, k.kind = 'ratio' AS is_ratio, CAST(t.value - f.value AS DECIMAL(38,9)) AS change,
  CASE WHEN k.kind = 'ratio' THEN f.numerator ELSE f.value END AS from_number,
  CASE WHEN k.kind = 'ratio' THEN t.numerator ELSE t.value END AS to_number,
  f.denominator AS from_denominator, t.denominator AS to_denominator, c.status = 'provisional' AS is_provisional,
  t.is_synthetic
FROM derived.indicator_changes c
JOIN derived.indicator_values t ON t.value_id = c.value_id
JOIN derived.indicator_values f ON f.value_id = c.other_value_id
JOIN derived.indicator_facts k ON k.indicator_id = t.indicator_id
JOIN derived.rollups r ON r.indicator_id = t.indicator_id AND r.basis = t.basis
WHERE c.comparison IN ('previous', 'year_before') AND c.change IS NOT NULL AND t.breakdown = '' AND t.category = ''
  AND k.kind IN ('stock', 'flow', 'cumulative', 'ratio')
  AND c.value_id IN (SELECT whole_id FROM derived.parts_of_wholes)
"""

#: Grain: value × whole of the same period of which it is a part.
PARTS_OF_WHOLES = """
WITH plain AS (
  SELECT v.*, r.top FROM derived.indicator_values v
  JOIN derived.rollups r ON r.indicator_id = v.indicator_id AND r.basis = v.basis
),
placed AS (
  SELECT v.*, 'county' AS dimension, v.area_code AS part, a.parent_code AS whole_area, v.domain AS whole_domain
  FROM plain v
  JOIN reference.areas a ON a.area_code = v.area_code AND a.kind = 'county'
  JOIN reference.areas p ON p.area_code = a.parent_code AND p.kind = 'province'
  WHERE v.breakdown = '' AND v.category = '' AND v.top >= 2
  UNION ALL
  SELECT v.*, 'domain', v.domain, v.area_code, 'all' FROM plain v
  WHERE v.breakdown = '' AND v.category = '' AND v.domain <> 'all' AND v.indicator_id IN ({domains_added})
  UNION ALL
  SELECT v.*, v.breakdown, v.category, v.area_code, v.domain FROM plain v WHERE v.category <> ''
)
SELECT w.value_id AS whole_id, p.dimension, p.part, p.value_id, p.value, p.numerator, p.denominator, p.status,
  p.qualifier IN ({comparable}) AND p.is_synthetic = w.is_synthetic AS is_alike
FROM placed p
JOIN derived.indicator_values w ON w.indicator_id = p.indicator_id AND w.basis = p.basis AND w.frequency = p.frequency
  AND w.period = p.period AND w.area_code = p.whole_area AND w.domain = p.whole_domain AND w.breakdown = ''
  AND w.category = ''
"""

#: Grain: change of a whole × dimension × part. A part is told if it is known at both ends.
CHANGED_PARTS = """
WITH ends AS (
  SELECT w.value_id AS whole_id, w.comparison, w.is_ratio, p.dimension, p.part, p.value_id, p.value, p.numerator,
    p.denominator, p.status, p.is_alike, true AS is_to
  FROM derived.changed_wholes w JOIN derived.parts_of_wholes p ON p.whole_id = w.value_id
  UNION ALL
  SELECT w.value_id, w.comparison, w.is_ratio, p.dimension, p.part, p.value_id, p.value, p.numerator,
    p.denominator, p.status, p.is_alike, false
  FROM derived.changed_wholes w JOIN derived.parts_of_wholes p ON p.whole_id = w.other_value_id
),
numbered AS (
  SELECT *, CASE WHEN is_ratio THEN numerator ELSE value END AS number,
    is_alike AND CASE WHEN is_ratio THEN numerator IS NOT NULL AND denominator IS NOT NULL ELSE value IS NOT NULL END
      AS is_known
  FROM ends
)
SELECT whole_id, comparison, dimension, part,
  max(value_id) FILTER (is_to) AS value_id, max(value_id) FILTER (NOT is_to) AS other_value_id,
  max(number) FILTER (NOT is_to AND is_known) AS from_number, max(number) FILTER (is_to AND is_known) AS to_number,
  max(denominator) FILTER (NOT is_to AND is_known) AS from_denominator,
  max(denominator) FILTER (is_to AND is_known) AS to_denominator,
  count(*) FILTER (is_known) = 2 AS is_told, bool_or(status = 'suppressed') AS is_suppressed,
  bool_or(status = 'provisional') AS is_provisional
FROM numbered GROUP BY ALL
"""

#: Grain: change of a whole × dimension. The rest is what the told parts leave at either end. Where the parts are more
#: than the whole they overlap, and are no decomposition.
TAKEN_APART = """
WITH summed AS (
  SELECT whole_id, comparison, dimension, count(*) FILTER (is_told) AS told, count(*) FILTER (NOT is_told) AS untold,
    count(*) FILTER (NOT is_told AND is_suppressed) AS withheld,
    coalesce(sum(from_number), 0) AS all_from, coalesce(sum(to_number), 0) AS all_to,
    coalesce(sum(from_denominator), 0) AS all_from_denominator, coalesce(sum(to_denominator), 0) AS all_to_denominator,
    coalesce(sum(from_number) FILTER (is_told), 0) AS told_from, coalesce(sum(to_number) FILTER (is_told), 0) AS told_to,
    coalesce(sum(from_denominator) FILTER (is_told), 0) AS told_from_denominator,
    coalesce(sum(to_denominator) FILTER (is_told), 0) AS told_to_denominator
  FROM derived.changed_parts GROUP BY ALL
)
SELECT w.*, s.dimension, s.untold, CAST(w.from_number - s.told_from AS DECIMAL(38,9)) AS rest_from,
  CAST(w.to_number - s.told_to AS DECIMAL(38,9)) AS rest_to,
  CAST(w.from_denominator - s.told_from_denominator AS DECIMAL(38,9)) AS rest_from_denominator,
  CAST(w.to_denominator - s.told_to_denominator AS DECIMAL(38,9)) AS rest_to_denominator,
  CASE
    WHEN s.withheld = 1 THEN 'one_withheld'
    WHEN s.told = 0 AND s.withheld > 0 THEN 'all_withheld'
    WHEN s.told = 0 THEN 'nothing_told'
    WHEN s.all_from > w.from_number OR s.all_to > w.to_number OR (w.is_ratio
      AND (s.all_from_denominator > w.from_denominator OR s.all_to_denominator > w.to_denominator)) THEN 'overlapping'
  END AS reason
FROM summed s JOIN derived.changed_wholes w ON w.value_id = s.whole_id AND w.comparison = s.comparison
"""

#: Grain: change of a whole × dimension × part, the rest (left out where it is nothing) as the last.
LISTED_PARTS = """
SELECT t.value_id AS whole_id, t.comparison, t.dimension, p.part, 'part' AS part_kind, p.value_id, p.other_value_id,
  p.from_number, p.to_number, p.from_denominator, p.to_denominator, CAST(NULL AS BIGINT) AS untold,
  p.is_provisional
FROM derived.taken_apart t
JOIN derived.changed_parts p ON p.whole_id = t.value_id AND p.comparison = t.comparison AND p.dimension = t.dimension
WHERE t.reason IS NULL AND p.is_told
UNION ALL
SELECT value_id, comparison, dimension, '', 'rest', NULL, NULL, rest_from, rest_to, rest_from_denominator,
  rest_to_denominator, untold, false
FROM derived.taken_apart
WHERE reason IS NULL AND (untold > 0 OR rest_from <> 0 OR rest_to <> 0 OR rest_from_denominator <> 0
  OR rest_to_denominator <> 0)
"""

RATIO_PARTS = """
SELECT t.value_id AS whole_id, t.comparison, t.dimension, l.part, t.change, t.from_number AS whole_from,
  t.to_number AS whole_to, t.from_denominator AS whole_from_denominator, t.to_denominator AS whole_to_denominator,
  l.from_number, l.to_number, l.from_denominator, l.to_denominator
FROM derived.taken_apart t
JOIN derived.listed_parts l ON l.whole_id = t.value_id AND l.comparison = t.comparison AND l.dimension = t.dimension
WHERE t.is_ratio AND t.reason IS NULL
ORDER BY t.value_id, t.comparison, t.dimension, l.part = '', l.part
"""
EFFECT_TYPES = {
    **dict.fromkeys(("whole_id", "comparison", "dimension", "part"), "VARCHAR"),
    **dict.fromkeys(("within", "mix"), "DECIMAL(38,9)"),
}

#: Grain: change of a whole × dimension × part × effect; a refused decomposition is one row with its reason.
DECOMPOSITIONS = """
WITH effects AS (
  SELECT l.whole_id, l.comparison, l.dimension, l.part, 'change' AS effect,
    CAST(l.to_number - l.from_number AS DECIMAL(38,9)) AS contribution
  FROM derived.listed_parts l
  JOIN derived.changed_wholes w ON w.value_id = l.whole_id AND w.comparison = l.comparison
  WHERE NOT w.is_ratio
  UNION ALL
  SELECT whole_id, comparison, dimension, part, 'within', within FROM derived.ratio_effects
  UNION ALL
  SELECT whole_id, comparison, dimension, part, 'mix', mix FROM derived.ratio_effects
),
told AS (
  SELECT t.value_id, t.comparison, t.dimension, l.part, e.effect, l.part_kind, t.other_value_id, t.indicator_id, t.basis,
    t.domain, t.area_code, t.frequency, t.from_period, t.period, t.change, e.contribution, l.value_id AS part_value_id,
    l.other_value_id AS part_other_value_id, l.untold, CAST(NULL AS VARCHAR) AS reason,
    CASE WHEN t.is_provisional OR l.is_provisional THEN 'provisional' ELSE 'final' END AS status, t.is_synthetic
  FROM derived.taken_apart t
  JOIN derived.listed_parts l ON l.whole_id = t.value_id AND l.comparison = t.comparison AND l.dimension = t.dimension
  JOIN effects e ON e.whole_id = l.whole_id AND e.comparison = l.comparison AND e.dimension = l.dimension
    AND e.part = l.part
  UNION ALL
  SELECT value_id, comparison, dimension, '', 'none', 'refused', other_value_id, indicator_id, basis, domain, area_code,
    frequency, from_period, period, change, NULL, NULL, NULL, untold, reason,
    CASE reason WHEN 'overlapping' THEN 'not_applicable' WHEN 'nothing_told' THEN 'missing' ELSE 'suppressed' END,
    is_synthetic
  FROM derived.taken_apart WHERE reason IS NOT NULL
)
SELECT * FROM told ORDER BY value_id, comparison, dimension, part_kind, part, effect
"""


@dataclass(frozen=True, slots=True)
class Share:
    """A numerator and a denominator at both ends of a change, as whole numbers of one common unit."""

    from_number: int
    from_base: int
    to_number: int
    to_base: int


def effects(part: Share, whole: Share) -> tuple[Fraction, Fraction]:
    """Return what a part adds to the change of a ratio: within it, and by the mix.

    Within is the change of its own ratio at its mean weight; the mix is the change of its weight by how far its mean
    ratio lies from that of the whole. Over parts that make up the whole both sum exactly to the change. A part that
    is empty at one end has its other ratio there, so that it only changes the mix.
    """
    if not part.from_base and not part.to_base:
        return Fraction(0), Fraction(0)
    before = Fraction(part.from_number, part.from_base) if part.from_base else None
    after = Fraction(part.to_number, part.to_base) if part.to_base else before
    before = after if before is None else before
    assert before is not None
    assert after is not None
    weight_before = Fraction(part.from_base, whole.from_base)
    weight_after = Fraction(part.to_base, whole.to_base)
    middle = Fraction(whole.from_number, whole.from_base) + Fraction(whole.to_number, whole.to_base)
    within = (weight_before + weight_after) * (after - before) / 2
    return within, (before + after - middle) * (weight_after - weight_before) / 2


def rounded(found: Sequence[tuple[Fraction, Fraction]], change: Decimal) -> list[tuple[Decimal, Decimal]]:
    """Return effects to nine places; what rounding leaves of ``change`` is in the mix of the last."""
    units = [tuple(round(effect / Fraction(PLACES)) for effect in pair) for pair in found]
    left = int(change / PLACES) - sum(sum(pair) for pair in units)
    listed = [(Decimal(within) * PLACES, Decimal(mix) * PLACES) for within, mix in units]
    within, mix = listed[-1]
    return [*listed[:-1], (within, mix + Decimal(left) * PLACES)]


def ratio_effects(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the effects of each part of ratios; ``rows`` come ordered by whole, comparison and dimension."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["whole_id"], row["comparison"], row["dimension"]), []).append(row)
    for (whole_id, comparison, dimension), parts in groups.items():
        first = parts[0]
        whole = _share(first, "whole_from", "whole_from_denominator", "whole_to", "whole_to_denominator")
        names = ("from_number", "from_denominator", "to_number", "to_denominator")
        found = rounded([effects(_share(p, *names), whole) for p in parts], first["change"])
        for part, (within, mix) in zip(parts, found, strict=True):
            yield {
                "whole_id": whole_id, "comparison": comparison, "dimension": dimension, "part": part["part"],
                "within": within, "mix": mix,
            }  # fmt: skip


def _share(row: Mapping[str, Any], *names: str) -> Share:
    return Share(*(int(row[name].scaleb(9)) for name in names))


def judge_decompositions(context: Context) -> int:
    """Build ``derived.decompositions``; return its rows.

    Grain: change of a whole (to the previous period, to the year before) × dimension × part × effect. The effect of
    what is added up is ``change``; a ratio has ``within`` and ``mix``.
    """
    engine, rules = context.engine, ComparisonRules.load(context.models)
    added = [i.indicator_id for i in context.indicators if i.rollup.get("domains") == "total"]
    comparable = texts(rules.comparable_qualifiers)
    parts = PARTS_OF_WHOLES.format(domains_added=texts(added), comparable=comparable)
    engine.create_table("derived", "parts_of_wholes", parts)
    engine.create_table("derived", "changed_wholes", CHANGED_WHOLES)
    engine.create_table("derived", "changed_parts", CHANGED_PARTS)
    engine.create_table("derived", "taken_apart", TAKEN_APART)
    engine.create_table("derived", "listed_parts", LISTED_PARTS)
    found = list(ratio_effects(engine.query(RATIO_PARTS).to_pylist()))
    engine.load_arrow("derived", "ratio_effects", arrow_table(found, EFFECT_TYPES))
    return engine.create_table("derived", "decompositions", DECOMPOSITIONS)
