"""What Great Expectations does again and again while it validates one suite, done once.

It works out the configuration of an expectation some twenty times, each time from the start, by intent
(fivetran/great_expectations#9040), and hashes all rows of a frame for a marker that nothing reads; together that is
a third of the validation of small tables. No setting turns either off: the configuration is a property of a class, the
rows up to which a frame is hashed a constant of a module, and both are replaced here while a suite is validated.
Results are the same; a test compares them, and others say when Great Expectations no longer does so and this module can
go.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from great_expectations.execution_engine import pandas_execution_engine
from great_expectations.expectations.expectation import Expectation


@contextmanager
def taken() -> Iterator[None]:
    """Take the shortcuts while a suite is validated, in which no expectation is changed; not for two at a time."""
    classes: Any = Expectation
    frames: Any = pandas_execution_engine
    whole, threshold = classes.configuration, frames.HASH_THRESHOLD
    known: dict[int, tuple[Any, Any]] = {}

    def configuration(self: Any) -> Any:
        if id(self) not in known:
            known[id(self)] = (self, whole.fget(self))  # held, so that no other object takes its place
        return known[id(self)][1]

    classes.configuration, frames.HASH_THRESHOLD = property(configuration), 0
    try:
        yield
    finally:
        classes.configuration, frames.HASH_THRESHOLD = whole, threshold
