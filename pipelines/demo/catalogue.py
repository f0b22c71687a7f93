"""Which function invents the rows of which feed. A new feed of the demonstration is one line here."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.demo import activities, credit, exports, licences, registers, statements
from pipelines.demo.world import Supply, World

#: ``(world, office, period)`` → the rows of that delivery; None where the office has nothing to deliver then.
Supplier = Callable[[World, str, str], Supply | None]

SUPPLIERS: dict[str, Supplier] = {
    "annual_reports": activities.supply_annual_reports,
    "artisans": registers.supply_artisans,
    "commitments": statements.supply_commitments,
    "cooperatives": registers.supply_cooperatives,
    "credit_allocations": credit.supply_allocations,
    "credit_applications": credit.supply_applications,
    "credit_events": credit.supply_events,
    "events": activities.supply_happenings,
    "exports": exports.supply_exports,
    "licences": licences.supply_licences,
    "outlets": activities.supply_outlets,
    "registry": statements.supply_registry,
    "reported_figures": statements.supply_figures,
    "secretariats": activities.supply_secretariats,
    "suitcase_exports": exports.supply_suitcase,
    "targets": statements.supply_targets,
    "training": activities.supply_training,
    "workshops": registers.supply_workshops,
}

#: Offices beside those of the contract that deliver a feed in this world: the discrepancy of 1403.
MORE_OFFICES = {"reported_figures": ("heritage",)}
