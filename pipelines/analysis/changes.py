"""What a published value is beside another: the period before, the year before, its whole, the people of its area.

Everything is made of ``derived.indicator_values`` as they are published. A suppressed value has no comparison, and
nothing is compared with one, so whatever stands here could be computed from the published values by anyone.

Like with like: both values are of one indicator, basis, domain, unit and frequency, and both real or both invented.
Only where artisans are the measure is the other value another indicator, of the same register, area and period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.analysis.comparison_rules import ComparisonRules, people, rows_of, smaller_counties, texts
from pipelines.engines.duckdb_engine import literal
from pipelines.modelling.contributions import ADDRESS

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context

#: The period before one, and the same quarter of the year before.
PREVIOUS = """CASE
    WHEN v.frequency = 'A' THEN CAST(CAST(v.period AS INTEGER) - 1 AS VARCHAR)
    WHEN right(v.period, 1) = '1' THEN concat(CAST(CAST(left(v.period, 4) AS INTEGER) - 1 AS VARCHAR), 'Q4')
    ELSE concat(left(v.period, 5), CAST(CAST(right(v.period, 1) AS INTEGER) - 1 AS VARCHAR))
  END"""
YEAR_BEFORE = "concat(CAST(CAST(left(v.period, 4) AS INTEGER) - 1 AS VARCHAR), substr(v.period, 5))"

#: Kinds of which parts make a whole.
ADDED = "v.kind IN ('stock', 'flow', 'cumulative')"

#: Grain: known value; ``top`` is how far the roll-up carries its basis (null for statements, which are not added up).
KNOWN = """
SELECT v.*, f.kind, r.top
FROM derived.indicator_values v
JOIN derived.indicator_facts f ON f.indicator_id = v.indicator_id
LEFT JOIN derived.rollups r ON r.indicator_id = v.indicator_id AND r.basis = v.basis
WHERE v.value IS NOT NULL
"""

#: Grain: value × comparison. A difference tells nothing where one of the two is only a bound, where the county became
#: smaller between them, or where two statements are of different sources or can be misread (the exports of eleven
#: months beside those of a year). A part that is more than its whole is none. Quotients are rounded to six places.
CHANGES = """
WITH known AS ({known}),
wanted AS ({wanted}),
beside AS (
  SELECT w.value_id, w.comparison, w.kind, w.unit, w.value, w.qualifier, w.status, w.is_synthetic,
    o.value_id AS other_value_id, o.value AS other, o.qualifier AS other_qualifier, o.status AS other_status,
    CAST(NULL AS VARCHAR) AS people_year,
    w.comparison IN ('previous', 'year_before') AS is_change,
    o.is_synthetic = w.is_synthetic AND (o.unit = w.unit OR w.comparison = 'per_artisan')
      AND o.qualifier IN ({comparable}) AND w.qualifier IN ({comparable})
      AND (w.basis <> 'reported' OR (o.source_en IS NOT DISTINCT FROM w.source_en
        AND o.ambiguity_en IS NULL AND w.ambiguity_en IS NULL))
      AND (s.since IS NULL OR s.since <= left(o.period, 4)) AS is_alike
  FROM wanted w
  LEFT JOIN derived.indicator_values o ON {same}
  LEFT JOIN ({smaller}) s ON s.area_code = w.area_code AND s.since <= left(w.period, 4)
  WHERE o.value_id IS NOT NULL OR w.comparison IN ('previous', 'year_before')
  UNION ALL
  SELECT v.value_id, 'per_1000_people', v.kind, v.unit, v.value, v.qualifier, v.status, v.is_synthetic,
    NULL, p.people, 'exact', CASE WHEN p.people IS NULL THEN 'missing' ELSE 'final' END, p.people_year,
    false, v.qualifier IN ({comparable})
  FROM known v
  JOIN reference.areas a ON a.area_code = v.area_code AND a.kind IN ('county', 'province')
  LEFT JOIN derived.people p ON p.area_code = v.area_code AND p.year = left(v.period, 4)
  WHERE v.breakdown = '' AND v.category = '' AND v.unit IN ({people_units}) AND v.indicator_id <> 'population'
    AND {added}
),
judged AS (
  SELECT b.*,
    CASE
      WHEN other_status IS NULL THEN 'missing'
      WHEN other IS NULL THEN other_status
      WHEN NOT is_alike THEN 'not_applicable'
      WHEN NOT is_change AND other <= 0 THEN 'not_applicable'
      WHEN comparison IN ('share_of_province', 'share_of_breakdown') AND value > other THEN 'not_applicable'
      WHEN status = 'provisional' OR other_status = 'provisional' THEN 'provisional'
      ELSE 'final'
    END AS told
  FROM beside b
)
SELECT value_id, comparison, other_value_id, people_year,
  CASE
    WHEN is_change AND told IN ('final', 'provisional')
      THEN CAST(CASE WHEN kind = 'ratio' THEN (value - other) * 100 ELSE value - other END AS DECIMAL(38,9))
  END AS change,
  CASE WHEN is_change THEN CASE WHEN kind = 'ratio' THEN 'percentage_points' ELSE unit END END AS change_unit,
  CAST(CAST(CASE
    WHEN told NOT IN ('final', 'provisional') OR other <= 0 THEN NULL
    WHEN comparison = 'per_1000_people' THEN value / other * 1000
    WHEN NOT is_change THEN value / other
    WHEN kind IN ('stock', 'flow', 'cumulative') THEN (value - other) / other
  END AS DECIMAL(38,6)) AS DECIMAL(38,9)) AS relative,
  CASE WHEN qualifier = 'exact' AND coalesce(other_qualifier, 'exact') = 'exact' THEN 'exact' ELSE 'about' END AS qualifier,
  told AS status, is_synthetic
FROM judged
ORDER BY value_id, comparison
"""


def wanted(rules: ComparisonRules) -> str:
    """Return the query of the comparisons with another value. Grain: known value × comparison, with its address.

    Shares are asked only of figures that the roll-up carries: of a statement nobody has said that it is a part.
    """
    counties = (
        "JOIN reference.areas a ON a.area_code = v.area_code AND a.kind = 'county'"
        " JOIN reference.areas p ON p.area_code = a.parent_code AND p.kind = 'province'"
    )
    artisans = rows_of(("domain", "artisans"), sorted(rules.artisans.items()))
    kinds: dict[str, tuple[dict[str, str], str, str]] = {
        "previous": ({"period": PREVIOUS}, "", "true"),
        "year_before": ({"period": YEAR_BEFORE}, "", "v.frequency = 'Q'"),
        "share_of_province": ({"area_code": "a.parent_code"}, counties, f"{ADDED} AND v.top >= 2"),
        "share_of_breakdown": (
            {"breakdown": "''", "category": "''"}, "", f"{ADDED} AND v.category <> '' AND v.top IS NOT NULL",
        ),
        "per_artisan": (
            {"indicator_id": "w.artisans"}, f"JOIN ({artisans}) w ON w.domain = v.domain",
            "v.basis = 'register' AND v.breakdown = '' AND v.category = ''"
            f" AND v.indicator_id IN ({texts(rules.per_artisan)})",
        ),
    }  # fmt: skip
    return "\nUNION ALL ".join(
        f"SELECT v.*, {literal(kind)} AS comparison, "
        + ", ".join(f"{other.get(c, f'v.{c}')} AS other_{c}" for c in ADDRESS)
        + f" FROM known v {joined} WHERE {condition}"
        for kind, (other, joined, condition) in kinds.items()
    )


def judge_changes(context: Context) -> int:
    """Build ``derived.indicator_changes``; return its rows. Grain: known value × comparison.

    ``change`` is a difference in ``change_unit`` (of ratios in percentage points), ``relative`` the growth by the other
    value, the share in it, or the number for each artisan or 1,000 people. Growth is empty where the other is zero,
    and of ratios and ranks, which do not grow. Shares, and figures for people or artisans, have no difference.
    """
    rules = ComparisonRules.load(context.models)
    years = "SELECT DISTINCT left(period, 4) AS year FROM derived.indicator_values"
    context.engine.create_table("derived", "people", people(rules, years) + " ORDER BY a.area_code, y.year")
    query = CHANGES.format(
        known=KNOWN,
        wanted=wanted(rules),
        same=" AND ".join(f"o.{c} = w.other_{c}" for c in ADDRESS),
        comparable=texts(rules.comparable_qualifiers),
        people_units=texts(rules.people_units),
        added=ADDED,
        smaller=smaller_counties(rules),
    )
    return context.engine.create_table("derived", "indicator_changes", query)
