"""Read everything of a DuckDB file, with whichever DuckDB comes first on the path, and say what was found.

Run as a program by the tests of the analysts' file, with an older DuckDB: nothing of the project is imported here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

#: Types of which the sum says what is there; of every other one, all its texts in order.
NUMBERS = ("DECIMAL", "INTEGER", "BIGINT", "HUGEINT")


def everything(path: Path, queries: list[str]) -> dict[str, Any]:
    """Return the version of DuckDB, and of the file each table and view with comment, columns and sums, and answers.

    Views are read once more through a connection to which the file is attached under another name.
    """
    import duckdb

    with duckdb.connect(str(path), read_only=True) as file:
        told = file.execute(
            "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal"
            " UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
        ).fetchall()
        tables = {name: {"comment": comment, **_of_table(file, name, name)} for name, comment in told}
        answers = [[[str(cell) for cell in row] for row in file.execute(sql).fetchall()] for sql in queries]
        views = [name for (name,) in file.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]
    with duckdb.connect() as other:
        other.execute(f"ATTACH '{path}' AS elsewhere (READ_ONLY)")
        attached = {name: other.execute(f"SELECT count(*) FROM elsewhere.{name}").fetchall()[0][0] for name in views}
    return {"duckdb": duckdb.__version__, "tables": tables, "answers": answers, "attached": attached}


def _of_table(file: Any, name: str, source: str) -> dict[str, Any]:
    columns = file.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? AND NOT internal"
        " ORDER BY column_index",
        [name],
    ).fetchall()
    sums = ", ".join(_sum(column, kind) for column, kind, _ in columns)
    found = file.execute(f'SELECT CAST(count(*) AS VARCHAR), {sums} FROM "{source}"').fetchall()[0]
    return {"columns": [list(column) for column in columns], "sums": list(found)}


def _sum(column: str, kind: str) -> str:
    if kind.startswith(NUMBERS):
        return f'CAST(sum("{column}") AS VARCHAR)'
    text = f"coalesce(CAST(\"{column}\" AS VARCHAR), '∅')"
    return f"md5(string_agg({text}, '|' ORDER BY {text}))"


if __name__ == "__main__":
    print(json.dumps(everything(Path(sys.argv[1]), json.loads(sys.stdin.read()))))
