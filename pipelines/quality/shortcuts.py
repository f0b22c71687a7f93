"""What Great Expectations does again and again while it judges one suite, done once.

It works out the configuration of an expectation some twenty times (a third of the judging of small tables) and takes
a fingerprint of all rows, which nobody reads. Results are the same; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from great_expectations.execution_engine import pandas_execution_engine
from great_expectations.expectations.expectation import Expectation


@contextmanager
def taken() -> Iterator[None]:
    """Take the shortcuts while a suite is judged, in which no expectation is changed; not for two at a time."""
    classes: Any = Expectation
    rows: Any = pandas_execution_engine
    whole, fingerprint = classes.configuration, rows.hash_pandas_dataframe
    known: dict[int, tuple[Any, Any]] = {}

    def configuration(self: Any) -> Any:
        if id(self) not in known:
            known[id(self)] = (self, whole.fget(self))  # held, so that no other object takes its place
        return known[id(self)][1]

    classes.configuration, rows.hash_pandas_dataframe = property(configuration), lambda _: ""
    try:
        yield
    finally:
        classes.configuration, rows.hash_pandas_dataframe = whole, fingerprint
