"""Engines that run the models' SQL: DuckDB in the house; a cluster behind the same small protocol."""

from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.engines.protocol import Engine

__all__ = ["DuckDBEngine", "Engine"]
