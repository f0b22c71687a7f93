"""Compare what two workspaces publish, table by table and row by row: ``python -m tests.same_tables BEFORE AFTER``.

A change of the code that should change no figure is proven so: build one workspace with the code before, a copy of its
deliveries with the code after, and compare. What differs by nature (when a version was built, by which code) is left
out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import yaml

#: Columns that tell of the build itself; ``*`` is every table.
OF_THE_BUILD: Mapping[str, frozenset[str]] = {
    "release": frozenset({"version", "built_at", "build_key", "code_hash", "models_hash", "inputs_hash"}),
    "readme": frozenset({"text_fa", "text_en"}),  # they name the version
    "*": frozenset({"known_from", "known_to", "built_at"}),
}
#: Differing rows of a table that are shown.
SHOWN = 3
#: What was published before a version: a workspace of one version has less of it than one of several.
OF_THE_PAST = frozenset({"value_history", "revisions", "revision_triangles"})


@dataclass(frozen=True, slots=True)
class Renames:
    """What is called otherwise after the change: tables, and columns by the table's new name."""

    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path | None) -> Renames:
        """Return what a YAML file says: ``tables: {old: new}``, ``columns: {new_table: {old: new}}``."""
        told = yaml.safe_load(path.read_text("utf-8")) if path else {}
        return cls(told.get("tables", {}), told.get("columns", {}))


def database(place: Path) -> Path:
    """Return the published file of a workspace; a file stands for itself."""
    return place if place.is_file() else place / "curated" / "current" / "roadmap.duckdb"


def differences(before: Path, after: Path, renames: Renames | None = None) -> Iterator[str]:
    """Yield a sentence for each table that is missing, has other columns, or has other rows."""
    renames = renames or Renames()
    with duckdb.connect() as connection:
        for name, place in (("old", before), ("new", after)):
            connection.execute(f"ATTACH '{database(place)}' AS {name} (READ_ONLY)")
        old, new = (_columns(connection, name) for name in ("old", "new"))
        named = {renames.tables.get(table, table): table for table in old}
        for table in sorted(named.keys() | new.keys()):
            if table not in new:
                yield f"{table}: is not published any more"
            elif table not in named:
                yield f"{table}: was not published before"
            else:
                yield from _of_table(connection, named[table], table, old[named[table]], new[table], renames)


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = ? AND NOT internal"
        " ORDER BY table_name, column_index",
        [name],
    ).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def _of_table(
    connection: duckdb.DuckDBPyConnection,
    was: str,
    table: str,
    old: Mapping[str, str],
    new: Mapping[str, str],
    renames: Renames,
) -> Iterator[str]:
    left_out = OF_THE_BUILD["*"] | OF_THE_BUILD.get(table, frozenset())
    names = {renames.columns.get(table, {}).get(column, column): column for column in old}
    for column in [c for c in names if c not in new]:
        yield f"{table}.{column}: is not published any more"
    for column in [c for c in new if c not in names]:
        yield f"{table}.{column}: was not published before"
    common = [c for c in names if c in new and c not in left_out]
    for column in [c for c in common if old[names[c]] != new[c]]:
        yield f"{table}.{column}: was {old[names[column]]}, is {new[column]}"
    before = ", ".join(f'"{names[c]}" AS "{c}"' for c in common)
    after = ", ".join(f'"{c}"' for c in common)
    sides = (f'SELECT {before} FROM old."{was}"', f'SELECT {after} FROM new."{table}"')
    for word, one, other in (("only before", *sides), ("only after", *reversed(sides))):
        found = connection.execute(f"{one} EXCEPT ALL {other}").fetchmany(SHOWN)
        count = connection.execute(f"SELECT count(*) FROM ({one} EXCEPT ALL {other})").fetchone()
        if count and count[0]:
            yield f"{table}: {count[0]} rows {word}, as {_row(common, found[0])}"


def _row(columns: Sequence[str], values: Sequence[object]) -> str:
    return ", ".join(f"{c}={v}" for c, v in zip(columns, values, strict=True) if v not in (None, ""))[:400]


def main(arguments: Sequence[str]) -> int:
    """Print what differs; return 1 where anything does."""
    parser = argparse.ArgumentParser(prog="python -m tests.same_tables", description=__doc__)
    parser.add_argument("before", type=Path, help="workspace or database of the code before")
    parser.add_argument("after", type=Path, help="workspace or database of the code after")
    parser.add_argument("--renames", type=Path, help="YAML: tables {old: new}, columns {new_table: {old: new}}")
    told = parser.parse_args(arguments)
    found = list(differences(told.before, told.after, Renames.read(told.renames)))
    print("\n".join(found) or "every table is the same")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
