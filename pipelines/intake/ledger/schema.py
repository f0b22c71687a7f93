"""The tables of the ledger, and how an older ledger gets those that it lacks.

A table is added at the end of :data:`TABLES` and never changed afterwards: a column that is missing becomes a
table of its own beside it. So the number of tables is the version, and an older ledger needs no step by hand.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the ledger, to whose rows others are only added.

    ``indexes`` names each index with the columns that it is of.
    """

    name: str
    columns: str
    indexes: tuple[tuple[str, str], ...] = ()

    def statements(self) -> list[str]:
        """Return what creates the table, its indexes, and the triggers that refuse a changed or removed row."""
        made = [f"CREATE TABLE IF NOT EXISTS {self.name} (seq INTEGER PRIMARY KEY, {self.columns})"]
        made += [f"CREATE INDEX IF NOT EXISTS {name} ON {self.name} ({of})" for name, of in self.indexes]
        made += [
            f"CREATE TRIGGER IF NOT EXISTS {self.name}_keep_{verb} BEFORE {verb} ON {self.name} "
            f"BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
            for verb in ("UPDATE", "DELETE")
        ]
        return made


#: The reference of a row to its delivery.
OF_DELIVERY: Final = "delivery_id TEXT NOT NULL REFERENCES deliveries (delivery_id)"
#: The same where a delivery has at most one row.
ONE_OF_DELIVERY: Final = "delivery_id TEXT NOT NULL UNIQUE REFERENCES deliveries (delivery_id)"

TABLES: Final = (
    Table(
        "deliveries",
        "delivery_id TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, office TEXT, period TEXT,"
        " file_name TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL,"
        " registered_at TEXT NOT NULL, known_from TEXT NOT NULL, hold TEXT",
        (("deliveries_by_content", "sha256"),),
    ),
    Table(
        "notes",
        f"{OF_DELIVERY}, noted_at TEXT NOT NULL, body TEXT NOT NULL",
        (("notes_by_delivery", "delivery_id"),),
    ),
    Table("corrections", f"{ONE_OF_DELIVERY}, corrects TEXT NOT NULL, workbook TEXT NOT NULL"),
    Table("aliases", f"{OF_DELIVERY}, path TEXT NOT NULL, first_seen TEXT NOT NULL, UNIQUE (delivery_id, path)"),
    Table("periods", f"{ONE_OF_DELIVERY}, period TEXT NOT NULL, found_at TEXT NOT NULL"),
    Table(
        "decisions",
        f"{OF_DELIVERY}, decided_at TEXT NOT NULL,"
        " decision TEXT NOT NULL CHECK (decision IN ('approved', 'rejected')),"
        " reason TEXT NOT NULL, actor TEXT NOT NULL",
    ),
    Table(
        "outcomes",
        f"{OF_DELIVERY}, recorded_at TEXT NOT NULL, state TEXT NOT NULL, message TEXT,"
        " rows_read INTEGER NOT NULL, rows_loaded INTEGER NOT NULL, rows_quarantined INTEGER NOT NULL,"
        " rows_non_data INTEGER NOT NULL",
    ),
    Table("events", "at TEXT NOT NULL, event TEXT NOT NULL, detail TEXT NOT NULL, actor TEXT NOT NULL"),
    Table(
        "grains",
        f"{OF_DELIVERY}, grain TEXT, found_at TEXT NOT NULL",
        (("grains_by_delivery", "delivery_id"),),
    ),
    Table(
        "vocabulary",
        "word_list TEXT NOT NULL, word_key TEXT NOT NULL, word TEXT NOT NULL, code TEXT,"
        " decided_at TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL",
        (("vocabulary_by_word", "word_list, word_key"),),
    ),
    Table(
        "scopes",
        f"{OF_DELIVERY}, span TEXT, cover TEXT, found_at TEXT NOT NULL",
        (("scopes_by_delivery", "delivery_id"),),
    ),
    Table(
        "fillings",
        f"{OF_DELIVERY}, filled TEXT NOT NULL, decided_at TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL",
        (("fillings_by_delivery", "delivery_id"),),
    ),
    Table(
        "published_values",
        "version INTEGER NOT NULL, published_at TEXT NOT NULL, value_id TEXT NOT NULL,"
        " indicator_id TEXT NOT NULL, area_code TEXT NOT NULL, domain TEXT NOT NULL, breakdown TEXT NOT NULL,"
        " category TEXT NOT NULL, frequency TEXT NOT NULL, period TEXT NOT NULL, basis TEXT NOT NULL,"
        " value TEXT, status TEXT NOT NULL, cause TEXT NOT NULL, delivery_id TEXT, is_synthetic INTEGER NOT NULL",
        (("published_values_by_version", "version"),),
    ),
    Table(
        "published_versions",
        "version INTEGER NOT NULL UNIQUE, published_at TEXT NOT NULL, models_hash TEXT NOT NULL,"
        " code_hash TEXT NOT NULL, deliveries TEXT NOT NULL",
    ),
)


def prepare(db: sqlite3.Connection) -> None:
    """Create the tables that a ledger lacks; one that has them all is only looked at."""
    if db.execute("PRAGMA user_version").fetchone()[0] >= len(TABLES):
        return
    made = ";\n".join(statement for table in TABLES for statement in table.statements())
    db.executescript(f"BEGIN IMMEDIATE;\n{made};\nPRAGMA user_version = {len(TABLES)};\nCOMMIT;")
