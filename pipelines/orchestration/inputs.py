"""The start of a build: what offices sent, the inventory of it, and the reference data.

When nothing has changed the inventory is only observed, and everything after it is skipped.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import dagster as dg

from pipelines.orchestration.catalogue import INVENTORY, REFERENCE, Catalogue, Key
from pipelines.orchestration.failures import IO_RETRIES, told
from pipelines.orchestration.metadata import shown
from pipelines.orchestration.step import RUN, materialized, name_of, run_of, spec_of
from pipelines.pipeline.state import Register
from pipelines.pipeline.tables import make_reference


def delivered_specs(catalogue: Catalogue) -> list[dg.AssetSpec]:
    """Return what offices send as external assets, each with the freshness that its contract's cadence asks."""
    specs = []
    for feed, contract in catalogue.contracts.items():
        cadence = catalogue.cadences.get(contract.cadence)
        overdue = timedelta(days=cadence.allowed_days) if cadence else None
        specs.append(
            dg.AssetSpec(
                ["delivered", feed],
                description=f"{contract.title_en} — {contract.title_fa}. {contract.description_en}",
                group_name="delivered",
                owners=[f"team:{contract.owner_office}"],
                kinds={"file"},
                freshness_policy=dg.FreshnessPolicy.time_window(fail_window=overdue) if overdue else None,
                metadata={"cadence": contract.cadence, "contract_version": contract.version},
            )
        )
    return specs


def inventory_asset(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that archives what lies in ``raw/`` and decides whether there is anything to do."""
    deps: list[Key] = [("delivered", feed) for feed in catalogue.feeds]
    spec = spec_of(INVENTORY, deps, "Deliveries in force, archived and registered.", "sqlite", skippable=True)

    @dg.multi_asset(name="inventory", specs=[spec], required_resource_keys={RUN}, retry_policy=IO_RETRIES)
    def inventory(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = run_of(context)
        with told("inventory", run):
            register = run.receive().register
        facts = _inventory_facts(register)
        if register.unchanged:
            context.log_event(dg.AssetObservation(INVENTORY, metadata=facts))
            context.log.info("Nothing has changed since the published version; nothing to do.")
            return
        _record_arrivals(context, register)
        run.observe(name_of(INVENTORY))
        yield dg.MaterializeResult(asset_key=dg.AssetKey(INVENTORY), metadata=facts)

    return inventory


def _inventory_facts(register: Register) -> dict[str, Any]:
    refused = [f"{c.name}: {c.refusal.text('en')}" for c in register.refused if c.refusal is not None]
    return {
        "deliveries": len(register.current),
        "refused": "; ".join(refused) or "—",
        "unchanged": register.unchanged,
        "build_key": register.key.key,
    }


def _record_arrivals(context: dg.AssetExecutionContext, register: Register) -> None:
    """Record the newest delivery of each feed once, as the arrival that its freshness is measured by."""
    newest: dict[str, Any] = {}
    for delivery in register.current:
        known = newest.get(delivery.feed)
        if known is None or delivery.known_from > known.known_from:
            newest[delivery.feed] = delivery
    for feed, delivery in sorted(newest.items()):
        key = dg.AssetKey(["delivered", feed])
        last = context.instance.get_latest_materialization_event(key)
        recorded = last.asset_materialization.tags if last and last.asset_materialization else None
        if (recorded or {}).get("delivery") == delivery.sha256[:40]:
            continue
        facts = {k: shown(getattr(delivery, k)) for k in ("delivery_id", "office", "period", "received_at")}
        context.log_event(dg.AssetMaterialization(key, metadata=facts, tags={"delivery": delivery.sha256[:40]}))


def reference_asset(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that loads reference tables and the calendar."""
    spec = spec_of(REFERENCE, [INVENTORY], "Areas, codes, tariff lines, units and the Jalali calendar.", "duckdb")

    @dg.multi_asset(name="reference", specs=[spec], required_resource_keys={RUN})
    def reference(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = run_of(context)
        with told("reference", run):
            report = run.make(make_reference)
        yield materialized(run, catalogue, REFERENCE, report)

    return reference
