"""Clean deliveries: normalise distinct values, type, find violations, split good rows from quarantine.

Rows in = loaded + quarantined + recognised non-data; a delivery for which that does not hold is a defect of
the system and raises. Rows never come into Python: memory does not grow with the delivery.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cleaning.batch import Batch
from pipelines.cleaning.overrides import Override
from pipelines.cleaning.pseudonyms import Pseudonyms
from pipelines.cleaning.result import (
    CARRIED_CELLS,
    MASK,
    CleanedDelivery,
    DeliveryFacts,
    QuarantinedCell,
    ReconciliationError,
    StatedTotal,
)
from pipelines.cleaning.tasks import Task
from pipelines.contracts import Contract
from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.normalise import CodeBook

if TYPE_CHECKING:
    from pipelines.reading import ReadResult

__all__ = [
    "CARRIED_CELLS",
    "MASK",
    "CleanedDelivery",
    "DeliveryFacts",
    "QuarantinedCell",
    "ReconciliationError",
    "StatedTotal",
    "clean_deliveries",
    "clean_delivery",
]

#: Memory that the engine may use for one batch before it spills to disk.
_MEMORY = "700MB"

#: Rows up to which a delivery is cleaned together with others, and rows of such a batch: most of the cost of a
#: small file is the planning of queries, which are the same for every file of a feed.
SMALL_ROWS = 20_000
BATCH_ROWS = 100_000
#: Rows up to which a delivery may share a batch with others that are told in other units.
FEW_ROWS = 2_000


def clean_deliveries(
    contract: Contract, tasks: Sequence[Task], codebook: CodeBook, pseudonyms: Pseudonyms
) -> list[CleanedDelivery]:
    """Clean read deliveries of one feed; return counts, reasons and compared totals of each, in their order.

    Grain of each ``out``: one row a good row of the file. What is wrong with the others is written beside it
    (:func:`pipelines.cleaning.violations.violations_path`). Raises :class:`ReconciliationError` when the counts of
    one do not add up.
    """
    results: dict[int, CleanedDelivery] = {}
    for places in _batches(tasks):
        batch = [tasks[n] for n in places]
        engine = DuckDBEngine()
        try:
            with tempfile.TemporaryDirectory(dir=batch[0].out.parent, prefix=".spill-") as spill:
                engine.bound(_MEMORY, Path(spill))
                done = Batch(engine, contract, batch, codebook, pseudonyms).run()
        finally:
            engine.close()
        results |= dict(zip(places, done, strict=True))
    for task, result in zip(tasks, (results[n] for n in range(len(tasks))), strict=True):
        _must_reconcile(task.facts.delivery_id, result)
    return [results[n] for n in range(len(tasks))]


def clean_delivery(
    contract: Contract,
    read: ReadResult,
    facts: DeliveryFacts,
    codebook: CodeBook,
    pseudonyms: Pseudonyms,
    out: Path,
    overrides: Sequence[Override] = (),
) -> CleanedDelivery:
    """Clean one read delivery; see :func:`clean_deliveries`."""
    return clean_deliveries(contract, [Task(read, facts, out, overrides)], codebook, pseudonyms)[0]


def _batches(tasks: Sequence[Task]) -> Iterator[list[int]]:
    """Yield the places of the tasks that are cleaned together: small ones, told in the same units unless tiny."""
    alike: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for n, task in enumerate(tasks):
        if task.overrides or task.read.rows_landed > SMALL_ROWS:
            yield [n]
        else:
            few = task.read.rows_landed <= FEW_ROWS
            alike.setdefault(() if few else tuple(sorted(task.read.units.items())), []).append(n)
    for places in alike.values():
        batch: list[int] = []
        rows = 0
        for n in places:
            if batch and rows + tasks[n].read.rows_landed > BATCH_ROWS:
                yield batch
                batch, rows = [], 0
            batch.append(n)
            rows += tasks[n].read.rows_landed
        if batch:
            yield batch


def _must_reconcile(delivery_id: str, result: CleanedDelivery) -> None:
    if not result.reconciled:
        raise ReconciliationError(
            f"{delivery_id}: {result.rows_read} rows read, but {result.rows_loaded} loaded + "
            f"{result.rows_quarantined} quarantined + {result.rows_non_data} non-data"
        )
