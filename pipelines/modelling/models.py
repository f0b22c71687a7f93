"""The three kinds of model: core tables, indicators, public tables; and the order in which they are built.

A header with an unknown or a missing key is refused, so that no metadata is carried that nothing uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, Literal, TypeVar

from pipelines.modelling.sqlfile import ModelError, SQLFile, read_sql_file

#: The columns that every indicator's query returns: one row a source row, saying what it contributes.
CONTRIBUTION_COLUMNS: tuple[tuple[str, str], ...] = (
    ("row_id", "VARCHAR"), ("area_code", "VARCHAR"), ("domain", "VARCHAR"), ("breakdown", "VARCHAR"),
    ("category", "VARCHAR"), ("frequency", "VARCHAR"), ("period", "VARCHAR"), ("basis", "VARCHAR"),
    ("numerator", "DECIMAL(38,9)"), ("denominator", "DECIMAL(38,9)"), ("qualifier", "VARCHAR"),
    ("status", "VARCHAR"),
)  # fmt: skip


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
    the areas for which it was stated. ``categories``, ``domains`` and ``years`` ask for a total over the categories of
    the breakdown, over the domains, and over the four quarters of a year.
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


def _files(folder: Path) -> list[SQLFile]:
    return [read_sql_file(path) for path in sorted(folder.glob("*.sql"))]


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
#: Bases whose counts may be carried up, and how far.
CARRIED_BASES = ("register", "customs", "suitcase")
CARRIED_TO = ("county", "province", "country")
TOTALS = ("categories", "domains", "years")


def _check_indicator(file: SQLFile, head: Mapping[str, Any]) -> None:
    """Refuse what a header says that nothing would use; raises :class:`ModelError`."""
    faults = [
        f"{key}: {head[key]!r} is none of {', '.join(sorted(allowed))}"
        for key, allowed in ALLOWED.items() if head[key] not in allowed
    ]  # fmt: skip
    for key in ("title", "definition", "caveat"):
        if sorted(head[key]) != ["en", "fa"]:
            faults.append(f"{key}: fa and en are expected")
    for key, value in head["rollup"].items():
        allowed = CARRIED_TO if key in CARRIED_BASES else ("total",) if key in TOTALS else ()
        if value not in allowed:
            faults.append(f"rollup: {key}: {value} says nothing that is used")
    if "years" in head["rollup"] and head["kind"] not in ("flow", "ratio"):
        faults.append("rollup: years: only what happens in a quarter adds up to a year")
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


def indicators(models: Path) -> list[Indicator]:
    """Read ``models/indicators/*.sql``, a ratio after the indicators that it is made of."""
    found = {}
    required = (
        "id", "title", "definition", "unit", "kind", "direction", "decimals", "theme", "owner",
    )  # fmt: skip
    optional = {"caveat": {"fa": "", "en": ""}, "disclosure": "none", "rollup": {}, "headline": None}
    for file in _files(models / "indicators"):
        head = _take(file, required, optional)
        _check_indicator(file, head)
        head["indicator_id"] = head.pop("id")
        found[head["indicator_id"]] = Indicator(**head, sql=file.sql, reads=file.reads)
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
