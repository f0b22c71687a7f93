"""What every step of a build is given: where it works, by which rules, as known at which moment, with which engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from pipelines.cleaning import Pseudonyms
from pipelines.contracts import Contract, load_contracts
from pipelines.engines import DuckDBEngine
from pipelines.engines.choice import EngineChoice
from pipelines.foundation import clock
from pipelines.foundation.clock import tehran_day
from pipelines.foundation.workspace import Workspace
from pipelines.governance import Governance
from pipelines.governance.corrections import Correction, load_corrections
from pipelines.governance.vocabulary import Act, acts, learned
from pipelines.intake.ledger import Ledger
from pipelines.modelling import (
    CoreModel,
    DerivedModel,
    Indicator,
    core_models,
    derived_models,
    indicators,
)
from pipelines.modelling.running import ClusterRunner, HouseRunner, ModelRunner
from pipelines.modelling.table_cache import TableCache
from pipelines.normalise import CodeBook
from pipelines.normalise.units import UnitTable
from pipelines.pipeline.described.facts import PublishedBefore
from pipelines.pipeline.history import published_before
from pipelines.pipeline.landing import Lander
from pipelines.pipeline.processing import Processor
from pipelines.publishing import code_key, reading_hash, writer_lock


@dataclass(frozen=True)
class Context:
    """One build over one workspace; nothing here changes while it runs.

    ``vocabulary`` is what was said of words until the moment of the build. ``worker`` cleans deliveries beside the
    reading of the next feed, and compares them in an engine of its own: most of both is work of the engine and of other
    processes. What is opened on the way is let go by ``closing``.
    """

    workspace: Workspace
    models: Path
    as_known_at: datetime | None
    started_at: datetime
    contracts: Mapping[str, Contract]
    governance: Governance
    corrections: Sequence[Correction]
    core: Sequence[CoreModel]
    indicators: Sequence[Indicator]
    derived: Sequence[DerivedModel]
    ledger: Ledger
    vocabulary: Sequence[Act]
    in_memory: bool
    chosen: EngineChoice
    progress: Callable[[str], None]
    comparing: DuckDBEngine = field(repr=False)
    worker: ThreadPoolExecutor = field(repr=False)
    closing: ExitStack = field(repr=False)

    @property
    def feeds(self) -> list[str]:
        """Every feed that has a contract, delivered or not."""
        return list(self.contracts)

    @property
    def today(self) -> date:
        """The day, in Tehran, from which the build counts ages and days left."""
        return tehran_day(self.as_known_at or self.started_at)

    @cached_property
    def cache(self) -> TableCache:
        """The tables of the working file, opened when they are first asked for: most builds find nothing to do."""
        path = None if self.in_memory else self.workspace.work_database
        cache = TableCache.open(path, code_key())
        self.closing.callback(cache.close)
        return cache

    @property
    def engine(self) -> DuckDBEngine:
        """The engine of the working file."""
        return self.cache.engine

    @cached_property
    def runner(self) -> ModelRunner:
        """What runs the queries of core models and indicators; a cluster is called when this is first asked for."""
        if self.chosen.address is None:
            return HouseRunner(self.engine)
        from pipelines.engines.shared_storage import SharedStorage
        from pipelines.engines.spark_connect import SparkConnect

        storage = SharedStorage.of(self.chosen.shared, self.workspace.root, self.workspace.cluster)
        self.closing.callback(storage.close)
        cluster = SparkConnect(self.chosen, storage)
        self.closing.callback(cluster.close)
        return ClusterRunner(self.engine, cluster, storage)

    @cached_property
    def processor(self) -> Processor:
        """What lands and cleans, with the code book and the key of pseudonyms."""
        codebook = CodeBook.load(self.models)
        known = learned(self.vocabulary)
        lander = Lander(self.workspace, codebook, reading_hash(self.models), known)
        return Processor(self.workspace, codebook, Pseudonyms.of_workspace(self.workspace.keys), lander)

    @cached_property
    def before(self) -> PublishedBefore:
        """What was published until now, or until the moment as of which is built."""
        return published_before(self.ledger, self.workspace, self.as_known_at)

    @cached_property
    def units(self) -> UnitTable:
        """The units of the reference data."""
        return UnitTable.load(self.models)

    @cached_property
    def reads(self) -> Mapping[str, frozenset[str]]:
        """The tables that each core model and indicator reads, by ``schema.name``."""
        found = {model.table: model.reads for model in self.core}
        return found | {model.table: model.reads for model in self.indicators}


@contextmanager
def open_context(
    workspace: Workspace,
    models: Path,
    *,
    as_known_at: datetime | None = None,
    progress: Callable[[str], None] | None = None,
    in_memory: bool = False,
    chosen: EngineChoice | None = None,
) -> Iterator[Context]:
    """Take the writer's lock and open a build; raises ``Busy`` when another run holds the lock.

    ``in_memory`` keeps its tables out of the workspace: nobody will want them again. ``chosen`` says which engine runs
    the models, DuckDB by default: the preview of one file needs no cluster.
    """
    workspace.create()
    with writer_lock(workspace), ExitStack() as closing:
        ledger = Ledger(workspace.ledger)
        closing.callback(ledger.close)
        comparing = DuckDBEngine()
        closing.callback(comparing.close)  # after the worker has ended
        worker = ThreadPoolExecutor(1, thread_name_prefix="cleaning")
        closing.callback(worker.shutdown, cancel_futures=True)
        contracts = load_contracts(models)
        yield Context(
            workspace=workspace,
            models=models,
            as_known_at=as_known_at,
            started_at=clock.now(),
            contracts=contracts,
            governance=Governance.load(models),
            corrections=load_corrections(models, contracts),
            core=core_models(models),
            indicators=indicators(models),
            derived=derived_models(models),
            ledger=ledger,
            vocabulary=acts(ledger.file, as_known_at),
            in_memory=in_memory,
            chosen=chosen or EngineChoice(),
            progress=progress or (lambda _: None),
            comparing=comparing,
            worker=worker,
            closing=closing,
        )
