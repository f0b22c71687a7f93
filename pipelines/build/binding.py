"""Try every query of ``models/`` on empty tables: does it find the tables and columns that it names?

Nothing is delivered and nothing is published. The empty tables are those of a build without deliveries, made by the
steps of a build, so that no list of them is kept beside the truth: clean tables from the contracts, reference tables
from their files, derived tables from the judgements. A query that reads one with a fault is not tried: it would only
repeat that fault.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines.build.derivation import derive
from pipelines.build.described.facts import ReleaseFacts
from pipelines.build.release import make_at
from pipelines.build.session import BuildSession
from pipelines.cleaning.statements import clean_columns
from pipelines.configuration import ConfigurationError
from pipelines.engines import DuckDBEngine
from pipelines.modelling import CoreModel, Indicator, PublicTable, column_faults, public_tables
from pipelines.workspace import Workspace

Model = CoreModel | Indicator | PublicTable
#: How DuckDB points at a place of a query.
_LINE = re.compile(r"\n+LINE (\d+):.*", re.DOTALL)
#: The schema in which public tables are tried; a build writes them into a file of its own.
PUBLIC = "public_tables"


@dataclass(slots=True)
class Tried:
    """What came of the queries. ``untried`` names the files that read a table with a fault."""

    faults: list[str] = field(default_factory=list)
    untried: list[str] = field(default_factory=list)
    count: int = 0


def try_queries(models: Path, only: str | None = None) -> Tried:
    """Try the queries of a models folder whose configuration has no fault.

    ``only`` is a table (``indicators.artisans``): then only that one is tried, and those that it reads. Of a shared branch
    (``branches.stated``) they are the indicators that ask for it.
    """
    with _empty_session(models) as session:
        found = _all_models(session)
        wanted = set(found)
        if only is not None:
            wanted = set().union(*(_with_all_it_reads(name, found) for name in (only, *_asking(only, found))))
        tried, failed = Tried(), set[str]()
        derived = {name for name in wanted if name.startswith("public.") and _reads_derived(found[name])}
        for name in found:
            if name in wanted - derived:
                _try(session.engine, models, name, found[name], tried, failed)
        if derived and failed:
            tried.untried += sorted(f"models/{name.replace('.', '/')}.sql" for name in derived)
        elif derived and _derive(session, tried):
            for name in sorted(derived):
                _try(session.engine, models, name, found[name], tried, failed)
        return tried


@contextmanager
def _empty_session(models: Path) -> Iterator[BuildSession]:
    """Open a build of nothing, its tables in memory, up to the core models."""
    with (
        TemporaryDirectory(prefix="naqsheh-check-") as folder,
        BuildSession.open(Workspace(Path(folder)), models, in_memory=True) as session,
    ):
        # Without rows there is nothing to optimise, and planning takes as long as all the rest.
        session.engine.execute("PRAGMA disable_optimizer")
        # A table that is not there is a fault, even where a variable of ours has its name.
        session.engine.execute("SET python_enable_replacements = false")
        session.take_inventory()
        session.load_reference()
        for feed, contract in session.contracts.items():
            session.engine.load_parquet("clean", feed, [], clean_columns(contract))
        session.engine.create_schema(PUBLIC)
        yield session


def _all_models(session: BuildSession) -> dict[str, Model]:
    """Return every model by its table, each behind those that it reads."""
    found: dict[str, Model] = {f"core.{m.name}": m for m in session.core}
    found |= {f"indicators.{i.indicator_id}": i for i in session.indicator_models}
    return found | {f"public.{t.name}": t for t in public_tables(session.models)}


def _with_all_it_reads(name: str, found: Mapping[str, Model]) -> set[str]:
    """Return a table and all that it reads; what is derived reads whatever there is."""
    if name not in found:
        return set()
    if name.startswith("public.") and _reads_derived(found[name]):
        return {name, *(other for other in found if not other.startswith("public."))}
    return {name}.union(*(_with_all_it_reads(read, found) for read in found[name].reads))


def _asking(name: str, found: Mapping[str, Model]) -> list[str]:
    """Return the tables of the indicators that ask for a shared branch; of another table, none."""
    folder, branch = name.split(".")
    return [
        n
        for n, m in found.items()
        if folder == "branches" and isinstance(m, Indicator) and branch in m.branches
    ]


def _reads_derived(model: Model) -> bool:
    return any(read.startswith("derived.") for read in model.reads)


def _try(engine: DuckDBEngine, models: Path, name: str, model: Model, tried: Tried, failed: set[str]) -> None:
    """Make the empty table of a model; where its query fails, what reads it has failed too."""
    schema, table = name.split(".")
    where = f"models/{schema}/{table}.sql"
    if _is_behind(model.reads, failed):
        failed.add(name)
        tried.untried.append(where)
        return
    tried.count += 1
    target = PUBLIC if schema == "public" else schema
    query = model.query if isinstance(model, Indicator) else model.sql
    try:
        engine.create_table(target, table, query)
    except duckdb.Error as error:
        failed.add(name)
        fault = f"{_place(models, where, model, error)} {_message(error)}"
        if fault not in tried.faults:  # one of a shared branch shows in every indicator that asks for it
            tried.faults.append(fault)
        return
    if not isinstance(model, Indicator):
        built = engine.query(f'SELECT * FROM {target}."{table}" LIMIT 0').column_names
        documented = [c if isinstance(c, str) else c.name for c in model.columns]
        tried.faults += column_faults(where, built, documented)


def _is_behind(reads: Collection[str], failed: Collection[str]) -> bool:
    return any(read in failed for read in reads)


def _message(error: duckdb.Error) -> str:
    """Return DuckDB's message in one line, its candidates with it."""
    return " ".join(_LINE.sub("", str(error)).split())


def _place(models: Path, where: str, model: Model, error: duckdb.Error) -> str:
    """Return the file, and the line of it at which a message points where it is known.

    A query to which columns or branches were added has lines of its own: the one with the fault is looked for, in the
    indicator's file and in the branches that it asks for.
    """
    match = _LINE.search(str(error))
    if match is None:
        return f"{where}:"
    number = int(match[1])
    if model.first_line is not None:
        return f"{where}: line {model.first_line + number - 1}:"
    wrong = model.sql.splitlines()[number - 1].strip()
    asked = model.branches if isinstance(model, Indicator) else ()
    files = (where, *(f"models/indicators/branches/{branch}.sql" for branch in asked))
    found = [
        f"{file}: line {n}:" for file in files
        for n, line in enumerate((models / Path(file).relative_to("models")).read_text("utf-8").splitlines(), 1)
        if line.strip() == wrong
    ]  # fmt: skip
    return found[0] if len(found) == 1 else f"{where}:"


def _derive(session: BuildSession, tried: Tried) -> bool:
    """Make the derived tables; return whether there were no faults."""
    try:
        derive(session)
    except ConfigurationError as error:
        tried.faults += error.faults
        return False
    except duckdb.Error as error:
        tried.faults.append(f"what is derived from these tables cannot be computed: {_message(error)}")
        return False
    make_at(session, "publish", ReleaseFacts())
    make_at(session, "validate", ReleaseFacts())
    return True
