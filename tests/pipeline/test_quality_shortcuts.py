"""The shortcuts past Great Expectations: what is done once gives the same, and is still done again and again by itself.

Where a test of a reason fails, Great Expectations has changed: the shortcut that it names is no longer needed.
"""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import duckdb
import pytest
from great_expectations.execution_engine import pandas_execution_engine
from great_expectations.expectations.expectation import Expectation as Validated

from pipelines.validation import validate
from pipelines.validation.results import ExpectationResult
from pipelines.validation.suites import Expectation, Suite

ROWS = 40
SUITE = Suite(
    "things",
    ("thing",),
    (
        Expectation("columns", ("thing", "weight_kg"), "—", "—"),
        Expectation("not_null", ("thing",), "—", "—"),
        Expectation("unique", ("thing", "weight_kg"), "—", "—"),
        Expectation("between", ("weight_kg",), "—", "—", arguments={"minimum": "0", "maximum": None}),
    ),
)


@pytest.fixture
def things(tmp_path: Path) -> Path:
    """A table in which one weight is negative."""
    path = tmp_path / "things.parquet"
    rows = f"SELECT 'thing ' || i AS thing, CASE WHEN i = 4 THEN -1 ELSE i END AS weight_kg FROM range({ROWS}) AS r(i)"
    duckdb.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often Great Expectations does what the shortcuts spare."""
    counted: Counter[str] = Counter()
    whole: Any = Validated.configuration
    hashed = pandas_execution_engine.hash_pandas_dataframe

    def configuration(self: Any) -> Any:
        counted["configuration"] += 1
        return whole.fget(self)

    def fingerprint(frame: Any) -> str:
        counted["fingerprint"] += 1
        return str(hashed(frame))

    monkeypatch.setattr(Validated, "configuration", property(configuration))
    monkeypatch.setattr(pandas_execution_engine, "hash_pandas_dataframe", fingerprint)
    return counted


def validated(path: Path) -> list[ExpectationResult]:
    return validate.validate_parquet([path], SUITE, "table", "things")


def test_what_is_done_once_gives_what_is_done_again_and_again(things: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    briefly = validated(things)
    monkeypatch.setattr(validate.shortcuts, "taken", nullcontext)
    assert validated(things) == briefly
    assert [r.observed for r in briefly if not r.success] == [f"1/{ROWS}: -1"]


def test_the_reason_for_knowing_configurations(
    things: Path, done: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    validated(things)
    with_shortcut = done["configuration"]
    monkeypatch.setattr(validate.shortcuts, "taken", nullcontext)
    validated(things)
    assert done["configuration"] - with_shortcut >= 2 * with_shortcut


def test_the_reason_for_hashing_no_rows(things: Path, done: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    validated(things)
    assert done["fingerprint"] == 0
    monkeypatch.setattr(validate.shortcuts, "taken", nullcontext)
    validated(things)
    assert done["fingerprint"] > 0


def test_nothing_stays_replaced(things: Path) -> None:
    before = Validated.configuration, pandas_execution_engine.HASH_THRESHOLD
    validated(things)
    assert (Validated.configuration, pandas_execution_engine.HASH_THRESHOLD) == before
