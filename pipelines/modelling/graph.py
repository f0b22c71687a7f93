"""The one graph of tables: core, indicators, derived and public models, and which reads which."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.modelling.derived import EVERY_CONTRIBUTION, DerivedModel
from pipelines.modelling.models import CoreModel, Indicator
from pipelines.modelling.public import PublicTable

Model = CoreModel | Indicator | DerivedModel | PublicTable


def file_of(model: Model) -> str:
    """Return the file that makes a table, as people name it."""
    folder = f"derived/{model.topic}" if isinstance(model, DerivedModel) else model.table.split(".")[0]
    return f"models/{folder}/{model.table.split('.')[1]}.sql"


def reads_of(model: Model, graph: Mapping[str, Model]) -> frozenset[str]:
    """Return the tables of the graph that a model reads; the contributions of all indicators are theirs."""
    reads = model.reads
    if EVERY_CONTRIBUTION in reads:
        reads = reads | {table for table, other in graph.items() if isinstance(other, Indicator)}
    return frozenset(read for read in reads if read in graph)


def with_all_it_reads(table: str, graph: Mapping[str, Model]) -> set[str]:
    """Return a table and all that it is made of."""
    found, waiting = set[str](), [table]
    while waiting:
        name = waiting.pop()
        if name in graph and name not in found:
            found.add(name)
            waiting += reads_of(graph[name], graph)
    return found
