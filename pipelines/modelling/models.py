"""Core tables and indicators, and the order in which the files of a layer are built.

What a header may say stands in :mod:`pipelines.configuration.headers`. All files of a layer are read before their
faults are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, TypeVar

from pipelines.configuration import Vocabulary, file_name, gathered, understood
from pipelines.configuration.faults import likely
from pipelines.configuration.headers import (
    CoreHeader,
    Direction,
    Disclosure,
    Kind,
    TypedColumn,
    branch_headers,
    indicator_header,
)
from pipelines.configuration.parts import Part
from pipelines.contracts import feed_names
from pipelines.foundation.sql_text import quoted
from pipelines.modelling.columns import inherited
from pipelines.modelling.contributions import CONTRIBUTION_COLUMNS, Branch, shared_branches, whole_query
from pipelines.modelling.persons import tables_of_persons
from pipelines.modelling.sqlfile import ModelError, SQLFile, read_sql_file, tables_read


@dataclass(frozen=True, slots=True)
class CoreModel:
    """A table of ``core``: an entity or a fact, with its grain, and its columns with type and meaning."""

    name: str
    grain: str
    description: str
    columns: Mapping[str, TypedColumn]
    sql: str
    reads: frozenset[str]
    first_line: int = 1

    @property
    def table(self) -> str:
        """The table that it makes."""
        return f"core.{self.name}"

    @property
    def meanings(self) -> dict[str, str]:
        """What each column means."""
        return {name: column.means for name, column in self.columns.items()}

    @property
    def types(self) -> dict[str, str]:
        """The SQL type of each column."""
        return {name: column.sql_type for name, column in self.columns.items()}


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator's definition and the query of its contributions.

    ``rollup`` says, for each basis, up to which kind of area sums are built; a basis that is not named stays at
    the areas for which it was stated. ``categories`` and ``domains`` ask for a total over the categories of the
    breakdown and over the domains; ``time`` for years that are made of their quarters (see
    :mod:`pipelines.configuration.headers`); ``categories_from: province`` tells categories for the province only, and
    no county by them. ``balance`` names the indicators from which a stock follows. ``branches`` are the shared ones
    that stand in its query.
    """

    indicator_id: str
    title: Mapping[str, str]
    definition: Mapping[str, str]
    unit: str
    kind: Kind
    direction: Direction
    decimals: int
    theme: str
    owner: str
    caveat: Mapping[str, str]
    rollup: Mapping[str, str]
    headline: int | None
    sql: str
    reads: frozenset[str]
    first_line: int | None = 1
    disclosure: Disclosure = "none"
    branches: tuple[str, ...] = ()
    counts_no_person: bool = False
    oldest_months: int | None = None
    of_flows: str | None = None
    placed_by: str | None = None
    blank: Mapping[str, str] | None = None
    balance: Mapping[str, Sequence[str]] | None = None

    @property
    def table(self) -> str:
        """The table that it makes."""
        return f"indicators.{self.indicator_id}"

    @property
    def query(self) -> str:
        """Its query, the columns in the types that all contributions share."""
        columns = ", ".join(f"CAST({quoted(c)} AS {t}) AS {quoted(c)}" for c, t in CONTRIBUTION_COLUMNS)
        return f"SELECT {columns} FROM ({self.sql})"

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The other indicators whose contributions this one reads."""
        return tuple(sorted(r.split(".")[1] for r in self.reads if r.startswith("indicators.")))


H = TypeVar("H", bound=Part)
T = TypeVar("T")


def read_layer(
    models: Path,
    layer: str,
    header: type[H],
    name: str,
    *,
    may_be_empty: bool = False,
    pattern: str = "*.sql",
) -> list[tuple[SQLFile, H]]:
    """Read the files of a layer; ``name`` is the key of the header that repeats the name of the file.

    ``may_be_empty`` takes a header alone too. Raises :class:`ModelError` with every fault of all files.
    """
    vocabulary, found, faults = Vocabulary.of(models), [], list[str]()
    for path in sorted((models / layer).glob(pattern)):
        with gathered(faults):
            file = read_sql_file(path, may_be_empty=may_be_empty)
            head = understood(header, file.header, file_name(path), vocabulary)
            if (named := getattr(head, name)) != path.stem:
                faults.append(f"{file_name(path)}: {name}: {named!r} where the file is called {path.stem}")
            found.append((file, head))
    if faults:
        raise ModelError(faults)
    return found


def in_order(items: dict[str, T], edges: Mapping[str, list[str]], where: str) -> list[T]:
    """Return items, each after those that it reads; raises :class:`ModelError` on unknown ones and circles."""
    unknown = sorted({e for name in edges for e in edges[name]} - set(items))
    if unknown:
        raise ModelError(f"{where}: a query reads {', '.join(unknown)}, which no file defines")
    try:
        return [items[name] for name in TopologicalSorter(edges).static_order()]
    except CycleError as error:
        raise ModelError(f"{where}: these read each other in a circle: {error.args[1]}") from error


def edges_within(reads: Mapping[str, frozenset[str]], schema: str) -> dict[str, list[str]]:
    """Return what each file reads of ``schema``, sorted: the building order must be the same in every run."""
    prefix = f"{schema}."
    return {
        name: sorted(r.removeprefix(prefix) for r in tables if r.startswith(prefix)) for name, tables in reads.items()
    }


def column_faults(where: str, built: Sequence[str], documented: Sequence[str]) -> list[str]:
    """Return how the columns that a query builds differ from those of its header, which must be true."""
    faults = [
        f"{where}: columns.{name}: the query builds no such column{likely(name, set(built) - set(documented))}"
        for name in documented
        if name not in built
    ] + [
        f"{where}: columns: the query builds {name}, of which the header says nothing"
        for name in built
        if name not in documented
    ]
    if not faults and list(built) != list(documented):
        faults.append(f"{where}: columns: the query builds them in another order: {', '.join(built)}")
    return faults


def core_models(models: Path) -> list[CoreModel]:
    """Read ``models/core/*.sql`` in an order in which each stands after what it reads."""
    found, heads = dict[str, CoreModel](), dict[str, tuple[str, CoreHeader]]()
    for file, head in read_layer(models, "core", CoreHeader, "name"):
        said = dict(head) | {"columns": {}}
        found[head.name] = CoreModel(**said, sql=file.sql, reads=file.reads, first_line=file.first_line)
        heads[head.name] = (file_name(file.path), head)
    told, faults = dict[str, CoreModel](), list[str]()
    for model in in_order(found, edges_within({n: m.reads for n, m in found.items()}, "core"), "models/core"):
        read = [other.columns for other in told.values() if other.table in model.reads]
        where, head = heads[model.name]
        columns, wrong = inherited(head.columns, read, "core")
        faults += [f"{where}: {fault}" for fault in wrong]
        told[model.name] = replace(model, columns=columns)
    if faults:
        raise ModelError(sorted(faults))
    return list(told.values())


def _whole_query(file: SQLFile, kind: str, asked: Mapping[Branch, Any]) -> str:
    """Return the file's own query with the shared branches that its header asks for."""
    where = file_name(file.path)
    for branch in asked:
        if twice := sorted(file.reads & tables_read(branch.sql)):
            raise ModelError(
                f"{where}: it reads {', '.join(twice)} and so does {branch.name} in its header; rows would count twice"
            )
    queries = [file.sql] if file.sql else []
    queries += [branch.filled(file.path, told) for branch, told in asked.items()]
    return whole_query(where, tuple(queries), kind)


def indicators(models: Path) -> list[Indicator]:
    """Read ``models/indicators/*.sql``, a ratio after the indicators that it is made of.

    A header may ask for a branch of ``models/indicators/branches`` by its name; a file may then be a header alone.
    """
    found, faults = {}, list[str]()
    branches = shared_branches(models)
    header = indicator_header(branch_headers(models))
    for file, head in read_layer(models, "indicators", header, "id", may_be_empty=bool(branches)):
        asked = {branches[name]: file.header[name] for name in branches if name in file.header}
        said = head.model_dump(exclude={"id", "caveat", "disclosure", *branches})
        caveat = head.caveat.model_dump() if head.caveat else {"fa": "", "en": ""}
        with gathered(faults):
            sql = _whole_query(file, head.kind, asked)
            # Columns that were left out are added: then a line of the query is no line of the file.
            first_line = file.first_line if sql == file.sql else None
            found[head.id] = Indicator(
                indicator_id=head.id,
                caveat=caveat,
                sql=sql,
                reads=tables_read(sql),
                first_line=first_line,
                branches=tuple(b.name for b in asked),
                counts_no_person=head.disclosure is not None,
                **said,
            )
    faults += [
        f"models/indicators/{i.indicator_id}.sql: balance.{role}: {name}: "
        f"there is no such indicator{likely(name, found)}"
        for i in found.values()
        for role, names in (i.balance or {}).items()
        for name in names
        if name not in found
    ]
    if faults:
        raise ModelError(faults)
    edges = edges_within({n: i.reads for n, i in found.items()}, "indicators")
    return _protected(models, in_order(found, edges, "models/indicators"))


def _protected(models: Path, found: Sequence[Indicator]) -> list[Indicator]:
    """Return indicators, those under the rule of small counts that are counted from lists of persons.

    A header may say that none of them is counted; where it says so of no list of persons, it is refused.
    """
    reads = {model.table: model.reads for model in core_models(models)} | {i.table: i.reads for i in found}
    of_persons = tables_of_persons(models, reads)
    needless = [i for i in found if i.counts_no_person and i.table not in of_persons]
    if needless and feed_names(models):  # without feeds it is not known which are of persons
        raise ModelError(
            f"models/indicators/{i.indicator_id}.sql: disclosure: it reads no list of persons, so nothing is hidden"
            for i in needless
        )
    return [
        replace(i, disclosure="small_counts") if i.table in of_persons and not i.counts_no_person else i for i in found
    ]
