"""Craft cities: profile, readiness for world registration, secretariats and the annual-report clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.analysis.annual_reports import judge_annual_reports
from pipelines.analysis.jalali_days import create_jalali_months
from pipelines.analysis.readiness import judge_readiness, load_readiness
from pipelines.analysis.secretariats import judge_secretariats
from pipelines.configuration.judging_rules import CraftCitiesFile
from pipelines.configuration.rules import read_rules
from pipelines.period import Period

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.analysis.judgements import Context

#: Grain: one craft city or village of the newest register; a city of two registrations stands for the higher one.
CITIES = """
SELECT area_code, any_value(county_code) AS county_code,
  max_by(kind, CASE WHEN kind LIKE 'world%' THEN 1 ELSE 0 END) AS kind, bool_or(is_synthetic) AS is_synthetic
FROM core.craft_cities WHERE is_newest GROUP BY area_code ORDER BY area_code
"""

#: Grain: one registration of the newest register, with what else is known of the city. Artisans are the county's:
#: the register of persons knows no city, and a county's count is never passed for the city's.
PROFILES = """
WITH spans AS (
  SELECT city_id, kind, state, min(period) AS first_period FROM core.craft_cities GROUP BY ALL
),
artisans AS (
  SELECT area_code, max_by(value, period) AS value, max_by(value_id, period) AS value_id, max(period) AS period
  FROM derived.indicator_values
  WHERE indicator_id = 'artisans' AND domain = 'crafts' AND basis = 'register' AND category = '' AND value IS NOT NULL
  GROUP BY area_code
),
earlier AS (
  SELECT c.city_id, c.kind, string_agg(DISTINCT concat(s.state, ' ', s.first_period), ', ' ORDER BY concat(s.state, ' ', s.first_period))
      AS earlier_states
  FROM core.craft_cities c JOIN spans s ON s.city_id = c.city_id AND s.kind = c.kind AND s.state <> c.state
  WHERE c.is_newest GROUP BY ALL
)
SELECT c.city_id, c.area_code, c.kind, p.first_period AS state_since, e.earlier_states,
  a.value AS county_artisans, a.period AS county_artisans_period, a.value_id AS county_artisans_value_id,
  l.status AS secretariat_status, l.holder_role AS secretary_role, l.vacant_days AS secretary_vacant_days,
  s.score_low AS readiness_low, s.score_high AS readiness_high
FROM core.craft_cities c
LEFT JOIN spans p ON p.city_id = c.city_id AND p.kind = c.kind AND p.state IS NOT DISTINCT FROM c.state
LEFT JOIN earlier e ON e.city_id = c.city_id AND e.kind = c.kind
LEFT JOIN artisans a ON a.area_code = c.county_code
LEFT JOIN derived.secretariat_limit_effects l ON l.area_code = c.area_code
LEFT JOIN derived.craft_city_scores s ON s.area_code = c.area_code
WHERE c.is_newest
ORDER BY c.city_id, c.kind
"""


def load_craft_city_rules(models: Path) -> dict[str, Any]:
    """Read what is said of secretariats and reports; raises ``RuleError`` on anything unknown or missing."""
    return read_rules(models, CraftCitiesFile).model_dump()


def judge_craft_cities(context: Context) -> int:
    """Build the tables of craft cities, secretariats and annual reports; return the rows of the checklist."""
    engine, rules = context.engine, load_craft_city_rules(context.models)
    create_jalali_months(engine)
    engine.create_table("derived", "cities", CITIES)
    judge_secretariats(engine, rules, context.today)
    judge_annual_reports(engine, rules, context.today)
    count = judge_readiness(engine, load_readiness(context.models), Period.of_day(context.today, "A").year)
    engine.create_table("derived", "craft_city_profiles", PROFILES)
    return count
