"""What SQL counts is what Great Expectations would find, were it given the rows themselves.

Only counts are judged in a build (a frame of a million rows costs the validator minutes and gigabytes); here the rows
of small tables are given to both.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.validation.counts import count_broken, offline_connection
from pipelines.validation.suites import Expectation, Suite
from tests.great_expectations_here import gx, gxe, judge

TYPES = {"word": pa.string(), "code": pa.string(), "amount": pa.decimal128(38, 9), "number": pa.int64()}
CODES = ["۱", "ک", "كد", ""]
PATTERN = "^[0-9]{2}$"


def expected(check: str, *columns: str, **arguments: Any) -> Expectation:
    return Expectation(check, columns, "—", "—", arguments=arguments)  # type: ignore[arg-type]


PAIRS: list[tuple[Expectation, Any]] = [
    (expected("not_null", "word"), gxe.ExpectColumnValuesToNotBeNull(column="word")),
    (expected("not_null", "amount"), gxe.ExpectColumnValuesToNotBeNull(column="amount")),
    (
        expected("unique", "word", "number"),
        gxe.ExpectCompoundColumnsToBeUnique(column_list=["word", "number"], ignore_row_if="never"),
    ),
    (expected("unique", "number"), gxe.ExpectColumnValuesToBeUnique(column="number")),
    (expected("in_set", "code", values=CODES), gxe.ExpectColumnValuesToBeInSet(column="code", value_set=CODES)),
    (expected("matches", "word", pattern=PATTERN), gxe.ExpectColumnValuesToMatchRegex(column="word", regex=PATTERN)),
    (
        expected("between", "amount", minimum="0", maximum="10.5"),
        gxe.ExpectColumnValuesToBeBetween(column="amount", min_value=0, max_value=10.5),
    ),
    (
        expected("between", "number", minimum=None, maximum="3"),
        gxe.ExpectColumnValuesToBeBetween(column="number", max_value=3),
    ),
]
SUITE = Suite("things", tuple(e for e, _ in PAIRS))

texts = st.none() | st.sampled_from([*CODES, "12", "3", "۱۲", "12 ", "x\ny"])
amounts = st.none() | st.decimals(Decimal(-5), Decimal(20), places=9)
tables = st.lists(
    st.fixed_dictionaries({"word": texts, "code": texts, "amount": amounts, "number": st.integers(0, 5)}), max_size=12
)


@pytest.fixture(scope="module")
def validator() -> Any:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return context.data_sources.add_pandas("rows").add_dataframe_asset("rows").add_batch_definition_whole_dataframe("a")


def found_in_rows(validator: Any, table: pa.Table) -> list[int]:
    """Return what Great Expectations counts in the rows, expectation by expectation."""
    frame = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    batch = validator.get_batch({"dataframe": frame})
    return [int(batch.validate(e).result["unexpected_count"]) for _, e in PAIRS]


@given(rows=tables)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_that_break_an_expectation_are_the_same_to_both(
    tmp_path: Path, validator: Any, rows: list[dict[str, Any]]
) -> None:
    table = pa.Table.from_pylist(rows, pa.schema(TYPES))
    path = tmp_path / "things.parquet"
    pq.write_table(table, path)
    with offline_connection() as connection:
        counts = count_broken(connection, {"things": path}, SUITE)["things"]
    assert [c.broken for c in counts] == (found_in_rows(validator, table) if rows else [0] * len(PAIRS))


@given(broken=st.lists(st.tuples(st.sampled_from(["columns", "not_null", "rule"]), st.integers(0, 3)), max_size=30))
@settings(max_examples=15, deadline=None)
def test_a_count_is_in_order_if_it_is_nought(broken: list[tuple[Any, int]]) -> None:
    assert judge([check for check, _ in broken], [n for _, n in broken]) == [n == 0 for _, n in broken]


def test_tables_of_one_suite_are_counted_side_by_side(tmp_path: Path) -> None:
    """Each is answered for by itself, in the order in which it was asked for: with rows, without, with less columns."""
    full = {"word": ["12", "x"], "code": ["ک", None], "amount": [Decimal(1), None], "number": [1, 1]}
    made = {"two": full, "none": {name: [] for name in TYPES}, "two again": full}
    parts = {}
    for name, columns in made.items():
        parts[name] = tmp_path / f"{name}.parquet"
        pq.write_table(pa.table(columns, pa.schema(TYPES)), parts[name])
    parts["less"] = tmp_path / "less.parquet"
    duckdb.execute(f"COPY (SELECT * EXCLUDE (amount) FROM '{parts['two']}') TO '{parts['less']}' (FORMAT parquet)")
    with offline_connection() as connection:
        counts = count_broken(connection, {k: parts[k] for k in ("two again", "less", "none", "two")}, SUITE)
    assert list(counts) == ["two again", "less", "none", "two"]
    assert counts["two"] == counts["two again"]
    assert [c.broken for c in counts["none"]] == [0] * len(PAIRS)
    observed = dict(zip([(e.check, e.columns) for e, _ in PAIRS], counts["less"], strict=True))
    assert observed["not_null", ("amount",)].observed == "column missing"
    assert observed["matches", ("word",)].observed == "1/2: x"
    assert observed["unique", ("number",)].observed == "2/2: 1; 1"
