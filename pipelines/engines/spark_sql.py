"""The models' SQL in Spark's dialect."""

from __future__ import annotations

from collections.abc import Mapping

import sqlglot
from sqlglot import exp

from pipelines.foundation.sql_text import quoted

#: Types of DuckDB that Spark has not, and what holds their values there.
WIDER: Mapping[str, str] = {"HUGEINT": "DECIMAL(38,0)"}


def to_spark(sql: str) -> str:
    """Return ``sql`` in Spark's dialect; raises ``sqlglot.errors.UnsupportedError`` when it has no equal."""
    return _spark(sqlglot.parse_one(sql, read="duckdb"))


def result_on_spark(sql: str, types: Mapping[str, str]) -> str:
    """Return the query of a model as a session on Spark runs it: over views, its columns in the types of ``types``.

    A type that DuckDB finds by itself is loose on Spark (``NULL`` has none, a sum is an INT), so each column is cast
    once, where the result leaves. A column of which ``types`` says nothing keeps its own.
    """
    tree = sqlglot.parse_one(sql, read="duckdb")
    for table in list(tree.find_all(exp.Table)):
        if table.db:
            alias = table.alias or table.name
            table.replace(exp.alias_(exp.to_table(quoted(view_of(f"{table.db}.{table.name}"))), alias, table=True))
    assert isinstance(tree, exp.Query)
    columns = ", ".join(
        f"CAST(`{name}` AS {spark_type(types[name])}) AS `{name}`" if name in types else f"`{name}`"
        for name in tree.named_selects
    )
    return f"SELECT {columns} FROM (\n{_spark(tree)}\n)"


def view_of(table: str) -> str:
    """Return the name of the session's view of a table: the catalogue of a cluster belongs to others."""
    return table.replace(".", "__")


def spark_type(kind: str) -> str:
    """Return the type of Spark that holds the values of a type of DuckDB."""
    return exp.DataType.build(WIDER.get(kind, kind), dialect="duckdb").sql("spark")


def _spark(tree: exp.Expr) -> str:
    return tree.sql("spark", unsupported_level=sqlglot.ErrorLevel.RAISE, pretty=True)
