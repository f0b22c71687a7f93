"""Feed by feed: rows as sent, typed rows, and the two blocking checks between them and the models."""

from collections.abc import Iterator

import dagster as dg

from pipelines.orchestration.catalogue import INVENTORY, REFERENCE, Catalogue
from pipelines.orchestration.failures import IO_RETRIES, told
from pipelines.orchestration.metadata import check_result
from pipelines.orchestration.step import RUN, materialized, run_of, spec_of
from pipelines.pipeline.land import land
from pipelines.pipeline.loading import clean


def landed_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that reads each feed's files into all-text Parquet."""
    specs = [
        spec_of(("landed", feed), [INVENTORY, ("delivered", feed)], f"{c.title_en}: rows as sent.", "parquet")
        for feed, c in catalogue.contracts.items()
    ]

    @dg.multi_asset(name="landed", specs=specs, required_resource_keys={RUN}, retry_policy=IO_RETRIES)
    def landed(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = run_of(context)
        for feed in catalogue.feeds:
            with told(f"landed/{feed}", run):
                report = run.make(land, feed)
            yield materialized(run, catalogue, ("landed", feed), report)

    return landed


def clean_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Return the step that types each feed's rows; that every row is accounted for is a blocking check."""
    specs = [
        spec_of(("clean", feed), [("landed", feed), REFERENCE], f"{c.title_en}: typed rows. {c.grain}.", "duckdb")
        for feed, c in catalogue.contracts.items()
    ]
    checks = [
        dg.AssetCheckSpec(
            "reconciliation",
            asset=dg.AssetKey(["clean", feed]),
            blocking=True,
            description="Rows in = loaded + quarantined + non-data.",
        )
        for feed in catalogue.feeds
    ]

    @dg.multi_asset(
        name="clean", specs=specs, check_specs=checks, required_resource_keys={RUN}, retry_policy=IO_RETRIES
    )
    def clean_step(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        run = run_of(context)
        for feed in catalogue.feeds:
            with told(f"clean/{feed}", run):
                report = run.make(clean, feed)
                run.submit_feed(run.build, feed)
            yield materialized(run, catalogue, ("clean", feed), report)

    return clean_step


def quality_checks(catalogue: Catalogue) -> dg.AssetChecksDefinition:
    """Return the blocking checks in which Great Expectations validates each feed's clean deliveries."""
    specs = [
        dg.AssetCheckSpec(
            "quality",
            asset=dg.AssetKey(["clean", feed]),
            blocking=True,
            description="The suite compiled from the contract, validated by Great Expectations.",
        )
        for feed in catalogue.feeds
    ]

    @dg.multi_asset_check(name="quality", specs=specs, required_resource_keys={RUN})
    def quality(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        run = run_of(context)
        for feed in catalogue.feeds:
            with told(f"quality of clean/{feed}", run):
                outcome = run.feed_quality(feed)
            yield check_result(outcome, ("clean", feed))
        run.observe("quality")

    return quality
