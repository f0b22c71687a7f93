"""Public tables: the analysts' interface, each a file of ``models/public`` whose header is its documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.configuration import file_name, gathered
from pipelines.configuration.faults import likely
from pipelines.configuration.headers import PublicHeader
from pipelines.foundation.sql_text import quoted
from pipelines.modelling.derived import derived_models
from pipelines.modelling.meanings import PERSIAN, Meanings, meaning_faults, read_meanings
from pipelines.modelling.models import core_models, read_layer
from pipelines.modelling.sqlfile import ModelError, SQLFile

#: What the columns of a table mean, by the table.
ByTable = Mapping[str, Mapping[str, str]]


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
    """A table of the published file: its grain, its documented columns, its key and its query."""

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

    @property
    def table(self) -> str:
        """The table that it makes."""
        return f"public.{self.name}"


def public_tables(models: Path) -> list[PublicTable]:
    """Read ``models/public/*.sql``, the analysts' interface, by name.

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
    for file, head in read:
        texts, wrong = _texts(file, head, said)
        faults += [] if doubted else wrong
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
            )
        )
    if faults:
        raise ModelError(faults)
    return tables


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
