"""A build from the lock to the switch: every step once, in the order of the flow.

The session holds the writer's lock and the working engine. Its steps are what the orchestrator's assets wrap;
nothing here decides *whether* a step runs, only how.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines import inventory
from pipelines.build import tables
from pipelines.build.processing import Processor
from pipelines.build.publication import PublicFile, write_tables
from pipelines.build.reports import CheckOutcome, DeliveryOutcome, InventoryReport, PublishReport, StepReport
from pipelines.cleaning import Pseudonyms
from pipelines.cleaning.statements import clean_columns
from pipelines.contracts import Contract, load_contracts
from pipelines.engines import DuckDBEngine
from pipelines.judging.contradictions import judge_contradictions
from pipelines.judging.targets import judge_targets
from pipelines.judging.values import contributions_query, measure_values
from pipelines.ledger import Delivery, Ledger
from pipelines.modelling import ModelError, core_models, indicators, public_tables
from pipelines.modelling.reference import load_reference
from pipelines.normalise import CodeBook
from pipelines.publishing import build_key, clear_failure, current_key, writer_lock
from pipelines.workspace import Workspace

#: Rows of a preview that the orchestrator shows.
PREVIEW_ROWS = 5


class BuildSession:
    """One run over one workspace. Use :meth:`open`; the steps are to be called in the order of the methods."""

    def __init__(
        self,
        workspace: Workspace,
        models: Path,
        as_known_at: datetime | None,
        progress: Callable[[str], None],
    ) -> None:
        self.workspace, self.models, self.as_known_at = workspace, models, as_known_at
        self._progress = progress
        self.contracts: dict[str, Contract] = load_contracts(models)
        self.ledger = Ledger(workspace.ledger)
        self.outcomes: dict[str, DeliveryOutcome] = {}
        self._deliveries: list[Delivery] = []
        self._refused: list[inventory.Candidate] = []
        self._engine: DuckDBEngine | None = None
        self._processor: Processor | None = None
        self._core = core_models(models)
        self._indicators = indicators(models)
        self.key: Any = None

    @classmethod
    @contextmanager
    def open(
        cls, workspace: Workspace, models: Path, *, as_known_at: datetime | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> Iterator[BuildSession]:  # fmt: skip
        """Take the writer's lock and open a session; raises ``Busy`` when another run holds the lock."""
        workspace.create()
        with writer_lock(workspace):
            session = cls(workspace, models, as_known_at, progress or (lambda _: None))
            try:
                yield session
            finally:
                session.close()

    def close(self) -> None:
        """Let the working engine and the ledger go."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        self.ledger.close()

    # --- inventory --------------------------------------------------------------------------------------

    def take_inventory(self) -> InventoryReport:
        """Archive and register what lies in ``raw/``; say whether anything changed since the served version."""
        self._progress("inventory")
        for folder in (self.workspace.landed, self.workspace.clean):
            for left in folder.glob("*.tmp"):  # of a run that was killed
                left.unlink()
        candidates = inventory.scan(self.workspace, self.contracts)
        self._refused = [c for c in candidates if c.refusal is not None]
        self.ledger.register(candidates, self.workspace, datetime.now(UTC))
        self._deliveries = self.ledger.current(self.as_known_at)
        told = [
            (str(c.path.relative_to(self.workspace.root)), c.refusal.id) for c in self._refused if c.refusal
        ]
        self.key = build_key(self.models, self._deliveries, refused=told, as_known_at=self.as_known_at)
        refused = [(c.name, c.refusal) for c in self._refused if c.refusal is not None]
        unchanged = current_key(self.workspace) == self.key.key
        if unchanged:
            clear_failure(self.workspace)
        return InventoryReport(self._deliveries, refused, unchanged, self.key.key)

    @property
    def feeds(self) -> list[str]:
        """Every feed that has a contract, delivered or not."""
        return list(self.contracts)

    @property
    def core_models(self) -> list[tuple[str, frozenset[str]]]:
        """Core models in building order, with the tables that each reads."""
        return [(m.name, m.reads) for m in self._core]

    @property
    def indicators(self) -> list[tuple[str, frozenset[str]]]:
        """Indicators in building order, with the tables that each reads."""
        return [(i.indicator_id, i.reads) for i in self._indicators]

    @property
    def engine(self) -> DuckDBEngine:
        """The working engine, opened on a fresh file the first time it is asked for."""
        if self._engine is None:
            for suffix in ("", ".wal"):
                self.workspace.work_database.with_name(self.workspace.work_database.name + suffix).unlink(
                    missing_ok=True
                )
            self._engine = DuckDBEngine(self.workspace.work_database)
            for schema in ("clean", "core", "indicators", "judged"):
                self._engine.create_schema(schema)
        return self._engine

    @property
    def processor(self) -> Processor:
        """Lands and cleans; made once, with the code book and the pseudonym key."""
        if self._processor is None:
            reference = hashlib.sha256()
            for path in sorted((self.models / "reference").glob("*.csv")):
                reference.update(path.read_bytes())
            self._processor = Processor(
                self.workspace, CodeBook.load(self.models), Pseudonyms.of_workspace(self.workspace.keys),
                reference.hexdigest() + self.key.code_hash,
            )  # fmt: skip
        return self._processor

    # --- feed by feed -----------------------------------------------------------------------------------

    def land(self, feed: str) -> StepReport:
        """Read the feed's deliveries. A newest file that cannot be read leaves the one before it in force."""
        self._progress(f"landed/{feed}")
        if self._land_current(feed):
            # A period that was found in a file may be one that another file already speaks of: link them anew,
            # so that no row counts twice.
            self._deliveries = self.ledger.current(self.as_known_at)
            self.outcomes = {i: o for i, o in self.outcomes.items() if o.delivery.feed != feed}
            self._land_current(feed)
        found = [o for o in self.outcomes.values() if o.delivery.feed == feed]
        refused = [o.message.text("en") for o in found if o.state == "refused" and o.message]
        rows = sum(o.read.rows.num_rows for o in found if o.read)
        return StepReport(
            rows,
            {
                "deliveries": len(found),
                "refused": "; ".join(refused),
                "held": sum(o.state == "held" for o in found),
            },
        )

    def _land_current(self, feed: str) -> bool:
        """Land the feed's deliveries in force; return whether a period was found that the ledger did not know."""
        found = False
        for delivery in [d for d in self._deliveries if d.feed == feed]:
            current: Delivery | None = delivery
            while current is not None:
                outcome = self.processor.land(self.contracts[feed], current)
                self.outcomes[current.delivery_id] = outcome
                if outcome.period and outcome.period != current.period:
                    self.ledger.found_period(current.delivery_id, outcome.period)
                    found = True
                previous = outcome.delivery.supersedes if outcome.state != "published" else None
                current = self.ledger.get(previous) if previous else None
        return found

    def clean(self, feed: str) -> StepReport:
        """Clean the feed's deliveries and load ``clean.<feed>``; the reconciliation is its check."""
        self._progress(f"clean/{feed}")
        contract = self.contracts[feed]
        found = [o for o in self.outcomes.values() if o.delivery.feed == feed and o.state == "published"]
        for outcome in found:
            self.processor.clean(contract, outcome)
        files = [self.processor.clean_path(o.delivery) for o in found]
        rows = self.engine.load_parquet("clean", feed, files, clean_columns(contract))
        counts = {
            name: sum(getattr(o.cleaned, name) for o in found if o.cleaned)
            for name in ("rows_read", "rows_loaded", "rows_quarantined", "rows_non_data")
        }
        reconciled = CheckOutcome(
            "reconciliation",
            counts["rows_loaded"] == rows and all(o.cleaned and o.cleaned.reconciled for o in found),
            description="rows read = loaded + quarantined + non-data, and every loaded row is in the table",
            metadata=counts,
        )
        shown = None if contract.contains_persons else self._preview(f'clean."{feed}"')
        return StepReport(rows, counts, shown, [reconciled])

    def clean_frame(self, feed: str) -> Any:
        """Return ``clean.<feed>`` as a data frame for the independent judge of quality."""
        return self.engine.connection.execute(f'SELECT * FROM clean."{feed}"').df()

    def _preview(self, table: str) -> Any:
        return self.engine.connection.execute(f"SELECT * FROM {table} LIMIT {PREVIEW_ROWS}").df()

    # --- models -----------------------------------------------------------------------------------------

    def load_reference(self) -> StepReport:
        """Load reference tables and the calendar."""
        self._progress("reference")
        loaded = load_reference(self.engine, self.models)
        return StepReport(sum(loaded.values()), dict(loaded))

    def model(self, name: str) -> StepReport:
        """Build one core model."""
        self._progress(f"core/{name}")
        found = next(m for m in self._core if m.name == name)
        rows = self.engine.create_table("core", name, found.sql)
        built = self.engine.query(f'SELECT * FROM core."{name}" LIMIT 0').column_names
        if built != list(found.columns):
            raise ModelError(
                f"models/core/{name}.sql: builds {built}, but its header documents {list(found.columns)}"
            )
        return StepReport(rows, {"grain": found.grain})

    def measure(self, indicator_id: str) -> StepReport:
        """Build the contributions of one indicator."""
        self._progress(f"indicators/{indicator_id}")
        found = next(i for i in self._indicators if i.indicator_id == indicator_id)
        rows = self.engine.create_table("indicators", indicator_id, contributions_query(found))
        return StepReport(rows, {"unit": found.unit, "kind": found.kind})

    def judge(self) -> StepReport:
        """Roll contributions up to values; judge targets and contradictions; describe the deliveries."""
        self._progress("judged")
        everything = self._all_outcomes()
        tables.load_deliveries(self.engine, everything, self._refused, self.contracts)
        tables.load_quarantine(self.engine, everything, self.contracts)
        tables.load_column_matches(self.engine, everything)
        tables.load_feeds(self.engine, self.contracts)
        tables.load_indicators(self.engine, self._indicators, self._feeds_of())
        tables.load_source_rows(self.engine, everything, self.contracts, self.processor)
        values = measure_values(self.engine, self._indicators)
        targets = judge_targets(self.engine, {i.indicator_id: i.decimals for i in self._indicators})
        tellings = judge_contradictions(self.engine)
        return StepReport(values, {"values": values, "targets": targets, "tellings": tellings})

    def _all_outcomes(self) -> list[DeliveryOutcome]:
        """Return every delivery known at the time of the build, the superseded ones too."""
        rest = [
            DeliveryOutcome(d, "superseded", d.period)
            for d in self.ledger.all(self.as_known_at)
            if d.delivery_id not in self.outcomes
        ]
        return [*self.outcomes.values(), *rest]

    def _feeds_of(self) -> dict[str, set[str]]:
        """Trace each indicator through core models to the feeds that it is computed from."""
        reads: dict[str, frozenset[str]] = {f"core.{m.name}": m.reads for m in self._core}
        reads |= {f"indicators.{i.indicator_id}": i.reads for i in self._indicators}

        def feeds(table: str) -> set[str]:
            if table.startswith("clean."):
                return {table.removeprefix("clean.")}
            return set().union(*(feeds(t) for t in reads.get(table, frozenset())))

        return {i.indicator_id: feeds(f"indicators.{i.indicator_id}") for i in self._indicators}

    # --- publication ------------------------------------------------------------------------------------

    def publish(
        self, expectations: Callable[[BuildSession], list[dict[str, Any]]] | None = None
    ) -> PublishReport:
        """Write, check and switch to the new version; a failed expectation leaves the served one in place."""
        from pipelines.build.release import publish_session

        return publish_session(self, expectations)

    def write_public(self, folder: Path, expectations: Callable[[], list[dict[str, Any]]]) -> dict[str, int]:
        """Write the public tables into ``folder``; the results of the expectations are the last of them."""
        public = PublicFile(self.engine, folder)
        found = public_tables(self.models)
        rows = write_tables(public, [t for t in found if t.name != "expectation_results"])
        results = expectations()
        types = {
            "subject_kind": "VARCHAR", "subject": "VARCHAR", "expectation": "VARCHAR",
            "column_name": "VARCHAR", "success": "BOOLEAN", "severity": "VARCHAR", "observed": "VARCHAR",
            "description_fa": "VARCHAR", "description_en": "VARCHAR",
        }  # fmt: skip
        tables.load_rows(self.engine, "expectation_results", types, results)
        rows |= write_tables(public, [t for t in found if t.name == "expectation_results"])
        public.close()
        return rows
