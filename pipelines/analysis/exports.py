"""Exports beside each other: lines with unit values, flows, concentration, the origin hidden in lines, real rial.

Only the rows that count (``core.export_counts``) and that lie in the core handicraft lines are added, crafts and carpet
apart. *Basis* ``office`` is where the goods were assessed, ``origin`` where the tariff line itself says that they come
from; the two are views of one trade and never added.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pipelines.analysis.rows import load_rows

if TYPE_CHECKING:
    from pipelines.analysis.judgements import Context

USD, KG = "CAST(value_usd AS DECIMAL(28,2))", "CAST(weight_kg AS DECIMAL(28,3))"

#: Trade that counts, with the area of each basis. Grain: row × basis; where a period is formed as a difference of
#: releases, the rows of one office, destination and line are netted, and what nets to nothing was no trade of it.
SEEN = """
WITH seen AS (
  SELECT 'office' AS basis, e.office_area_code AS area_code, e.* FROM core.export_counts e WHERE e.is_core_line
  UNION ALL
  SELECT 'origin', e.origin_area_code, e.* FROM core.export_counts e
  WHERE e.is_core_line AND e.origin_area_code IS NOT NULL
)
SELECT s.* EXCLUDE (row_id, is_difference, weight_kg, value_rial, value_usd, delivery_id, is_synthetic),
  count(*) AS rows, CAST(sum(weight_kg) AS DECIMAL(38,9)) AS weight_kg,
  CAST(sum(value_rial) AS DECIMAL(38,9)) AS value_rial, CAST(sum(value_usd) AS DECIMAL(38,9)) AS value_usd,
  list(DISTINCT s.delivery_id) AS delivery_ids, bool_or(s.is_synthetic) AS is_synthetic,
  bool_or(d.is_partial) AS is_partial, CASE WHEN NOT s.is_difference THEN s.row_id END AS apart
FROM seen s JOIN derived.delivery_facts d ON d.delivery_id = s.delivery_id
GROUP BY ALL
HAVING NOT bool_or(s.is_difference) OR sum(value_usd) <> 0 OR sum(weight_kg) <> 0 OR sum(value_rial) <> 0
"""

#: SQL that names the deliveries behind several netted rows.
NAMED = "array_to_string(list_sort(list_distinct(flatten(list(r.delivery_ids)))), ', ')"

#: Grain: basis × frequency × period × area × domain × tariff line. The unit value rests on rows that tell both a value
#: and a weight above zero; where there are none it is missing. The period before is that of the year before.
LINES = f"""
WITH lines AS (
  SELECT r.basis, r.frequency, r.period, r.area_code, r.domain, coalesce(r.hs8, '') AS hs8,
    CAST(sum(r.rows) AS BIGINT) AS rows,
    CAST(sum(value_usd) AS DECIMAL(38,9)) AS value_usd, CAST(sum(weight_kg) AS DECIMAL(38,9)) AS weight_kg,
    CAST(sum(value_rial) AS DECIMAL(38,9)) AS value_rial,
    sum({USD}) FILTER (weight_kg > 0 AND value_usd IS NOT NULL) AS weighed_usd,
    sum({KG}) FILTER (weight_kg > 0 AND value_usd IS NOT NULL) AS weighed_kg,
    count(*) FILTER (coalesce(weight_kg, 0) = 0) AS rows_without_weight, {NAMED} AS delivery_ids,
    bool_or(r.is_synthetic) AS is_synthetic, bool_or(r.is_partial) AS is_partial
  FROM derived.export_rows r GROUP BY ALL
),
valued AS (
  SELECT *, CAST(weighed_usd / nullif(weighed_kg, 0) AS DECIMAL(38,9)) AS usd_per_kg,
    concat(CAST(CAST(substring(period, 1, 4) AS INTEGER) - 1 AS VARCHAR), substring(period, 5)) AS year_before
  FROM lines
)
SELECT v.basis, v.frequency, v.period, v.area_code, v.domain, v.hs8, v.rows, v.value_usd, v.weight_kg, v.value_rial,
  v.usd_per_kg, CASE WHEN v.is_partial THEN 'provisional' ELSE 'final' END AS status,
  v.rows_without_weight, b.value_usd AS year_before_usd, b.usd_per_kg AS year_before_usd_per_kg,
  CAST(v.value_usd - b.value_usd AS DECIMAL(38,9)) AS change_usd, v.delivery_ids, v.is_synthetic
FROM valued v
LEFT JOIN valued b ON b.basis = v.basis AND b.frequency = v.frequency AND b.period = v.year_before
  AND b.area_code = v.area_code AND b.domain = v.domain AND b.hs8 = v.hs8
ORDER BY ALL
"""

#: Grain: frequency × period × domain × office × destination × origin area ('' where the line does not tell it).
FLOWS = """
SELECT frequency, period, domain, area_code AS office_area_code, coalesce(customs_office, '') AS customs_office,
  coalesce(destination, '') AS destination, coalesce(origin_area_code, '') AS origin_area_code, CAST(sum(rows) AS BIGINT) AS rows,
  CAST(sum(value_usd) AS DECIMAL(38,9)) AS value_usd, CAST(sum(weight_kg) AS DECIMAL(38,9)) AS weight_kg,
  CAST(sum(value_rial) AS DECIMAL(38,9)) AS value_rial, bool_or(is_synthetic) AS is_synthetic
FROM derived.export_rows WHERE basis = 'office' GROUP BY ALL ORDER BY ALL
"""

#: Grain: frequency × period × domain × dimension. The Herfindahl index is the sum of squared shares: one part alone
#: gives 1, n equal ones 1/n. An edition without the dimension has no row.
CONCENTRATION = f"""
WITH parts AS (
  SELECT frequency, period, domain, d.dimension,
    CASE d.dimension WHEN 'line' THEN hs8 WHEN 'destination' THEN destination ELSE customs_office END AS part,
    sum({USD}) AS usd, bool_or(is_synthetic) AS is_synthetic
  FROM derived.export_rows CROSS JOIN (VALUES ('line'), ('destination'), ('office')) AS d(dimension)
  WHERE basis = 'office'
  GROUP BY ALL HAVING sum({USD}) > 0
),
placed AS (
  SELECT *, row_number() OVER (PARTITION BY frequency, period, domain, dimension ORDER BY usd DESC, part) AS place,
    sum(usd) OVER (PARTITION BY frequency, period, domain, dimension) AS whole,
    bool_and(part IS NOT NULL) OVER (PARTITION BY frequency, period, domain, dimension) AS is_whole
  FROM parts
)
SELECT frequency, period, domain, dimension, count(*) AS parts, CAST(any_value(whole) AS DECIMAL(38,9)) AS value_usd,
  CAST(sum(CAST(usd / whole AS DECIMAL(19,17)) * CAST(usd / whole AS DECIMAL(19,17))) AS DECIMAL(38,9)) AS herfindahl,
  arg_min(part, place) AS largest,
  CAST(max(usd) FILTER (place = 1) / any_value(whole) AS DECIMAL(38,9)) AS largest_share,
  CAST(sum(usd) FILTER (place <= 3) / any_value(whole) AS DECIMAL(38,9)) AS three_largest_share,
  bool_or(is_synthetic) AS is_synthetic
FROM placed WHERE is_whole
GROUP BY frequency, period, domain, dimension ORDER BY ALL
"""

#: Grain: frequency × period × origin area × domain × tariff line whose own wording names the origin. ``through_own``
#: is what left through offices of the province in which the origin lies; ``own_offices_usd`` is all that those say of
#: the same domain. Where an edition does not tell the office of every row nobody knows any of them: they are empty.
HIDDEN = f"""
WITH home AS (
  SELECT r.*, p.ancestor_code AS province_code FROM derived.export_rows r
  JOIN reference.area_ancestors p ON p.area_code = r.area_code AND p.ancestor_kind = 'province'
  WHERE r.basis = 'origin'
),
own AS (
  SELECT frequency, period, domain, area_code AS province_code, CAST(sum(value_usd) AS DECIMAL(38,9)) AS usd
  FROM derived.export_rows WHERE basis = 'office' GROUP BY ALL
)
SELECT h.frequency, h.period, h.area_code, h.domain, h.hs8, CAST(sum(h.rows) AS BIGINT) AS rows,
  CAST(sum(h.value_usd) AS DECIMAL(38,9)) AS value_usd, CAST(sum(h.weight_kg) AS DECIMAL(38,9)) AS weight_kg,
  CASE WHEN count(*) = count(h.customs_office) THEN CAST(
    coalesce(sum(h.value_usd) FILTER (h.office_area_code = h.province_code), 0) AS DECIMAL(38,9)) END AS through_own_usd,
  CASE WHEN count(*) = count(h.customs_office) THEN CAST(
    coalesce(sum(h.value_usd) FILTER (h.office_area_code <> h.province_code), 0) AS DECIMAL(38,9)) END AS through_others_usd,
  count(DISTINCT h.customs_office) AS offices,
  coalesce(string_agg(DISTINCT h.customs_office, '، ' ORDER BY h.customs_office), '') AS customs_offices,
  CASE WHEN count(*) = count(h.customs_office) THEN CAST(any_value(coalesce(o.usd, 0)) AS DECIMAL(38,9)) END
    AS own_offices_usd,
  {NAMED.replace("r.", "h.")} AS delivery_ids, bool_or(h.is_synthetic) AS is_synthetic
FROM home h
LEFT JOIN own o ON o.frequency = h.frequency AND o.period = h.period AND o.domain = h.domain AND o.province_code = h.province_code
GROUP BY h.frequency, h.period, h.area_code, h.domain, h.hs8
ORDER BY ALL
"""

#: Grain: value of ``exports_value_rial`` × series of the index that speaks of its period. A series is a source, area,
#: domain and category, invented or not: two of them are never mixed, since they have other goods or base years.
INDEXED = """
WITH indices AS (
  SELECT frequency, period, concat_ws('|', source_fa, area_code, domain, category) AS series, is_synthetic, source_fa,
    value, value_id
  FROM derived.indicator_values WHERE indicator_id = 'price_index' AND value > 0
),
newest AS (
  SELECT frequency, series, is_synthetic, max(period) AS period, max_by(value, period) AS value FROM indices GROUP BY ALL
)
SELECT v.value_id, v.area_code, v.domain, v.breakdown, v.category, v.frequency, v.period, v.basis,
  v.value AS nominal_rial, i.value AS price_index, n.period AS prices_of, n.value AS price_index_then,
  CASE WHEN v.value IS NULL THEN v.status WHEN i.value IS NULL THEN 'missing' ELSE v.status END AS status,
  i.source_fa AS index_source, i.value_id AS index_value_id, v.is_synthetic
FROM derived.indicator_values v
LEFT JOIN indices i ON i.frequency = v.frequency AND i.period = v.period AND i.is_synthetic = v.is_synthetic
LEFT JOIN newest n ON n.frequency = i.frequency AND n.series = i.series AND n.is_synthetic = i.is_synthetic
WHERE v.indicator_id = 'exports_value_rial'
ORDER BY v.value_id, i.value_id
"""

REAL_TYPES = {
    "value_id": "VARCHAR", "area_code": "VARCHAR", "domain": "VARCHAR", "breakdown": "VARCHAR", "category": "VARCHAR",
    "frequency": "VARCHAR", "period": "VARCHAR", "basis": "VARCHAR", "nominal_rial": "DECIMAL(38,9)",
    "price_index": "DECIMAL(38,9)", "prices_of": "VARCHAR", "price_index_then": "DECIMAL(38,9)", "real_rial": "DECIMAL(38,9)",
    "status": "VARCHAR", "index_source": "VARCHAR", "index_value_id": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip


def real_rial(nominal: Decimal, index: Decimal, index_then: Decimal) -> Decimal:
    """Return an amount at the prices of another period, in whole rial. Exact: no float has seventeen digits."""
    return Decimal(round(Fraction(nominal) * Fraction(index_then) / Fraction(index)))


def judge_exports(context: Context) -> int:
    """Build ``derived.export_lines``, ``_flows``, ``_concentration``, ``_hidden_origin`` and ``_real_values``.

    Returns the rows of the first. Grains stand above the queries.
    """
    engine = context.engine
    engine.create_table("derived", "export_rows", SEEN)
    engine.create_table("derived", "export_flows", FLOWS)
    engine.create_table("derived", "export_concentration", CONCENTRATION)
    engine.create_table("derived", "export_hidden_origin", HIDDEN)
    rows = [
        {**row, "real_rial": None if row["nominal_rial"] is None or row["price_index"] is None
         else real_rial(row["nominal_rial"], row["price_index"], row["price_index_then"])}
        for row in engine.rows(INDEXED)
    ]  # fmt: skip
    load_rows(engine, "export_real_values", REAL_TYPES, rows)
    return engine.create_table("derived", "export_lines", LINES)
