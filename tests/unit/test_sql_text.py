"""Names and texts of any kind come back from SQL as they were."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.foundation.sql_text import literal, parquet_source, parquet_sources, quoted

ODD = ["a", "it's", 'say "x"', "'; DROP TABLE t; --", "نقشهٔ راه", "{x}", "a\\b", ""]


@pytest.mark.parametrize("text", ODD)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert duckdb.execute(f"SELECT {literal(text)}").fetchone() == (text,)


@pytest.mark.parametrize("name", ODD[:-1])
def test_a_name_is_read_as_it_was_written(name: str) -> None:
    told = duckdb.execute(f"SELECT 1 AS {quoted(name)}").description
    assert told is not None and told[0][0] == name


def test_files_are_read_whatever_their_names(tmp_path: Path) -> None:
    files = [tmp_path / "it's.parquet", tmp_path / "گزارش.parquet"]
    for number, file in enumerate(files):
        duckdb.execute(f"COPY (SELECT {number} AS n) TO {literal(str(file))}")
    assert duckdb.execute(f"FROM {parquet_source(files[1])}").fetchall() == [(1,)]
    both = duckdb.execute(f"SELECT n, filename FROM {parquet_sources(files, 'filename = true')}").fetchall()
    assert both == [(0, str(files[0])), (1, str(files[1]))]
    assert duckdb.execute(f"SELECT sum(n) FROM {parquet_sources(map(str, files))}").fetchone() == (1,)
