"""One build under the orchestrator: the session, what it found, and who judges its quality.

The session is opened by the first step, so that a busy workspace is told as a failure of that step and not of
the orchestrator. The command opens its session before it starts the orchestrator and hands it over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.build import BuildSession, CheckOutcome, InventoryReport, PublishReport
from pipelines.modelling import PublicTable
from pipelines.publishing import mark_failed
from pipelines.quality.compilation import allowed_values, suite_for_feed, suite_for_table
from pipelines.quality.gate import QualityGate
from pipelines.quality.results import ExpectationResult
from pipelines.workspace import Workspace

Observer = Callable[[str], None]


class BuildRun:
    """What the steps of one run share. Use as a context manager; a session that was given is not closed."""

    def __init__(
        self, workspace: Workspace, models: Path, *, as_known_at: datetime | None = None,
        session: BuildSession | None = None, inventory: InventoryReport | None = None,
        observer: Observer | None = None,
    ) -> None:  # fmt: skip
        self.workspace, self.models, self.as_known_at = workspace, models, as_known_at
        self.inventory: InventoryReport | None = inventory
        self.published: PublishReport | None = None
        self.observe: Observer = observer or (lambda _: None)
        self.run_id = ""
        self._marked = False
        self._session = session
        self._gate: QualityGate | None = None
        self._allowed: dict[str, list[str]] = {}
        self._judged: dict[str, tuple[int, int]] = {}
        self._closing = ExitStack()

    def __enter__(self) -> BuildRun:
        return self

    def __exit__(self, *_: object) -> None:
        wanted = self.inventory is not None and not self.inventory.unchanged
        if wanted and self.published is None and not self._marked:
            self.mark_failed(
                "یکی از آزمون‌های کیفیت برقرار نبود؛ گزارش اجرا آن را نام می‌برد.",
                "A check of quality did not hold; the report of the run names it.",
            )
        self._closing.close()

    def mark_failed(self, sentence_fa: str, sentence_en: str) -> None:
        """Tell the pages that this run failed; the first reason is the one that stays."""
        if not self._marked:
            mark_failed(self.workspace, sentence_fa, sentence_en, self.run_id)
        self._marked = True

    @property
    def session(self) -> BuildSession:
        """The open session; raises ``RuntimeError`` when the first step of a build was left out."""
        if self._session is None:
            raise RuntimeError("a build is all of its steps: start the job build_roadmap, not a part of it")
        return self._session

    def take_inventory(self) -> InventoryReport:
        """Open the session (raises ``Busy``), see what lies in ``raw/`` and, if it is new, call the judge."""
        if self._session is None:
            self._session = self._closing.enter_context(
                BuildSession.open(self.workspace, self.models, as_known_at=self.as_known_at)
            )
        if self.inventory is None:
            self.inventory = self._session.take_inventory()
        if not self.inventory.unchanged and self._gate is None:
            self._gate = self._closing.enter_context(QualityGate())
            self._allowed = allowed_values(self.models)
        return self.inventory

    # --- quality ----------------------------------------------------------------------------------------

    def _deliveries(self, feed: str) -> list[Any]:
        return [
            o.delivery for o in self.session.outcomes.values()
            if o.delivery.feed == feed and o.state == "published" and o.cleaned is not None
        ]  # fmt: skip

    @property
    def gate(self) -> QualityGate:
        """The judge of quality, started with the inventory."""
        if self._gate is None:
            raise RuntimeError("the inventory comes before the quality")
        return self._gate

    def submit_feed(self, feed: str) -> None:
        """Hand a feed's clean deliveries to the judge, those that it has not seen; it works while the build goes on."""
        suite = suite_for_feed(self.session.contracts[feed], self._allowed)
        paths = {d.delivery_id: self.session.processor.clean_path(d) for d in self._deliveries(feed)}
        states = {i: path.stat() for i, path in paths.items()}
        fresh = {i: (s.st_ino, s.st_mtime_ns) for i, s in states.items()}
        new = {i: paths[i] for i, state in fresh.items() if self._judged.get(i) != state}
        self._judged |= fresh
        self.gate.submit(new, suite, "delivery")

    def feed_quality(self, feed: str) -> CheckOutcome:
        """Wait for what the judge says of a feed's deliveries; those that fail are held, and only pointed out."""
        held: list[ExpectationResult] = []
        while True:
            self.submit_feed(feed)
            deliveries = [d.delivery_id for d in self._deliveries(feed)]
            results = self.gate.collect(deliveries)
            blocking = [r for r in results if r.blocks]
            if not blocking:
                break
            held += blocking
            self.session.hold([r.to_row() for r in blocking])
        warnings = [r for r in results if not r.success]
        return CheckOutcome(
            "quality", not held, "warning",
            "; ".join(map(told, held)) or f"{len(results)} expectations of {len(deliveries)} deliveries",
            {"expectations": len(results), "failed": len(held), "warnings": len(warnings)},
        )  # fmt: skip

    def submit_table(self, table: PublicTable, parquet: Path) -> None:
        """Hand a public table that was just written to the judge."""
        self.gate.submit({table.name: parquet}, suite_for_table(table, self._allowed), "table")

    def results(self, subjects: Collection[str] | None = None) -> list[dict[str, Any]]:
        """Wait for the results of these tables, or of all that is to be published; one row an expectation.

        Of a delivery that a check holds only what fails is told.
        """
        if subjects is not None:
            return [result.to_row() for result in self.gate.collect(subjects)]
        for feed in self.session.contracts:  # what came into force since the feed was judged
            self.submit_feed(feed)
        return [
            r.to_row() for r in self.gate.collect()
            if r.subject_kind == "table" or not r.success or self.session.is_published(r.subject)
        ]  # fmt: skip

    def publish(self) -> PublishReport:
        """Publish; raises when an expectation of severity ``error`` does not hold and no delivery is to blame."""
        self.published = self.session.publish(self)
        return self.published


def told(result: ExpectationResult) -> str:
    """Return a failed expectation as one clause: what, where, how many rows."""
    where = f"{result.subject}.{result.column_name}" if result.column_name else result.subject
    return f"{where}: {result.description_en} ({result.observed})"
