"""Public tables under construction, for the hand-made version of the page tests."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import duckdb

MINUTES = ("صورت‌جلسهٔ شورای گفت‌وگو، اسفند ۱۴۰۰", "Minutes of the dialogue council, Esfand 1400")
CUSTOMS = ("گمرک ایران، صادرات ۱۴۰۲", "Iran customs, exports of 1402")

TYPES = {
    "value": "decimal(38,9)",
    "numerator": "decimal(38,9)",
    "denominator": "decimal(38,9)",
    "baseline_value": "decimal(38,9)",
    "target_value": "decimal(38,9)",
    "expected_value": "decimal(38,9)",
    "target_low": "decimal(38,9)",
    "target_high": "decimal(38,9)",
    "value_usd": "decimal(38,9)",
    "value_rial": "decimal(38,9)",
    "weight_kg": "decimal(38,9)",
    "amount_rial": "decimal(38,9)",
    "stated": "decimal(38,9)",
    "computed": "decimal(38,9)",
    "difference": "decimal(38,9)",
    "quarantined": "decimal(38,9)",
    "first_row": "integer",
    "last_row": "integer",
    "contribution": "decimal(38,9)",
    "stated_total_difference": "decimal(38,9)",
    "is_synthetic": "boolean",
    "counts": "boolean",
    "is_stale": "boolean",
    "is_over": "boolean",
    "is_provisional": "boolean",
    "age_months": "integer",
    "reconciled": "boolean",
    "contains_persons": "boolean",
    "is_preferred": "boolean",
    "success": "boolean",
    "required": "boolean",
    "template_available": "boolean",
    "row_number": "integer",
    "rows": "bigint",
    "rows_read": "bigint",
    "rows_loaded": "bigint",
    "rows_quarantined": "bigint",
    "rows_non_data": "bigint",
    "size_bytes": "bigint",
    "headline": "integer",
    "decimals": "integer",
    "sort": "integer",
    "ordinal": "integer",
    "tile_row": "integer",
    "tile_col": "integer",
    "version": "integer",
    "position": "integer",
    "population": "bigint",
    "received_at": "date",
    "known_from": "timestamp",
    "known_to": "timestamp",
    "built_at": "timestamp",
    "files": "bigint",
    "stage_order": "integer",
    "rows_resolved": "bigint",
    "cells": "bigint",
    "periods": "integer",
    "before": "decimal(38,9)",
    "after": "decimal(38,9)",
    "factor": "decimal(38,9)",
    "rows_compared": "bigint",
    "left_value": "decimal(38,9)",
    "right_value": "decimal(38,9)",
    "decided_at": "timestamp",
    "due_on": "date",
    "days_late": "integer",
    "received_on": "date",
    "as_of_day": "date",
    "last_received_on": "date",
    "days_since": "integer",
    "allowed_days": "integer",
    "stale_on": "date",
    "deliveries": "integer",
}


def columns(text: str) -> list[str]:
    return text.replace(" ", "").split(",")


class Draft:
    """Public tables under construction."""

    def __init__(self, path: Path) -> None:
        self.connection = duckdb.connect(str(path))

    def table(self, name: str, names: str, rows: list[dict[str, Any]]) -> None:
        """Create a table; a column that a row does not give is null."""
        listed = columns(names)
        types = ", ".join(f"{column} {TYPES.get(column, 'varchar')}" for column in listed)
        self.connection.execute(f"create table {name} ({types})")
        marks = ", ".join("?" * len(listed))
        for row in rows:
            unknown = set(row) - set(listed)
            assert not unknown, (name, unknown)
            self.connection.execute(f"insert into {name} values ({marks})", [row.get(column) for column in listed])

    def complete(self, pattern: Path) -> None:
        """Add what a real version has besides: its other tables, empty, and its other columns, all null."""
        self.connection.execute(f"attach '{pattern}' as pattern (read_only)")
        have = self._columns(self.connection.execute("select current_database()").fetchall()[0][0])
        for name, wanted in self._columns("pattern").items():
            if name not in have:
                filled = "true" if name == "quarters" else "false"
                self.connection.execute(f"create table {name} as select * from pattern.{name} where {filled}")
                continue
            for column, kind in wanted.items():
                if column not in have[name]:
                    self.connection.execute(f'alter table {name} add column "{column}" {kind}')
        self.connection.execute("detach pattern")

    def _columns(self, database: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for table, column, kind in self.connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() where database_name = ? "
            "order by table_name, column_index",
            [database],
        ).fetchall():
            found.setdefault(table, {})[column] = kind
        return found


def value_id(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
