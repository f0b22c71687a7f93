"""What an earlier build made and still holds: a table is built again only when something that it depends on changed.

Every table has a *fingerprint*, a hash of its definition and of the contents of all that it reads, and a *content*, a
hash of its rows. A corrected row changes the content of a clean table, and thereby the fingerprints of the models that
read it; a model that comes out as it was stops the change there.

The notes lie in the working file itself, as one row. They are taken out when a build begins and put back when it
ends, so that a run that is killed leaves none, and the next one builds everything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from pipelines.engines import DuckDBEngine
from pipelines.foundation.hashing import text_hash
from pipelines.foundation.sql_text import literal, quoted

if TYPE_CHECKING:
    from typing import Self

SCHEMAS = ("clean", "core", "indicators", "derived", "reference")
NOTES = "meta.table_notes"


@dataclass(slots=True)
class Note:
    """How a table was made: the fingerprint of its making, its rows, and its content where that is known."""

    fingerprint: str
    rows: int
    content: str | None = None


class TableCache:
    """The tables of a working file with their notes. ``built`` and ``reused`` name what this build made and reused."""

    def __init__(self, engine: DuckDBEngine, code: str, notes: dict[str, Note], *, lasting: bool = True) -> None:
        self.engine = engine
        self._lasting = lasting
        self.built: set[str] = set()
        self.reused: set[str] = set()
        self._code = code
        self._before = notes
        self._now: dict[str, Note] = {}
        self._contents: dict[str, str] = {}

    @classmethod
    def open(cls, path: Path | None, code: str) -> Self:
        """Open the working file; one of other code, of a killed run or in no readable state is made anew.

        Without a file the tables are in memory, and gone afterwards: nothing is cached, and no content is reckoned.
        """
        if path is None:
            return cls._anew(None, code)
        if path.is_file() and (found := _open_again(path, code)) is not None:
            return cls(*found)
        for suffix in ("", ".wal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return cls._anew(path, code)

    @classmethod
    def _anew(cls, path: Path | None, code: str) -> Self:
        engine = DuckDBEngine(path)
        for schema in (*SCHEMAS, "meta"):
            engine.create_schema(schema)
        return cls(engine, code, {}, lasting=path is not None)

    def close(self) -> None:
        """Put the notes back and let the file go. What this build did not come to stands as it stood."""
        if not self._lasting:
            self.engine.close()
            return
        for table, note in self._now.items():
            note.content = self._contents.get(table, note.content)
        told = json.dumps({"code": self._code, "notes": {n: asdict(v) for n, v in (self._before | self._now).items()}})
        self.engine.create_schema("meta")
        self.engine.create_table("meta", "table_notes", f"SELECT {literal(told)} AS notes")
        self.engine.close()

    def table(self, name: str, definition: str, reads: Iterable[str], build: Callable[[], int]) -> int:
        """Build the table ``schema.name`` unless it stands as it would be built; return its rows."""
        if not self._lasting:
            return build()
        fingerprint = _hash([definition, [[r, self.content(r)] for r in sorted(reads)]])
        known = self._known(name)
        if known is not None and known.fingerprint == fingerprint and name in self._tables():
            return self._reuse(name, known)
        self._forget(name)  # whatever happens from here on, the table is not what it was
        rows = build()
        self._note(name, Note(fingerprint, rows))
        return rows

    def loaded(self, name: str, load: Callable[[], int]) -> int:
        """Load a table of what only this build knows; return its rows."""
        rows = load()
        self._contents.pop(name, None)
        return rows

    def _known(self, name: str) -> Note | None:
        """Return how a table that stands was made: in this build, where it was made already, else in an earlier one."""
        return self._now.get(name) or self._before.get(name)

    def _forget(self, name: str) -> None:
        self._now.pop(name, None)
        self._before.pop(name, None)

    def forget_loaded(self) -> None:
        """Look anew at the tables that no note has made: they are loaded again while a build begins from the top."""
        self._contents = {table: content for table, content in self._contents.items() if table in self._now}

    def content(self, name: str) -> str:
        """Return the hash of a table's rows, whatever their order, and of its columns."""
        if name not in self._contents:
            target = _target(name)
            columns = self.engine.execute(f"SELECT column_name, column_type FROM (DESCRIBE {target})")
            counted = self.engine.execute(f"SELECT count(*), sum(hash(t)), bit_xor(hash(t)) FROM {target} t")
            self._contents[name] = _hash([columns, counted])
        return self._contents[name]

    def _reuse(self, name: str, known: Note) -> int:
        self._now[name] = known
        if name not in self.built:
            self.reused.add(name)
        if known.content is not None:
            self._contents[name] = known.content
        return known.rows

    def _note(self, name: str, note: Note) -> None:
        self._now[name] = note
        self.built.add(name)
        self.reused.discard(name)
        self._contents.pop(name, None)

    def _tables(self) -> set[str]:
        """Return the tables and views that are there, as ``schema.name``."""
        return {
            f"{schema}.{name}"
            for schema, name in self.engine.execute("SELECT table_schema, table_name FROM information_schema.tables")
        }


def _open_again(path: Path, code: str) -> tuple[DuckDBEngine, str, dict[str, Note]] | None:
    """Return the engine of a file that can be trusted, with the code and the notes that were taken out of it."""
    try:
        engine = DuckDBEngine(path)
    except duckdb.Error:
        return None
    try:
        notes = _take_notes(engine, code)
    except duckdb.Error:
        notes = None
    if notes is None:
        engine.close()
        return None
    return engine, code, notes


def _take_notes(engine: DuckDBEngine, code: str) -> dict[str, Note] | None:
    """Return the notes, and take them out; none where they were made by other code. Raises where there are none."""
    told = engine.rows(f"SELECT notes FROM {NOTES}")
    engine.execute(f"DROP TABLE {NOTES}")
    read: dict[str, Any] = json.loads(told[0]["notes"]) if told else {}
    if read.get("code") != code:
        return None
    return {name: Note(**note) for name, note in read["notes"].items()}


def _target(name: str) -> str:
    schema, table = name.split(".", 1)
    return f"{quoted(schema)}.{quoted(table)}"


def _hash(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text_hash(text)[:32]
