"""One SQL file of ``models/``: a YAML header, a query, and the tables that the query reads.

The header stands in the first comment, between ``/*---`` and ``---*/``. Dependencies are parsed from the SQL
itself and are listed nowhere by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import sqlglot
import yaml
from sqlglot import exp

HEADER = re.compile(r"\A/\*---\n(?P<yaml>.*?)\n---\*/\s*(?P<sql>.*)\Z", re.DOTALL)


class ModelError(ValueError):
    """A model file is not well-formed; the text names the file and the fault."""


@dataclass(frozen=True, slots=True)
class SQLFile:
    """A parsed model file: ``reads`` holds the ``schema.table`` names that the query selects from."""

    path: Path
    header: dict[str, Any]
    sql: str
    reads: frozenset[str]


@cache
def tables_read(sql: str) -> frozenset[str]:
    """Return the ``schema.table`` names that ``sql`` reads; names of its own WITH clauses are not among them."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    return frozenset(f"{t.db}.{t.name}" for t in tree.find_all(exp.Table) if t.db)


def read_sql_file(path: Path, *, may_be_empty: bool = False) -> SQLFile:
    """Read one model file; raises :class:`ModelError` when header or query cannot be read.

    ``may_be_empty`` takes a header alone too, without a query below it.
    """
    match = HEADER.match(path.read_text("utf-8"))
    if not match:
        raise ModelError(f"{path.name}: it must begin with a header between /*--- and ---*/")
    try:
        header = yaml.load(match["yaml"], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
        sql = match["sql"].strip().rstrip(";")
        reads = tables_read(sql) if sql or not may_be_empty else frozenset()
        return SQLFile(path, header, sql, reads)
    except (yaml.YAMLError, sqlglot.errors.ParseError) as error:
        raise ModelError(f"{path.name}: {error}") from error
