"""Run a suite with Great Expectations. The only module that imports it, and so is imported by the worker alone.

Nothing is written to disk and nothing is sent anywhere: the context is ephemeral, analytics are off.
"""

from __future__ import annotations

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import logging
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
import pyarrow as pa
from great_expectations.data_context.types.base import ProgressBarsConfig

from pipelines.foundation.sql_text import parquet_sources
from pipelines.validation import counts, shortcuts
from pipelines.validation.results import ExpectationResult, SubjectKind
from pipelines.validation.suites import Expectation, Suite, rule_column

logging.getLogger("great_expectations").setLevel(logging.ERROR)

#: Nullable pandas types keep integers whole beside empty cells; without them they would become floats.
PANDAS_TYPES = {pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}
EXAMPLES = 3


@cache
def _frames() -> Any:
    """Return the one definition by which every frame is validated; each new one writes the context's YAML twice."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("all")


@cache
def offline_connection() -> duckdb.DuckDBPyConnection:
    """Return the worker's one connection, in memory, which fetches nothing from anywhere."""
    return duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})


def _frame(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas(types_mapper=PANDAS_TYPES.get)
    return frame


def with_rules(connection: duckdb.DuckDBPyConnection, source: str, suite: Suite, where: str) -> pd.DataFrame:
    """Return the rows of ``source`` with a column for each rule's answer; an unknown answer counts as yes."""
    answers = "".join(f", coalesce({sql}, true) AS {name}" for name, sql in suite.rules.items())
    table = connection.execute(f"SELECT *{answers} FROM {source} WHERE {where}").to_arrow_table()
    return _frame(table)


def _compiled(expectation: Expectation, suite: Suite) -> Any:
    columns, given = expectation.columns, expectation.arguments
    match expectation.check:
        case "columns":
            return gxe.ExpectTableColumnsToMatchOrderedList(column_list=[*columns, *suite.rules])
        case "not_null":
            return gxe.ExpectColumnValuesToNotBeNull(column=columns[0])
        case "unique" if len(columns) == 1:
            return gxe.ExpectColumnValuesToBeUnique(column=columns[0])
        case "unique":
            return gxe.ExpectCompoundColumnsToBeUnique(column_list=list(columns), ignore_row_if="never")
        case "in_set":
            return gxe.ExpectColumnValuesToBeInSet(column=columns[0], value_set=given["values"])
        case "matches":
            return gxe.ExpectColumnValuesToMatchRegex(column=columns[0], regex=given["pattern"])
        case "between":
            bounds = {k: None if given[k] is None else float(given[k]) for k in ("minimum", "maximum")}
            return gxe.ExpectColumnValuesToBeBetween(
                column=columns[0], min_value=bounds["minimum"], max_value=bounds["maximum"]
            )
        case "of_type" if len(given["types"]) > 1:
            return gxe.ExpectColumnValuesToBeInTypeList(column=columns[0], type_list=given["types"])
        case "of_type":
            return gxe.ExpectColumnValuesToBeOfType(column=columns[0], type_=given["types"][0])
        case "rule":
            return gxe.ExpectColumnValuesToBeInSet(column=rule_column(expectation), value_set=[True])
    raise ValueError(f"no such check: {expectation.check}")


def _observed(expectation: Expectation, success: bool, result: Mapping[str, Any], rows: int) -> str:
    if not result:
        return "—" if success else "column missing"
    if "unexpected_count" not in result:
        value = result.get("observed_value", "")
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    told = f"{result['unexpected_count']}/{rows}"
    examples = result.get("partial_unexpected_list") or []
    if success or not expectation.shows_values or expectation.check == "not_null":
        return told
    shown = (" + ".join(map(str, v.values())) if isinstance(v, dict) else str(v) for v in examples[:EXAMPLES])
    return f"{told}: " + "; ".join(shown)


def _validate(frame: pd.DataFrame, name: str, expectations: Sequence[Any]) -> list[Any]:
    """Return Great Expectations' results in the order of ``expectations`` (it gives them in another)."""
    for place, expectation in enumerate(expectations):
        expectation.meta = {"place": place}
    suite = gx.ExpectationSuite(name=name, expectations=list(expectations))
    formatted = {"result_format": "BASIC", "partial_unexpected_count": EXAMPLES}
    with shortcuts.taken():
        answer = _frames().get_batch({"dataframe": frame}).validate(suite, result_format=formatted)
    return sorted(answer.results, key=lambda r: r.expectation_config.meta["place"])


def run_suite(frame: pd.DataFrame, suite: Suite, subject_kind: SubjectKind, subject: str) -> list[ExpectationResult]:
    """Validate ``frame`` (with the suite's rule columns, see :func:`with_rules`); one result an expectation."""
    compiled = [_compiled(e, suite) for e in suite.expectations]
    return [
        ExpectationResult(
            subject_kind,
            subject,
            e.name,
            e.column_name,
            bool(r.success),
            e.severity,
            _observed(e, bool(r.success), r.result, len(frame)),
            e.description_fa,
            e.description_en,
        )
        for e, r in zip(suite.expectations, _validate(frame, subject, compiled), strict=True)
    ]


def _run_counted(
    connection: duckdb.DuckDBPyConnection, source: str, suite: Suite, kind: SubjectKind, subject: str
) -> list[ExpectationResult]:
    """Validate a large source by its counts and by a sample; what SQL can count is decided by all rows."""
    counted = _frame(connection.execute(counts.counting_query(suite, source)).to_arrow_table())
    rows = int(counted["rows"][0])
    sample = with_rules(connection, source, suite, counts.sampling_condition(suite, rows))
    sampled = run_suite(sample, suite, kind, subject)
    places = [n for n in range(len(suite.expectations)) if f"broken_{n}" in counted]
    validated = _validate(
        counted,
        f"{subject} (counts)",
        [gxe.ExpectColumnValuesToBeInSet(column=f"broken_{n}", value_set=[0]) for n in places],
    )
    for n, result in zip(places, validated, strict=True):
        seen = sampled[n]
        told = f"{int(counted[f'broken_{n}'][0])}/{rows}"
        examples = seen.observed.partition(": ")[2]
        sampled[n] = ExpectationResult(
            kind,
            subject,
            seen.expectation,
            seen.column_name,
            bool(result.success) and seen.success,
            seen.severity,
            f"{told}: {examples}" if examples else told,
            seen.description_fa,
            seen.description_en,
        )
    return sampled


def validate_parquet(
    paths: Sequence[Path], suite: Suite, subject_kind: SubjectKind, subject: str
) -> list[ExpectationResult]:
    """Validate the rows of Parquet files: whole up to the limit, above it by counts and a sample."""
    source = parquet_sources(paths)
    connection = offline_connection()
    rows = _rows(connection, source)
    if rows > counts.WHOLE_UP_TO and suite.key:
        return _run_counted(connection, source, suite, subject_kind, subject)
    return run_suite(with_rules(connection, source, suite, "true"), suite, subject_kind, subject)


def _rows(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    assert row is not None
    return int(row[0])
