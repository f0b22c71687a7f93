"""From typed rows to a published version: core models, indicators, derived tables, publication."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipelines.orchestration.catalogue import (
    PUBLISHED,
    Catalogue,
    keys_of,
    keys_read,
)
from pipelines.orchestration.failures import told
from pipelines.orchestration.step import RUN, materialized, name_of, run_of, spec_of
from pipelines.pipeline import StepReport
from pipelines.pipeline.tables import derive, make_core, make_indicator


def core_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that builds entities and facts from ``models/core``."""
    specs = [spec_of(("core", m.name), keys_read(m.reads), m.description, "duckdb") for m in catalogue.core]

    @dg.multi_asset(name="core", specs=specs, required_resource_keys={RUN})
    def core(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = run_of(context)
        for model in catalogue.core:
            with told(f"core/{model.name}", run):
                report = run.make(make_core, model)
            yield materialized(run, catalogue, ("core", model.name), report)

    return core


def indicator_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that measures what each source row contributes to each indicator."""
    specs = [
        spec_of(
            ("indicators", i.indicator_id),
            keys_read(i.reads),
            f"{i.title['en']} — {i.title['fa']}. {i.definition['en']}",
            "duckdb",
        )
        for i in catalogue.indicators
    ]

    @dg.multi_asset(name="indicators", specs=specs, required_resource_keys={RUN})
    def indicators(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = run_of(context)
        for indicator in catalogue.indicators:
            with told(f"indicators/{indicator.indicator_id}", run):
                report = run.make(make_indicator, indicator)
            yield materialized(run, catalogue, ("indicators", indicator.indicator_id), report)

    return indicators


def derived_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that makes every derived table; what a table's check points out stops nothing."""
    specs = [
        spec_of(
            ("derived", m.name),
            keys_of(m, catalogue),
            f"{m.description} Grain: {m.grain}.",
            "python" if m.function else "duckdb",
        )
        for m in catalogue.derived
    ]
    checks = [
        dg.AssetCheckSpec(m.check.name, asset=dg.AssetKey(["derived", m.name]), description=m.check.asks)
        for m in catalogue.derived
        if m.check is not None
    ]

    @dg.multi_asset(name="derived", specs=specs, check_specs=checks, required_resource_keys={RUN})
    def derived(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = run_of(context)
        with told("derived", run):
            report = run.make(derive)
        for model in catalogue.derived:
            found = [c for c in report.checks if model.check is not None and c.name == model.check.name]
            made = StepReport(int(report.metadata[model.name]), checks=found)
            yield materialized(run, catalogue, ("derived", model.name), made)

    return derived


def published_asset(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that publishes; a version that does not verify is never switched to."""
    layers = catalogue.layers()
    spec = spec_of(
        PUBLISHED,
        [*layers["derived"], *layers["core"], *layers["clean"]],
        "The published version: one DuckDB file, the same tables as Parquet, a manifest.",
        "duckdb",
        "parquet",
    )
    check = dg.AssetCheckSpec(
        "verification",
        asset=dg.AssetKey(PUBLISHED),
        blocking=True,
        description="Every expectation of severity error holds and the version's files match its manifest.",
    )

    @dg.multi_asset(name="published", specs=[spec], check_specs=[check], required_resource_keys={RUN})
    def published(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = run_of(context)
        with told("published/roadmap", run):
            report = run.publish()
        run.observe(name_of(PUBLISHED))
        facts: dict[str, Any] = {
            "version": report.version,
            "path": dg.MetadataValue.path(report.path),
            "tables": dg.MetadataValue.json(report.tables),
            "expectations": report.expectations,
            "open_deliveries": sum(o.state in ("held", "refused") for o in report.outcomes),
        }
        yield dg.MaterializeResult(
            asset_key=dg.AssetKey(PUBLISHED),
            metadata={**facts, "dagster/row_count": sum(report.tables.values())},
            data_version=dg.DataVersion(run.build.register.key.key),
            check_results=[
                dg.AssetCheckResult(
                    passed=not report.failed_expectations,
                    check_name="verification",
                    description="; ".join(report.failed_expectations) or "Verified.",
                    metadata={"expectations": report.expectations},
                )
            ],
        )

    return published
