"""Figures as they were told: the council's own claim stands, others beside it; and how well figures are told."""

from __future__ import annotations

import pandas as pd

from tests.demo.recomputation.truth import CELL, Truth, cells

BREAKDOWNS = {"workshops": "workshop_kind", "craft_cities": "city_kind"}


def told_period(as_of: str) -> str:
    """Return the period of which a statement speaks: its year, or the quarter of its month."""
    return as_of if len(as_of) == 4 else f"{as_of[:4]}Q{(int(as_of[5:7]) + 2) // 3}"


def statements(truth: Truth) -> pd.DataFrame:
    """Return every statement with the period of which it speaks."""
    rows = truth.rows("reported_figures")
    return rows.assign(period=rows.as_of.map(told_period), one=1, category=rows.category.fillna(""))


def figures(truth: Truth) -> list[pd.DataFrame]:
    """Return the stated figures, the council's first, and the ratios that can be made of them."""
    rows = statements(truth)
    rows = rows.assign(rank=(rows.office != "dialogue_council").astype(int)).sort_values(
        ["rank", "raw_path", "row_number"]
    )
    rows = rows.drop_duplicates(["indicator", "area", "domain", "category", "period"])
    told = cells("", rows, numerator="value", category="category", basis="reported")
    told = told.assign(
        indicator_id=rows.indicator,
        breakdown=rows.indicator.map(BREAKDOWNS).fillna("").where(rows.category != "", ""),
    )
    shares = [
        _ratio("licence_coverage", told, "artisans_licensed", "artisans"),
        _ratio("permit_coverage", told, "weavers_permitted", "weavers"),
    ]
    return [frame[[*CELL, "numerator", "denominator"]] for frame in (told, *shares)]


def _ratio(name: str, told: pd.DataFrame, above: str, below: str) -> pd.DataFrame:
    key = [c for c in CELL if c != "indicator_id"]
    both = told[told.indicator_id == above].merge(
        told[told.indicator_id == below][[*key, "numerator"]], on=key, suffixes=("", "_below")
    )
    return both.assign(indicator_id=name, denominator=both.numerator_below)


def quality(truth: Truth) -> list[pd.DataFrame]:
    """Return how many statements, of all domains together, give a number, and of how many an ambiguity is noted."""
    rows = statements(truth)
    rows = rows.assign(
        domain="all",
        given=rows.value.notna().astype(int),
        doubtful=rows[["ambiguity_fa", "ambiguity_en"]].notna().any(axis=1).astype(int),
    )
    found = []
    for name, column in (("figures_given_share", "given"), ("figures_ambiguous_share", "doubtful")):
        told = cells(name, rows, numerator=column, denominator="one", basis="reported")
        found.append(told.groupby(CELL)[["numerator", "denominator"]].sum().reset_index())
    return found
