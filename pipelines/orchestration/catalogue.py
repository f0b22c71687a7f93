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
from pipelines.modelling import CoreModel, DerivedModel, Indicator, core_models, derived_models, indicators
from pipelines.modelling.derived import EVERY_CONTRIBUTION

Key = tuple[str, ...]

INVENTORY: Key = ("inventory",)
REFERENCE: Key = ("reference",)
PUBLISHED: Key = ("published", "roadmap")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The parts of a build, each list in the order in which its steps run."""

    contracts: Mapping[str, Contract]
    core: tuple[CoreModel, ...]
    indicators: tuple[Indicator, ...]
    derived: tuple[DerivedModel, ...]
    cadences: Mapping[str, Cadence]

    @classmethod
    def of(cls, models: Path) -> Catalogue:
        """Read the catalogue from a models folder."""
        return cls(
            load_contracts(models),
            tuple(core_models(models)),
            tuple(indicators(models)),
            tuple(m for m in derived_models(models) if m.step == "model"),
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
            "derived": [("derived", m.name) for m in self.derived],
            "published": [PUBLISHED],
        }

    def persons(self) -> frozenset[Key]:
        """Return the keys whose rows may speak of persons, directly or through what they read.

        Derived tables are left out: they are aggregates under the disclosure rule.
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


def keys_of(model: DerivedModel, catalogue: Catalogue) -> list[Key]:
    """Return the asset keys that a derived table is made of; what describes deliveries comes from all that is clean."""
    keys = keys_read(model.reads - {EVERY_CONTRIBUTION})
    layers = catalogue.layers()
    if EVERY_CONTRIBUTION in model.reads:
        keys += layers["indicators"]
    if model.facts:
        keys += [*layers["clean"], REFERENCE]
    return sorted({*keys} & {key for layer in layers.values() for key in layer})


def keys_read(reads: Iterable[str]) -> list[Key]:
    """Return the asset keys of the tables that a model reads; the reference tables are one asset."""
    return sorted({REFERENCE if t.startswith("reference.") else tuple(t.split(".")) for t in reads})
