"""Derived tables: each a file of ``models/derived/<topic>``, computed from other tables by SQL or by a Python function.

The header gives grain, columns with type and meaning, the parameters that rules fill, and the function where SQL cannot
compute the table. What a query reads is parsed from it; what a function reads, the header names.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from pipelines.configuration import file_name
from pipelines.configuration.faults import likely
from pipelines.configuration.headers import CheckPart, DerivedHeader, TypedColumn
from pipelines.modelling.columns import inherited
from pipelines.modelling.models import edges_within, in_order, read_layer
from pipelines.modelling.sqlfile import ModelError

#: The contributions of all indicators, each row with its ``indicator_id``: a view over every table of ``indicators``.
EVERY_CONTRIBUTION = "indicators.every_contribution"


@dataclass(frozen=True, slots=True)
class DerivedModel:
    """A table of ``derived``; see :class:`pipelines.configuration.headers.DerivedHeader` for what its parts say."""

    name: str
    topic: str
    grain: str
    description: str
    columns: Mapping[str, TypedColumn]
    sql: str
    reads: frozenset[str]
    rules: Mapping[str, str] = field(default_factory=dict)
    function: str | None = None
    facts: bool = False
    today: bool = False
    step: Literal["model", "publish", "validate"] = "model"
    check: CheckPart | None = None
    first_line: int = 1

    @property
    def table(self) -> str:
        """The table that it makes."""
        return f"derived.{self.name}"

    @property
    def meanings(self) -> dict[str, str]:
        """What each column means."""
        return {name: column.means for name, column in self.columns.items()}

    @property
    def types(self) -> dict[str, str]:
        """The SQL type of each column."""
        return {name: column.sql_type for name, column in self.columns.items()}


def derived_models(models: Path) -> list[DerivedModel]:
    """Read ``models/derived/*/*.sql`` in an order in which each stands after what it reads."""
    found, heads, faults = dict[str, DerivedModel](), dict[str, tuple[str, DerivedHeader]](), list[str]()
    for file, head in read_layer(models, "derived", DerivedHeader, "name", may_be_empty=True, pattern="*/*.sql"):
        where = file_name(file.path)
        if head.function is None and not file.sql:
            faults.append(f"{where}: neither a query nor a function makes it")
        if head.name in found:
            faults.append(f"{where}: a table {head.name} is made by another file")
        heads[head.name] = (where, head)
        said = dict(head) | {"columns": {}}
        reads = file.reads | frozenset(said.pop("tables"))
        found[head.name] = DerivedModel(
            **said, topic=file.path.parent.name, sql=file.sql, reads=reads, first_line=file.first_line
        )
    if faults:
        raise ModelError(faults)
    together = {n: frozenset().union(*(m.reads for m in made_together(m, found.values()))) for n, m in found.items()}
    told = dict[str, DerivedModel]()
    for model in in_order(found, edges_within(together, "derived"), "models/derived"):
        where, head = heads[model.name]
        read = [other.columns for other in told.values() if other.table in model.reads]
        columns, wrong = inherited(head.columns, read, "derived")
        faults += [f"{where}: {fault}" for fault in wrong]
        told[model.name] = replace(model, columns=columns)
    if faults:
        raise ModelError(sorted(faults))
    return list(told.values())


def made_together(model: DerivedModel, among: Collection[DerivedModel]) -> list[DerivedModel]:
    """Return the tables that one function returns together with ``model``, itself among them."""
    if model.function is None:
        return [model]
    return [other for other in among if other.function == model.function]


def type_faults(where: str, built: Mapping[str, str], told: Mapping[str, str]) -> list[str]:
    """Return how the columns that a query builds differ in name, order or type from those of its header."""
    faults = [
        f"{where}: columns.{name}: the query builds no such column{likely(name, set(built) - set(told))}"
        for name in told
        if name not in built
    ]
    faults += [
        f"{where}: columns: the query builds {name}, of which the header says nothing"
        for name in built
        if name not in told
    ]
    faults += [
        f"{where}: columns.{name}: the query builds {built[name]} and the header says {told[name]}"
        for name in told
        if name in built and built[name] != told[name]
    ]
    if not faults and list(built) != list(told):
        faults.append(f"{where}: columns: the query builds them in another order: {', '.join(built)}")
    return faults
