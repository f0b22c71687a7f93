"""Indicators of the demonstration computed once more: from the truth tables, in pandas, by their definitions.

Nothing of the pipeline's SQL is used here. What is written down are the definitions in the headers of
``models/indicators`` and the rules of counting in the decision pages; where the two ways differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import pandas as pd

from tests.demo.recomputation import credit, flows, licences, places, registers, reported
from tests.demo.recomputation.comparison import differences
from tests.demo.recomputation.truth import CELL, Truth

THEMES: Mapping[str, Callable[[Truth], list[pd.DataFrame]]] = {
    "artisans": registers.artisans,
    "ages": registers.ages,
    "informal work": registers.informal,
    "kilims and fields": registers.kilims_and_fields,
    "workshops": registers.workshops,
    "cooperatives": registers.cooperatives,
    "outlets": registers.outlets,
    "licences": licences.licences,
    "holders": licences.holders,
    "coverages": registers.coverages,
    "training": flows.training,
    "events": flows.events,
    "exports": flows.exports,
    "jewellery": flows.jewellery,
    "suitcase": flows.suitcase,
    "annual reports": places.reports,
    "commitments": places.commitments,
    "registry": places.registry,
    "secretariats": places.secretariats,
    "credit shares": credit.shares,
    "credit files": credit.files,
    "credit uptake": credit.uptake,
    "borrowers": credit.borrowers,
    "figures": reported.figures,
    "quality of figures": reported.quality,
}


def published_values(database: Path) -> pd.DataFrame:
    """Return the published values; numbers stay exact."""
    columns = [*CELL, "numerator", "denominator", "status"]
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM indicator_values").fetchall()
    return pd.DataFrame(rows, columns=columns)


def compare_all(folder: Path, database: Path) -> tuple[dict[str, int], list[str], list[str]]:
    """Return how many values of each indicator were compared, what differs, and what no theme computes."""
    truth, published = Truth(folder), published_values(database)
    compared: dict[str, int] = {}
    faults: list[str] = []
    seen: set[tuple[str, str]] = set()
    for theme in THEMES.values():
        computed = theme(truth)
        counts, found = differences(computed, published)
        faults += found
        for name, count in counts.items():
            compared[name] = compared.get(name, 0) + count
        for frame in computed:
            seen |= set(zip(frame.indicator_id, frame.basis, strict=True))
    told = set(zip(published.indicator_id, published.basis, strict=True))
    return compared, faults, sorted(f"{name} ({basis})" for name, basis in told - seen)
