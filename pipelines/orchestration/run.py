"""One build under the orchestrator: its context, what it has come to, and who validates it.

The context is opened by the first step, so that a busy workspace is told as a failure of that step and not of
the orchestrator. The command opens it before it starts the orchestrator and hands it over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from pipelines.engines.choice import chosen_engine
from pipelines.foundation.workspace import Workspace
from pipelines.intake.deliveries import Delivery
from pipelines.modelling import PublicTable
from pipelines.pipeline import Build, CheckOutcome, Context, PublishReport, open_context
from pipelines.pipeline.receiving import receive
from pipelines.pipeline.release import hold_deliveries, publish
from pipelines.publishing import mark_failed
from pipelines.validation.compilation import allowed_values, suite_for_feed, suite_for_table
from pipelines.validation.gate import QualityGate
from pipelines.validation.results import ExpectationResult

T = TypeVar("T")
Observer = Callable[[str], None]


class BuildRun:
    """What the steps of one run share: the context, the build so far, and who validates it.

    Use as a context manager; a context that was given is not closed.
    """

    def __init__(
        self,
        workspace: Workspace,
        models: Path,
        *,
        as_known_at: datetime | None = None,
        opened: tuple[Context, Build] | None = None,
        observer: Observer | None = None,
    ) -> None:
        self.workspace, self.models, self.as_known_at = workspace, models, as_known_at
        self.published: PublishReport | None = None
        self.observe: Observer = observer or (lambda _: None)
        self.run_id = ""
        self._marked = False
        self._context: Context | None = opened[0] if opened else None
        self._build: Build | None = opened[1] if opened else None
        self._gate: QualityGate | None = None
        self._allowed: dict[str, list[str]] = {}
        self._submitted: dict[str, tuple[int, int]] = {}
        self._closing = ExitStack()

    def __enter__(self) -> BuildRun:
        return self

    def __exit__(self, *_: object) -> None:
        wanted = self._build is not None and not self._build.register.unchanged
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
    def context(self) -> Context:
        """The open context; raises ``RuntimeError`` when the first step of a build was left out."""
        if self._context is None:
            raise RuntimeError("a build is all of its steps: start the job build_roadmap, not a part of it")
        return self._context

    @property
    def build(self) -> Build:
        """What the build has come to; raises ``RuntimeError`` when the first step of a build was left out."""
        if self._build is None:
            raise RuntimeError("a build is all of its steps: start the job build_roadmap, not a part of it")
        return self._build

    def receive(self) -> Build:
        """Open the context (raises ``Busy``), see what lies in ``raw/`` and, if it is new, call the validator."""
        if self._context is None:
            opening = open_context(self.workspace, self.models, as_known_at=self.as_known_at, chosen=chosen_engine())
            self._context = self._closing.enter_context(opening)
        if self._build is None:
            self._build = receive(self._context)
        if not self._build.register.unchanged and self._gate is None:
            self._gate = self._closing.enter_context(QualityGate())
            self._allowed = allowed_values(self.models)
        return self._build

    def make(self, step: Callable[..., tuple[Build, T]], *subject: Any) -> T:
        """Make a step of the build and keep what it came to; return what it reports."""
        self._build, report = step(self.context, self.build, *subject)
        return report

    # --- quality ----------------------------------------------------------------------------------------

    def _deliveries(self, build: Build, feed: str) -> list[Delivery]:
        found = (o for o in build.of_feed(feed) if o.state == "published" and o.cleaned is not None)
        return [o.delivery for o in found]

    @property
    def gate(self) -> QualityGate:
        """The validator, started with the inventory."""
        if self._gate is None:
            raise RuntimeError("the inventory comes before the quality")
        return self._gate

    def submit_feed(self, build: Build, feed: str) -> None:
        """Hand the validator a feed's clean deliveries that it has not seen; it works while the build goes on."""
        suite = suite_for_feed(self.context.contracts[feed], self._allowed)
        paths = {d.delivery_id: self.context.processor.clean_path(d) for d in self._deliveries(build, feed)}
        states = {i: path.stat() for i, path in paths.items()}
        fresh = {i: (s.st_ino, s.st_mtime_ns) for i, s in states.items()}
        new = {i: paths[i] for i, state in fresh.items() if self._submitted.get(i) != state}
        self._submitted |= fresh
        self.gate.submit(new, suite, "delivery")

    def feed_quality(self, feed: str) -> CheckOutcome:
        """Wait for what is found of a feed's deliveries; those that fail are held, and only pointed out."""
        held: list[ExpectationResult] = []
        while True:
            self.submit_feed(self.build, feed)
            deliveries = [d.delivery_id for d in self._deliveries(self.build, feed)]
            results = self.gate.collect(deliveries)
            blocking = [r for r in results if r.blocks]
            if not blocking:
                break
            held += blocking
            self._build = hold_deliveries(self.context, self.build, [r.to_row() for r in blocking])
        warnings = [r for r in results if not r.success]
        return CheckOutcome(
            "quality",
            not held,
            "warning",
            "; ".join(map(told, held)) or f"{len(results)} expectations of {len(deliveries)} deliveries",
            {"expectations": len(results), "failed": len(held), "warnings": len(warnings)},
        )

    def submit_table(self, table: PublicTable, parquet: Path) -> None:
        """Hand a public table that was just written to the validator."""
        self.gate.submit({table.name: parquet}, suite_for_table(table, self._allowed), "table")

    def results(self, build: Build, subjects: Collection[str] | None = None) -> list[dict[str, Any]]:
        """Wait for the results of these tables, or of all that is to be published; one row an expectation.

        Of a delivery that a check holds only what fails is told.
        """
        if subjects is not None:
            return [result.to_row() for result in self.gate.collect(subjects)]
        for feed in self.context.contracts:  # what came into force since the feed was validated
            self.submit_feed(build, feed)
        shown = (
            r
            for r in self.gate.collect()
            if r.subject_kind == "table" or not r.success or build.is_published(r.subject)
        )
        return [r.to_row() for r in shown]

    def publish(self) -> PublishReport:
        """Publish; raises when an expectation of severity ``error`` does not hold and no delivery is to blame."""
        self.published = self.make(publish, self)
        return self.published


def told(result: ExpectationResult) -> str:
    """Return a failed expectation as one clause: what, where, how many rows."""
    where = f"{result.subject}.{result.column_name}" if result.column_name else result.subject
    return f"{where}: {result.description_en} ({result.observed})"
