"""What every step needs: its run, the description of its assets, and how their making is reported."""

from typing import Any

import dagster as dg

from pipelines.orchestration.catalogue import Catalogue, Key
from pipelines.orchestration.metadata import check_result, metadata
from pipelines.orchestration.run import BuildRun
from pipelines.pipeline import StepReport

#: Resource under which the steps find their run.
RUN = "run"


def run_of(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext) -> BuildRun:
    """Return the run that the steps share."""
    run: BuildRun = getattr(context.resources, RUN)
    run.run_id = context.run.run_id
    return run


def name_of(key: Key) -> str:
    """Return a key as it is written (``core/exports``)."""
    return "/".join(key)


def spec_of(key: Key, deps: list[Key], description: str, *kinds: str, **more: Any) -> dg.AssetSpec:
    """Return the description of an asset, in the group of its layer."""
    group = key[0] if len(key) > 1 else "inputs"
    return dg.AssetSpec(
        key,
        deps=[dg.AssetKey(d) for d in deps],
        description=description,
        group_name=group,
        kinds=set(kinds),
        **more,
    )


def materialized(run: BuildRun, catalogue: Catalogue, key: Key, report: StepReport) -> dg.MaterializeResult:
    """Report an asset as made, with its checks; a preview is left out where rows may speak of persons."""
    run.observe(name_of(key))
    return dg.MaterializeResult(
        asset_key=dg.AssetKey(key),
        metadata=metadata(report, persons=key in catalogue.persons()),
        check_results=[check_result(c, key) for c in report.checks],
    )
