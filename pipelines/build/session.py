"""A build from the lock to the switch: every step once, in the order of the flow.

The session holds the writer's lock and the working engine. Its steps are what the orchestrator's assets wrap;
nothing here decides *whether* a step runs, only how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipelines import inventory
from pipelines.analysis.cross_figures import load_cross_figures
from pipelines.build.ahead import WORTH_FILES, WorkAhead
from pipelines.build.blocks import Block
from pipelines.build.corrections import Corrections
from pipelines.build.editions import record_found
from pipelines.build.judge import Judge
from pipelines.build.landing import Lander
from pipelines.build.loading import load_clean
from pipelines.build.processing import Processor
from pipelines.build.recovery import without_breakers
from pipelines.build.reports import (
    DeliveryOutcome,
    InventoryReport,
    PublishReport,
    StepReport,
    out_of_force,
)  # fmt: skip
from pipelines.build.settling import Settlement
from pipelines.cleaning import Pseudonyms
from pipelines.contracts import Contract, load_contracts
from pipelines.deliveries import standing
from pipelines.engines import DuckDBEngine
from pipelines.governance import Governance
from pipelines.governance.corrections import load_corrections
from pipelines.ledger import Delivery, Ledger
from pipelines.messages import shown_name
from pipelines.modelling import CoreModel, ModelError, column_faults, core_models, derived_models, indicators
from pipelines.modelling.reference import known_offices, load_reference
from pipelines.modelling.table_cache import TableCache
from pipelines.normalise import CodeBook
from pipelines.publishing import build_key, clear_failure, code_key, current_key, reading_hash, writer_lock
from pipelines.vocabulary import Act, acts, learned
from pipelines.workspace import Workspace


class BuildSession:
    """One run over one workspace. Use :meth:`open`; the steps are to be called in the order of the methods."""

    def __init__(
        self,
        workspace: Workspace,
        models: Path,
        as_known_at: datetime | None,
        progress: Callable[[str], None],
        *,
        in_memory: bool = False,
    ) -> None:
        self._in_memory = in_memory
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
        #: Deliveries that a check keeps out of this build, and the steps made so far, which are made again without them.
        self.blocks: dict[str, Block] = {}
        self.made: dict[str, Callable[[], StepReport]] = {}
        self._comparing = DuckDBEngine()
        self.refused: list[inventory.Candidate] = []
        self._kept: TableCache | None = None
        self._processor: Processor | None = None
        self._core = core_models(models)
        self.indicator_models = indicators(models)
        self.derived = derived_models(models)
        self.key: Any = None

    @classmethod
    @contextmanager
    def open(
        cls, workspace: Workspace, models: Path, *, as_known_at: datetime | None = None,
        progress: Callable[[str], None] | None = None, in_memory: bool = False,
    ) -> Iterator[BuildSession]:  # fmt: skip
        """Take the writer's lock and open a session; raises ``Busy`` when another run holds the lock.

        ``in_memory`` keeps its tables out of the workspace: nobody will want them again.
        """
        workspace.create()
        with writer_lock(workspace):
            session = cls(workspace, models, as_known_at, progress or (lambda _: None), in_memory=in_memory)
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
        titles = {feed: (c.title_fa, c.title_en) for feed, c in self.contracts.items()}
        offices = inventory.Offices(known_offices(self.models), defaults, titles)
        candidates = inventory.scan(self.workspace, self.contracts, offices)
        self.refused = [c for c in candidates if c.refusal is not None]
        self.ledger.register(candidates, self.workspace, datetime.now(UTC))
        self._look_up()
        told = [
            (shown_name(str(c.path.relative_to(self.workspace.root))), c.refusal.id)
            for c in self.refused
            if c.refusal
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
    def core(self) -> list[CoreModel]:
        """Core models in building order."""
        return self._core

    @property
    def core_models(self) -> list[tuple[str, frozenset[str]]]:
        """Core models in building order, with the tables that each reads."""
        return [(m.name, m.reads) for m in self._core]

    @property
    def indicators(self) -> list[tuple[str, frozenset[str]]]:
        """Indicators in building order, with the tables that each reads."""
        return [(i.indicator_id, i.reads) for i in self.indicator_models]

    @property
    def kept(self) -> TableCache:
        """The tables of the working file, opened the first time they are asked for."""
        if self._kept is None:
            path = None if self._in_memory else self.workspace.work_database
            self._kept = TableCache.open(path, code_key())
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
        self._begin_to_settle(feed)
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

    def _begin_to_settle(self, feed: str) -> None:
        """Have the feed's landed deliveries cleaned and judged in the one thread that does so."""
        settlement, originals = self._settlements[feed], self._originals(feed)
        settlement.begin(self._judged(feed), originals, self.ledger.places(self.as_known_at))
        self._settled[feed] = self._beside.submit(settlement.settle_all, originals)

    def _land_current(self, feed: str) -> bool:
        """Land the feed's deliveries in force; return whether the ledger learned what each of them is."""
        self._settlements[feed] = settlement = self._settlement(feed)
        self._replace_outcomes(feed, [settlement.land(d) for d in self._originals(feed)])
        known = [d for d in self._known.values() if d.feed == feed]
        return record_found(self.ledger, known, settlement, self.of_feed(feed))

    def _settlement(self, feed: str) -> Settlement:
        known = {i: d for i, d in self._known.items() if d.feed == feed and d.kind == "original"}
        contract = self.contracts[feed]
        return Settlement(
            contract, self._comparing, self.processor, self.governance, self.corrections, known, self.blocks,
        )  # fmt: skip

    def _originals(self, feed: str) -> list[Delivery]:
        return [d for d in self._deliveries if d.feed == feed and d.kind == "original"]

    def _judged(self, feed: str) -> list[Delivery]:
        """Return the originals that are judged: the superseded ones too, for later ones are measured by them."""
        found = (d for d in self._known.values() if d.feed == feed and d.kind == "original")
        return [d for d in found if d.decision != "rejected"]

    def of_feed(self, feed: str) -> list[DeliveryOutcome]:
        """What became of the deliveries of a feed that were taken up."""
        return [o for o in self.outcomes.values() if o.delivery.feed == feed]

    def _replace_outcomes(self, feed: str, found: Iterable[DeliveryOutcome]) -> None:
        self.outcomes = {i: o for i, o in self.outcomes.items() if o.delivery.feed != feed}
        self.outcomes |= {o.delivery.delivery_id: o for o in found}

    def _settle_corrections(self, feed: str) -> None:
        """Bring in the corrected rows of the feed's deliveries in force."""
        corrections = Corrections(
            self.contracts[feed], self.processor, self._known, self.outcomes, self.blocks
        )
        settled = corrections.settle([d for d in self._deliveries if d.feed == feed])
        self.outcomes |= {o.delivery.delivery_id: o for o in settled}

    def settle(self, feed: str) -> None:
        """Wait until the feed's landed deliveries are cleaned and judged, each with what it would put out of force."""
        self._replace_outcomes(feed, self._settled[feed].result())
        if feed == self.feeds[-1]:
            self._let_helpers_go()
        self._settle_corrections(feed)

    def block(self, blocks: Mapping[str, Block]) -> None:
        """Keep exactly these deliveries out; what stands in for them is found anew, what was made stays as it is."""
        changed = {i for i in {*blocks, *self.blocks} if blocks.get(i) != self.blocks.get(i)}
        self.blocks.clear()
        self.blocks |= blocks
        for feed in sorted({self._known[i].feed for i in changed}):
            self._settlements[feed] = self._settlement(feed)
            self._begin_to_settle(feed)
            self._replace_outcomes(feed, self._settled[feed].result())
            self._settle_corrections(feed)

    def clean(self, feed: str) -> StepReport:
        """Clean and judge the feed's deliveries and load ``clean.<feed>``; the reconciliation is its check.

        A delivery that cannot be read, or that waits for approval, leaves the one before it in force. Corrections
        come last: each stands and falls with the delivery that it corrects.
        """
        self._progress(f"clean/{feed}")
        self.settle(feed)
        return without_breakers(self, f"clean/{feed}", partial(load_clean, self, feed))

    def clean_frame(self, feed: str) -> Any:
        """Return ``clean.<feed>`` as a data frame for the independent judge of quality."""
        return self.engine.connection.execute(f'SELECT * FROM clean."{feed}"').df()

    # --- models -----------------------------------------------------------------------------------------

    def load_reference(self) -> StepReport:
        """Load reference tables and the calendar."""
        self._progress("reference")
        loaded = load_reference(self.engine, self.models)
        return StepReport(sum(loaded.values()), dict(loaded))

    def model(self, name: str) -> StepReport:
        """Build one core model."""
        self._progress(f"core/{name}")
        return without_breakers(self, f"core/{name}", partial(self._model, name))

    def _model(self, name: str) -> StepReport:
        found = next(m for m in self._core if m.name == name)
        create = partial(self.engine.create_table, "core", name, found.sql)
        rows = self.kept.table(f"core.{name}", found.sql, found.reads, create)
        built = self.engine.query(f'SELECT * FROM core."{name}" LIMIT 0').column_names
        if faults := column_faults(f"models/core/{name}.sql", built, list(found.columns)):
            raise ModelError(faults)
        return StepReport(rows, {"grain": found.grain})

    def measure(self, indicator_id: str) -> StepReport:
        """Build the contributions of one indicator."""
        self._progress(f"indicators/{indicator_id}")
        return without_breakers(self, f"indicators/{indicator_id}", partial(self._measure, indicator_id))

    def _measure(self, indicator_id: str) -> StepReport:
        found = next(i for i in self.indicator_models if i.indicator_id == indicator_id)
        query = found.query
        create = partial(self.engine.create_table, "indicators", indicator_id, query)
        rows = self.kept.table(f"indicators.{indicator_id}", query, found.reads, create)
        return StepReport(rows, {"unit": found.unit, "kind": found.kind})

    def derive(self) -> StepReport:
        """Make every derived table: values from contributions, and what follows from them."""
        from pipelines.build.derivation import derive

        self._progress("derived")
        return without_breakers(self, "derived", partial(derive, self))

    def all_outcomes(self) -> list[DeliveryOutcome]:
        """Return every delivery known at the time of the build, the superseded and the rejected ones too."""
        rest = [d for d in self._known.values() if d.delivery_id not in self.outcomes]
        reasons = {d["delivery_id"]: d["reason"] for d in self.ledger.decisions(self.as_known_at)}
        return [*self.outcomes.values(), *(out_of_force(d, reasons) for d in rest)]

    def is_published(self, delivery_id: str) -> bool:
        """Whether a delivery is in force in this build."""
        outcome = self.outcomes.get(delivery_id)
        return outcome is not None and outcome.state == "published"

    @property
    def known(self) -> Mapping[str, Delivery]:
        """Every delivery known at the moment of the build, by its id."""
        return self._known

    @property
    def reads(self) -> dict[str, frozenset[str]]:
        """The tables that each core model and indicator reads, by ``schema.name``."""
        found = {f"core.{m.name}": m.reads for m in self._core}
        return found | {f"indicators.{i.indicator_id}": i.reads for i in self.indicator_models}

    # --- publication ------------------------------------------------------------------------------------

    def hold(self, failed: Sequence[Mapping[str, Any]]) -> None:
        """Hold deliveries that the judge found wanting (rows of its results); what was made is made without them."""
        from pipelines.build.release import hold_deliveries

        hold_deliveries(self, failed)

    def publish(self, judge: Judge | None = None) -> PublishReport:
        """Write, check and switch to the new version; deliveries whose rows fail a check are held, the rest goes out."""
        from pipelines.build.release import publish_session

        return publish_session(self, judge)
