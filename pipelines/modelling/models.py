"""The three kinds of model: core tables, indicators, public tables; and the order in which they are built.

A header with an unknown or a missing key is refused, so that no metadata is carried that nothing uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, Literal, TypeVar

from pipelines.modelling.contributions import Branch, shared_branches, whole_query
from pipelines.modelling.sqlfile import ModelError, SQLFile, read_sql_file, tables_read


@dataclass(frozen=True, slots=True)
class CoreModel:
    """A table of ``core``: an entity or a fact, with its grain and the meaning of its columns."""

    name: str
    grain: str
    description: str
    columns: Mapping[str, str]
    sql: str
    reads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator's definition and the query of its contributions.

    ``rollup`` says, for each basis, up to which kind of area sums are built; a basis that is not named stays at
    the areas for which it was stated. ``categories`` and ``domains`` ask for a total over the categories of the
    breakdown and over the domains; ``time`` for years that are made of their quarters (see :data:`OVER_TIME`);
    ``categories_from: province`` tells categories for the province only, and no county by them.
    """

    indicator_id: str
    title: Mapping[str, str]
    definition: Mapping[str, str]
    unit: str
    kind: Literal["stock", "flow", "cumulative", "ratio", "rank"]
    direction: Literal["up", "down", "none"]
    decimals: int
    theme: str
    owner: str
    caveat: Mapping[str, str]
    disclosure: Literal["none", "small_counts"]
    rollup: Mapping[str, str]
    headline: int | None
    sql: str
    reads: frozenset[str]

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The other indicators whose contributions this one reads."""
        return tuple(sorted(r.split(".")[1] for r in self.reads if r.startswith("indicators.")))


@dataclass(frozen=True, slots=True)
class PublicColumn:
    """A column of a public table and what it means."""

    name: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table of the published file: its grain, its documented columns, its key and its query."""

    name: str
    title: Mapping[str, str]
    grain: str
    columns: tuple[PublicColumn, ...]
    key: tuple[str, ...]
    sql: str
    reads: frozenset[str]
    codes: Mapping[str, str] = field(default_factory=dict)


def _take(file: SQLFile, required: Sequence[str], optional: Mapping[str, Any]) -> dict[str, Any]:
    missing = [k for k in required if k not in file.header]
    unknown = sorted(set(file.header) - set(required) - set(optional))
    if missing or unknown:
        raise ModelError(f"{file.path.name}: header lacks {missing} and has unknown {unknown}")
    if (named := file.header[required[0]]) != file.path.stem:
        raise ModelError(f"{file.path.name}: it is called {named!r} inside; the two must agree")
    return {**optional, **file.header}


def _files(folder: Path, *, may_be_empty: bool = False) -> list[SQLFile]:
    return [read_sql_file(path, may_be_empty=may_be_empty) for path in sorted(folder.glob("*.sql"))]


T = TypeVar("T")


def _in_order(items: dict[str, T], edges: Mapping[str, list[str]], where: str) -> list[T]:
    unknown = sorted({e for name in edges for e in edges[name]} - set(items))
    if unknown:
        raise ModelError(f"{where}: a query reads {', '.join(unknown)}, which no file defines")
    try:
        return [items[name] for name in TopologicalSorter(edges).static_order()]
    except CycleError as error:
        raise ModelError(f"{where}: these read each other in a circle: {error.args[1]}") from error


def _edges(reads: Mapping[str, frozenset[str]], schema: str) -> dict[str, list[str]]:
    """Return what each file reads of ``schema``, sorted: the building order must be the same in every run."""
    prefix = f"{schema}."
    return {
        name: sorted(r.removeprefix(prefix) for r in tables if r.startswith(prefix))
        for name, tables in reads.items()
    }


#: What an indicator's header may say, key by key.
ALLOWED: Mapping[str, frozenset[str]] = {
    "kind": frozenset({"stock", "flow", "cumulative", "ratio", "rank"}),
    "direction": frozenset({"up", "down", "none"}),
    "disclosure": frozenset({"none", "small_counts"}),
}
#: How far up each kind of area stands; a sum is carried up to the named kind and no further.
LEVELS = {"city": 0, "county": 1, "province": 2, "country": 3}
#: The bases that may be carried up; a statement stays where it was stated.
CARRIED_BASES = ("register", "customs", "suitcase")
#: What a roll-up over time may do with each kind of indicator.
OVER_TIME = {
    "flow": ("sum",), "stock": ("last",), "cumulative": ("last",), "ratio": ("sum", "last"), "rank": (),
}  # fmt: skip


def check_rollup(kind: str, rollup: Mapping[str, str]) -> list[str]:
    """Return what is wrong with a header's roll-up."""
    allowed = {
        "categories": ("total",), "domains": ("total",), "time": OVER_TIME.get(kind, ()),
        "categories_from": tuple(LEVELS), **dict.fromkeys(CARRIED_BASES, tuple(LEVELS)),
    }  # fmt: skip
    faults = [
        f"rollup {name}: {how} is not possible for the kind {kind}; "
        f"there is {', '.join(allowed.get(name, ())) or 'nothing of that name'}"
        for name, how in rollup.items()
        if how not in allowed.get(name, ())
    ]
    faults += [
        f"rollup {name}: names no basis that is carried up"
        for name in ("time", "categories_from")
        if name in rollup and not any(b in rollup for b in CARRIED_BASES)
    ]
    return faults


def _check_indicator(file: SQLFile, head: Mapping[str, Any]) -> None:
    """Refuse what a header says that nothing would use; raises :class:`ModelError`."""
    faults = [
        f"{key}: {head[key]!r} is none of {', '.join(sorted(allowed))}"
        for key, allowed in ALLOWED.items() if head[key] not in allowed
    ]  # fmt: skip
    for key in ("title", "definition", "caveat"):
        if sorted(head[key]) != ["en", "fa"]:
            faults.append(f"{key}: fa and en are expected")
    faults += check_rollup(head["kind"], head["rollup"])
    if not isinstance(head["decimals"], int) or head["decimals"] < 0:
        faults.append("decimals: a whole number is expected")
    if faults:
        raise ModelError(f"{file.path.name}: {'; '.join(faults)}")


def core_models(models: Path) -> list[CoreModel]:
    """Read ``models/core/*.sql`` in an order in which each stands after what it reads."""
    found = {}
    for file in _files(models / "core"):
        head = _take(file, ("name", "grain", "description", "columns"), {})
        found[head["name"]] = CoreModel(
            head["name"], head["grain"], head["description"], head["columns"], file.sql, file.reads
        )
    return _in_order(found, _edges({n: m.reads for n, m in found.items()}, "core"), "models/core")


def _whole_query(file: SQLFile, kind: str, asked: Mapping[Branch, Any]) -> str:
    """Return the file's own query with the shared branches that its header asks for."""
    for branch in asked:
        if twice := sorted(file.reads & tables_read(branch.sql)):
            raise ModelError(
                f"{file.path.name}: it reads {', '.join(twice)} and so does {branch.name} in its header; rows would count twice"
            )
    queries = [file.sql] if file.sql else []
    queries += [branch.filled(file.path.name, told) for branch, told in asked.items()]
    return whole_query(file.path.name, tuple(queries), kind)


def indicators(models: Path) -> list[Indicator]:
    """Read ``models/indicators/*.sql``, a ratio after the indicators that it is made of.

    A header may ask for a branch of ``models/indicators/branches`` by its name; a file may then be a header alone.
    """
    found = {}
    branches = shared_branches(models)
    required = (
        "id", "title", "definition", "unit", "kind", "direction", "decimals", "theme", "owner",
    )  # fmt: skip
    optional = {"caveat": {"fa": "", "en": ""}, "disclosure": "none", "rollup": {}, "headline": None}
    for file in _files(models / "indicators", may_be_empty=True):
        asked = {branches[name]: file.header.pop(name) for name in branches if name in file.header}
        head = _take(file, required, optional)
        _check_indicator(file, head)
        head["indicator_id"] = head.pop("id")
        sql = _whole_query(file, head["kind"], asked)
        found[head["indicator_id"]] = Indicator(**head, sql=sql, reads=tables_read(sql))
    edges = _edges({n: i.reads for n, i in found.items()}, "indicators")
    return _in_order(found, edges, "models/indicators")


def public_tables(models: Path) -> list[PublicTable]:
    """Read ``models/public/*.sql``, the analysts' interface, by name.

    A column without a text (``~``) means what the core table that is read says of it: one home for each meaning.
    """
    said = {f"core.{m.name}": m.columns for m in core_models(models)}
    tables = []
    for file in _files(models / "public"):
        head = _take(file, ("name", "title", "grain", "key", "columns"), {"optional": (), "codes": {}})
        inherited = {k: v for table in sorted(file.reads & said.keys()) for k, v in said[table].items()}
        untold = [name for name, text in head["columns"].items() if text is None and name not in inherited]
        if untold:
            raise ModelError(f"{file.path.name}: nothing says what {', '.join(untold)} means")
        columns = tuple(
            PublicColumn(name, text or inherited[name], name not in head["optional"])
            for name, text in head["columns"].items()
        )
        tables.append(
            PublicTable(
                head["name"],
                head["title"],
                head["grain"],
                columns,
                tuple(head["key"]),
                file.sql,
                file.reads,
                head["codes"],
            )
        )
    return tables
