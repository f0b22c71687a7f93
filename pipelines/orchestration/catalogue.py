"""What there is to orchestrate: feeds, core models and indicators, and which reads which.

Everything is read from ``models/``; dependencies come from the SQL itself. An asset is named by its key, such
as ``core/exports``. This module knows nothing of Dagster.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts import Contract, load_contracts
from pipelines.governance.thresholds import Cadence, load_cadences
from pipelines.modelling import CoreModel, Indicator, core_models, indicators

Key = tuple[str, ...]

INVENTORY: Key = ("inventory",)
REFERENCE: Key = ("reference",)
PUBLISHED: Key = ("published", "roadmap")
#: What judging makes, by the name under which its report counts it.
JUDGED: Mapping[str, Key] = {
    "indicator_values": ("derived", "indicator_values"),
    "changes": ("derived", "indicator_changes"),
    "decompositions": ("derived", "decompositions"),
    "county_comparisons": ("derived", "county_comparisons"),
    "licences": ("derived", "licence_cliff"),
    "targets": ("derived", "target_progress"),
    "requirements": ("derived", "requirements"),
    "forecasts": ("derived", "forecasts"),
    "scenarios": ("derived", "scenarios"),
    "contradictions": ("derived", "contradictions"),
    "exports": ("derived", "export_lines"),
    "warnings": ("derived", "warnings"),
    "craft_cities": ("derived", "craft_city_readiness"),
    "commitments": ("derived", "commitments"),
    "cross_checks": ("derived", "cross_checks"),
    "corrections": ("derived", "corrections_applied"),
}
#: What is only pointed out after judging, by the table in which it stands: check, and what it asks.
POINTED_OUT: Mapping[Key, tuple[str, str]] = {
    ("derived", "cross_checks"): (
        "cross_figures",
        "Parts make their whole, a subset is no more than its set.",
    ),
    ("derived", "corrections_applied"): (
        "corrections",
        "Every guarded correction still finds what it corrects.",
    ),
}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The parts of a build, each list in the order in which its steps run."""

    contracts: Mapping[str, Contract]
    core: tuple[CoreModel, ...]
    indicators: tuple[Indicator, ...]
    cadences: Mapping[str, Cadence]

    @classmethod
    def of(cls, models: Path) -> Catalogue:
        """Read the catalogue from a models folder."""
        return cls(
            load_contracts(models),
            tuple(core_models(models)),
            tuple(indicators(models)),
            load_cadences(models),
        )

    @property
    def feeds(self) -> list[str]:
        """Every feed that has a contract."""
        return list(self.contracts)

    def layers(self) -> dict[str, list[Key]]:
        """Return the keys of each layer, in the order of the flow."""
        return {
            "inventory": [INVENTORY],
            "reference": [REFERENCE],
            "landed": [("landed", f) for f in self.feeds],
            "clean": [("clean", f) for f in self.feeds],
            "core": [("core", m.name) for m in self.core],
            "indicators": [("indicators", i.indicator_id) for i in self.indicators],
            "derived": list(JUDGED.values()),
            "published": [PUBLISHED],
        }

    def persons(self) -> frozenset[Key]:
        """Return the keys whose rows may speak of persons, directly or through what they read.

        Judged values are left out: they are aggregates under the disclosure rule.
        """
        feeds = [f for f, contract in self.contracts.items() if speaks_of_persons(contract)]
        found: set[Key] = {(layer, feed) for feed in feeds for layer in ("landed", "clean")}
        for layer, name, reads in (
            *(("core", m.name, m.reads) for m in self.core),
            *(("indicators", i.indicator_id, i.reads) for i in self.indicators),
        ):
            if any(tuple(table.split(".")) in found for table in reads):
                found.add((layer, name))
        return frozenset(found)


def speaks_of_persons(contract: Contract) -> bool:
    """Return whether a feed's rows could identify someone."""
    return contract.contains_persons or any(c.classification != "public" for c in contract.columns)


def keys_read(reads: Iterable[str]) -> list[Key]:
    """Return the asset keys of the tables that a model reads; the reference tables are one asset."""
    return sorted({REFERENCE if t.startswith("reference.") else tuple(t.split(".")) for t in reads})
