"""A build from the lock to the switch: every step once, in the order of the flow.

The session holds the writer's lock and the working engine. Its steps are what the orchestrator's assets wrap;
nothing here decides *whether* a step runs, only how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from pipelines import inventory
from pipelines.build import tables
from pipelines.build.ahead import WORTH_FILES, WorkAhead
from pipelines.build.corrections import Corrections
from pipelines.build.editions import record_found
from pipelines.build.kept import KeptTables, file_hash
from pipelines.build.landing import Lander
from pipelines.build.processing import Processor
from pipelines.build.publication import PublicFile, write_tables
from pipelines.build.reports import (
    CheckOutcome,
    DeliveryOutcome,
    InventoryReport,
    PublishReport,
    StepReport,
    out_of_force,
)
from pipelines.build.settling import Settlement
from pipelines.cleaning import Pseudonyms
from pipelines.cleaning.statements import clean_columns
from pipelines.contracts import Contract, load_contracts
from pipelines.deliveries import standing
from pipelines.engines import DuckDBEngine
from pipelines.governance import Governance
from pipelines.governance.corrections import load_corrections
from pipelines.governance.owners import changed_owners
from pipelines.judging.cross_figures import load_cross_figures
from pipelines.judging.values import contributions_query
from pipelines.ledger import Delivery, Ledger
from pipelines.modelling import ModelError, PublicTable, core_models, indicators, public_tables
from pipelines.modelling.reference import known_offices, load_reference
from pipelines.normalise import CodeBook
from pipelines.publishing import build_key, clear_failure, code_key, current_key, reading_hash, writer_lock
from pipelines.vocabulary import Act, acts, learned
from pipelines.workspace import Workspace

#: Rows of a preview that the orchestrator shows.
PREVIEW_ROWS = 5


class Judge(Protocol):
    """Who judges the public tables, independently of the build."""

    def submit_table(self, table: PublicTable, parquet: Path) -> None:
        """Hand over a table that was just written."""

    def results(self) -> list[dict[str, Any]]:
        """Wait for what is said of everything that was handed over in this build; one row an expectation."""


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
        self.governance = Governance.load(models)
        self.corrections = load_corrections(models, self.contracts)
        self.cross_figures = load_cross_figures(models)
        self.started_at = datetime.now(UTC)
        self.ledger = Ledger(workspace.ledger)
        #: What was said of words until the moment of the build.
        self.vocabulary: list[Act] = acts(self.ledger.file, as_known_at)
        self.outcomes: dict[str, DeliveryOutcome] = {}
        self._deliveries: list[Delivery] = []
        self._known: dict[str, Delivery] = {}
        self._settlements: dict[str, Settlement] = {}
        # Rows are cleaned and judged beside the reading of the next feed: most of both is work of the engine and of
        # other processes.
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="cleaning")
        self._settled: dict[str, Future[list[DeliveryOutcome]]] = {}
        self._comparing = DuckDBEngine()
        self.refused: list[inventory.Candidate] = []
        self._kept: KeptTables | None = None
        self._processor: Processor | None = None
        self._core = core_models(models)
        self.indicator_models = indicators(models)
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
        self._let_helpers_go()
        self._beside.shutdown(cancel_futures=True)
        self._comparing.close()
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        self.ledger.close()

    # --- inventory --------------------------------------------------------------------------------------

    def take_inventory(self) -> InventoryReport:
        """Archive and register what lies in ``raw/``; say whether anything changed since the served version."""
        self._progress("inventory")
        for folder in (self.workspace.landed, self.workspace.clean):
            for left in folder.glob("*.tmp"):  # of a run that was killed
                left.unlink()
        defaults = {feed: contract.default_office for feed, contract in self.contracts.items()}
        offices = inventory.Offices(known_offices(self.models), defaults)
        candidates = inventory.scan(self.workspace, self.contracts, offices)
        self.refused = [c for c in candidates if c.refusal is not None]
        self.ledger.register(candidates, self.workspace, datetime.now(UTC))
        self._look_up()
        told = [
            (str(c.path.relative_to(self.workspace.root)), c.refusal.id) for c in self.refused if c.refusal
        ]
        # Superseded deliveries count as well: the newest ones are compared with them, and they come back into force
        # when a newer one is held.
        self.key = build_key(
            self.models, self.ledger.as_entered(self.as_known_at), refused=told, as_known_at=self.as_known_at,
            decisions=self.ledger.decisions(self.as_known_at), vocabulary=self.vocabulary,
        )  # fmt: skip
        refused = [(c.name, c.refusal) for c in self.refused if c.refusal is not None]
        unchanged = current_key(self.workspace) == self.key.key
        if unchanged:
            clear_failure(self.workspace)
        else:
            self._read_ahead()
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
        return [(i.indicator_id, i.reads) for i in self.indicator_models]

    @property
    def kept(self) -> KeptTables:
        """The tables of the working file, opened the first time they are asked for."""
        if self._kept is None:
            self._kept = KeptTables.open(self.workspace.work_database, code_key())
        return self._kept

    @property
    def engine(self) -> DuckDBEngine:
        """The engine of the working file."""
        return self.kept.engine

    @property
    def processor(self) -> Processor:
        """Lands and cleans; made once, with the code book and the pseudonym key."""
        if self._processor is None:
            codebook = CodeBook.load(self.models)
            lander = Lander(self.workspace, codebook, reading_hash(self.models), learned(self.vocabulary))
            pseudonyms = Pseudonyms.of_workspace(self.workspace.keys)
            self._processor = Processor(self.workspace, codebook, pseudonyms, lander)
        return self._processor

    def _read_ahead(self) -> None:
        """Have helpers read the deliveries in force where they are many that nobody has read."""
        lander = self.processor.lander
        wanted = [
            (self.contracts[feed], delivery) for feed in self.feeds for delivery in self._judged(feed)
            if lander.known(self.contracts[feed], delivery) is None
        ]  # fmt: skip
        if len(wanted) >= WORTH_FILES:
            self.processor.ahead = WorkAhead(self.workspace, self.models, lander, wanted)

    def _let_helpers_go(self) -> None:
        if self._processor is not None and self._processor.ahead is not None:
            self._processor.ahead.close()

    def _look_up(self) -> None:
        """Read in the ledger what was known at the moment of the build, and what of it is current."""
        self._known = {d.delivery_id: d for d in self.ledger.all(self.as_known_at)}
        self._deliveries = standing(self._known.values())

    # --- feed by feed -----------------------------------------------------------------------------------

    def land(self, feed: str) -> StepReport:
        """Read the feed's deliveries in force."""
        self._progress(f"landed/{feed}")
        if self._land_current(feed):
            self._look_up()
            self._land_current(feed)
        places = self.ledger.places(self.as_known_at)
        self._settlements[feed].begin(self._judged(feed), self._originals(feed), places)
        self._settled[feed] = self._beside.submit(self._settlements[feed].settle_all, self._originals(feed))
        found = [o for o in self.outcomes.values() if o.delivery.feed == feed]
        refused = [o.message.text("en") for o in found if o.state == "refused" and o.message]
        rows = sum(o.read.rows_landed for o in found if o.read)
        return StepReport(
            rows,
            {
                "deliveries": len(found),
                "refused": "; ".join(refused),
                "held": sum(o.state == "held" for o in found),
            },
        )

    def _land_current(self, feed: str) -> bool:
        """Land the feed's deliveries in force; return whether the ledger learned what each of them is."""
        self._settlements[feed] = settlement = self._settlement(feed)
        self._replace_outcomes(feed, [settlement.land(d) for d in self._originals(feed)])
        known = [d for d in self._known.values() if d.feed == feed]
        return record_found(self.ledger, known, settlement, self._of(feed))

    def _settlement(self, feed: str) -> Settlement:
        known = {i: d for i, d in self._known.items() if d.feed == feed and d.kind == "original"}
        contract = self.contracts[feed]
        return Settlement(
            contract, self._comparing, self.processor, self.governance, self.corrections, known,
        )  # fmt: skip

    def _originals(self, feed: str) -> list[Delivery]:
        return [d for d in self._deliveries if d.feed == feed and d.kind == "original"]

    def _judged(self, feed: str) -> list[Delivery]:
        """Return the originals that are judged: the superseded ones too, for later ones are measured by them."""
        found = (d for d in self._known.values() if d.feed == feed and d.kind == "original")
        return [d for d in found if d.decision != "rejected"]

    def _of(self, feed: str) -> list[DeliveryOutcome]:
        return [o for o in self.outcomes.values() if o.delivery.feed == feed]

    def _replace_outcomes(self, feed: str, found: Iterable[DeliveryOutcome]) -> None:
        self.outcomes = {i: o for i, o in self.outcomes.items() if o.delivery.feed != feed}
        self.outcomes |= {o.delivery.delivery_id: o for o in found}

    def _settle_corrections(self, feed: str) -> None:
        """Bring in the corrected rows of the feed's deliveries in force."""
        corrections = Corrections(self.contracts[feed], self.processor, self._known, self.outcomes)
        settled = corrections.settle([d for d in self._deliveries if d.feed == feed])
        self.outcomes |= {o.delivery.delivery_id: o for o in settled}

    def settle(self, feed: str) -> None:
        """Wait until the feed's landed deliveries are cleaned and judged, each with what it would put out of force."""
        self._replace_outcomes(feed, self._settled[feed].result())
        if feed == self.feeds[-1]:
            self._let_helpers_go()
        self._settle_corrections(feed)

    def clean(self, feed: str) -> StepReport:
        """Clean and judge the feed's deliveries and load ``clean.<feed>``; the reconciliation is its check.

        A delivery that cannot be read, or that waits for approval, leaves the one before it in force. Corrections
        come last: each stands and falls with the delivery that it corrects.
        """
        self._progress(f"clean/{feed}")
        contract = self.contracts[feed]
        self.settle(feed)
        found = [o for o in self._of(feed) if o.state == "published"]
        files = [self.processor.clean_path(o.delivery) for o in found]
        definition = f"{clean_columns(contract)} {[file_hash(f) for f in files]}"
        load = partial(self.engine.load_parquet, "clean", feed, files, clean_columns(contract))
        rows = self.kept.table(f"clean.{feed}", definition, (), load)
        self._note_second_owners(contract, found)
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
        held = sum(o.state == "held" for o in self._of(feed))
        shown = None if contract.contains_persons else self._preview(f'clean."{feed}"')
        return StepReport(rows, {**counts, "held": held}, shown, [reconciled])

    def _note_second_owners(self, contract: Contract, found: Sequence[DeliveryOutcome]) -> None:
        """Note on each delivery in force which of its numbers belong to somebody else in an earlier one."""
        known = sorted(found, key=lambda o: (o.delivery.known_from, o.delivery.delivery_id))
        order = {o.delivery.delivery_id: o.delivery.file_name for o in known}
        notices = changed_owners(self.engine, contract, order)
        for outcome in found:
            if outcome.judgement is not None:
                outcome.judgement.notices += notices.get(outcome.delivery.delivery_id, [])

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
        create = partial(self.engine.create_table, "core", name, found.sql)
        rows = self.kept.table(f"core.{name}", found.sql, found.reads, create)
        built = self.engine.query(f'SELECT * FROM core."{name}" LIMIT 0').column_names
        if built != list(found.columns):
            raise ModelError(
                f"models/core/{name}.sql: builds {built}, but its header documents {list(found.columns)}"
            )
        return StepReport(rows, {"grain": found.grain})

    def measure(self, indicator_id: str) -> StepReport:
        """Build the contributions of one indicator."""
        self._progress(f"indicators/{indicator_id}")
        found = next(i for i in self.indicator_models if i.indicator_id == indicator_id)
        query = contributions_query(found)
        create = partial(self.engine.create_table, "indicators", indicator_id, query)
        rows = self.kept.table(f"indicators.{indicator_id}", query, found.reads, create)
        return StepReport(rows, {"unit": found.unit, "kind": found.kind})

    def judge(self) -> StepReport:
        """Roll contributions up to values; judge targets, contradictions and figures among themselves."""
        from pipelines.build.judgement import judge_session

        self._progress("judged")
        return judge_session(self)

    def all_outcomes(self) -> list[DeliveryOutcome]:
        """Return every delivery known at the time of the build, the superseded and the rejected ones too."""
        rest = [d for d in self._known.values() if d.delivery_id not in self.outcomes]
        reasons = {d["delivery_id"]: d["reason"] for d in self.ledger.decisions(self.as_known_at)}
        return [*self.outcomes.values(), *(out_of_force(d, reasons) for d in rest)]

    @property
    def reads(self) -> dict[str, frozenset[str]]:
        """The tables that each core model and indicator reads, by ``schema.name``."""
        found = {f"core.{m.name}": m.reads for m in self._core}
        return found | {f"indicators.{i.indicator_id}": i.reads for i in self.indicator_models}

    # --- publication ------------------------------------------------------------------------------------

    def publish(self, judge: Judge | None = None) -> PublishReport:
        """Write, check and switch to the new version; a failed expectation leaves the served one in place."""
        from pipelines.build.release import publish_session

        return publish_session(self, judge)

    def write_public(self, folder: Path, judge: Judge | None) -> tuple[dict[str, int], list[dict[str, Any]]]:
        """Write the public tables into ``folder``, the results of their expectations last; return both.

        Each table goes to the judge as soon as it is written, so that it is judged while the next one is.
        """
        public = PublicFile(self.engine, folder)
        found = public_tables(self.models)
        rows = write_tables(
            public, [t for t in found if t.name != "expectation_results"],
            None if judge is None else lambda table, path: judge.submit_table(table, path),
        )  # fmt: skip
        results = [] if judge is None else judge.results()
        tables.load_rows(self.engine, "expectation_results", tables.EXPECTATION_TYPES, results)
        rows |= write_tables(public, [t for t in found if t.name == "expectation_results"])
        public.close()
        return rows, results
