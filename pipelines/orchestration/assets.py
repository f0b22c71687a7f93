"""The build's steps as assets: one step a layer, one asset a table.

A layer is one step because a step costs more than most tables do (measured in
``docs/decisions/0007-one-step-a-layer.md``); the assets, their dependencies and checks stay separate in the
graph.
"""

import dagster as dg

from pipelines.orchestration.catalogue import Catalogue
from pipelines.orchestration.feeds import clean_assets, landed_assets
from pipelines.orchestration.inputs import delivered_specs, inventory_asset, reference_asset
from pipelines.orchestration.models import core_assets, derived_assets, indicator_assets, published_asset


def build_assets(catalogue: Catalogue) -> list[dg.AssetsDefinition | dg.AssetSpec]:
    """Return every asset, in the order of the flow."""
    return [
        *delivered_specs(catalogue),
        inventory_asset(catalogue),
        reference_asset(catalogue),
        landed_assets(catalogue),
        clean_assets(catalogue),
        core_assets(catalogue),
        indicator_assets(catalogue),
        derived_assets(catalogue),
        published_asset(catalogue),
    ]
