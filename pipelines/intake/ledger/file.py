"""The SQLite file of the ledger: rows are inserted and read, nothing else; moments and messages as its texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.foundation.messages import Message
from pipelines.intake.ledger.schema import prepare


class LedgerFile:
    """The open file. One process writes (it holds the writer's lock); any number may read meanwhile."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._db = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        # A rollback journal keeps the ledger one file to back up; EXTRA also syncs the folder once the journal
        # is gone, without which a power failure may take back the last commit.
        self._db.execute("PRAGMA synchronous = EXTRA")
        self._db.execute("PRAGMA foreign_keys = ON")
        prepare(self._db)

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def rows(self, sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """Return the rows of a query."""
        return self._db.execute(sql, params).fetchall()

    def insert(self, table: str, *, once: bool = False, **values: Any) -> None:
        """Add a row; ``once`` leaves the table as it is where a row of the same unique columns is there."""
        verb = "INSERT OR IGNORE" if once else "INSERT"
        marks = ", ".join("?" * len(values))
        self._db.execute(f"{verb} INTO {table} ({', '.join(values)}) VALUES ({marks})", list(values.values()))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Add rows together: all of them or, when something is raised, none."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise


def stamp(moment: datetime) -> str:
    """Return a UTC time whose texts sort as the times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def until(moment: datetime | None) -> str:
    """Return the text to which the stamps known at ``moment`` (now) are compared."""
    return stamp(moment) if moment else "9999"


def message_text(message: Message | None) -> str | None:
    """Return a message as the ledger holds it."""
    if message is None:
        return None
    return json.dumps([message.id, message.severity, dict(message.params)], ensure_ascii=False, default=str)


def message_of(text: str | None) -> Message | None:
    """Return the message that the ledger holds as ``text``."""
    return Message(*json.loads(text)) if text else None
