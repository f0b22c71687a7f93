"""Validate many deliveries of one feed together, and answer for each of them.

An expectation costs the validator some milliseconds however few the rows are, and a feed may have a hundred small
deliveries. What holds of all rows of several deliveries holds of the rows of each, if a key is looked for within
its delivery; so they are validated as one frame. A delivery in which SQL finds a broken row is validated by itself, and
so is every one when the frame does not pass: what fails is always told of one delivery.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from pipelines.foundation.sql_text import literal, parquet_sources
from pipelines.validation import counts
from pipelines.validation.results import ExpectationResult, SubjectKind
from pipelines.validation.suites import Expectation, Suite
from pipelines.validation.validate import offline_connection, run_suite, validate_parquet, with_rules

#: Column by which the rows of one subject are told from those of another while they are validated together.
PART = "validated_part"


def validate_together(
    parts: Mapping[str, Path], suite: Suite, subject_kind: SubjectKind
) -> Iterator[tuple[str, list[ExpectationResult]]]:
    """Yield each subject of ``parts`` (subject → its Parquet file) with its results, in their order."""
    rows = _sound_parts(parts, suite) if len(parts) > 1 else {}
    answers: dict[str, list[ExpectationResult]] = {}
    for chunk in _chunks(rows):
        answers |= _validate_chunk({s: parts[s] for s in chunk}, rows, suite, subject_kind)
    for subject, path in parts.items():
        yield subject, answers.get(subject) or validate_parquet([path], suite, subject_kind, subject)


def _sound_parts(parts: Mapping[str, Path], suite: Suite) -> dict[str, int]:
    """Return the rows of each part in whose rows SQL finds nothing broken and that has the expected columns."""
    expected = next((list(e.columns) for e in suite.expectations if e.check == "columns"), None)
    subject_of = {str(path): subject for subject, path in parts.items()}
    connection = offline_connection()
    alike = [p for p, columns in _schemas(connection, list(subject_of)).items() if columns == expected]
    if len(alike) < 2:
        return {}
    query = counts.counting_query(suite, parquet_sources(alike, "filename = true"), by="filename")
    counted = connection.sql(query).to_arrow_table()
    empty = dict.fromkeys(alike, 0)  # a file without rows is in no group
    found = {r["filename"]: r for r in counted.to_pylist()}
    return {
        subject_of[path]: int(found[path]["rows"]) if path in found else 0
        for path in empty
        if not any(v for k, v in found.get(path, {}).items() if k.startswith("broken_"))
    }


def _schemas(connection: duckdb.DuckDBPyConnection, paths: Sequence[str]) -> dict[str, list[str]]:
    """Return the columns of each file."""
    files = ", ".join(map(literal, paths))
    told = connection.execute(
        f"SELECT file_name, list(name) FROM (SELECT file_name, name FROM parquet_schema([{files}])"
        " WHERE num_children IS NULL OR num_children = 0) GROUP BY file_name"
    ).fetchall()
    return dict(told)


def _chunks(rows: Mapping[str, int]) -> Iterator[list[str]]:
    """Yield lists of subjects that have no more rows together than are validated whole."""
    chunk: list[str] = []
    total = 0
    for subject, count in rows.items():
        if chunk and total + count > counts.WHOLE_UP_TO:
            yield chunk
            chunk, total = [], 0
        chunk.append(subject)
        total += count
    if chunk:
        yield chunk


def _validate_chunk(
    parts: Mapping[str, Path], rows: Mapping[str, int], suite: Suite, kind: SubjectKind
) -> dict[str, list[ExpectationResult]]:
    """Return the results of each part if all hold of all; nothing where they do not."""
    if len(parts) < 2:
        return {}
    together = replace(suite, expectations=tuple(_within_part(e) for e in suite.expectations))
    files = parquet_sources(parts.values(), "filename = true")
    source = f"(SELECT * RENAME (filename AS {PART}) FROM {files})"
    frame = with_rules(offline_connection(), source, together, "true")
    results = run_suite(frame, together, kind, "together")
    if not all(r.success for r in results):
        return {}
    return {
        subject: [
            replace(
                r,
                subject=subject,
                expectation=e.name,
                column_name=e.column_name,
                observed=_observed(suite, e, r, rows[subject]),
            )
            for e, r in zip(suite.expectations, results, strict=True)
        ]
        for subject in parts
    }


def _within_part(expectation: Expectation) -> Expectation:
    if expectation.check == "columns":
        return replace(expectation, columns=(*expectation.columns, PART))
    if expectation.check == "unique":
        return replace(expectation, columns=(PART, *expectation.columns))
    return expectation


def _observed(suite: Suite, expectation: Expectation, result: ExpectationResult, rows: int) -> str:
    """Return what was seen of one part: its own rows where rows were counted."""
    if expectation.check == "columns":
        return ", ".join([*expectation.columns, *suite.rules])
    return f"0/{rows}" if result.observed.startswith("0/") else result.observed
