"""Take one delivery from file to clean rows, doing nothing twice.

What was read and cleaned is kept beside its key (file, contract, reference data, code of the stages); a
delivery whose key has not changed is not touched again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from pipelines.cleaning import CleanedDelivery, Pseudonyms, clean_delivery
from pipelines.cleaning.clean import clean_deliveries
from pipelines.cleaning.corrections import clean_correction
from pipelines.cleaning.overrides import Override, overrides_key
from pipelines.cleaning.result import DeliveryFacts
from pipelines.cleaning.tasks import Task
from pipelines.cleaning.violations import violations_path
from pipelines.cleaning.waiting import Base, Files
from pipelines.contracts import Contract
from pipelines.foundation.atomic_files import replacing
from pipelines.foundation.messages import Message
from pipelines.foundation.workspace import Workspace
from pipelines.governance.scope import scope_of
from pipelines.intake.deliveries import Delivery
from pipelines.normalise import CodeBook
from pipelines.normalise.learned import vocabulary_hash
from pipelines.pipeline.landing import Lander
from pipelines.pipeline.reports import DeliveryOutcome
from pipelines.pipeline.stages import cached, stage_key, write_json
from pipelines.reading import RefusedFile

#: A landed delivery that is to be cleaned, with the cells that are read otherwise than they are written.
Todo = tuple[DeliveryOutcome, Sequence[Override]]


class Processor:
    """Lands and cleans the deliveries of one workspace.

    ``codebook`` is the one of the reference data; rows are cleaned with what the workspace has learned besides.
    """

    def __init__(self, workspace: Workspace, codebook: CodeBook, pseudonyms: Pseudonyms, lander: Lander) -> None:
        self._workspace, self._pseudonyms = workspace, pseudonyms
        self.codebook = codebook
        self._codebook = codebook.taught(lander.vocabulary)
        self.lander = lander

    def landed_path(self, delivery: Delivery) -> Path:
        """All-text Parquet of a delivery."""
        return self.lander.path(delivery)

    def clean_path(self, delivery: Delivery) -> Path:
        """Typed Parquet of a delivery."""
        return self._workspace.clean / f"{delivery.delivery_id}.parquet"

    def violations_path(self, delivery: Delivery) -> Path:
        """What is wrong with a delivery's rows, cell by cell."""
        return violations_path(self.clean_path(delivery))

    def land(self, contract: Contract, delivery: Delivery) -> DeliveryOutcome:
        """Read a delivery into all-text Parquet; a refusal is an outcome, not an error."""
        try:
            read = self.lander.land(contract, delivery)
        except RefusedFile as refused:
            return DeliveryOutcome(delivery, "refused", delivery.period, refused.message)
        scope = scope_of(contract, delivery, read, self._codebook)
        notices = [
            *scope.notices,
            *([_received_in_future(delivery)] if delivery.is_received_in_future else []),
        ]
        outcome = DeliveryOutcome(
            delivery,
            "published",
            scope.period,
            read=read,
            span=scope.span,
            cover=scope.cover,
            doubts=tuple(scope.holds),
            notices=tuple(notices),
        )
        hold = delivery.waits or next((n for n in (*read.notes, *scope.holds) if n.severity == "hold"), None)
        if hold is not None and delivery.decision != "approved":
            return outcome.held([hold])
        if scope.period is None and contract.period_required:
            message = Message("period_unclear", "hold", {"file": delivery.file_name, "feed": contract.feed})
            return outcome.held([message])
        return outcome

    def clean(
        self, contract: Contract, outcome: DeliveryOutcome, overrides: Sequence[Override] = ()
    ) -> CleanedDelivery:
        """Clean a landed delivery; ``overrides`` are cells read otherwise."""
        return self.clean_all(contract, [(outcome, overrides)])[0]

    def clean_all(self, contract: Contract, todo: Sequence[Todo]) -> list[CleanedDelivery]:
        """Clean landed deliveries of one feed, together as far as they are not clean already; return each cleaned."""
        found: dict[int, CleanedDelivery] = {}
        fresh: list[tuple[int, Path, Task, str]] = []
        with ExitStack() as written:
            for place, (outcome, overrides) in enumerate(todo):
                assert outcome.read is not None
                path = self.clean_path(outcome.delivery)
                key = stage_key(self._key(contract, outcome), overrides_key(overrides))
                if (known := cached(path.with_suffix(".json"), key)) and path.exists():
                    found[place] = CleanedDelivery.from_json(known["cleaned"])
                else:
                    out = _replaced(written, Files(outcome.read.landed, path)).clean
                    fresh.append((place, path, Task(outcome.read, _facts(outcome), out, overrides), key))
            tasks = [task for _, _, task, _ in fresh]
            cleaned = clean_deliveries(contract, tasks, self._codebook, self._pseudonyms)
        for (place, path, _, key), result in zip(fresh, cleaned, strict=True):
            write_json(path.with_suffix(".json"), {"key": key, "cleaned": result.to_json()})
            found[place] = result
        return [found[place] for place in range(len(todo))]

    def clean_correction(
        self,
        contract: Contract,
        outcome: DeliveryOutcome,
        base: DeliveryOutcome,
        earlier: Sequence[DeliveryOutcome],
    ) -> CleanedDelivery:
        """Clean a landed correction of ``base``, after the ``earlier`` ones."""
        assert outcome.read is not None and base.read is not None
        delivery, path = outcome.delivery, self.clean_path(outcome.delivery)
        others = [self._clean_key(o.delivery) for o in (base, *earlier)]
        key = stage_key(self._key(contract, outcome), *others)
        sidecar = path.with_suffix(".json")
        if (known := cached(sidecar, key)) and path.exists():
            return CleanedDelivery.from_json(known["cleaned"])
        files = Files(self.landed_path(delivery), path)
        read, units, date1904 = outcome.read, base.read.units, base.read.date1904

        base_of = Base(base.delivery.delivery_id, self.files(base), [self.files(o) for o in earlier])
        with ExitStack() as written:
            fresh = _replaced(written, files, resolved=True)

            def clean(applied: Path, count: int) -> CleanedDelivery:
                taken = replace(
                    read,
                    landed=applied,
                    rows_landed=count,
                    rows_read=count + len(read.non_data),
                    units=units,
                    date1904=date1904,
                )
                return clean_delivery(contract, taken, _facts(outcome), self._codebook, self._pseudonyms, fresh.clean)

            cleaned = clean_correction(contract, fresh, base_of, clean)
        write_json(sidecar, {"key": key, "cleaned": cleaned.to_json()})
        return cleaned

    def files(self, outcome: DeliveryOutcome) -> Files:
        """Where a delivery's rows as sent, its clean rows and what is wrong with them lie."""
        return Files(self.landed_path(outcome.delivery), self.clean_path(outcome.delivery))

    def _key(self, contract: Contract, outcome: DeliveryOutcome) -> str:
        """Return what a delivery's clean rows depend on besides corrections: of learned words, those of its lists."""
        words = vocabulary_hash(self.lander.vocabulary, [c.word_list for c in contract.columns])
        return stage_key(self.lander.key(contract, outcome.delivery), words, str(_facts(outcome)))

    def _clean_key(self, delivery: Delivery) -> str:
        """Return the key under which a delivery was cleaned in this build."""
        return str(json.loads(self.clean_path(delivery).with_suffix(".json").read_text("utf-8"))["key"])


def _replaced(written: ExitStack, files: Files, *, resolved: bool = False) -> Files:
    """Return the names under which to write what becomes ``files`` when ``written`` ends without an error.

    The clean rows take their name last: where they lie, everything beside them does.
    """
    fresh = replace(files, clean=written.enter_context(replacing(files.clean)))
    if resolved:
        written.enter_context(replacing(files.resolved, fresh.resolved))
    written.enter_context(replacing(files.violations, fresh.violations))
    return fresh


def _received_in_future(delivery: Delivery) -> Message:
    told = delivery.note.received_on
    params = {"file": delivery.file_name, "value": str(told), "expected": delivery.received_at.isoformat()}
    return Message("receipt_in_future", "warn", params)


def _facts(outcome: DeliveryOutcome) -> DeliveryFacts:
    delivery = outcome.delivery
    return DeliveryFacts(
        delivery.delivery_id,
        outcome.period,
        delivery.office,
        delivery.is_synthetic,
        delivery.received_at,
        outcome.span,
        outcome.cover,
    )
