"""Contributions, gathered once: rows of persons counted by delivery and sheet, all other rows one by one.

Everything after this reads the gathered rows, so no register is scanned twice and no row of a person goes further
than a count. Carrying up is not done here but in :mod:`pipelines.analysis.rollup`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.engines.duckdb_engine import literal, quoted
from pipelines.modelling.contributions import CONTRIBUTION_COLUMNS
from pipelines.modelling.models import Indicator

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

#: The address of a value.
CELL = ("indicator_id", "area_code", "domain", "breakdown", "category", "frequency", "period", "basis")


def contributions_query(indicator: Indicator) -> str:
    """Return the indicator's own query with its columns cast to the common contribution types."""
    columns = ", ".join(f"CAST({quoted(c)} AS {t}) AS {quoted(c)}" for c, t in CONTRIBUTION_COLUMNS)
    return f"SELECT {columns} FROM ({indicator.sql})"


def gather_contributions(engine: DuckDBEngine, found: Sequence[Indicator]) -> None:
    """Build ``derived.contributed`` and ``derived.base_cells``.

    Grain of the first: base cell × public row, or × delivery and sheet of persons. Grain of the second: address of
    contributions × whether they count for the total of categories and for that of domains.
    """
    gathered = "\nUNION ALL ".join(_gathered(engine, i) for i in found)
    engine.create_table("derived", "gathered", gathered)
    address = ", ".join((*CELL, "in_category_total", "in_domain_total"))
    engine.create_table(
        "derived",
        "base_cells",
        f"SELECT row_number() OVER (ORDER BY {address}) AS base_id, * FROM (SELECT DISTINCT {address} FROM derived.gathered)",
    )
    same = " AND ".join(f"b.{c} = g.{c}" for c in (*CELL, "in_category_total", "in_domain_total"))
    engine.create_table(
        "derived",
        "contributed",
        f"SELECT b.base_id, g.* EXCLUDE ({address}) FROM derived.gathered g JOIN derived.base_cells b ON {same}",
    )
    engine.execute("DROP TABLE derived.gathered")


def _gathered(engine: DuckDBEngine, indicator: Indicator) -> str:
    """Return the query that gathers the contributions of one indicator.

    ``persons`` counts the rows of persons that contribute anything, ``persons_print`` is a fingerprint of which rows
    they are: two cells of one fingerprint count the same persons, whatever they are called (see disclosure).
    """
    table = f"indicators.{quoted(indicator.indicator_id)}"
    names = ", ".join(f"c.{quoted(c)}" for c, _ in CONTRIBUTION_COLUMNS)
    prints = indicator.disclosure == "small_counts"

    def persons(part: str) -> str:
        counted = f"(WHERE d.contains_persons AND {part} <> 0)"
        shown = f"coalesce(sum(hash(row_id)) FILTER {counted}, 0)" if prints else "CAST(0 AS HUGEINT)"
        return f"count(*) FILTER {counted} AS {part}_persons, CAST({shown} AS HUGEINT) AS {part}_print"

    return f"""
    SELECT {literal(indicator.indicator_id)} AS indicator_id, area_code, domain, breakdown, category, frequency, period,
      basis, in_category_total, in_domain_total, d.delivery_id,
      substr(row_id, strlen_of_delivery + 2, length(row_id) - strlen_of_delivery - length(row_part) - 2) AS sheet_name,
      CASE WHEN d.contains_persons THEN '' ELSE row_id END AS row_id,
      CASE WHEN NOT d.contains_persons THEN TRY_CAST(nullif(row_part, '') AS INTEGER) END AS row_number,
      d.contains_persons, d.is_synthetic, count(*) AS rows,
      CAST(sum(numerator) AS DECIMAL(38,9)) AS numerator, CAST(sum(denominator) AS DECIMAL(38,9)) AS denominator,
      count(numerator) AS numerators, count(denominator) AS denominators,
      count(*) FILTER (WHERE numerator IS NOT NULL OR denominator IS NULL) AS numerator_rows,
      {persons("numerator")}, {persons("denominator")},
      bool_or(coalesce(status = 'provisional', false) OR (d.is_partial AND basis <> 'reported')) AS any_provisional,
      bool_or(coalesce(status = 'incomplete', false)) AS any_incomplete,
      min(coalesce(qualifier, 'exact')) AS least_qualifier, max(coalesce(qualifier, 'exact')) AS most_qualifier,
      bool_and(coalesce(qualifier, 'exact') IN ('exact', 'more_than')) AS exact_or_more,
      bool_and(coalesce(numerator, 0) IN (0, 1) AND coalesce(denominator, 0) IN (0, 1)) AS one_by_one
    FROM (
      SELECT {names}, {_in_category_total(engine, indicator, table)} AS in_category_total,
        {_in_domain_total(engine, indicator, table)} AS in_domain_total,
        split_part(c.row_id, '#', 1) AS told_by, length(split_part(c.row_id, '#', 1)) AS strlen_of_delivery,
        split_part(c.row_id, '#', -1) AS row_part
      FROM {table} c
    ) c
    JOIN derived.delivery_facts d ON d.delivery_id = c.told_by
    GROUP BY ALL
    """


def _in_category_total(engine: DuckDBEngine, indicator: Indicator, table: str) -> str:
    """Return the condition under which a contribution counts for the total of its categories.

    A row that is also told without a category, or by a second breakdown, counts once: as it was told whole, else by
    the first of its breakdowns.
    """
    if indicator.rollup.get("categories") != "total":
        return "false"
    simple = "c.category <> '' AND c.basis <> 'reported'"
    told = f"SELECT count(DISTINCT breakdown) AS n FROM {table} WHERE basis <> 'reported'"
    if engine.rows(told)[0]["n"] < 2:
        return simple
    return (
        f"({simple} AND c.breakdown = min(c.breakdown) OVER (PARTITION BY c.row_id, c.area_code, c.domain,"
        " c.frequency, c.period, c.basis))"
    )


def _in_domain_total(engine: DuckDBEngine, indicator: Indicator, table: str) -> str:
    """Return the condition under which a contribution counts for all domains; one told of all counts once."""
    if indicator.rollup.get("domains") != "total":
        return "false"
    simple = "c.domain <> 'all' AND c.basis <> 'reported'"
    told = f"SELECT count(*) AS n FROM {table} WHERE basis <> 'reported' AND domain = 'all'"
    if engine.rows(told)[0]["n"] == 0:
        return simple
    return (
        f"({simple} AND NOT bool_or(c.domain = 'all') OVER (PARTITION BY c.row_id, c.area_code, c.breakdown,"
        " c.category, c.frequency, c.period, c.basis))"
    )
