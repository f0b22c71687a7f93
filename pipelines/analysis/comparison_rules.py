"""With what a figure may be compared: the rules of ``models/rules/comparisons.yaml``, and the people of an area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.configuration.judging_rules import ComparisonsFile
from pipelines.configuration.rules import read_rules
from pipelines.engines.duckdb_engine import literal


@dataclass(frozen=True, slots=True)
class ComparisonRules:
    """What is compared with what, and when counties are told apart."""

    oldest_years: int
    people_units: Sequence[str]
    smaller_since: Mapping[str, str]
    artisans: Mapping[str, str]
    per_artisan: Sequence[str]
    comparable_qualifiers: Sequence[str]
    confidence: float
    smallest_denominator: int
    least_counties: int
    shares_of_amounts: Sequence[str]
    count_units: Sequence[str]

    @classmethod
    def load(cls, models: Path) -> ComparisonRules:
        """Read the rules; raises :class:`RuleError` with the place."""
        found = read_rules(models, ComparisonsFile)
        people, artisans, rankings = found.per_1000_people, found.per_artisan, found.rankings
        return cls(
            people.oldest_years, tuple(people.units), found.smaller_since, artisans.artisans, tuple(artisans.indicators),
            tuple(found.comparable_qualifiers), rankings.confidence, rankings.smallest_denominator,
            rankings.least_counties, tuple(rankings.shares_of_amounts), tuple(rankings.count_units),
        )  # fmt: skip


def texts(found: Sequence[str]) -> str:
    """Return a list for ``IN (…)``; an empty one matches nothing."""
    return ", ".join(literal(t) for t in found) or "NULL"


def rows_of(columns: Sequence[str], found: Sequence[Sequence[str]]) -> str:
    """Return a query of constant rows of texts, which may be none."""
    named = ", ".join(f"CAST(NULL AS VARCHAR) AS {c}" for c in columns)
    listed = " UNION ALL ".join("SELECT " + ", ".join(literal(t) for t in row) for row in found)
    return f"SELECT {named} WHERE false" + (f" UNION ALL {listed}" if listed else "")


def smaller_counties(rules: ComparisonRules) -> str:
    """Return the query of the counties of which a part became a county. Grain: county, with the year since when."""
    return rows_of(("area_code", "since"), sorted(rules.smaller_since.items()))


def people(rules: ComparisonRules, years: str) -> str:
    """Return the query of the people of an area. Grain: area × year of which something is told.

    ``years`` is a query of the years (column ``year``). The newest census of that year or before it counts, unless it
    is too old or the area has become smaller since. A census stands in ``reference.areas``.
    """
    smaller = smaller_counties(rules)
    return f"""
    SELECT a.area_code, y.year, CAST(a.population AS DECIMAL(38,9)) AS people, a.population_year AS people_year
    FROM reference.areas a
    JOIN ({years}) y ON CAST(y.year AS INTEGER) - CAST(a.population_year AS INTEGER) BETWEEN 0 AND {rules.oldest_years:d}
    LEFT JOIN ({smaller}) s ON s.area_code = a.area_code AND s.since > a.population_year AND s.since <= y.year
    WHERE a.population IS NOT NULL AND CAST(a.population AS DECIMAL(38,9)) > 0 AND s.area_code IS NULL
    """
