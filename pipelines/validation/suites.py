"""What a suite of expectations is: plain data, to be sent to the worker process and compared in tests.

How an expectation is validated is in :mod:`pipelines.validation.counts` (one pass of SQL) and
:mod:`pipelines.validation.judging` (Great Expectations); what is expected of a feed or a table is compiled in
:mod:`pipelines.validation.compilation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Check = Literal["columns", "not_null", "unique", "in_set", "between", "matches", "of_type", "rule"]

#: Name of each check in the published results; the first seven are Great Expectations' own names.
NAMES: dict[str, str] = {
    "columns": "expect_table_columns_to_match_ordered_list",
    "not_null": "expect_column_values_to_not_be_null",
    "unique": "expect_compound_columns_to_be_unique",
    "in_set": "expect_column_values_to_be_in_set",
    "between": "expect_column_values_to_be_between",
    "matches": "expect_column_values_to_match_regex",
    "of_type": "expect_column_values_to_be_of_type",
}


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that must hold. ``shows_values`` is false where a value could identify a person."""

    check: Check
    columns: tuple[str, ...]
    description_fa: str
    description_en: str
    severity: Literal["error", "warning"] = "error"
    arguments: Mapping[str, Any] = field(default_factory=dict)
    shows_values: bool = True

    @property
    def name(self) -> str:
        """Name in the published results; a contract's rule is named after its id."""
        return f"rule:{self.arguments['rule_id']}" if self.check == "rule" else NAMES[self.check]

    @property
    def column_name(self) -> str:
        """The columns concerned, as published; empty for a whole table."""
        return "" if self.check == "columns" else ", ".join(self.columns)


@dataclass(frozen=True, slots=True)
class Suite:
    """Everything that is expected of one table."""

    name: str
    expectations: tuple[Expectation, ...]
