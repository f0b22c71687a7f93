"""Public tables: the analysts' interface, each a file of ``models/public`` whose header is its documentation.

A query that reads other public tables is a view over them: the published file keeps its text and no rows of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.configuration import file_name, gathered
from pipelines.configuration.faults import likely
from pipelines.configuration.headers import PublicHeader
from pipelines.foundation.sql_text import quoted
from pipelines.modelling.derived import derived_models
from pipelines.modelling.meanings import PERSIAN, Meanings, meaning_faults, read_meanings
from pipelines.modelling.models import core_models, edges_within, in_order, read_layer
from pipelines.modelling.sqlfile import ModelError, SQLFile

#: What the columns of a table mean, by the table.
ByTable = Mapping[str, Mapping[str, str]]
#: The schema under which views name the tables that they read.
SCHEMA = "public"
_NAMED = re.compile(rf"\b{SCHEMA}\.(?=\w)")


@dataclass(frozen=True, slots=True)
class PublicColumn:
    """A column of a public table: what it means in both languages, and the SDMX concept for which it stands, if any."""

    name: str
    description: str
    required: bool
    description_fa: str = ""
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table or view of the published file: its grain, its documented columns, its key and its query.

    ``trap`` says in both languages how it is misread most easily; empty where nothing is known.
    """

    name: str
    title: Mapping[str, str]
    grain: str
    columns: tuple[PublicColumn, ...]
    key: tuple[str, ...]
    sql: str
    reads: frozenset[str]
    codes: Mapping[str, list[str] | str] = field(default_factory=dict)
    first_line: int = 1
    source: str | None = None
    grain_fa: str = ""
    trap: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The table that it makes."""
        return f"{SCHEMA}.{self.name}"

    @property
    def is_view(self) -> bool:
        """Whether it is a query over other public tables, which the file keeps as a query."""
        return any(map(_is_public, self.reads))

    def sql_in(self, schema: str) -> str:
        """Return the query with the public tables that it reads named in another schema; '' names them bare."""
        return _NAMED.sub(f"{schema}." if schema else "", self.sql)


def public_tables(models: Path) -> list[PublicTable]:
    """Read ``models/public/*.sql``, the analysts' interface: the tables by name, then views, each after what it reads.

    A column without a text (``~``) means what the table that is read says of it: one home for each meaning. A header
    alone publishes the table that it names, in the order of the key.
    """
    faults: list[str] = []
    said: dict[str, Mapping[str, str]] = {}
    read: list[tuple[SQLFile, PublicHeader]] = []
    with gathered(faults):
        said |= {m.table: m.meanings for m in core_models(models)}
    with gathered(faults):
        said |= {m.table: m.meanings for m in derived_models(models)}
    with gathered(faults):
        read = read_layer(models, "public", PublicHeader, "name", may_be_empty=True)
    # Where a layer cannot be read, it is not known what its tables say.
    doubted = bool(faults)
    tables, meanings = [], read_meanings(models)
    with gathered(faults):
        read = _views_last(read)
    for file, head in read:
        texts, wrong = _texts(file, head, said)
        faults += [] if doubted else wrong
        said[f"{SCHEMA}.{head.name}"] = {name: text for name, text in texts.items() if text}
        sql, reads = _query(file, head, texts)
        tables.append(
            PublicTable(
                name=head.name,
                title=head.title.model_dump(),
                grain=head.grain,
                columns=tuple(_column(head, n, text or "", meanings) for n, text in texts.items()),
                key=tuple(head.key),
                sql=sql,
                reads=reads,
                codes=head.codes,
                first_line=file.first_line,
                source=head.source,
                grain_fa=meanings.in_persian(head.grain),
                trap=head.trap.model_dump() if head.trap else {},
            )
        )
    if faults:
        raise ModelError(faults)
    return tables


def _views_last(read: Sequence[tuple[SQLFile, PublicHeader]]) -> list[tuple[SQLFile, PublicHeader]]:
    """Return the files in the order in which they can be made: a view stands behind the tables and views it reads.

    Raises :class:`ModelError` where a view reads what is not published, or what is no public table.
    """
    by_name = {head.name: (file, head) for file, head in read}
    views = {name: file.reads for name, (file, _) in by_name.items() if any(map(_is_public, file.reads))}
    mixed = [
        f"models/public/{name}.sql: a view over public tables reads {other}, which is not published"
        for name, reads in views.items()
        for other in sorted(reads)
        if not _is_public(other)
    ]
    if mixed:
        raise ModelError(mixed)
    order = in_order(
        {n: n for n in by_name}, edges_within({n: views.get(n, frozenset()) for n in by_name}, SCHEMA), "models/public"
    )
    return [by_name[n] for n in (*(n for n in by_name if n not in views), *(n for n in order if n in views))]


def _is_public(table: str) -> bool:
    return table.startswith(f"{SCHEMA}.")


def check_meanings(models: Path) -> None:
    """Refuse published tables and columns without a Persian meaning, and meanings that nothing has.

    Raises :class:`ModelError` with all of them. Models without a file of meanings are not asked for any.
    """
    if not (models / "reference" / PERSIAN).exists():
        return
    try:
        tables = public_tables(models)
    except ModelError:
        return  # told where the tables are read; what they mean is not known
    told: dict[str, str] = {}
    for table in tables:
        told.setdefault(table.grain, f"models/public/{table.name}.sql: grain")
        for column in table.columns:
            told.setdefault(column.description, f"models/public/{table.name}.sql: columns.{column.name}")
    columns = frozenset((t.name, c.name) for t in tables for c in t.columns)
    if faults := meaning_faults(told, columns, read_meanings(models)):
        raise ModelError(faults)


def _column(head: PublicHeader, name: str, text: str, meanings: Meanings) -> PublicColumn:
    concept = meanings.concept_of(head.name, name)
    return PublicColumn(name, text, name not in head.optional, meanings.in_persian(text), concept)


def _texts(file: SQLFile, head: PublicHeader, said: ByTable) -> tuple[dict[str, str | None], list[str]]:
    """Return the meaning of each column, and what is wrong."""
    where = file_name(file.path)
    if (head.source is None) == (not file.sql):
        return dict(head.columns), [f"{where}: either a query or from, the table that is published, is needed"]
    if head.source is None:
        inherited = {k: v for table in sorted(file.reads & said.keys()) for k, v in said[table].items()}
        texts = {name: text or inherited.get(name) for name, text in head.columns.items()}
        return texts, [f"{where}: columns.{n}: nothing says what it means" for n, text in texts.items() if text is None]
    inherited = dict(said.get(head.source, {}))
    listed = head.columns or dict.fromkeys(inherited)
    if not inherited:
        return dict(listed), [f"{where}: from: {head.source} is no derived or core table{likely(head.source, said)}"]
    wrong = [
        f"{where}: columns.{n}: {head.source} has no such column{likely(n, inherited)}"
        for n in {*listed, *head.key, *head.optional, *head.codes}
        if n not in inherited
    ]
    return {name: text or inherited.get(name) for name, text in listed.items()}, sorted(wrong)


def _query(file: SQLFile, head: PublicHeader, columns: Mapping[str, str | None]) -> tuple[str, frozenset[str]]:
    if head.source is None:
        return file.sql, file.reads
    schema, name = head.source.partition(".")[::2]
    listed = ", ".join(map(quoted, columns))
    order = ", ".join(map(quoted, head.key))
    return f"SELECT {listed} FROM {quoted(schema)}.{quoted(name)} ORDER BY {order}", frozenset({head.source})
