"""The asset graph as Dagster sees it, held by a snapshot: what a change of models or steps does to it is seen."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
from syrupy.assertion import SnapshotAssertion

from pipelines.definitions import defs


def read_by(parents: set[dg.AssetKey], layers: dict[str, set[dg.AssetKey]]) -> str:
    """Name what an asset reads; a layer of several assets that is read as a whole is one word: ``core/*``."""
    whole = {layer for layer, keys in layers.items() if len(keys) > 1 and keys <= parents}
    names = {f"{layer}/*" for layer in whole}
    return ", ".join(sorted(names | {p.to_user_string() for p in parents if p.path[0] not in whole}))


def graph_lines() -> Iterator[str]:
    """Describe assets with what they read, checks (blocking or not), jobs, schedules and sensors."""
    graph = defs.resolve_asset_graph()
    layers: dict[str, set[dg.AssetKey]] = {}
    for key in graph.get_all_asset_keys():
        layers.setdefault(key.path[0], set()).add(key)
    for key in sorted(graph.get_all_asset_keys(), key=lambda k: k.path):
        yield f"asset {key.to_user_string()} <- {read_by(set(graph.get(key).parent_keys), layers)}".rstrip()
    for check in sorted(graph.asset_check_keys, key=str):
        blocking = "blocking " if graph.get(check).blocking else ""
        yield f"{blocking}check {check.asset_key.to_user_string()}: {check.name}"
    yield from (f"job {job.name}" for job in defs.jobs or [])
    yield from (f"schedule {s.name} {s.cron_schedule} {s.execution_timezone}" for s in defs.schedules or [])
    yield from (f"sensor {s.name} every {s.minimum_interval_seconds} s" for s in defs.sensors or [])


def test_the_graph_is_as_recorded(snapshot: SnapshotAssertion) -> None:
    """After an intended change: ``pytest tests/pipeline/test_asset_graph.py --snapshot-update``."""
    assert "\n".join(graph_lines()) == snapshot
