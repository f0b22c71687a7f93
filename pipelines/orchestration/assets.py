"""The build's steps as assets: one step a layer, one asset a table.

A layer is one step because a step costs more than most tables do (measured in
``docs/decisions/0009-one-step-a-layer.md``); the assets, their dependencies and checks stay separate in the
graph. When nothing has changed the inventory is only observed, and everything after it is skipped.
"""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipelines.build import InventoryReport, StepReport
from pipelines.orchestration.cadence import OVERDUE_AFTER
from pipelines.orchestration.catalogue import INVENTORY, JUDGED, PUBLISHED, REFERENCE, Catalogue, Key, keys_read
from pipelines.orchestration.failures import IO_RETRIES, told
from pipelines.orchestration.metadata import check_result, metadata, shown
from pipelines.orchestration.run import BuildRun

#: Resource under which the steps find their run.
RUN = "run"


def _run_of(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext) -> BuildRun:
    return getattr(context.resources, RUN)


def _name(key: Key) -> str:
    return "/".join(key)


def delivered_specs(catalogue: Catalogue) -> list[dg.AssetSpec]:
    """Return what offices send as external assets, each with the freshness that its contract's cadence asks."""
    specs = []
    for feed, contract in catalogue.contracts.items():
        overdue = OVERDUE_AFTER.get(contract.cadence)
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


def _spec(key: Key, deps: list[Key], description: str, *kinds: str, **more: Any) -> dg.AssetSpec:
    group = key[0] if len(key) > 1 else "inputs"
    return dg.AssetSpec(
        key, deps=[dg.AssetKey(d) for d in deps], description=description, group_name=group,
        kinds=set(kinds), **more,
    )  # fmt: skip


def _materialized(
    run: BuildRun, catalogue: Catalogue, key: Key, report: StepReport
) -> dg.MaterializeResult:
    run.observe(_name(key))
    return dg.MaterializeResult(
        asset_key=dg.AssetKey(key),
        metadata=metadata(report, persons=key in catalogue.persons()),
        check_results=[check_result(c, key) for c in report.checks],
    )


def inventory_asset(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that archives what lies in ``raw/`` and decides whether there is anything to do."""
    deps: list[Key] = [("delivered", feed) for feed in catalogue.feeds]
    spec = _spec(INVENTORY, deps, "Deliveries in force, archived and registered.", "sqlite", skippable=True)

    @dg.multi_asset(name="inventory", specs=[spec], required_resource_keys={RUN}, retry_policy=IO_RETRIES)
    def inventory(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = _run_of(context)
        with told("inventory"):
            report = run.take_inventory()
        facts = _inventory_facts(report)
        if report.unchanged:
            context.log_event(dg.AssetObservation(INVENTORY, metadata=facts))
            context.log.info("Nothing has changed since the published version; nothing to do.")
            return
        _record_arrivals(context, report)
        run.observe(_name(INVENTORY))
        yield dg.MaterializeResult(asset_key=dg.AssetKey(INVENTORY), metadata=facts)

    return inventory


def _inventory_facts(report: InventoryReport) -> dict[str, Any]:
    return {
        "deliveries": len(report.deliveries),
        "refused": "; ".join(f"{name}: {m.text('en')}" for name, m in report.refused) or "—",
        "unchanged": report.unchanged,
        "build_key": report.build_key,
    }


def _record_arrivals(context: dg.AssetExecutionContext, report: InventoryReport) -> None:
    """Record the newest delivery of each feed once, as the arrival that its freshness is measured by."""
    newest: dict[str, Any] = {}
    for delivery in report.deliveries:
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
        context.log_event(
            dg.AssetMaterialization(key, metadata=facts, tags={"delivery": delivery.sha256[:40]})
        )


def reference_asset(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that loads reference tables and the calendar."""
    spec = _spec(REFERENCE, [INVENTORY], "Areas, codes, tariff lines, units and the Jalali calendar.", "duckdb")

    @dg.multi_asset(name="reference", specs=[spec], required_resource_keys={RUN})
    def reference(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = _run_of(context)
        with told("reference"):
            report = run.session.load_reference()
        yield _materialized(run, catalogue, REFERENCE, report)

    return reference


def landed_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that reads each feed's files into all-text Parquet."""
    specs = [
        _spec(("landed", feed), [INVENTORY, ("delivered", feed)], f"{c.title_en}: rows as sent.", "parquet")
        for feed, c in catalogue.contracts.items()
    ]

    @dg.multi_asset(name="landed", specs=specs, required_resource_keys={RUN}, retry_policy=IO_RETRIES)
    def landed(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = _run_of(context)
        for feed in catalogue.feeds:
            with told(f"landed/{feed}"):
                report = run.session.land(feed)
            yield _materialized(run, catalogue, ("landed", feed), report)

    return landed


def clean_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that types each feed's rows; that every row is accounted for is a blocking check."""
    specs = [
        _spec(("clean", feed), [("landed", feed), REFERENCE], f"{c.title_en}: typed rows. {c.grain}.", "duckdb")
        for feed, c in catalogue.contracts.items()
    ]
    checks = [
        dg.AssetCheckSpec(
            "reconciliation", asset=dg.AssetKey(["clean", feed]), blocking=True,
            description="Rows in = loaded + quarantined + non-data.",
        ) for feed in catalogue.feeds
    ]  # fmt: skip

    @dg.multi_asset(
        name="clean", specs=specs, check_specs=checks, required_resource_keys={RUN}, retry_policy=IO_RETRIES
    )
    def clean(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = _run_of(context)
        for feed in catalogue.feeds:
            with told(f"clean/{feed}"):
                report = run.session.clean(feed)
                run.submit_feed(feed)
            yield _materialized(run, catalogue, ("clean", feed), report)

    return clean


def quality_checks(catalogue: Catalogue) -> dg.AssetChecksDefinition:
    """Return the blocking checks in which Great Expectations judges each feed's clean deliveries."""
    specs = [
        dg.AssetCheckSpec(
            "quality", asset=dg.AssetKey(["clean", feed]), blocking=True,
            description="The suite compiled from the contract, judged by Great Expectations.",
        ) for feed in catalogue.feeds
    ]  # fmt: skip

    @dg.multi_asset_check(name="quality", specs=specs, required_resource_keys={RUN})
    def quality(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        run = _run_of(context)
        for feed in catalogue.feeds:
            with told(f"quality of clean/{feed}"):
                outcome = run.feed_quality(feed)
            yield check_result(outcome, ("clean", feed))
        run.observe("quality")

    return quality


def core_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that builds entities and facts from ``models/core``."""
    specs = [_spec(("core", m.name), keys_read(m.reads), m.description, "duckdb") for m in catalogue.core]

    @dg.multi_asset(name="core", specs=specs, required_resource_keys={RUN})
    def core(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = _run_of(context)
        for model in catalogue.core:
            with told(f"core/{model.name}"):
                report = run.session.model(model.name)
            yield _materialized(run, catalogue, ("core", model.name), report)

    return core


def indicator_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that measures what each source row contributes to each indicator."""
    specs = [
        _spec(
            ("indicators", i.indicator_id), keys_read(i.reads),
            f"{i.title['en']} — {i.title['fa']}. {i.definition['en']}", "duckdb",
        ) for i in catalogue.indicators
    ]  # fmt: skip

    @dg.multi_asset(name="indicators", specs=specs, required_resource_keys={RUN})
    def indicators(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = _run_of(context)
        for indicator in catalogue.indicators:
            with told(f"indicators/{indicator.indicator_id}"):
                report = run.session.measure(indicator.indicator_id)
            yield _materialized(run, catalogue, ("indicators", indicator.indicator_id), report)

    return indicators


def judged_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that rolls up, assesses targets and sets contradictory tellings side by side."""
    deps: list[Key] = [*catalogue.layers()["indicators"], REFERENCE]
    deps += [key for key in catalogue.layers()["core"] if key[1] in ("targets", "statements")]
    specs = [_spec(key, deps, f"Judged: {key[1].replace('_', ' ')}.", "duckdb") for key in JUDGED.values()]

    @dg.multi_asset(name="judged", specs=specs, required_resource_keys={RUN})
    def judged(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = _run_of(context)
        with told("judged"):
            report = run.session.judge()
        for name, key in JUDGED.items():
            yield _materialized(run, catalogue, key, StepReport(int(report.metadata.get(name, 0))))

    return judged


def published_asset(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that publishes; a version that does not verify is never switched to."""
    layers = catalogue.layers()
    spec = _spec(
        PUBLISHED, [*layers["judged"], *layers["core"], *layers["clean"]],
        "The published version: one DuckDB file, the same tables as Parquet, a manifest.", "duckdb", "parquet",
    )  # fmt: skip
    check = dg.AssetCheckSpec(
        "verification", asset=dg.AssetKey(PUBLISHED), blocking=True,
        description="Every expectation of severity error holds and the version's files match its manifest.",
    )

    @dg.multi_asset(name="published", specs=[spec], check_specs=[check], required_resource_keys={RUN})
    def published(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = _run_of(context)
        with told("published/roadmap"):
            report = run.publish()
        run.observe(_name(PUBLISHED))
        facts = {
            "version": report.version, "path": dg.MetadataValue.path(report.path),
            "tables": dg.MetadataValue.json(report.tables), "expectations": report.expectations,
            "open_deliveries": sum(o.state in ("held", "refused") for o in report.outcomes),
        }  # fmt: skip
        yield dg.MaterializeResult(
            asset_key=dg.AssetKey(PUBLISHED),
            metadata={**facts, "dagster/row_count": sum(report.tables.values())},
            data_version=dg.DataVersion(run.inventory.build_key) if run.inventory else None,
            check_results=[
                dg.AssetCheckResult(
                    passed=not report.failed_expectations, check_name="verification",
                    description="; ".join(report.failed_expectations) or "Verified.",
                    metadata={"expectations": report.expectations},
                )  # fmt: skip
            ],
        )

    return published


def build_assets(catalogue: Catalogue) -> list[dg.AssetsDefinition | dg.AssetSpec]:
    """Return every asset, in the order of the flow."""
    return [
        *delivered_specs(catalogue), inventory_asset(catalogue), reference_asset(catalogue),
        landed_assets(catalogue), clean_assets(catalogue), core_assets(catalogue),
        indicator_assets(catalogue), judged_assets(catalogue), published_asset(catalogue),
    ]  # fmt: skip
