"""Secretariats over time: terms in days, vacancies and overlaps, and what the limit of three offices costs.

A secretary may be proposed from mayor, governor and council head only. The data say who held the office from when to
when; they never say why a term ended, and nothing here supposes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.analysis.jalali_days import first_day, jalali, last_day
from pipelines.analysis.rows import load_rows
from pipelines.analysis.wording import day_name, number
from pipelines.engines.duckdb_engine import literal

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

#: Grain: one term. A seat is the secretary's or the head's chair of one secretariat; only one person may hold it.
TERMS = """
WITH dated AS (
  SELECT t.* EXCLUDE (person_id), {begins} AS begins, CASE WHEN t.to_on IS NOT NULL THEN {ends} END AS ends
  FROM core.secretariat_terms t
),
placed AS (
  SELECT d.*, coalesce(d.state NOT IN ('vacant', 'proposed') AND d.begins <= {today}, false) AS is_held,
    lead(d.begins) OVER seat AS next_begins, lead(d.holder_role) OVER seat AS next_holder_role
  FROM dated d
  WINDOW seat AS (
    PARTITION BY d.area_code, d.role, d.state IN ('vacant', 'proposed'), d.is_synthetic ORDER BY d.begins, d.row_id
  )
)
SELECT p.* EXCLUDE (next_begins, next_holder_role),
  -- The end of a term that ended on an untold day is not known; it is reckoned until the next one begins.
  CASE WHEN NOT p.is_held THEN NULL
    ELSE least(coalesce(p.ends, CASE WHEN p.state = 'ended' THEN coalesce(p.next_begins - 1, p.begins) END, {today}),
      {today}) END AS held_until,
  CASE WHEN p.is_held AND p.state = 'ended' THEN p.next_holder_role END AS next_holder_role
FROM placed p
ORDER BY p.area_code, p.role, p.begins, p.row_id
"""

#: Grain: one vacancy or overlap of a seat. A day on which one hands over to the next is no overlap.
GAPS = """
WITH held AS (
  SELECT area_code, role, is_synthetic, holder_role, begins, held_until, row_id,
    max(held_until) OVER earlier AS held_before, last_value(holder_role) OVER earlier AS role_before
  FROM derived.secretariat_terms WHERE is_held AND role IN ('secretary', 'head')
  WINDOW earlier AS (
    PARTITION BY area_code, role, is_synthetic ORDER BY begins, row_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  )
),
reckoned AS (
  SELECT area_code, role, is_synthetic, 'vacancy' AS kind, held_before + 1 AS first_day, begins - 1 AS last_day,
    false AS is_open, role_before, holder_role AS role_after
  FROM held WHERE begins > held_before + 1
  UNION ALL
  SELECT area_code, role, is_synthetic, 'overlap', begins, least(held_before, held_until), false, role_before,
    holder_role
  FROM held WHERE begins < held_before
  UNION ALL
  SELECT area_code, role, is_synthetic, 'vacancy', max(held_until) + 1, {today}, true, max_by(holder_role, begins), NULL
  FROM held GROUP BY ALL HAVING max(held_until) < {today}
),
told AS (
  SELECT t.area_code, t.role, t.is_synthetic, t.begins, least(coalesce(t.ends, {today}), {today}) AS until,
    t.ends IS NULL AS is_open
  FROM derived.secretariat_terms t
  WHERE t.state = 'vacant' AND t.role IN ('secretary', 'head') AND t.begins <= {today}
),
gaps AS (
  SELECT r.*, EXISTS (
    SELECT 1 FROM told v WHERE v.area_code = r.area_code AND v.role = r.role AND v.begins <= r.last_day
      AND v.until >= r.first_day
  ) AS is_told FROM reckoned r
  UNION ALL
  SELECT v.area_code, v.role, v.is_synthetic, 'vacancy', v.begins, v.until, v.is_open, NULL, NULL, true
  FROM told v
  WHERE NOT EXISTS (
    SELECT 1 FROM derived.secretariat_terms h WHERE h.is_held AND h.area_code = v.area_code AND h.role = v.role
  )
)
SELECT g.*, CAST(g.last_day - g.first_day + 1 AS INTEGER) AS days, {first} AS from_on, {last} AS to_on,
  CASE WHEN g.kind = 'vacancy' AND g.role = 'secretary' THEN (
    SELECT CAST(count(DISTINCT d.day) AS INTEGER)
    FROM (SELECT unnest(generate_series(g.first_day, g.last_day, INTERVAL 1 DAY)) AS day) d
    JOIN derived.secretariat_terms o ON o.is_held AND o.area_code = g.area_code AND o.role IN ({others})
      AND d.day BETWEEN o.begins AND o.held_until
  ) END AS covered_days
FROM gaps g
ORDER BY g.area_code, g.role, g.first_day, g.kind
"""

#: Grain: one craft city (or secretariat elsewhere), as far as its secretaries are known.
EFFECTS = """
WITH cities AS (
  SELECT DISTINCT area_code FROM core.craft_cities WHERE is_newest
  UNION SELECT DISTINCT area_code FROM derived.secretariat_terms
),
terms AS (
  SELECT area_code, count(*) AS terms, count(*) FILTER (holder_role = 'mayor') AS terms_mayor,
    count(*) FILTER (holder_role = 'governor') AS terms_governor,
    count(*) FILTER (holder_role = 'council_head') AS terms_council_head,
    count(*) FILTER (holder_role NOT IN ({offices})) AS terms_outside,
    count(*) FILTER (state = 'ended' OR held_until < {today}) AS ended_terms,
    count(*) FILTER ((state = 'ended' OR held_until < {today}) AND holder_role = 'mayor') AS ended_mayor,
    count(*) FILTER ((state = 'ended' OR held_until < {today}) AND holder_role = 'governor') AS ended_governor,
    count(*) FILTER ((state = 'ended' OR held_until < {today}) AND holder_role = 'council_head') AS ended_council_head,
    count(*) FILTER (next_holder_role IS NOT NULL AND next_holder_role <> holder_role) AS changes_of_office,
    min(begins) AS began, max(is_current) AS is_held_now, max_by(holder_role, begins) FILTER (is_current) AS holder_role,
    bool_or(is_synthetic) AS is_synthetic
  FROM derived.secretariat_terms WHERE is_held AND role = 'secretary' GROUP BY area_code
),
vacancies AS (
  SELECT area_code, count(*) AS vacancies, sum(days) AS vacant_days, max(days) AS longest_vacancy_days,
    sum(covered_days) AS covered_days
  FROM derived.secretariat_gaps WHERE role = 'secretary' AND kind = 'vacancy' GROUP BY area_code
),
others AS (
  SELECT area_code, count(*) AS others_in_office FROM derived.secretariat_terms
  WHERE is_held AND held_until >= {today} AND role IN ({others}) GROUP BY area_code
)
SELECT c.area_code, CASE WHEN t.area_code IS NULL THEN 'not_known' ELSE 'known' END AS status, t.holder_role, t.is_held_now,
  CAST({today} - t.began + 1 AS INTEGER) AS observed_days, t.* EXCLUDE (area_code, began, is_held_now, holder_role, is_synthetic),
  CASE WHEN t.area_code IS NOT NULL THEN coalesce(v.vacancies, 0) END AS vacancies,
  CASE WHEN t.area_code IS NOT NULL THEN coalesce(v.vacant_days, 0) END AS vacant_days,
  CASE WHEN t.area_code IS NOT NULL THEN coalesce(v.longest_vacancy_days, 0) END AS longest_vacancy_days,
  CASE WHEN t.area_code IS NOT NULL THEN coalesce(v.covered_days, 0) END AS covered_days,
  CASE WHEN t.area_code IS NOT NULL THEN coalesce(o.others_in_office, 0) END AS others_in_office,
  coalesce(t.is_synthetic, r.is_synthetic, false) AS is_synthetic
FROM cities c
LEFT JOIN terms t ON t.area_code = c.area_code
LEFT JOIN vacancies v ON v.area_code = c.area_code
LEFT JOIN others o ON o.area_code = c.area_code
LEFT JOIN (SELECT area_code, bool_or(is_synthetic) AS is_synthetic FROM core.craft_cities GROUP BY area_code) r
  ON r.area_code = c.area_code
ORDER BY c.area_code
"""

GAP_TYPES = {
    "area_code": "VARCHAR", "role": "VARCHAR", "kind": "VARCHAR", "from_on": "VARCHAR", "to_on": "VARCHAR",
    "days": "INTEGER", "is_open": "BOOLEAN", "is_told": "BOOLEAN", "role_before": "VARCHAR", "role_after": "VARCHAR",
    "covered_days": "INTEGER", "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip
COUNTS = (
    "observed_days", "terms", "terms_mayor", "terms_governor", "terms_council_head", "terms_outside", "ended_terms",
    "ended_mayor", "ended_governor", "ended_council_head", "changes_of_office", "vacancies", "vacant_days",
    "longest_vacancy_days", "covered_days", "others_in_office",
)  # fmt: skip
EFFECT_TYPES = {
    "area_code": "VARCHAR", "status": "VARCHAR", "holder_role": "VARCHAR", "is_held_now": "BOOLEAN",
    **dict.fromkeys(COUNTS, "INTEGER"), "vacant_days_without_limit": "INTEGER", "vacant_share": "DECIMAL(38,9)",
    "sentence_fa": "VARCHAR", "sentence_en": "VARCHAR", "is_synthetic": "BOOLEAN",
}  # fmt: skip

Texts = Mapping[str, Mapping[str, str]]


def judge_secretariats(engine: DuckDBEngine, rules: Mapping[str, Any], today: date) -> int:
    """Build ``derived.secretariat_terms``, ``secretariat_gaps`` and ``secretariat_limit_effects``; return the terms.

    ``rules`` is ``models/rules/craft_cities.yaml``; ``derived.jalali_months`` must be there.
    """
    day = f"DATE '{today.isoformat()}'"
    others = ", ".join(map(literal, rules["others_who_could"]))
    count = engine.create_table(
        "derived", "secretariat_terms",
        TERMS.format(begins=first_day("t.from_on"), ends=last_day("t.to_on"), today=day),
    )  # fmt: skip
    gaps = GAPS.format(today=day, others=others, first=jalali("g.first_day"), last=jalali("g.last_day"))
    texts: Texts = rules["sentences"]
    load_rows(engine, "secretariat_gaps", GAP_TYPES, [_gap(texts, row) for row in engine.rows(gaps)])
    effects = EFFECTS.format(
        today=day, others=others, offices=", ".join(map(literal, rules["secretary_offices"]))
    )
    load_rows(
        engine, "secretariat_limit_effects", EFFECT_TYPES, [_effect(texts, r) for r in engine.rows(effects)]
    )
    return count


def _gap(texts: Texts, row: Mapping[str, Any]) -> dict[str, Any]:
    name = (
        "overlap" if row["kind"] == "overlap" else "vacancy" if row["role"] == "secretary" else "vacancy_head"
    )
    said = {
        f"sentence_{language}": texts[name][language].format(
            first=day_name(row["from_on"], language), last=day_name(row["to_on"], language),
            days=counted(row["days"], language), covered=counted(row["covered_days"] or 0, language),
        ) for language in ("fa", "en")
    }  # fmt: skip
    return {**row, **said}


def _effect(texts: Texts, row: Mapping[str, Any]) -> dict[str, Any]:
    if row["status"] == "not_known":
        said = {f"sentence_{language}": texts["effect_not_known"][language] for language in ("fa", "en")}
        return {**row, "vacant_days_without_limit": None, "vacant_share": None, **said}
    without = row["vacant_days"] - row["covered_days"]
    share = Decimal(row["vacant_days"]) / Decimal(row["observed_days"])
    said = {
        f"sentence_{language}": texts["effect"][language].format(
            observed=counted(row["observed_days"], language), terms=counted(row["terms"], language),
            mayor=counted(row["terms_mayor"], language), governor=counted(row["terms_governor"], language),
            council_head=counted(row["terms_council_head"], language), outside=counted(row["terms_outside"], language),
            ended=counted(row["ended_terms"], language), vacant=counted(row["vacant_days"], language),
            share=number(share, "share", 1, language), without=counted(without, language),
        ) for language in ("fa", "en")
    }  # fmt: skip
    return {**row, "vacant_days_without_limit": without, "vacant_share": share, **said}


def counted(value: int, language: str) -> str:
    """Return a count for a sentence."""
    return number(Decimal(value), "", 0, language)
