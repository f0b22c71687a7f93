"""Validate a large delivery by counting, in one pass of SQL, the rows that break each expectation.

Great Expectations on pandas costs memory by the row, so beyond :data:`WHOLE_UP_TO` rows it validates these counts
(a frame of one row) and a sample. The sample is drawn by the hash of the key, not at random: it is the same in
every run, and rows that share a key fall into it together, so duplicates are still seen there.
"""

from __future__ import annotations

from pipelines.foundation.sql_text import literal, quoted
from pipelines.validation.suites import Expectation, Suite

#: Rows up to which a delivery is validated whole.
WHOLE_UP_TO = 250_000


def broken_condition(expectation: Expectation) -> str | None:
    """Return the SQL condition that a row breaking ``expectation`` meets; ``None`` where it is no matter of one row."""
    name, given = quoted(expectation.columns[0]), expectation.arguments
    match expectation.check:
        case "not_null":
            return f"{name} IS NULL"
        case "in_set":
            return f"{name} NOT IN ({', '.join(map(literal, given['values']))})"
        case "matches":
            return f"NOT regexp_matches({name}, {literal(given['pattern'])})"
        case "between":
            bounds = [
                f"{name} {sign} {given[k]}" for sign, k in (("<", "minimum"), (">", "maximum")) if given[k] is not None
            ]
            return " OR ".join(bounds)
        case "rule":
            return f"NOT coalesce({given['expression']}, true)"
    return None


def broken_rows(expectation: Expectation) -> str | None:
    """Return the SQL aggregate that counts rows breaking ``expectation``; ``None`` where the sample decides."""
    if expectation.check == "unique":
        row = ", ".join(quoted(c) for c in expectation.columns)
        return f"count(*) - count(DISTINCT hash({row}))"
    condition = broken_condition(expectation)
    return f"count(*) FILTER ({condition})" if condition else None


def breaking_query(expectation: Expectation, source: str, selected: str) -> str | None:
    """Return the query of ``selected`` of the rows of ``source`` that break ``expectation``, if rows break it.

    Of a key that is not unique all rows that share it are among them.
    """
    condition = broken_condition(expectation)
    if expectation.check == "unique":
        row = ", ".join(quoted(c) for c in expectation.columns)
        condition = f"hash({row}) IN (SELECT hash({row}) FROM {source} GROUP BY ALL HAVING count(*) > 1)"
    return f"SELECT {selected} FROM {source} WHERE {condition}" if condition else None


def counting_query(suite: Suite, source: str, by: str | None = None) -> str:
    """Return the query of one row: ``rows`` and ``broken_<n>`` for the n-th expectation that SQL can count.

    With ``by``, one row a value of that column, which stands first.
    """
    counted = [f"{sql} AS broken_{n}" for n, e in enumerate(suite.expectations) if (sql := broken_rows(e)) is not None]
    selected = ", ".join([*([by] if by else []), "count(*) AS rows", *counted])
    return f"SELECT {selected} FROM {source}" + (f" GROUP BY {by}" if by else "")


def sampling_condition(suite: Suite, rows: int) -> str:
    """Return the SQL condition that keeps about :data:`WHOLE_UP_TO` of ``rows`` rows, the same ones each time."""
    key = ", ".join(quoted(c) for c in suite.key)
    return f"hash({key}) % {-(-rows // WHOLE_UP_TO)} = 0"
