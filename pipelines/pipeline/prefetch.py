"""Read and clean many deliveries in other processes, while the build sets up and assesses what is done.

A worker leaves on disk what the build itself would leave, so nothing depends on it: what workers did not come to,
failed at or died over, the build does in place, and whatever is wrong is told there. Only what they refused is handed
back, so that a file that is slow to refuse is refused once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path

from pipelines.cleaning import Pseudonyms
from pipelines.contracts import Contract
from pipelines.foundation.messages import Message, speak_from
from pipelines.foundation.processes import end_with_parent
from pipelines.foundation.workspace import Workspace
from pipelines.intake.deliveries import Delivery
from pipelines.normalise import CodeBook
from pipelines.normalise.learned import Learned
from pipelines.pipeline.landing import Lander
from pipelines.pipeline.processing import Processor, Todo
from pipelines.reading import RefusedFile

WORKERS = min(2, os.cpu_count() or 1)
#: Fewer unread files are read before a worker has started, which takes a second.
WORTH_FILES = 60

_processor: Processor


class Prefetch:
    """Workers that read the ``wanted`` deliveries, in that order. To be made, given work and closed by one thread."""

    def __init__(
        self, workspace: Workspace, models: Path, lander: Lander, wanted: Iterable[tuple[Contract, Delivery]]
    ) -> None:
        # Spawned, not forked: the build has threads and an open database.
        self._workers = ProcessPoolExecutor(
            WORKERS,
            multiprocessing.get_context("spawn"),
            _begin,
            (workspace, models, lander.common_key, lander.vocabulary),
        )
        self._read: dict[str, Future[Message | None]] = {
            delivery.delivery_id: self._workers.submit(_read, contract, delivery) for contract, delivery in wanted
        }
        self._refusals: dict[str, Message] = {}

    def refusal(self, delivery: Delivery) -> Message | None:
        """Wait until a delivery is read; return why it was refused. None: it is read, or nobody reads it ahead."""
        found = self._read.pop(delivery.delivery_id, None)
        if found is not None and found.exception() is None and (message := found.result()) is not None:
            self._refusals[delivery.delivery_id] = message
        return self._refusals.get(delivery.delivery_id)

    def clean(self, contract: Contract, todo: Sequence[Todo]) -> Future[None] | None:
        """Have landed deliveries of one feed cleaned; None when there is nobody left to do it."""
        with suppress(RuntimeError):  # they died (BrokenProcessPool), or were let go
            return self._workers.submit(_clean, contract, todo)
        return None

    def close(self) -> None:
        """Wait until the workers have done what is at hand and left: after the build nobody writes. Safe to repeat."""
        self._workers.shutdown(cancel_futures=True)


def _begin(workspace: Workspace, models: Path, common_key: str, known: Learned) -> None:
    global _processor
    end_with_parent()
    # Ctrl-C reaches every process of the terminal; it is meant for the build, which then lets its workers go.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    speak_from(models)
    codebook, pseudonyms = CodeBook.load(models), Pseudonyms.of_workspace(workspace.keys)
    _processor = Processor(workspace, codebook, pseudonyms, Lander(workspace, codebook, common_key, known))


def _read(contract: Contract, delivery: Delivery) -> Message | None:
    try:
        _processor.lander.land(contract, delivery)
    except RefusedFile as refused:
        return refused.message
    return None


def _clean(contract: Contract, todo: Sequence[Todo]) -> None:
    _processor.clean_all(contract, todo)
