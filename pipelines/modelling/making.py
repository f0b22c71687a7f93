"""Make the derived tables, each after what it reads: from its query, or by the function that its header names.

One loop makes them all. A table is made again only when its header, its query or anything that it reads has changed
(:mod:`pipelines.modelling.table_cache`); what a build knows of its deliveries is loaded anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.foundation.sql_text import literal, quoted
from pipelines.modelling.derived import EVERY_CONTRIBUTION, DerivedModel, made_together, type_faults
from pipelines.modelling.graph import file_of
from pipelines.modelling.models import CoreModel, Indicator
from pipelines.modelling.parameters import PARAMETER, TODAY, filled, rule_value
from pipelines.modelling.sqlfile import ModelError
from pipelines.modelling.typed_rows import typed_table

if TYPE_CHECKING:
    import pyarrow as pa

    from pipelines.engines import DuckDBEngine
    from pipelines.modelling.table_cache import TableCache

#: Rows as a function returns them.
Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a function that computes a table may see: the tables that its header names, and what does not lie in one.

    ``facts`` is what the build knows of its deliveries, and ``today`` the day from which ages and days left are
    counted, both where the header asks for them.
    """

    models: Path
    indicators: Sequence[Indicator]
    facts: Any = None
    _today: date | None = None
    _engine: DuckDBEngine | None = field(default=None, repr=False)
    _query: str = ""
    _tables: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The day from which ages and days left are counted; raises :class:`ModelError` if the header asks for none."""
        if self._today is None:
            raise ModelError("today: a function asks for the day, and the header does not say today: true")
        return self._today

    def asked(self) -> list[dict[str, Any]]:
        """Return the rows of the query below the header."""
        return self._rows(self._query)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table that the header names, in the order in which it was made."""
        return self._rows(f"SELECT * FROM {self._named(table)}")

    def has(self, table: str) -> bool:
        """Return whether a table that the header names is there: a preview makes no core tables."""
        assert self._engine is not None
        schema, name = table.split(".", 1)
        told = self._engine.rows("SELECT table_schema AS s, table_name AS t FROM information_schema.tables")
        return {"s": schema, "t": name} in told

    def arrow(self, table: str) -> pa.Table:
        """Return a table that the header names."""
        assert self._engine is not None
        return self._engine.query(f"SELECT * FROM {self._named(table)}")

    def _rows(self, query: str) -> list[dict[str, Any]]:
        assert self._engine is not None
        return self._engine.rows(query)

    def _named(self, table: str) -> str:
        if table not in self._tables:
            raise ModelError(f"{table}: a function reads it, and the header does not name it among its tables")
        schema, name = table.split(".", 1)
        return f"{quoted(schema)}.{quoted(name)}"


@dataclass(slots=True)
class TableMaker:
    """Makes the derived tables of one pass over a build, in the engine of ``cache``.

    ``definition`` is a hash of all that functions read of ``models``. What a function returned for several tables is
    kept for the pass: a build that begins again has a maker of its own.
    """

    cache: TableCache
    models: Path
    derived: Sequence[DerivedModel]
    indicators: Sequence[Indicator]
    today: date
    definition: str
    facts: Any = None
    _results: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def make(self, model: DerivedModel) -> int:
        """Make a table unless it stands as it would be made; return its rows."""
        if model.function is None:
            query = filled(model.sql, self._parameters(model))
            return self.cache.table(model.table, query, self._inputs(model.reads), lambda: self._select(model, query))
        together = made_together(model, self.derived)
        reads = self._inputs(frozenset().union(*(m.reads for m in together)))
        if any(m.facts for m in together):
            return self.cache.loaded(model.table, lambda: self._compute(model, together))
        day = f"{self.today} " if any(reads_day(m) for m in together) else ""
        definition = f"{self.definition} {day}{model.function}"
        return self.cache.table(model.table, definition, reads, lambda: self._compute(model, together))

    def needed_for(self, table: str) -> list[DerivedModel]:
        """Return the derived tables that ``table`` is made of, itself the last."""
        by_table = {m.table: m for m in self.derived}
        wanted, waiting = set[str](), [table]
        while waiting:
            model = by_table.get(waiting.pop())
            if model is not None and model.table not in wanted:
                wanted.add(model.table)
                waiting += [r for m in made_together(model, self.derived) for r in m.reads]
        return [m for m in self.derived if m.table in wanted]

    def _inputs(self, reads: frozenset[str]) -> frozenset[str]:
        """Return what is read; a view over tables is told by them."""
        if EVERY_CONTRIBUTION not in reads:
            return reads
        return reads - {EVERY_CONTRIBUTION} | {i.table for i in self.indicators}

    def _parameters(self, model: DerivedModel) -> dict[str, Any]:
        return parameters_of(model, self.models, self.today)

    def _select(self, model: DerivedModel, query: str) -> int:
        if EVERY_CONTRIBUTION in model.reads:
            see_every_contribution(self.cache.engine, self.indicators)
        rows = self.cache.engine.create_table("derived", model.name, query)
        check_types(self.cache.engine, model)
        return rows

    def _compute(self, model: DerivedModel, together: Sequence[DerivedModel]) -> int:
        function = str(model.function)
        if function not in self._results:
            self._results[function] = self._called(together)
        found = self._results[function][model.name]
        table = found if _is_arrow(found) else typed_table(model.types, found)
        rows = self.cache.engine.load_arrow("derived", model.name, table)
        check_types(self.cache.engine, model, function)
        return rows

    def _called(self, together: Sequence[DerivedModel]) -> Mapping[str, Any]:
        query = "".join(filled(m.sql, self._parameters(m)) for m in together)
        tables = frozenset().union(*(m.reads for m in together))
        facts = self.facts if any(m.facts for m in together) else None
        today = self.today if any(m.today for m in together) else None
        inputs = Inputs(self.models, self.indicators, facts, today, self.cache.engine, query, tables)
        result = function_of(together[0])(inputs)
        return result if isinstance(result, Mapping) else {together[0].name: result}


def _is_arrow(found: Any) -> bool:
    return type(found).__module__.startswith("pyarrow")


def function_of(model: DerivedModel) -> Callable[[Inputs], Any]:
    """Return the function that a header names; raises :class:`ModelError` where there is none."""
    module, _, name = str(model.function).rpartition(".")
    try:
        found: Callable[[Inputs], Any] = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ModelError(
            f"models/derived/{model.topic}/{model.name}.sql: function: there is no {model.function} ({error})"
        ) from error
    return found


def parameters_of(model: DerivedModel, models: Path, today: date) -> dict[str, Any]:
    """Return the values of a query's parameters."""
    found = dict[str, Any]()
    for name, place in model.rules.items():
        if (value := rule_value(models, place)) is None:
            raise ModelError(
                f"models/derived/{model.topic}/{model.name}.sql: rules: {place} is no value of models/rules"
            )
        found[name] = value
    return found | ({TODAY: today} if asks_day(model.sql) else {})


def asks_day(query: str) -> bool:
    """Whether a query counts from the day of the build."""
    return TODAY in PARAMETER.findall(query)


def reads_day(model: DerivedModel) -> bool:
    """Whether a table depends on the day by itself: its query asks for it, or its function may."""
    return model.today or asks_day(model.sql)


def check_types(engine: DuckDBEngine, model: CoreModel | DerivedModel, function: str | None = None) -> None:
    """Refuse a table whose columns are not those of its header."""
    schema, name = model.table.split(".", 1)
    built = dict(engine.execute(f"SELECT column_name, column_type FROM (DESCRIBE {schema}.{quoted(name)})"))
    if faults := type_faults(file_of(model), built, model.types):
        raise ModelError([f"{fault} (made by {function})" if function else fault for fault in faults])


def see_every_contribution(engine: DuckDBEngine, indicators: Sequence[Indicator]) -> None:
    """Make the view over the contributions of all indicators."""
    parts = [
        f"SELECT {literal(i.indicator_id)} AS indicator_id, * FROM indicators.{quoted(i.indicator_id)}"
        for i in indicators
    ]
    if parts:
        schema, name = EVERY_CONTRIBUTION.split(".")
        engine.execute(f"CREATE OR REPLACE VIEW {quoted(schema)}.{quoted(name)} AS {' UNION ALL '.join(parts)}")


def broken_rows(engine: DuckDBEngine, models: Iterable[DerivedModel]) -> Iterator[tuple[DerivedModel, list[str], int]]:
    """Yield each table with a check: the sentences of the rows that break it, and how many rows it has."""
    for model in models:
        if model.check is not None:
            table = f"derived.{quoted(model.name)}"
            broken = engine.rows(
                f"SELECT {quoted(model.check.sentence)} AS said FROM {table} WHERE {model.check.broken}"
            )
            (count,) = engine.execute(f"SELECT count(*) FROM {table}")[0]
            yield model, [str(row["said"]) for row in broken], int(count)
