"""Try every query of ``models/`` on empty tables: does it find the tables and columns that it names?

Nothing is delivered and nothing is published. Clean tables are made empty from the contracts, reference tables from
their files, and what a function computes from its header. A query that reads a table with a fault is not tried: it
would only repeat that fault.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from pipelines.cleaning.statements import clean_columns
from pipelines.configuration import ConfigurationError
from pipelines.contracts import Contract
from pipelines.engines import DuckDBEngine
from pipelines.foundation.sql_text import quoted
from pipelines.modelling import CoreModel, DerivedModel, Indicator, PublicTable, column_faults
from pipelines.modelling.contributions import CONTRIBUTION_COLUMNS
from pipelines.modelling.derived import EVERY_CONTRIBUTION
from pipelines.modelling.graph import Model, file_of, reads_of, with_all_it_reads
from pipelines.modelling.making import check_types, function_of, parameters_of
from pipelines.modelling.parameters import filled
from pipelines.modelling.reference import load_reference
from pipelines.modelling.table_cache import SCHEMAS
from pipelines.modelling.typed_rows import arrow_type

#: How DuckDB points at a place of a query.
_LINE = re.compile(r"\n+LINE (\d+):.*", re.DOTALL)
#: The schema in which public tables are tried; a build writes them into a file of its own.
PUBLIC = "public_tables"
#: A day for queries that ask for one; no row is counted by it.
SOME_DAY = date(2026, 1, 1)


@dataclass(slots=True)
class Tried:
    """What came of the queries. ``untried`` names the files that read a table with a fault."""

    faults: list[str] = field(default_factory=list)
    untried: list[str] = field(default_factory=list)
    count: int = 0


def try_queries(
    models: Path, contracts: Mapping[str, Contract], graph: Mapping[str, Model], only: str | None = None
) -> Tried:
    """Try the queries of a models folder whose configuration has no fault; ``graph`` are its models, by table.

    ``only`` is a table (``indicators.artisans``): then only that one is tried, and those that it reads. Of a shared
    branch (``branches.stated``) they are the indicators that ask for it.
    """
    engine = _empty_tables(models, contracts)
    wanted = set(graph)
    if only is not None:
        wanted = set().union(*(with_all_it_reads(name, graph) for name in (only, *_asking(only, graph))))
    tried, failed = Tried(), set[str]()
    for name, model in graph.items():
        if name in wanted:
            _try(engine, models, model, graph, tried, failed)
    engine.close()
    return tried


def _empty_tables(models: Path, contracts: Mapping[str, Contract]) -> DuckDBEngine:
    """Return an engine in memory with what models are made of: reference tables, and clean ones without a row."""
    engine = DuckDBEngine()
    # Without rows there is nothing to optimise, and planning takes as long as all the rest.
    engine.execute("PRAGMA disable_optimizer")
    # A table that is not there is a fault, even where a variable of ours has its name.
    engine.execute("SET python_enable_replacements = false")
    for schema in (*SCHEMAS, PUBLIC):
        engine.create_schema(schema)
    load_reference(engine, models)
    for feed, contract in contracts.items():
        engine.load_parquet("clean", feed, [], clean_columns(contract))
    # A table in place of the view over all indicators, which would be planned with all their queries each time.
    schema, name = EVERY_CONTRIBUTION.split(".")
    engine.load_parquet(schema, name, [], [("indicator_id", "VARCHAR"), *CONTRIBUTION_COLUMNS])
    return engine


def _asking(name: str, graph: Mapping[str, Model]) -> list[str]:
    """Return the tables of the indicators that ask for a shared branch; of another table, none."""
    folder, branch = name.split(".")
    return [
        table
        for table, model in graph.items()
        if folder == "branches" and isinstance(model, Indicator) and branch in model.branches
    ]


def _try(
    engine: DuckDBEngine,
    models: Path,
    model: Model,
    graph: Mapping[str, Model],
    tried: Tried,
    failed: set[str],
) -> None:
    """Make the empty table of a model; where its query fails, what reads it has failed too."""
    where = file_of(model)
    if _is_behind(reads_of(model, graph), failed):
        failed.add(model.table)
        tried.untried.append(where)
        return
    tried.count += 1
    try:
        if isinstance(model, DerivedModel):
            _try_derived(engine, models, model)
        else:
            _try_query(engine, model, tried)
    except duckdb.Error as error:
        failed.add(model.table)
        fault = f"{_place(models, where, model, error)} {_message(error)}"
        if fault not in tried.faults:  # one of a shared branch shows in every indicator that asks for it
            tried.faults.append(fault)
    except ConfigurationError as error:
        failed.add(model.table)
        tried.faults += error.faults


def _try_query(engine: DuckDBEngine, model: Model, tried: Tried) -> None:
    schema, table = model.table.split(".")
    target = PUBLIC if schema == "public" else schema
    engine.create_table(target, table, _query_of(model))
    if isinstance(model, CoreModel):
        check_types(engine, model)
    elif not isinstance(model, Indicator):
        built = engine.query(f"SELECT * FROM {target}.{quoted(table)} LIMIT 0").column_names
        documented = [c if isinstance(c, str) else c.name for c in model.columns]
        tried.faults += column_faults(file_of(model), built, documented)


def _query_of(model: Model) -> str:
    if isinstance(model, PublicTable):
        return model.sql_in(PUBLIC)
    return model.query if isinstance(model, Indicator) else model.sql


def _try_derived(engine: DuckDBEngine, models: Path, model: DerivedModel) -> None:
    """Make the empty table of a derived model; of a function, its name and its question are tried."""
    query = filled(model.sql, parameters_of(model, models, SOME_DAY))
    if model.function is None:
        engine.create_table("derived", model.name, query)
        check_types(engine, model)
        return
    function_of(model)
    if query:
        engine.query(f"SELECT * FROM ({query}) LIMIT 0")
    if model.reads:  # planned together and never run: that they are there is all that is asked
        engine.query(f"EXPLAIN SELECT 1 FROM {', '.join(model.reads)}")
    for kind in model.types.values():
        arrow_type(kind)  # what a function returns has to fit into it
    engine.load_parquet("derived", model.name, [], list(model.types.items()))


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
        f"{file}: line {n}:"
        for file in files
        for n, line in enumerate((models / Path(file).relative_to("models")).read_text("utf-8").splitlines(), 1)
        if line.strip() == wrong
    ]
    return found[0] if len(found) == 1 else f"{where}:"
