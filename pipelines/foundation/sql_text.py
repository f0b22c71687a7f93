"""Names, texts and files as they stand in SQL. Values of a query are its parameters wherever a statement takes some."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def quoted(name: str) -> str:
    """Return ``name`` as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return ``text`` as a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def parquet_source(file: Path | str) -> str:
    """Return the SQL that reads one Parquet file."""
    return f"read_parquet({literal(str(file))})"


def parquet_sources(files: Iterable[Path | str], options: str = "") -> str:
    """Return the SQL that reads Parquet files one after the other; ``options`` stand behind them."""
    listed = ", ".join(literal(str(file)) for file in files)
    return f"read_parquet([{listed}]{', ' if options else ''}{options})"
